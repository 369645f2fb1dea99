/** The smallest .docx Word opens, with one paragraph per text; extra entries make it large, broken or hostile. */
import type { ZipEntry } from '../../src/documents/zip-entry';
import { deflateEntry, writeZip } from '../../src/documents/zip-writer';

const CONTENT_TYPES =
	'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
	'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
	'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const RELATIONSHIPS =
	'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
	'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';

export const entry = (name: string, content: string | Uint8Array): ZipEntry =>
	deflateEntry(name, typeof content === 'string' ? Buffer.from(content, 'utf8') : content);

export const documentXml = (body: string): string =>
	`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}<w:sectPr/></w:body></w:document>`;

export const paragraph = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

/** Later entries replace earlier ones of the same name, so a test can swap a part. */
export function docxEntries(paragraphs: readonly string[], extra: readonly ZipEntry[] = []): ZipEntry[] {
	const standard = [
		entry('[Content_Types].xml', CONTENT_TYPES),
		entry('_rels/.rels', RELATIONSHIPS),
		entry('word/document.xml', documentXml(paragraphs.map(paragraph).join(''))),
	];
	const replaced = standard.filter(({ name }) => !extra.some((other) => other.name === name));
	return [...replaced, ...extra];
}

export const tinyDocx = (paragraphs: readonly string[], extra: readonly ZipEntry[] = []): Uint8Array => writeZip(docxEntries(paragraphs, extra));
