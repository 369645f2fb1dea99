import { PizZip } from '../../src/vendor';

/** Files of each kept kind: real enough for their kind to be recognised. Different texts make different bytes. */
export const pdfBytes = (text: string): Buffer => Buffer.from(`%PDF-1.7\n% ${text}\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n`);
export const pngBytes = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
export const jpgBytes = Buffer.from('ffd8ffe000104a46494600010100', 'hex');
export const tiffBytes = Buffer.from('49492a000800000000000000', 'hex');

export function docxBytes(text: string): Buffer {
	const zip = new PizZip();
	zip.file('[Content_Types].xml', '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>');
	zip.file('word/document.xml', `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`);
	return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}
