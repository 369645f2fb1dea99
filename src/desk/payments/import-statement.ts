import { createHash } from 'node:crypto';

import { breathe } from '../../breathe';
import type { Call } from '../../call';
import { readingBankStatement } from '../../crm/bank-statement';
import type { ReadStatement, StatementRow } from '../../crm/bank-statement';
import type { Deal } from '../../crm/deal';
import { paymentFaults } from '../../crm/payment-faults';
import { InvalidInputError } from '../../errors';
import type { InputFault } from '../../errors';
import { deals } from '../../store/crm-tables';
import { bankStatements } from '../../store/money-tables';
import { IANAZone } from '../../vendor';
import { visibleFileName } from '../files/file-name';
import { Books } from '../reports/books';
import { causeOf } from '../workspace';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { alikePayments } from './alike-payments';
import type { AlikePayment } from './alike-payments';
import { matchDeal } from './match-deal';
import type { DealMatch } from './match-deal';
import { DEFAULT_STATEMENT_LIMITS, readStatementFile } from './read-statement-file';
import { addPayment, paymentRow } from './record-payment';

export interface StatementImport {
	/** The file's name, for people. */
	readonly name: string;
	/** A .csv or .xlsx. */
	readonly bytes: Uint8Array;
	/** IANA zone in which the statement's dates are written. */
	readonly zone: string;
	/** Longer files are refused: all rows are one transaction, and others wait for it. Default: {@link MOST_STATEMENT_ROWS}. */
	readonly mostRows?: number;
	/** Largest file that is read at all, bytes. */
	readonly mostBytes?: number;
}

/** Some seconds of work; a company of this size has some hundred payments a month. */
export const MOST_STATEMENT_ROWS = 10_000;

export interface StatementImported {
	readonly statementId: number;
	/** False: this very file was imported before, nothing changed. */
	readonly changed: boolean;
	readonly payments: ReadonlyArray<{ readonly row: number; readonly paymentId: number; readonly dealId: number; readonly kopecks: number; readonly matchedBy: 'deal' | 'contract' | 'inn' }>;
	/** Rows that an earlier, overlapping statement brought already. */
	readonly knownRows: number;
	/** Rows about money going out. */
	readonly outgoingRows: number;
	readonly totalKopecks: number;
	/** Of the new payments those that look like one entered before by other means. */
	readonly alike: readonly AlikePayment[];
}

type Found = Extract<DealMatch, { kind: 'found' }>;
interface MatchedRow extends StatementRow {
	readonly match: Found;
	readonly key: string;
}

/** Rows per breath: the process goes on with other work between them, while the transaction stays open. */
const BREATH = 25;

/**
 * What makes a row the same in two statements: everything the bank says of the payment. Two payments alike to the letter
 * within one file are told apart by their count.
 */
function rowKeys(rows: readonly StatementRow[]): string[] {
	const seen = new Map<string, number>();
	return rows.map(({ paidAt, kopecks, document, payerInn, payer, purpose }) => {
		const hash = createHash('sha256').update(JSON.stringify([paidAt, kopecks, document, payerInn, payer, purpose])).digest('hex');
		const times = (seen.get(hash) ?? 0) + 1;
		seen.set(hash, times);
		return `statement:${hash}:${times}`;
	});
}

async function knownKeys(tx: DeskTransaction, keys: readonly string[]): Promise<Set<string>> {
	const rows = await tx.all(`select p.external_key from payments p where p.external_key in (select r.value ->> 'key' from ${tx.jsonRows('keys')})`, { keys: JSON.stringify(keys.map((key) => ({ key }))) });
	return new Set(rows.map((row) => String(row.external_key)));
}

const rowOf = ({ field }: InputFault): number => Number(/\d+$/.exec(field)?.[0] ?? 0);

/** Finds every new row's deal, or refuses the whole file with all that is wrong in it. */
async function matchRows(tx: DeskTransaction, rows: readonly StatementRow[], faultsSoFar: readonly InputFault[]): Promise<{ matched: MatchedRow[]; knownRows: number }> {
	const faults = [...faultsSoFar];
	const keys = rowKeys(rows);
	const known = await knownKeys(tx, keys);
	const matched: MatchedRow[] = [];
	for (const [index, row] of rows.entries()) {
		const key = keys[index] as string;
		if (known.has(key)) continue;
		for (const fault of paymentFaults(row, tx.now)) faults.push({ field: `Row ${row.row}`, reason: fault.reason });
		const match = await matchDeal(tx, row);
		if (match.kind === 'found') matched.push({ ...row, match, key });
		else faults.push({ field: `Row ${row.row}`, reason: match.reason });
		if (index % BREATH === BREATH - 1) await breathe();
	}
	if (faults.length > 0) throw new InvalidInputError(faults.sort((a, b) => rowOf(a) - rowOf(b)), 'Correct these rows in the file and import it again; nothing was saved.');
	return { matched, knownRows: rows.length - matched.length };
}

/** Takes all deals of the file, and holds off the closing of their departments, in order of id against deadlocks. */
async function lockDeals(tx: DeskTransaction, rows: readonly MatchedRow[], books: Books): Promise<Map<number, Deal>> {
	const locked = new Map<number, Deal>();
	for (const id of [...new Set(rows.map((row) => row.match.dealId))].sort((a, b) => a - b)) locked.set(id, await deals.lock(tx, id));
	await books.hold([...locked.values()].map((deal) => deal.departmentId));
	return locked;
}

async function addRows(tx: DeskTransaction, statementId: number, rows: readonly MatchedRow[]): Promise<StatementImported['payments']> {
	const books = new Books(tx);
	const locked = await lockDeals(tx, rows, books);
	const added = [];
	for (const [index, { row, match, key, dealId: _, contractNumber: __, purpose, ...facts }] of rows.entries()) {
		const deal = locked.get(match.dealId) as Deal;
		const outcome = await addPayment(tx, deal, { ...paymentRow({ ...facts, dealId: deal.id, note: purpose, externalKey: key }, tx.now), statementId }, books);
		if (outcome) {
			locked.set(deal.id, { ...deal, paidKopecks: outcome.newTotalKopecks });
			added.push({ row, paymentId: outcome.payment.id, dealId: deal.id, kopecks: outcome.payment.kopecks, matchedBy: match.by });
		}
		if (index % BREATH === BREATH - 1) await breathe();
	}
	await books.announce();
	return added;
}

async function readStatement({ bytes, zone, mostRows = MOST_STATEMENT_ROWS, mostBytes = DEFAULT_STATEMENT_LIMITS.mostBytes }: StatementImport): Promise<ReadStatement> {
	const limits = { ...DEFAULT_STATEMENT_LIMITS, mostBytes, mostRows: Math.max(mostRows, DEFAULT_STATEMENT_LIMITS.mostRows) };
	const table = await readStatementFile(bytes, limits);
	if (table.length > mostRows) throw new InvalidInputError([{ field: 'File', reason: `has ${table.length} rows; a statement may have ${mostRows}` }], 'Import it in parts, or allow more rows in the options of the node.');
	const reading = readingBankStatement(table, zone);
	for (;;) {
		const { done, value } = reading.next();
		if (done) return value;
		await breathe();
	}
}

/**
 * Imports a bank statement (R-DEAL-2): every row that brings money in becomes a payment of its deal, or, when a single row
 * cannot, none does and all such rows are named. The same file again changes nothing, and neither do rows that an
 * overlapping statement brought before.
 * @throws {InvalidInputError} with row numbers and reasons
 */
export async function importStatement(workspace: Workspace, input: StatementImport, call: Call): Promise<EffectOutcome<StatementImported>> {
	if (!IANAZone.isValidZone(input.zone)) throw new InvalidInputError([{ field: 'Zone', reason: `"${input.zone}" is not a time zone; use a name such as Europe/Moscow` }]);
	const read = await readStatement(input);
	const hash = createHash('sha256').update(input.bytes).digest('hex');
	const name = visibleFileName(input.name);
	return await workspace.effect(call, 'statement import', async (tx) => {
		const before = await bankStatements.first(tx, 'where hash = :hash', { hash });
		const nothing = { payments: [], outgoingRows: read.outgoingRows, totalKopecks: 0, alike: [] };
		if (before) return { statementId: before.id, changed: false, knownRows: read.rows.length, ...nothing };
		const { matched, knownRows } = await matchRows(tx, read.rows, read.faults);
		const totalKopecks = matched.reduce((sum, row) => sum + row.kopecks, 0);
		const statement = await bankStatements.insertUnlessTaken(tx, { hash, name, rowCount: read.rows.length, paymentCount: matched.length, totalKopecks, cause: causeOf(tx.call), importedAt: tx.now });
		if (!statement) throw new InvalidInputError([{ field: 'File', reason: 'is being imported by somebody else at this moment' }], 'Look at the payments; most likely there is nothing left to do.');
		const payments = await addRows(tx, statement.id, matched);
		await tx.emit({ kind: 'StatementImported', subject: { kind: 'workspace', id: 1 }, data: { statementId: statement.id, name, payments: payments.length, totalKopecks, knownRows, outgoingRows: read.outgoingRows } });
		const alike = await alikePayments(tx, statement.id, payments.map(({ paymentId }) => paymentId));
		return { statementId: statement.id, changed: true, payments, knownRows, outgoingRows: read.outgoingRows, totalKopecks, alike };
	});
}
