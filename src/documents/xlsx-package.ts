/**
 * An .xlsx opened under limits, before a spreadsheet library sees it: libraries unpack without a limit, and make a million
 * rows of a single cell that claims to stand in the millionth.
 */
import { hasTokenLongerThan } from './xml-tokens';
import { ZipError } from './zip-entry';
import { inflateEntry, readZip } from './zip-reader';
import { writeZip } from './zip-writer';

/** A month of a bank statement has some hundred rows and twenty columns. */
export interface SpreadsheetLimits {
	readonly mostRows: number;
	readonly mostColumns: number;
	/** Bytes of all parts together, unpacked. */
	readonly maxUnpackedBytes: number;
}

export const DEFAULT_SPREADSHEET_LIMITS: SpreadsheetLimits = { mostRows: 20_000, mostColumns: 200, maxUnpackedBytes: 50 * 1024 * 1024 };

const MAX_ENTRIES = 1_000;
/**
 * UTF-16 units of one tag, text or comment; Excel lets a cell have 32 767 characters, each of which may be written as an entity.
 * The library reads a sheet in pieces, keeps the beginning of a token until its end comes, and makes the pieces smaller when one
 * takes over 7 ms. On a busy machine a token of a megabyte so cost ever more of ever smaller pieces: a minute of processor time,
 * in which n8n answered nobody.
 */
const LONGEST_TOKEN = 200_000;
/** A tag of a row or a cell with its attributes. */
const PLACED = /<(?:[\w-]+:)?(row|c)\b((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const PLACE = /\sr\s*=\s*(?:"([^"]*)"|'([^']*)')/;

/** The file in words for the operator, as the reason of a fault. */
export class SpreadsheetError extends Error {
	override readonly name = 'SpreadsheetError';
}

const columnOf = (letters: string): number => [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);

function checkPlaces(name: string, text: string, { mostRows, mostColumns }: SpreadsheetLimits): void {
	let rows = 0;
	let cells = 0;
	for (const [, kind, attributes = ''] of text.matchAll(PLACED)) {
		if (kind === 'row') [rows, cells] = [rows + 1, 0];
		else cells += 1;
		const place = PLACE.exec(attributes);
		const at = place?.[1] ?? place?.[2];
		// Spelt in another way than spreadsheets do, a place could be read as another one than here.
		const match = at === undefined ? null : /^([A-Z]{0,3})(\d{1,7})$/.exec(at);
		if (at !== undefined && !match) throw new SpreadsheetError(`has a cell at "${at.slice(0, 20)}" (${name}), which is no place in a sheet`);
		if (rows > mostRows || Number(match?.[2] ?? 0) > mostRows) throw new SpreadsheetError(`has more than ${mostRows} rows (${name})`);
		if (cells > mostColumns || columnOf(match?.[1] ?? '') > mostColumns) throw new SpreadsheetError(`has more than ${mostColumns} columns (${name})`);
	}
}

function checkXml(name: string, content: Uint8Array, limits: SpreadsheetLimits): void {
	const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('utf8');
	if (text.includes('\uFFFD') || text.includes('\0')) throw new SpreadsheetError(`holds ${name}, which is not UTF-8 text`);
	if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new SpreadsheetError(`declares XML entities (${name}), which spreadsheets never do`);
	checkPlaces(name, text, limits);
	if (hasTokenLongerThan(text, LONGEST_TOKEN)) throw new SpreadsheetError(`has more than ${LONGEST_TOKEN} characters in one piece (${name})`);
}

/**
 * The same spreadsheet, packed anew from the parts that were checked, so that whoever unpacks it finds just these.
 * @throws {SpreadsheetError | ZipError} when it is a bomb, damaged or too large
 */
export function checkedXlsx(bytes: Uint8Array, limits: SpreadsheetLimits = DEFAULT_SPREADSHEET_LIMITS): Uint8Array {
	const entries = readZip(bytes);
	if (entries.length > MAX_ENTRIES) throw new SpreadsheetError(`holds ${entries.length} files, the limit is ${MAX_ENTRIES}`);
	const total = entries.reduce((sum, { size }) => sum + size, 0);
	if (total > limits.maxUnpackedBytes) throw new ZipError('zip_bomb', `unpacks to ${total} bytes, the limit is ${limits.maxUnpackedBytes}`);
	if (new Set(entries.map(({ name }) => name.toLowerCase())).size < entries.length) throw new SpreadsheetError('holds two files of one name');
	for (const entry of entries) {
		const content = inflateEntry(entry, limits.maxUnpackedBytes);
		if (/\.(?:xml|rels)$/i.test(entry.name)) checkXml(entry.name, content, limits);
	}
	return writeZip(entries);
}
