/**
 * Writes a zip container without re-packing what did not change (architecture decision 9) and without a clock: the same
 * entries give the same bytes, so a document's hash says whether it changed.
 */
import { crc32, deflateRawSync } from 'node:zlib';
import type { ZipEntry } from './zip-entry';

const LOCAL_SIZE = 30;
const CENTRAL_SIZE = 46;
const END_SIZE = 22;
/** Names are UTF-8. */
const UTF8_FLAG = 0x0800;
/** Deflate and folders: version 2.0 of the format. */
const VERSION = 20;
/** 1 January 1980, the first day the format can tell. */
const FIXED_DOS_DATE = 0x21;

export function deflateEntry(name: string, content: Uint8Array): ZipEntry {
	return { name, method: 8, crc32: crc32(content), size: content.byteLength, compressed: deflateRawSync(content) };
}

/** @throws RangeError when there are more entries than the format holds without ZIP64. */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
	const chunks: Uint8Array[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const entry of entries) {
		const name = Buffer.from(entry.name, 'utf8');
		const header = localHeader(entry, name);
		chunks.push(header, entry.compressed);
		directory.push(centralHeader(entry, name, offset));
		offset += header.byteLength + entry.compressed.byteLength;
	}
	const list = Buffer.concat(directory);
	return Buffer.concat([...chunks, list, endRecord(entries.length, list.byteLength, offset)]);
}

/** The 26 bytes that local and central headers share, from the version on. */
function writeCommon(header: Buffer, at: number, entry: ZipEntry, name: Buffer): void {
	header.writeUInt16LE(VERSION, at);
	header.writeUInt16LE(UTF8_FLAG, at + 2);
	header.writeUInt16LE(entry.method, at + 4);
	header.writeUInt16LE(FIXED_DOS_DATE, at + 8);
	header.writeUInt32LE(entry.crc32, at + 10);
	header.writeUInt32LE(entry.compressed.byteLength, at + 14);
	header.writeUInt32LE(entry.size, at + 18);
	header.writeUInt16LE(name.byteLength, at + 22);
}

function localHeader(entry: ZipEntry, name: Buffer): Buffer {
	const header = Buffer.alloc(LOCAL_SIZE + name.byteLength);
	header.writeUInt32LE(0x04034b50, 0);
	writeCommon(header, 4, entry, name);
	name.copy(header, LOCAL_SIZE);
	return header;
}

function centralHeader(entry: ZipEntry, name: Buffer, offset: number): Buffer {
	const header = Buffer.alloc(CENTRAL_SIZE + name.byteLength);
	header.writeUInt32LE(0x02014b50, 0);
	header.writeUInt16LE(VERSION, 4);
	writeCommon(header, 6, entry, name);
	header.writeUInt32LE(offset, 42);
	name.copy(header, CENTRAL_SIZE);
	return header;
}

function endRecord(count: number, directorySize: number, directoryOffset: number): Buffer {
	const record = Buffer.alloc(END_SIZE);
	record.writeUInt32LE(0x06054b50, 0);
	record.writeUInt16LE(count, 8);
	record.writeUInt16LE(count, 10);
	record.writeUInt32LE(directorySize, 12);
	record.writeUInt32LE(directoryOffset, 16);
	return record;
}
