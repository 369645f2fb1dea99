/** The one place that sets docxtemplater up, and where its errors become our faults. */
import { Docxtemplater, PizZip, type DXT } from '../vendor';
import type { DocxPackage } from './docx-package';
import { TemplateError, type TemplateFault } from './template-fault';

/**
 * A fresh templater with the tags compiled, good for one render.
 * @throws TemplateError with every tag that is broken
 */
export function compileTags(docx: DocxPackage, parser: (tag: string) => DXT.Parser, modules: DXT.Module[]): Docxtemplater<PizZip> {
	const zip = new PizZip();
	// Only XML is handed over: pictures stay packed and are copied.
	for (const [name, text] of docx.xml) zip.file(name, text);
	try {
		return new Docxtemplater(zip, { paragraphLoop: true, linebreaks: true, errorLogging: false, parser, modules });
	} catch (error) {
		throw new TemplateError(faultsOfTemplater(error), { cause: error });
	}
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** docxtemplater throws one error that holds the others in `properties.errors`. @throws the error itself when it is none of docxtemplater's: a bug must not look like a bad template. */
export function faultsOfTemplater(error: unknown): TemplateFault[] {
	const properties = isRecord(error) && isRecord(error.properties) ? error.properties : null;
	const id = text(properties?.id);
	if (properties === null || id === null) throw error;
	if (Array.isArray(properties.errors)) return properties.errors.flatMap(faultsOfTemplater);
	const message = error instanceof Error ? error.message : id;
	return [{ id, explanation: `${text(properties.explanation) ?? message}.`.replace(/\.+$/, '.'), tag: text(properties.xtag), file: text(properties.file) }];
}
