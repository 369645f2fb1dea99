import { tinyDocx } from '../documents/tiny-docx';

/** Files of each kept kind: real enough for their kind to be recognised. Different texts make different bytes. */
export const pdfBytes = (text: string): Buffer => Buffer.from(`%PDF-1.7\n% ${text}\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n`);
export const pngBytes = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
export const jpgBytes = Buffer.from('ffd8ffe000104a46494600010100', 'hex');
export const tiffBytes = Buffer.from('49492a000800000000000000', 'hex');

export const docxBytes = (text: string): Buffer => Buffer.from(tinyDocx([text]));
