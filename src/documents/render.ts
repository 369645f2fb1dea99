/**
 * Fills a .docx template (R-CON-1). Each render compiles a fresh docxtemplater: a reused one was seen to carry the first
 * client's data into later contracts (architecture decision 9).
 */
import type { DocumentData } from './document-data';
import { DEFAULT_TEMPLATE_LIMITS, type DocxPackage, type TemplateLimits } from './docx-package';
import { FilledParts } from './filled-parts';
import { OpenedTemplates } from './opened-templates';
import { TagReader } from './tag-reader';
import { TemplateError } from './template-fault';
import { compileTags, faultsOfTemplater } from './templater';
import type { ZipEntry } from './zip-entry';
import { deflateEntry, writeZip } from './zip-writer';

const templates = new OpenedTemplates();

/**
 * The same template and data give the same bytes.
 * @throws TemplateError with every fault at once: unsafe file, broken tags, tags without data.
 */
export function renderDocx(template: Uint8Array, data: DocumentData, limits: TemplateLimits = DEFAULT_TEMPLATE_LIMITS): Uint8Array {
	const { docx, faults } = templates.open(template, limits);
	if (faults.length > 0) throw new TemplateError(faults);
	const filled = fillTags(docx, data);
	return writeZip(docx.entries.map((entry) => replaceChanged(entry, docx.xml.get(entry.name), filled.get(entry.name))));
}

function replaceChanged(entry: ZipEntry, before: string | undefined, after: string | undefined): ZipEntry {
	return after === undefined || after === before ? entry : deflateEntry(entry.name, Buffer.from(after, 'utf8'));
}

/** Path → XML of the parts that may hold tags. */
function fillTags(docx: DocxPackage, data: DocumentData): ReadonlyMap<string, string> {
	const reader = new TagReader();
	const filled = new FilledParts();
	const templater = compileTags(docx, reader.parser, [reader.module, filled.module]);
	try {
		templater.render(data);
	} catch (error) {
		throw new TemplateError([...faultsOfTemplater(error), ...reader.faults], { cause: error });
	}
	if (reader.faults.length > 0) throw new TemplateError(reader.faults);
	return filled.xml;
}
