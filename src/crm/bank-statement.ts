import type { InputFault } from '../errors';
import { asText, parseAmount, parsePaidAt } from './statement-cell';
import type { StatementCell } from './statement-cell';

/** One row of a statement that brings money in, or gives it back. */
export interface StatementRow {
	/** As the file counts its rows, from 1: what a fault names. */
	readonly row: number;
	/** ms */
	readonly paidAt: number;
	/** Kopecks; negative for money given back. */
	readonly kopecks: number;
	readonly document: string | null;
	readonly payer: string | null;
	readonly payerInn: string | null;
	/** «Назначение платежа» */
	readonly purpose: string | null;
	readonly contractNumber: string | null;
	readonly dealId: number | null;
}

export interface ReadStatement {
	readonly rows: readonly StatementRow[];
	/** Rows about money going out: no business of the deals. */
	readonly outgoingRows: number;
	readonly faults: readonly InputFault[];
}

const columns = ['date', 'amount', 'credit', 'debit', 'document', 'payer', 'payerInn', 'purpose', 'contract', 'deal'] as const;
type Column = (typeof columns)[number];
type Layout = ReadonlyMap<Column, number>;

/** How banks and people title the columns. Compared in lower case, without dots and repeated blanks; the first title that fits wins. */
const titles: Record<Column, readonly RegExp[]> = {
	date: [/^дата( и время)?( операции| платежа| проводки| документа| зачисления| поступления| оплаты)?$/, /^(paid at|date)$/],
	amount: [/^сумма( платежа| операции| оплаты| документа)?(,? (руб|₽|rub).*)?$/, /^amount$/],
	credit: [/^(сумма )?(по )?кредиту?(,? (руб|₽|rub).*)?$/, /^(приход|поступление|зачисление|зачислено|поступило|credit)$/, /^сумма (поступления|прихода|зачисления)$/],
	debit: [/^(сумма )?(по )?дебету?(,? (руб|₽|rub).*)?$/, /^(расход|списание|списано|debit)$/, /^сумма (расхода|списания)$/],
	document: [/^(№|n|номер) ?(документа|п\/п|платежного поручения|платёжного поручения|пп|операции)?$/, /^(документ|document|платежное поручение|платёжное поручение)$/],
	payer: [/^(плательщик|контрагент|наименование (плательщика|контрагента)|отправитель|payer)$/],
	payerInn: [/^инн( плательщика| контрагента| отправителя)?$/, /^(payer inn|inn)$/],
	purpose: [/^назначение( платежа)?$/, /^(основание|комментарий|purpose)$/],
	contract: [/^(№|n|номер) договора$/, /^(договор|contract)$/],
	deal: [/^(сделка|id сделки|номер сделки|№ сделки|deal|deal id)$/],
};

const titleOf = (cell: StatementCell | undefined): string => asText(cell).toLowerCase().replace(/\./g, '').replace(/\s+/g, ' ').trim();
const orNull = (text: string): string | null => (text === '' ? null : text);

function layoutOf(row: readonly StatementCell[]): Layout | null {
	const layout = new Map<Column, number>();
	for (const column of columns) {
		const index = row.findIndex((cell, position) => titles[column].some((title) => title.test(titleOf(cell))) && ![...layout.values()].includes(position));
		if (index >= 0) layout.set(column, index);
	}
	return layout.has('date') && (layout.has('amount') || layout.has('credit')) ? layout : null;
}

const HEADER_WITHIN = 30;
const TOTALS = /^(итого|всего|оборот|остаток|сальдо|total)/i;

class RowReader {
	readonly faults: InputFault[] = [];
	/** A statement has many rows and few days; telling the instant of a date in a zone is by far the most work of a row. */
	private readonly instants = new Map<string, number | null>();

	constructor(
		private readonly layout: Layout,
		private readonly zone: string,
	) {}

	private cell(cells: readonly StatementCell[], column: Column): StatementCell | undefined {
		const index = this.layout.get(column);
		return index === undefined ? undefined : cells[index];
	}

	/** The row, `outgoing`, or null for a row with faults or without money. */
	read(cells: readonly StatementCell[], row: number): StatementRow | 'outgoing' | null {
		const amount = this.amount(cells, row);
		if (amount === 'outgoing' || amount === null) return amount;
		const paidAt = this.paidAt(cells);
		if (paidAt === null) this.fault(row, `"${this.shown(cells, 'date')}" is not a date; write it like 20.03.2026`);
		const deal = this.text(cells, 'deal');
		const dealId = deal === null ? null : Number(/^(?:№|#)?\s*(\d+)$/.exec(deal)?.[1] ?? Number.NaN);
		if (Number.isNaN(dealId)) this.fault(row, `"${deal}" is not the id of a deal`);
		const payerInn = this.text(cells, 'payerInn');
		if (payerInn !== null && !/^\d{10}(\d{2})?$/.test(payerInn)) this.fault(row, `"${payerInn}" is not an ИНН of 10 or 12 digits`);
		if (paidAt === null) return null;
		return { row, paidAt, kopecks: amount, document: this.text(cells, 'document'), payer: this.text(cells, 'payer'), payerInn, purpose: this.text(cells, 'purpose'), contractNumber: this.text(cells, 'contract'), dealId };
	}

	paidAt(cells: readonly StatementCell[]): number | null {
		const cell = this.cell(cells, 'date');
		const written = cell instanceof Date ? `date ${cell.getTime()}` : asText(cell);
		const known = this.instants.get(written);
		if (known !== undefined) return known;
		const instant = parsePaidAt(cell, this.zone);
		this.instants.set(written, instant);
		return instant;
	}

	private amount(cells: readonly StatementCell[], row: number): number | 'outgoing' | null {
		const column = this.layout.has('credit') ? 'credit' : 'amount';
		const written = this.shown(cells, column);
		const kopecks = parseAmount(this.cell(cells, column));
		if ((written === '' || kopecks === 0) && this.layout.has('debit') && this.shown(cells, 'debit') !== '') return 'outgoing';
		if (kopecks === null) this.fault(row, written === '' ? 'has no amount' : `"${written}" is not an amount; write it like 125000,50`);
		else if (kopecks === 0) this.fault(row, 'has an amount of 0');
		return kopecks === 0 ? null : kopecks;
	}

	private readonly shown = (cells: readonly StatementCell[], column: Column): string => {
		const cell = this.cell(cells, column);
		return cell instanceof Date ? cell.toISOString() : asText(cell);
	};

	private readonly text = (cells: readonly StatementCell[], column: Column): string | null => orNull(asText(this.cell(cells, column)));

	private fault(row: number, reason: string): void {
		this.faults.push({ field: `Row ${row}`, reason });
	}
}

/** Rows between two pauses of {@link readingBankStatement}: some milliseconds. */
const ROWS_AT_ONCE = 250;

/**
 * Reads the table of a bank statement: finds the header among the first rows by the titles of its columns, then each row that
 * brings money in. All faults are listed with their row numbers (R-DEAL-2: whole or refused whole). Pauses every so many rows,
 * so that whoever reads a long one can let others work meanwhile.
 * @param zone IANA zone in which the statement's dates are written
 */
export function* readingBankStatement(table: ReadonlyArray<readonly StatementCell[]>, zone: string): Generator<void, ReadStatement> {
	const header = table.slice(0, HEADER_WITHIN).findIndex((row) => layoutOf(row) !== null);
	const layout = header < 0 ? null : layoutOf(table[header] ?? []);
	if (!layout) return { rows: [], outgoingRows: 0, faults: [{ field: 'Columns', reason: 'no row with the titles "Дата" and "Сумма" (or "Кредит", "Приход") was found' }] };
	const reader = new RowReader(layout, zone);
	const rows: StatementRow[] = [];
	let outgoingRows = 0;
	for (const [index, cells] of table.entries()) {
		if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) yield;
		if (index <= header || cells.every((cell) => asText(cell) === '' && !(cell instanceof Date))) continue;
		if (cells.some((cell) => TOTALS.test(asText(cell))) && reader.paidAt(cells) === null) continue;
		const row = reader.read(cells, index + 1);
		if (row === 'outgoing') outgoingRows += 1;
		else if (row) rows.push(row);
	}
	if (rows.length === 0 && outgoingRows === 0 && reader.faults.length === 0) reader.faults.push({ field: 'Rows', reason: 'the statement has no payments' });
	return { rows, outgoingRows, faults: reader.faults };
}

/** {@link readingBankStatement} in one go. */
export function readBankStatement(table: ReadonlyArray<readonly StatementCell[]>, zone: string): ReadStatement {
	const reading = readingBankStatement(table, zone);
	for (;;) {
		const { done, value } = reading.next();
		if (done) return value;
	}
}
