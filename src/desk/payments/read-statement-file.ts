import type { StatementCell } from '../../crm/statement-cell';
import { ZipError } from '../../documents/zip-entry';
import { checkedXlsx, DEFAULT_SPREADSHEET_LIMITS, SpreadsheetError } from '../../documents/xlsx-package';
import type { SpreadsheetLimits } from '../../documents/xlsx-package';
import { InvalidInputError } from '../../errors';
import { loadSpreadsheetReader, Papa } from '../../vendor';

export interface StatementLimits extends SpreadsheetLimits {
	readonly mostBytes: number;
}

/** A month of payments has some hundred kilobytes; more is another file, or an attack on the memory of n8n. */
export const DEFAULT_STATEMENT_LIMITS: StatementLimits = { ...DEFAULT_SPREADSHEET_LIMITS, mostBytes: 10 * 1024 * 1024 };
/** A cell holds a purpose or a name; a longer text in each of many rows would be copied with every payment. */
const LONGEST_CELL = 2_000;
/** Every .xlsx is a zip and begins so. */
const ZIP_SIGNATURE = [0x50, 0x4b, 0x03, 0x04];

const refuse = (reason: string): never => {
	throw new InvalidInputError([{ field: 'File', reason }]);
};

/** Banks write UTF-8 or, still often, Windows-1251; text that is no valid UTF-8 is the latter. */
function decode(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('windows-1251').decode(bytes);
	}
}

/** UTF-16 units of a .csv that tell what its fields are separated by. */
const HEAD = 64 * 1024;

function readCsv(bytes: Uint8Array, { mostRows }: StatementLimits): string[][] {
	const text = decode(bytes);
	const { delimiter } = Papa.parse<string[]>(text.slice(0, HEAD), { delimitersToGuess: [';', ',', '\t', '|'], preview: 10 }).meta;
	// The fast mode, and the library's own guess, split the whole text into lines before they count any.
	const parsed = Papa.parse<string[]>(text, { delimiter, fastMode: false, skipEmptyLines: false, preview: mostRows + 2 });
	const faults = parsed.errors.filter((error) => error.type === 'Quotes').map((error) => ({ field: `Row ${(error.row ?? 0) + 1}`, reason: 'has a quotation mark that is never closed, or text after one' }));
	if (faults.length > 0) throw new InvalidInputError(faults);
	return parsed.data;
}

/** Opened under limits before the library opens it. */
function checkedParts(bytes: Uint8Array, limits: StatementLimits): Uint8Array {
	try {
		return checkedXlsx(bytes, limits);
	} catch (error) {
		if (error instanceof SpreadsheetError || error instanceof ZipError) return refuse(`could not be read as .xlsx: ${error.message}`);
		throw error;
	}
}

async function readXlsx(bytes: Uint8Array, limits: StatementLimits): Promise<StatementCell[][]> {
	const checked = checkedParts(bytes, limits);
	const { default: readSheets } = await loadSpreadsheetReader();
	try {
		const [first] = await readSheets(Buffer.from(checked));
		return (first?.data ?? []) as unknown as StatementCell[][];
	} catch {
		// The library's own words are about its insides.
		return refuse('could not be read as .xlsx; open it in a spreadsheet program and save it anew');
	}
}

function checkTable(table: StatementCell[][], { mostRows, mostColumns }: StatementLimits): StatementCell[][] {
	// A file ends in a line break, which is no row.
	if (table.length > mostRows + 1) refuse(`has more than ${mostRows} rows; split it`);
	for (const [index, cells] of table.entries()) {
		if (cells.length > mostColumns) throw new InvalidInputError([{ field: `Row ${index + 1}`, reason: `has ${cells.length} columns; a statement may have ${mostColumns}` }]);
		if (cells.some((cell) => typeof cell === 'string' && cell.length > LONGEST_CELL)) throw new InvalidInputError([{ field: `Row ${index + 1}`, reason: `has a cell of more than ${LONGEST_CELL} characters` }]);
	}
	return table;
}

/**
 * The table in a .csv (comma, semicolon or tab; UTF-8 or Windows-1251) or in the first sheet of an .xlsx. The kind is told by
 * the bytes, not by the name.
 * @throws {InvalidInputError} when it is neither, is empty, or larger than the limits
 */
export async function readStatementFile(bytes: Uint8Array, limits: StatementLimits = DEFAULT_STATEMENT_LIMITS): Promise<StatementCell[][]> {
	if (bytes.length === 0) refuse('is empty');
	if (bytes.length > limits.mostBytes) refuse(`has ${Math.ceil(bytes.length / 1024 / 1024)} MB; a statement may have ${limits.mostBytes / 1024 / 1024} MB`);
	if (ZIP_SIGNATURE.every((byte, index) => bytes[index] === byte)) return checkTable(await readXlsx(bytes, limits), limits);
	if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11) refuse('is an old .xls; save it as .xlsx or .csv');
	return checkTable(readCsv(bytes, limits), limits);
}
