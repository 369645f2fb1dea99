/** Reads a document back through PizZip, a reader that shares no code with ours. */
import { PizZip } from '../../src/vendor';

export function xmlOf(docx: Uint8Array, part = 'word/document.xml'): string {
	const file = new PizZip(docx).file(part);
	if (file === null) throw new Error(`${part} is not in the document`);
	return file.asText();
}

/** One line per paragraph; a tab or a line break inside one is kept. */
export function textOf(docx: Uint8Array, part = 'word/document.xml'): string {
	const paragraphs = xmlOf(docx, part).split(/<\/w:p>/);
	return paragraphs
		.map((xml) => [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:(br|tab)\/>/g)].map(([, text, mark]) => text ?? (mark === 'tab' ? '\t' : '\n')).join(''))
		.join('\n')
		.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'");
}
