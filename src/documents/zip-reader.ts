/**
 * Reads the part of the zip format that Word writes (APPNOTE 6.3: no ZIP64, encryption or spanning). Our own reader, because
 * the libraries inflate without a limit and trust sizes that the file itself declares.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { ZipError, type ZipEntry } from './zip-entry';

const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_SIZE = 22;
const CENTRAL_SIZE = 46;
const LOCAL_SIZE = 30;
const MAX_COMMENT = 0xffff;
const ENCRYPTED_FLAG = 1;

interface Located extends ZipEntry {
	readonly start: number;
	readonly end: number;
}

/** Entries in the order of the central directory. @throws ZipError */
export function readZip(bytes: Uint8Array): ZipEntry[] {
	const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const end = findEnd(view);
	const count = view.readUInt16LE(end + 10);
	let offset = view.readUInt32LE(end + 16);
	const entries: Located[] = [];
	for (let index = 0; index < count; index += 1) {
		if (offset + CENTRAL_SIZE > end || view.readUInt32LE(offset) !== CENTRAL_SIGNATURE) throw damaged('its list of files is cut off');
		entries.push(readEntry(view, offset));
		offset += CENTRAL_SIZE + view.readUInt16LE(offset + 28) + view.readUInt16LE(offset + 30) + view.readUInt16LE(offset + 32);
	}
	refuseOverlaps(entries);
	return entries.map(({ name, method, crc32: crc, size, compressed }) => ({ name, method, crc32: crc, size, compressed }));
}

/**
 * @param maxBytes the most to inflate, whatever size the entry claims
 * @throws ZipError `zip_bomb` when the content is larger than the claim or the limit, `zip_damaged` when it is not what was packed
 */
export function inflateEntry(entry: ZipEntry, maxBytes: number): Uint8Array {
	if (entry.size > maxBytes) throw new ZipError('zip_bomb', `${entry.name} unpacks to ${entry.size} bytes, the limit is ${maxBytes}.`, entry.name);
	const content = entry.method === 0 ? entry.compressed : inflateWithin(entry);
	if (content.byteLength !== entry.size || crc32(content) !== entry.crc32) throw damaged('its content fails the checksum', entry.name);
	return content;
}

function inflateWithin(entry: ZipEntry): Uint8Array {
	try {
		// One byte over the claim is enough to catch a lie, and zlib never allocates more.
		return inflateRawSync(entry.compressed, { maxOutputLength: entry.size + 1 });
	} catch (error) {
		const isTooLarge = typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
		if (isTooLarge) throw new ZipError('zip_bomb', `${entry.name} unpacks to more than the ${entry.size} bytes it declares.`, entry.name);
		throw damaged('its content cannot be unpacked', entry.name);
	}
}

function findEnd(view: Buffer): number {
	const lowest = Math.max(0, view.length - END_SIZE - MAX_COMMENT);
	for (let offset = view.length - END_SIZE; offset >= lowest; offset -= 1) {
		if (view.readUInt32LE(offset) === END_SIGNATURE) return requirePlainEnd(view, offset);
	}
	throw new ZipError('not_a_zip', 'The file is not a .docx document (it is no zip container).');
}

function requirePlainEnd(view: Buffer, end: number): number {
	const directoryEnd = view.readUInt32LE(end + 12) + view.readUInt32LE(end + 16);
	if (view.readUInt16LE(end + 4) !== 0 || view.readUInt16LE(end + 10) === 0xffff) {
		throw new ZipError('zip_unsupported', 'The container is split or in the ZIP64 format. Save the template again with Word.');
	}
	if (directoryEnd > end) throw damaged('its list of files is cut off');
	return end;
}

function readEntry(view: Buffer, at: number): Located {
	const nameLength = view.readUInt16LE(at + 28);
	const name = view.toString('utf8', at + CENTRAL_SIZE, at + CENTRAL_SIZE + nameLength);
	const method = view.readUInt16LE(at + 10);
	if ((view.readUInt16LE(at + 8) & ENCRYPTED_FLAG) !== 0) throw new ZipError('zip_unsupported', `${name} is encrypted. Remove the password.`, name);
	if (method !== 0 && method !== 8) throw new ZipError('zip_unsupported', `${name} is packed by an unusual method (${method}).`, name);
	const start = view.readUInt32LE(at + 42);
	const contentAt = contentOffset(view, start, name);
	const end = contentAt + view.readUInt32LE(at + 20);
	if (end > view.length) throw damaged('its content is cut off', name);
	const size = view.readUInt32LE(at + 24);
	return { name, method, crc32: view.readUInt32LE(at + 16), size, compressed: view.subarray(contentAt, end), start, end };
}

/** The local header must name the same file: programs differ in which of the two they believe. */
function contentOffset(view: Buffer, start: number, name: string): number {
	if (start + LOCAL_SIZE > view.length || view.readUInt32LE(start) !== LOCAL_SIGNATURE) throw damaged('its header is missing', name);
	const nameLength = view.readUInt16LE(start + 26);
	const nameEnd = start + LOCAL_SIZE + nameLength;
	if (view.toString('utf8', start + LOCAL_SIZE, nameEnd) !== name) throw damaged('it goes by two names', name);
	return nameEnd + view.readUInt16LE(start + 28);
}

/** Many names over the same bytes make a small file unpack to petabytes. */
function refuseOverlaps(entries: readonly Located[]): void {
	const ordered = entries.toSorted((a, b) => a.start - b.start);
	ordered.forEach((entry, index) => {
		const next = ordered[index + 1];
		if (next !== undefined && next.start < entry.end) throw new ZipError('zip_bomb', `${next.name} overlaps ${entry.name}.`, next.name);
	});
}

function damaged(what: string, entry: string | null = null): ZipError {
	return new ZipError('zip_damaged', `${entry ?? 'The file'} is damaged: ${what}.`, entry);
}
