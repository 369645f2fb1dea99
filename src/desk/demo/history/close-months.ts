import type { Call } from '../../../call';
import type { Chance } from './chance';
import { correctPayment } from '../../payments/correct-payment';
import { deletePayment } from '../../payments/delete-payment';
import { recordPayment } from '../../payments/record-payment';
import { closeMonth } from '../../reports/close-month';
import { dueCloses } from '../../reports/due-closes';
import type { DueClose } from '../../reports/due-closes';
import { saveAllReportSettings } from '../../reports/report-settings';
import type { Workspace } from '../../workspace';
import { demoHistoryTexts } from '../../../texts';
import { DAY_MS } from '../../../milliseconds';

type At = (instant: number, work: () => Promise<unknown>) => Promise<void>;

interface PaymentOfMonth {
	readonly id: number;
	readonly dealId: number;
	readonly kopecks: number;
	/** What the deal still owes, in kopecks. */
	readonly openKopecks: number;
}

/** Some payments of a closed month, the same for the same month. */
async function paymentsIn(workspace: Workspace, { departmentId, fromAt, toAt }: DueClose): Promise<PaymentOfMonth[]> {
	const rows = await workspace.read(
		async (query) =>
			await query.all('select p.id, p.deal_id, p.kopecks, d.amount_kopecks - d.paid_kopecks as open_kopecks from payments p join deals d on d.id = p.deal_id where d.department_id = :departmentId and p.paid_at > :fromAt and p.paid_at <= :toAt and p.kopecks > 0 and p.deleted_at is null and not exists (select 1 from payments r where r.refund_of_id = p.id) order by p.id', { departmentId, fromAt, toAt }),
	);
	return rows.map((row) => ({ id: Number(row.id), dealId: Number(row.deal_id), kopecks: Number(row.kopecks), openKopecks: Number(row.open_kopecks) }));
}

/** What people find out some days after the close: a payment typed in twice, a wrong sum, money that had been overlooked. */
async function changeAfterwards(workspace: Workspace, chance: Chance, close: DueClose, call: Call): Promise<void> {
	const found = await paymentsIn(workspace, close);
	if (found.length === 0) return;
	const payment = chance.pick(found);
	const owing = found.find(({ openKopecks }) => openKopecks > 0);
	const kind = chance.weighted([['corrected', 4], ['recorded', 4], ['deleted', 2]] as const);
	if (kind === 'corrected') await correctPayment(workspace, { paymentId: payment.id, kopecks: Math.max(100, payment.kopecks - chance.whole(1, 20) * 100_000) }, call);
	else if (kind === 'recorded' && owing) await recordPayment(workspace, { dealId: owing.dealId, kopecks: owing.openKopecks, paidAt: close.toAt - DAY_MS, document: `п/п ${chance.whole(200, 999)}` }, call);
	else await deletePayment(workspace, { paymentId: payment.id, reason: demoHistoryTexts.typedTwice }, call);
}

/**
 * Closes the months of the history by the use case that closes them every day, each at its own cut-off, and changes something
 * in a few of them afterwards, so that there are restatements.
 * @param at does work with the clock of the sandbox set to an instant
 */
export async function closeMonths(workspace: Workspace, chance: Chance, startsAt: number, call: Call, at: At): Promise<number> {
	await at(startsAt, async () => await saveAllReportSettings(workspace, { startsAt }, call));
	const due = (await dueCloses(workspace)).sort((a, b) => a.toAt - b.toAt || a.departmentId - b.departmentId);
	const present = await workspace.read(async (query) => await workspace.now(query));
	for (const close of due) {
		await at(close.toAt + 1_000, async () => await closeMonth(workspace, close, call));
		const later = close.toAt + chance.whole(1, 6) * DAY_MS;
		if (chance.happens(0.35) && later < present) await at(later, async () => await changeAfterwards(workspace, chance, close, call));
	}
	// Once more at present, so that the next cut-off is one to come.
	await saveAllReportSettings(workspace, {}, call);
	return due.length;
}
