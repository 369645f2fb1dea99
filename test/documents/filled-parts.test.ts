import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { DocumentData } from '../../src/documents/document-data';
import { DEFAULT_TEMPLATE_LIMITS, openDocx } from '../../src/documents/docx-package';
import { renderDocx } from '../../src/documents/render';
import { TagReader } from '../../src/documents/tag-reader';
import { compileTags } from '../../src/documents/templater';
import { readZip } from '../../src/documents/zip-reader';
import { xmlOf } from './docx-text';
import { contractOfClient } from './many-clients';
import { documentXml, entry, paragraph, tinyDocx } from './tiny-docx';

/** Path → XML of every part, as docxtemplater packs it itself. */
function packedByDocxtemplater(template: Uint8Array, data: DocumentData): Record<string, string> {
	const { docx } = openDocx(template, DEFAULT_TEMPLATE_LIMITS);
	const reader = new TagReader();
	const templater = compileTags(docx, reader.parser, [reader.module]);
	templater.render(data);
	return Object.fromEntries([...docx.xml.keys()].map((name) => [name, templater.getZip().file(name)?.asText() ?? '']));
}

function xmlOfAll(document: Uint8Array): Record<string, string> {
	return Object.fromEntries(readZip(document).map(({ name }) => [name, xmlOf(document, name)]));
}

const row = (cells: string): string => `<w:tr><w:tc>${cells}</w:tc></w:tr>`;
const withBody = (body: string): Uint8Array => tinyDocx([], [entry('word/document.xml', documentXml(body))]);

const CASES: ReadonlyArray<readonly [what: string, template: Uint8Array, data: DocumentData]> = [
	['the shipped contract', readFileSync(join(__dirname, '../../templates/contract-ooo.docx')), contractOfClient(7)],
	['a table that is left without rows', withBody(`<w:tbl>${row(paragraph('{#lines}{title}{/lines}'))}</w:tbl>${paragraph('after')}`), { lines: [] }],
	['a cell that is left without a paragraph', withBody(`<w:tbl>${row(`${paragraph('{#note}')}${paragraph('{note}')}${paragraph('{/note}')}`)}</w:tbl>${paragraph('after')}`), { note: null }],
	['a table at the very end', withBody(`<w:tbl>${row(paragraph('{a}'))}</w:tbl>`), { a: 'x' }],
	['a text that is left empty', tinyDocx(['{a}', ' {a} ']), { a: '' }],
	['a line break', tinyDocx(['{a}']), { a: 'one\ntwo' }],
	['a letter outside of the basic plane, in one value and over two', tinyDocx(['{a} {b}{c}']), { a: '🖋', b: '\uD83D', c: '\uDD8B' }],
	['a number', tinyDocx(['{a}']), { a: 5 }],
];

describe('FilledParts', () => {
	it.each(CASES)('R-CON-1: of %s are those that docxtemplater would have packed', (_what, template, data) => {
		expect(xmlOfAll(renderDocx(template, data))).toEqual(packedByDocxtemplater(template, data));
	});
});
