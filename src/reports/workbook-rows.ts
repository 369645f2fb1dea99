/**
 * The rows of a workbook, written into the frame that the library makes. The library keeps every cell as an object and packs all
 * of them in one go: a month of 200 000 payments took 2 GB and held n8n's event loop for half a minute. Here rows become
 * text a few at a time, zlib packs them on its own thread, and n8n answers others in between.
 */
import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';

import type { ZipEntry } from '../documents/zip-entry';
import { inflateEntry, readZip } from '../documents/zip-reader';
import { writeZip } from '../documents/zip-writer';
import { IANAZone } from '../vendor';
import type { ColumnKind } from './workbook';
import { DAY_MS } from '../milliseconds';

export type CellValue = string | number | null;

export interface SheetRows {
	/** By column. */
	readonly kinds: readonly ColumnKind[];
	/** IANA zone whose wall clock instants show. */
	readonly zone: string;
	readonly count: number;
	/** The cells of a row, from 0. */
	valuesAt(index: number): readonly CellValue[];
	/** A last row in bold. */
	readonly total: readonly CellValue[] | null;
}

/** Some milliseconds of work. */
const ROWS_AT_ONCE = 250;
/** 1 January 1970, as spreadsheets count days. */
const EPOCH_DAY = 25_569;
/** Of a cell, by the file format. */
const LONGEST_TEXT = 32_767;

/** A, B … Z, AA … */
function lettersOf(column: number): string {
	const last = String.fromCharCode(65 + (column % 26));
	return column < 26 ? last : `${lettersOf(Math.floor(column / 26) - 1)}${last}`;
}

// XML can hold neither other control characters nor halves of a pair.
const UNPRINTABLE = /[\p{Cs}\uFFFE\uFFFF]|(?![\t\n\r])\p{Cc}/gu;
const NEEDS_CARE = /[&<>\p{Cs}\p{Cc}\uFFFE\uFFFF]/u;

function escaped(text: string): string {
	if (!NEEDS_CARE.test(text)) return text;
	return text.replace(UNPRINTABLE, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}

const textCell = (head: string, value: string): string => (value === '' ? '' : `${head} t="inlineStr"><is><t xml:space="preserve">${escaped(value.slice(0, LONGEST_TEXT))}</t></is></c>`);
const numberCell = (head: string, value: number): string => `${head}><v>${value}</v></c>`;

/** Spreadsheets know no zones: days of the zone's wall clock, to the second. */
function serialOf(at: number, zone: IANAZone): number {
	return (Math.floor(at / 1_000) * 1_000 + zone.offset(at) * 60_000) / DAY_MS + EPOCH_DAY;
}

/** How one column turns values into cells of a given style. @param head `<c r="A2" s="1"` */
function cellWriter(kind: ColumnKind, zone: IANAZone): (head: string, value: string | number) => string {
	switch (kind) {
		case 'text':
			return (head, value) => textCell(head, String(value));
		case 'money':
			return (head, value) => numberCell(head, Number(value) / 100);
		case 'instant':
			return (head, value) => numberCell(head, serialOf(Number(value), zone));
		case 'number':
		case 'share':
			return (head, value) => numberCell(head, Number(value));
	}
}

function rowWriter({ kinds, zone }: SheetRows): (number: number, values: readonly CellValue[], styles: readonly string[]) => string {
	const wallClock = IANAZone.create(zone);
	const writers = kinds.map((kind) => cellWriter(kind, wallClock));
	const letters = kinds.map((_, column) => lettersOf(column));
	return (number, values, styles) => {
		let cells = '';
		for (const [column, value] of values.entries()) {
			const write = writers[column];
			if (value !== null && write) cells += write(`<c r="${letters[column]}${number}" s="${styles[column]}"`, value);
		}
		return `<row r="${number}">${cells}</row>`;
	};
}

interface Frame {
	readonly before: string;
	readonly after: string;
	/** Style numbers by column. */
	readonly plain: readonly string[];
	readonly bold: readonly string[];
}

/** Takes the two pattern rows out of a sheet: what stands around them, and the styles they show. */
function frameOf(xml: string): Frame {
	const [plain, bold] = ['2', '3'].map((number) => new RegExp(`<row r="${number}"[^>]*>.*?</row>`, 's').exec(xml)?.[0] ?? '');
	const pattern = `${plain}${bold}`;
	const at = xml.indexOf(pattern);
	if (!plain || !bold || at < 0) throw new Error('The spreadsheet library writes rows in another form than this package knows.');
	const stylesOf = (row: string) => [...row.matchAll(/<c [^>]*\bs="(\d+)"/g)].map(([, style]) => style ?? '0');
	return { before: xml.slice(0, at), after: xml.slice(at + pattern.length), plain: stylesOf(plain), bold: stylesOf(bold) };
}

function* textOf(frame: Frame, rows: SheetRows): Generator<string> {
	const write = rowWriter(rows);
	yield frame.before;
	for (let first = 0; first < rows.count; first += ROWS_AT_ONCE) {
		let text = '';
		for (let index = first; index < Math.min(first + ROWS_AT_ONCE, rows.count); index++) text += write(index + 2, rows.valuesAt(index), frame.plain);
		yield text;
	}
	if (rows.total) yield write(rows.count + 2, rows.total, frame.bold);
	yield frame.after;
}

/** Packs text that comes piece by piece. */
async function packed(name: string, pieces: Iterable<string>): Promise<ZipEntry> {
	const deflate = createDeflateRaw();
	const chunks: Buffer[] = [];
	deflate.on('data', (chunk: Buffer) => chunks.push(chunk));
	const ended = once(deflate, 'end');
	let [checksum, size] = [0, 0];
	for (const piece of pieces) {
		const bytes = Buffer.from(piece, 'utf8');
		checksum = crc32(bytes, checksum);
		size += bytes.byteLength;
		// Answered when zlib's thread has taken it in: until then the event loop is free.
		await new Promise<void>((resolve, reject) => deflate.write(bytes, (error) => (error ? reject(error) : resolve())));
	}
	deflate.end();
	await ended;
	return { name, method: 8, crc32: checksum, size, compressed: Buffer.concat(chunks) };
}

/** @param frame an .xlsx whose sheets hold a header and the two pattern rows @param sheets in the order of the workbook */
export async function fillSheets(frame: Uint8Array, sheets: readonly SheetRows[]): Promise<Uint8Array> {
	const entries: ZipEntry[] = [];
	for (const entry of readZip(frame)) {
		const number = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(entry.name)?.[1];
		const rows = number === undefined ? undefined : sheets[Number(number) - 1];
		entries.push(rows ? await packed(entry.name, textOf(frameOf(Buffer.from(inflateEntry(entry, entry.size)).toString('utf8')), rows)) : entry);
	}
	return writeZip(entries);
}
