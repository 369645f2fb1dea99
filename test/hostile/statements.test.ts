/** Bank statements that are bombs: small files that a spreadsheet library would make gigabytes of. */
import type { ZipEntry } from '../../src/documents/zip-entry';
import { readZip } from '../../src/documents/zip-reader';
import { writeZip } from '../../src/documents/zip-writer';
import { DEFAULT_STATEMENT_LIMITS, readStatementFile } from '../../src/desk/payments/read-statement-file';
import { sheetOf, writeWorkbook } from '../../src/reports/workbook';
import { entry } from '../documents/tiny-docx';
import { processorTime } from '../helpers/processor-time';

const sheetXml = (rows: string) => `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;
const SHEET = 'xl/worksheets/sheet1.xml';

let book: readonly ZipEntry[];
beforeAll(async () => void (book = readZip(await writeWorkbook([sheetOf('Лист', [{ title: 'Дата', kind: 'text', width: 10, value: (row: string) => row }], ['20.03.2026'], 'Europe/Moscow')]))));

/** A real workbook with parts replaced or added. */
const bookWith = (...parts: ZipEntry[]): Uint8Array => writeZip([...book.filter(({ name }) => !parts.some((part) => part.name === name)), ...parts]);
const bookOf = (rows: string): Uint8Array => bookWith(entry(SHEET, sheetXml(rows)));
const inline = (text: string, at = 'A1') => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;

/** The most processor time a refusal may take; the bombs would take minutes or the whole process. */
const SOON_MS = 5_000;

async function refusal(bytes: Uint8Array): Promise<string> {
	const took = processorTime();
	const message = await readStatementFile(bytes).then(
		(table) => `read ${table.length} rows`,
		(error: Error) => `${error.name}: ${error.message}`,
	);
	expect(took()).toBeLessThan(SOON_MS);
	return message;
}

it('R-DEAL-2: an ordinary workbook is read, so that what follows is refused for what it is', async () => {
	await expect(readStatementFile(writeZip(book))).resolves.toEqual([['Дата'], ['20.03.2026']]);
	await expect(readStatementFile(bookOf(`<row r="1">${inline('а')}</row><row r="3">${inline('б', 'A3')}</row>`))).resolves.toHaveLength(3);
});

it.each([
	['a cell in the millionth row', () => bookOf('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), /has more than 20000 rows/],
	['a row that only says it is the millionth', () => bookOf('<row r="1000000"><c><v>1</v></c></row>'), /has more than 20000 rows/],
	['a row number as a power of ten', () => bookOf('<row r="1e9"><c><v>1</v></c></row>'), /no place in a sheet/],
	['a row number by character reference', () => bookOf('<row r="&#49;000000"><c><v>1</v></c></row>'), /no place in a sheet/],
	['a cell in the last column', () => bookOf('<row r="1"><c r="XFD1"><v>1</v></c></row>'), /has more than 200 columns/],
	['a cell of another namespace prefix, in single quotes', () => bookOf("<x:row r='1'><x:c r='ZZZ1'/></x:row>"), /has more than 200 columns/],
	['a million rows', () => bookOf('<row><c/></row>'.repeat(1_000_000)), /has more than 20000 rows/],
	['a row of a million cells', () => bookOf(`<row>${'<c/>'.repeat(1_000_000)}</row>`), /has more than 200 columns/],
	['a billion laughs', () => bookWith(entry('xl/sharedStrings.xml', '<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>')), /declares XML entities/],
	['a part that unpacks to 100 MB', () => bookWith(entry('xl/media/image1.png', Buffer.alloc(100 * 1024 * 1024))), /unpacks to \d+ bytes, the limit is/],
	['ten thousand parts', () => bookWith(...Array.from({ length: 10_000 }, (_, index) => entry(`xl/media/${index}.png`, 'x'))), /holds \d+ files, the limit is 1000/],
	['two sheets of one name', () => writeZip([...book, entry(SHEET.toUpperCase(), sheetXml(''))]), /two files of one name/],
	['XML in another encoding', () => bookWith(entry(SHEET, Buffer.from(sheetXml('<row r="1"/>'), 'utf16le'))), /is not UTF-8 text/],
	['a text of a page in a cell', () => bookOf(`<row r="1">${inline('д'.repeat(2_001))}</row>`), /a cell of more than 2000 characters/],
	// Read in pieces whose size follows the clock, one such token took a minute of processor time on a busy machine.
	['a text of a megabyte in a cell', () => bookOf(`<row r="1">${inline('д'.repeat(1_000_000))}</row>`), /more than 200000 characters in one piece \(xl\/worksheets\/sheet1\.xml\)/],
	['a megabyte of CDATA full of tags', () => bookOf(`<row r="1">${inline(`<![CDATA[${'<b>'.repeat(100_000)}]]>`)}</row>`), /more than 200000 characters in one piece/],
	['a comment of a megabyte', () => bookOf(`<!--${'<'.repeat(1_000_000)}-->`), /more than 200000 characters in one piece/],
	['an attribute of a megabyte', () => bookOf(`<row note='${'>'.repeat(1_000_000)}'/>`), /more than 200000 characters in one piece/],
	['a comment that never ends', () => bookOf(`<!--${'<b>'.repeat(100_000)}`), /more than 200000 characters in one piece/],
	['a zip of nothing', () => writeZip([entry('x', 'x')]), /could not be read as \.xlsx/],
	['half a workbook', () => writeZip(book).subarray(0, 500), /could not be read as \.xlsx/],
	['a CSV with a million columns', () => Buffer.from(`Дата;Сумма\n${';'.repeat(1_000_000)}\n`), /Row 2: has 1000001 columns/],
	['a CSV with a million rows', () => Buffer.from('Дата;Сумма\n'.repeat(500_000)), /has more than 20000 rows/],
	['a CSV of line breaks', () => Buffer.from('\n'.repeat(9_000_000)), /has more than 20000 rows/],
	['a CSV with an open quotation mark', () => Buffer.from(`"${'д'.repeat(2_000_000)}`), /quotation mark|characters/],
	['eleven megabytes', () => Buffer.alloc(11 * 1024 * 1024, 'x'), /has 11 MB; a statement may have 10 MB/],
])('R-DEAL-2, R-CORE-6: %s is refused in words, soon', async (_what, make, words) => {
	const message = await refusal(make());
	expect(message).toMatch(words);
	expect(message).toMatch(/^InvalidInputError/);
});

it('R-CORE-6: the limits are numbers that can be set', async () => {
	const rows = Buffer.from('Дата;Сумма\n20.03.2026;1\n20.03.2026;2\n');
	await expect(readStatementFile(rows, { ...DEFAULT_STATEMENT_LIMITS, mostRows: 3 })).resolves.toHaveLength(4);
	await expect(readStatementFile(rows, { ...DEFAULT_STATEMENT_LIMITS, mostRows: 1 })).rejects.toThrow(/more than 1 rows/);
	await expect(readStatementFile(rows, { ...DEFAULT_STATEMENT_LIMITS, mostBytes: 10 })).rejects.toThrow(/a statement may have/);
});

it('R-DEAL-2: the library gets the parts that were checked, and not what lies between them', async () => {
	// Readers of streams believe the headers in front of each part, not the list at the end.
	const hidden = Buffer.concat([writeZip([entry(SHEET, sheetXml('<row r="1048576"><c><v>1</v></c></row>'))]).subarray(0, -22), writeZip(book)]);
	expect(await refusal(hidden)).toMatch(/InvalidInputError|read 2 rows/);
});
