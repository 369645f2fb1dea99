/** What a register keeps: documents and pictures of them, nothing that runs. */
export const fileKinds = ['pdf', 'png', 'jpg', 'tiff', 'docx'] as const;
export type FileKind = (typeof fileKinds)[number];

interface FileKindFacts {
	readonly mime: string;
	/** Extensions people use for it, the customary one first. */
	readonly extensions: readonly [string, ...string[]];
	readonly matches: (bytes: Uint8Array) => boolean;
}

function startsWith(bytes: Uint8Array, ...signature: number[]): boolean {
	return signature.every((byte, index) => bytes[index] === byte);
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** ISO 32000 allows other bytes before the header; readers look for it in the first kilobyte. */
const HEADER_SEARCH_BYTES = 1024;

/** A Word document is a ZIP (PK 03 04) with a part list and a `word` folder; entry names are never compressed. */
function isWordDocument(bytes: Uint8Array): boolean {
	if (!startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return false;
	const buffer = asBuffer(bytes);
	return buffer.includes('[Content_Types].xml') && buffer.includes('word/');
}

const facts: Readonly<Record<FileKind, FileKindFacts>> = {
	pdf: { mime: 'application/pdf', extensions: ['pdf'], matches: (bytes) => asBuffer(bytes).subarray(0, HEADER_SEARCH_BYTES).includes('%PDF-') },
	png: { mime: 'image/png', extensions: ['png'], matches: (bytes) => startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
	jpg: { mime: 'image/jpeg', extensions: ['jpg', 'jpeg'], matches: (bytes) => startsWith(bytes, 0xff, 0xd8, 0xff) },
	tiff: { mime: 'image/tiff', extensions: ['tiff', 'tif'], matches: (bytes) => startsWith(bytes, 0x49, 0x49, 0x2a, 0x00) || startsWith(bytes, 0x4d, 0x4d, 0x00, 0x2a) },
	docx: { mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extensions: ['docx'], matches: isWordDocument },
};

/** The kind by the first bytes; what the sender claims in name or MIME type does not count. Null: none of the kept kinds. */
export function detectFileKind(bytes: Uint8Array): FileKind | null {
	return fileKinds.find((kind) => facts[kind].matches(bytes)) ?? null;
}

export function mimeOf(kind: FileKind): string {
	return facts[kind].mime;
}

/** The kind a kept file's name says; kept names always end in the extension of their checked kind. */
export function kindOfName(name: string): FileKind | null {
	const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
	return fileKinds.find((kind) => facts[kind].extensions.includes(extension)) ?? null;
}

/** The extension to write after a name, without the dot. */
export function extensionOf(kind: FileKind): string {
	return facts[kind].extensions[0];
}
