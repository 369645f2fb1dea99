import { loadSpreadsheetWriter, PizZip } from '../vendor';
import type { SpreadsheetCell } from '../vendor';

/** What a column holds, and so how a spreadsheet shows it. Money comes in kopecks, instants in ms, shares from 0 to 1. */
export type ColumnKind = 'text' | 'money' | 'number' | 'instant' | 'share';

export interface Column<Row> {
	readonly title: string;
	readonly kind: ColumnKind;
	/** Letters. */
	readonly width: number;
	readonly value: (row: Row) => string | number | null;
}

/** A sheet as data; made by {@link sheetOf}. */
export interface WorkbookSheet {
	readonly sheet: string;
	readonly columns: Array<{ width: number }>;
	readonly stickyRowsCount: number;
	readonly orientation: 'landscape';
	readonly data: SpreadsheetCell[][];
}

const cells: Record<ColumnKind, (value: string | number, zone: string) => SpreadsheetCell> = {
	text: (value) => ({ value: String(value), type: String }),
	money: (value) => ({ value: Number(value) / 100, type: Number, format: '#,##0.00' }),
	number: (value) => ({ value: Number(value), type: Number }),
	instant: (value, zone) => ({ value: wallClock(Number(value), zone), type: Date, format: 'dd.mm.yyyy hh:mm' }),
	share: (value) => ({ value: Number(value), type: Number, format: '0%' }),
};

/** Spreadsheets know no zones: the wall clock of the zone goes in as if it were UTC. */
function wallClock(at: number, zone: string): Date {
	const parts = Object.fromEntries(new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).formatToParts(at).map(({ type, value }) => [type, value]));
	return new Date(`${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}Z`);
}

/** @param zone IANA zone whose wall clock the instants of the sheet show */
export function sheetOf<Row>(name: string, columns: ReadonlyArray<Column<Row>>, rows: readonly Row[], zone: string, total?: Row): WorkbookSheet {
	const cellsOf = (row: Row, bold: boolean): SpreadsheetCell[] =>
		columns.map((column) => {
			const value = column.value(row);
			if (value === null) return null;
			const cell = cells[column.kind](value, zone);
			return bold ? { ...(cell as object), fontWeight: 'bold' as const } : cell;
		});
	// People of two zones read the same file: an instant says by which clock it is shown.
	const header = columns.map((column) => ({ value: column.kind === 'instant' ? `${column.title} (${zone})` : column.title, type: String, fontWeight: 'bold' as const, backgroundColor: '#e8eef6', wrap: true }));
	return { sheet: name, columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 1, orientation: 'landscape', data: [header, ...rows.map((row) => cellsOf(row, false)), ...(total === undefined ? [] : [cellsOf(total, true)])] };
}

/**
 * The bytes of an .xlsx. The same sheets give the same bytes: the parts of the file are dated with `madeAt` instead of the
 * present, so a report can be told from another by its hash.
 * @param madeAt ms
 */
export async function writeWorkbook(sheets: readonly WorkbookSheet[], madeAt: number): Promise<Uint8Array> {
	const { default: write } = await loadSpreadsheetWriter();
	const zip = new PizZip(await write([...sheets], { fontFamily: 'Calibri', fontSize: 11 }).toBuffer());
	for (const part of Object.values(zip.files)) part.date = new Date(madeAt);
	return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}
