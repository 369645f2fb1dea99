/**
 * Fills a .docx template (R-CON-1). Each render compiles a fresh docxtemplater from bytes: a reused one was seen to carry the
 * first client's data into later contracts (architecture decision 9).
 */
import type { DocumentData } from './document-data';
import { DEFAULT_TEMPLATE_LIMITS, openDocx, type DocxPackage, type TemplateLimits } from './docx-package';
import { TagReader } from './tag-reader';
import { TemplateError } from './template-fault';
import { compileTags, faultsOfTemplater, type PackedXml } from './templater';
import type { ZipEntry } from './zip-entry';
import { deflateEntry, writeZip } from './zip-writer';

/**
 * The same template and data give the same bytes.
 * @throws TemplateError with every fault at once: unsafe file, broken tags, tags without data.
 */
export function renderDocx(template: Uint8Array, data: DocumentData, limits: TemplateLimits = DEFAULT_TEMPLATE_LIMITS): Uint8Array {
	const { docx, faults } = openDocx(template, limits);
	if (faults.length > 0) throw new TemplateError(faults);
	const filled = fillTags(docx, data);
	return writeZip(docx.entries.map((entry) => replaceChanged(entry, docx, filled)));
}

function replaceChanged(entry: ZipEntry, { xml }: DocxPackage, filled: PackedXml): ZipEntry {
	const before = xml.get(entry.name);
	if (before === undefined) return entry;
	const after = filled.file(entry.name)?.asText();
	return after === undefined || after === before ? entry : deflateEntry(entry.name, Buffer.from(after, 'utf8'));
}

function fillTags(docx: DocxPackage, data: DocumentData): PackedXml {
	const reader = new TagReader();
	const templater = compileTags(docx, reader.parser, [reader.module]);
	try {
		templater.render(data);
	} catch (error) {
		throw new TemplateError([...faultsOfTemplater(error), ...reader.faults], { cause: error });
	}
	if (reader.faults.length > 0) throw new TemplateError(reader.faults);
	return templater.getZip();
}
