import { breathe } from '../../breathe';
import type { Call } from '../../call';
import { ConflictError, InvalidInputError } from '../../errors';
import { closedLateByMs, nextPeriod } from '../../reports/cut-off';
import type { Period } from '../../reports/cut-off';
import { isMonth } from '../../reports/month';
import type { MonthClose } from '../../reports/month-close';
import type { ReportSettings } from '../../reports/report-settings';
import { monthCloses } from '../../store/money-tables';
import { calendarOfDepartment, loadPeople } from '../organisation/people';
import { causeOf } from '../workspace';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { holdDepartment } from './books';
import { loadReportSettings } from './report-settings';

export interface MonthClosing {
	readonly close: MonthClose;
	/** False when the month was closed before: nothing was done. */
	readonly made: boolean;
}

/** Payments copied into the snapshot by one statement: few enough to keep n8n's event loop free. */
const PAGE = 1_000;

// The bounds are repeated in both forms so that each side of the page is one walk along the index (paid_at, id): without the first one,
// every page is looked for from the beginning of the month.
const pageSql = `select p.id, p.paid_at from payments p where p.paid_at >= :paidAt and p.paid_at <= :toAt and (p.paid_at > :paidAt or p.id > :id)
	order by p.paid_at, p.id limit 1 offset ${PAGE - 1}`;

const copySql = `insert into month_close_lines (close_id, payment_id, deal_id, manager_id, pipeline, legal_entity_id, kopecks, paid_at, document)
	select cast(:closeId as bigint), p.id, p.deal_id, d.responsible_id, d.pipeline, d.legal_entity_id, p.kopecks, p.paid_at, p.document
	from payments p join deals d on d.id = p.deal_id
	where p.paid_at >= :paidAt and p.paid_at <= :lastPaidAt and (p.paid_at > :paidAt or p.id > :id) and (p.paid_at < :lastPaidAt or p.id <= :lastId)
		and p.deleted_at is null and d.department_id = :departmentId
	order by p.paid_at, p.id`;

/** Lets other work of the process run; the transaction stays open meanwhile. */

async function takeSnapshot(tx: DeskTransaction, closeId: number, departmentId: number, { fromAt, toAt }: Period): Promise<void> {
	let after = { paidAt: fromAt, id: Number.MAX_SAFE_INTEGER };
	for (;;) {
		const last = await tx.get(pageSql, { toAt, ...after });
		const upTo = last ? { lastPaidAt: Number(last.paid_at), lastId: Number(last.id) } : { lastPaidAt: toAt, lastId: Number.MAX_SAFE_INTEGER };
		await tx.run(copySql, { closeId, departmentId, ...after, ...upTo });
		if (!last) return;
		after = { paidAt: upTo.lastPaidAt, id: upTo.lastId };
		await breathe();
	}
}

async function periodToClose(tx: DeskTransaction, settings: ReportSettings, month: string): Promise<Period> {
	const calendar = await calendarOfDepartment(tx, settings.departmentId, await loadPeople(tx));
	const last = await monthCloses.first(tx, 'where department_id = :id order by cutoff_at desc limit 1', { id: settings.departmentId });
	const period = nextPeriod(last ?? null, settings.startsAt, settings, calendar);
	if (period.month !== month) throw new ConflictError(`The next month to close is ${period.month}, not ${month}`, 'Close the months of a department in their order, so that no payment is left out or counted twice.');
	// The promise "never early" also holds for a person in a hurry: a snapshot that misses payments would be wrong for ever.
	if (period.toAt > tx.now) throw new ConflictError(`Month ${month} ends at ${new Date(period.toAt).toISOString()} and cannot be closed before`, 'Wait for the cut-off, or change the report settings of the department.');
	return period;
}

/**
 * Closes a department's month: takes the frozen snapshot of all payments in its period with the deals as they are now
 * (R-PAY-2, R-PAY-3). Once: closing it again answers the snapshot that is there. Months are closed in their order, and
 * never before their cut-off; a late one says how late.
 * @throws {InvalidInputError | NotFoundError | ConflictError}
 */
export async function closeMonth(workspace: Workspace, input: { readonly departmentId: number; readonly month: string }, call: Call): Promise<EffectOutcome<MonthClosing>> {
	const { departmentId, month } = input;
	if (!isMonth(month)) throw new InvalidInputError([{ field: 'Month', reason: `"${month}" is not a month; write year and month, for example 2026-03` }]);
	return await workspace.effect(call, 'month close', async (tx) => {
		await holdDepartment(tx, departmentId);
		const known = await monthCloses.first(tx, 'where department_id = :departmentId and month = :month', { departmentId, month });
		if (known) return { close: withoutCause(known), made: false };
		const settings = await loadReportSettings(tx, departmentId);
		const period = await periodToClose(tx, settings, month);
		const { zone, day, time, dayOffRule } = settings;
		const row = await monthCloses.insert(tx, {
			departmentId,
			month,
			fromAt: period.fromAt,
			cutoffAt: period.toAt,
			closedAt: tx.now,
			lateByMs: closedLateByMs(period.toAt, tx.now),
			totalKopecks: 0,
			paymentCount: 0,
			settings: { zone, day, time, dayOffRule },
			cause: causeOf(tx.call),
		});
		await takeSnapshot(tx, row.id, departmentId, period);
		const sums = await tx.get('select coalesce(sum(kopecks), 0) as total, count(*) as payments from month_close_lines where close_id = :id', { id: row.id });
		const totals = { totalKopecks: Number(sums?.total), paymentCount: Number(sums?.payments) };
		await monthCloses.update(tx, row.id, totals);
		const close = withoutCause({ ...row, ...totals });
		await tx.emit({ kind: 'MonthClosed', scope: month, state: close.lateByMs > 0 ? 'late' : 'on_time', subject: { kind: 'department', id: departmentId }, data: { closeId: close.id, ...close } });
		return { close, made: true };
	});
}

function withoutCause({ cause: _, ...close }: MonthClose & { readonly cause: unknown }): MonthClose {
	return close;
}
