import { loadSpreadsheetWriter } from '../vendor';
import type { SpreadsheetCell } from '../vendor';
import { fillSheets } from './workbook-rows';
import type { SheetRows } from './workbook-rows';

/** What a column holds, and so how a spreadsheet shows it. Money comes in kopecks, instants in ms, shares from 0 to 1. */
export type ColumnKind = 'text' | 'money' | 'number' | 'instant' | 'share';

export interface Column<Row> {
	readonly title: string;
	readonly kind: ColumnKind;
	/** Letters. */
	readonly width: number;
	readonly value: (row: Row) => string | number | null;
}

/** A sheet: what the library makes of it, and the rows that are written into it afterwards; made by {@link sheetOf}. */
export interface WorkbookSheet {
	readonly sheet: string;
	readonly columns: Array<{ width: number }>;
	readonly stickyRowsCount: number;
	readonly orientation: 'landscape';
	/** The header, and below it how an ordinary row and a total look. */
	readonly data: SpreadsheetCell[][];
	readonly rows: SheetRows;
}

const formats: Readonly<Partial<Record<ColumnKind, string>>> = { money: '#,##0.00', instant: 'dd.mm.yyyy hh:mm', share: '0%' };

function patternOf(columns: ReadonlyArray<{ readonly kind: ColumnKind }>, more: object): SpreadsheetCell[] {
	return columns.map(({ kind }) => ({ value: 0, type: Number, ...(formats[kind] !== undefined && { format: formats[kind] }), ...more }));
}

/** @param zone IANA zone whose wall clock the instants of the sheet show */
export function sheetOf<Row>(name: string, columns: ReadonlyArray<Column<Row>>, rows: readonly Row[], zone: string, total?: Row): WorkbookSheet {
	// People of two zones read the same file: an instant says by which clock it is shown.
	const header = columns.map((column) => ({ value: column.kind === 'instant' ? `${column.title} (${zone})` : column.title, type: String, fontWeight: 'bold' as const, backgroundColor: '#e8eef6', wrap: true }));
	const valuesOf = (row: Row) => columns.map((column) => column.value(row));
	return {
		sheet: name,
		columns: columns.map(({ width }) => ({ width })),
		stickyRowsCount: 1,
		orientation: 'landscape',
		data: [header, patternOf(columns, {}), patternOf(columns, { fontWeight: 'bold' })],
		rows: {
			kinds: columns.map(({ kind }) => kind),
			zone,
			count: rows.length,
			valuesAt: (index) => valuesOf(rows[index] as Row),
			total: total === undefined ? null : valuesOf(total),
		},
	};
}

/** The bytes of an .xlsx. The same sheets give the same bytes, so a report can be told from another by its hash. */
export async function writeWorkbook(sheets: readonly WorkbookSheet[]): Promise<Uint8Array> {
	const { default: write } = await loadSpreadsheetWriter();
	const frame = await write(sheets.map(({ rows: _, ...sheet }) => sheet), { fontFamily: 'Calibri', fontSize: 11 }).toBuffer();
	return await fillSheets(frame, sheets.map(({ rows }) => rows));
}
