import type { StatementCell } from '../../crm/statement-cell';
import { InvalidInputError } from '../../errors';
import { loadSpreadsheetReader, Papa } from '../../vendor';

/** A month of payments has some hundred kilobytes; more is another file, or an attack on the memory of n8n. */
const MOST_BYTES = 10 * 1024 * 1024;
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

function readCsv(bytes: Uint8Array): string[][] {
	const text = decode(bytes);
	const parsed = Papa.parse<string[]>(text, { delimitersToGuess: [';', ',', '\t', '|'], skipEmptyLines: false });
	const faults = parsed.errors.filter((error) => error.type === 'Quotes').map((error) => ({ field: `Row ${(error.row ?? 0) + 1}`, reason: 'has a quotation mark that is never closed, or text after one' }));
	if (faults.length > 0) throw new InvalidInputError(faults);
	return parsed.data;
}

async function readXlsx(bytes: Uint8Array): Promise<StatementCell[][]> {
	const { default: readSheets } = await loadSpreadsheetReader();
	try {
		const [first] = await readSheets(Buffer.from(bytes));
		return (first?.data ?? []) as unknown as StatementCell[][];
	} catch (cause) {
		return refuse(`could not be read as .xlsx: ${cause instanceof Error ? cause.message : String(cause)}`);
	}
}

/**
 * The table in a .csv (comma, semicolon or tab; UTF-8 or Windows-1251) or in the first sheet of an .xlsx. The kind is told by
 * the bytes, not by the name.
 * @throws {InvalidInputError} when it is neither, is empty, or larger than 10 MB
 */
export async function readStatementFile(bytes: Uint8Array): Promise<StatementCell[][]> {
	if (bytes.length === 0) refuse('is empty');
	if (bytes.length > MOST_BYTES) refuse(`has ${Math.ceil(bytes.length / 1024 / 1024)} MB; a statement may have ${MOST_BYTES / 1024 / 1024} MB`);
	if (ZIP_SIGNATURE.every((byte, index) => bytes[index] === byte)) return await readXlsx(bytes);
	if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11) refuse('is an old .xls; save it as .xlsx or .csv');
	return readCsv(bytes);
}
