/** One file of a zip container, still compressed: what is not touched is copied from template to document as it is. */
export interface ZipEntry {
	/** Path inside the container; a folder ends in `/`. */
	readonly name: string;
	/** 0 stored, 8 deflated. */
	readonly method: 0 | 8;
	/** Of the inflated content. */
	readonly crc32: number;
	/** Inflated size in bytes, as the container claims; `inflateEntry` checks the claim. */
	readonly size: number;
	readonly compressed: Uint8Array;
}

export type ZipErrorCode = 'not_a_zip' | 'zip_damaged' | 'zip_unsupported' | 'zip_bomb';

/** The container cannot be read; the message says why, in English, for the operator. */
export class ZipError extends Error {
	override readonly name = 'ZipError';

	constructor(
		readonly code: ZipErrorCode,
		message: string,
		/** The entry at fault, `null` when it is the container. */
		readonly entry: string | null = null,
	) {
		super(message);
	}
}
