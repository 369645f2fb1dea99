import type { PaidSumReason } from '../../crm/payment';
import { formatKopecks } from '../../documents/russian';
import type { DeskEvent, EventKind } from '../../journal/event';
import type { RestatementReason } from '../../reports/month-close';
import { monthTitle } from '../../reports/month-title';
import { paidSumTexts, priorityTitles, reportTexts, spanInWords } from '../../texts';

type Words = Readonly<Record<string, string>>;
type Data = Readonly<Record<string, unknown>>;

const sum = (data: Data, field: string): string => formatKopecks(Number(data[field] ?? 0));
const text = (data: Data, field: string): string => String(data[field] ?? '');
const priority = (code: unknown): string => (typeof code === 'string' && code in priorityTitles ? priorityTitles[code as keyof typeof priorityTitles] : '');

/** «новая оплата 25 000,50 ₽»: what was done to the payments of a deal. */
function changeOf(data: Data): string {
	const kopecks = Number(data.newPaymentKopecks ?? 0);
	const refunded = Number(data.refundedKopecks ?? 0);
	return paidSumTexts[data.reason as PaidSumReason](formatKopecks(Math.abs(kopecks)), refunded === 0 ? '' : formatKopecks(Math.abs(refunded)));
}

/** What texts may name of an event, besides the facts of its subject. Sums are in roubles. */
const wordsOf: Partial<Record<EventKind, (data: Data) => Words>> = {
	DealPaidSumChanged: (data) => ({ change: changeOf(data), payment: sum(data, 'newPaymentKopecks'), oldTotal: sum(data, 'oldTotalKopecks'), newTotal: sum(data, 'newTotalKopecks'), difference: sum(data, 'differenceKopecks'), paymentDocument: text(data, 'document') }),
	MonthRestated: (data) => ({
		month: monthTitle(text(data, 'month')),
		oldTotal: sum(data, 'oldTotalKopecks'),
		newTotal: sum(data, 'newTotalKopecks'),
		difference: sum(data, 'differenceKopecks'),
		because: (data.reasons as readonly RestatementReason[]).map((reason) => reportTexts.reasons[reason]).join(', '),
	}),
	MonthClosed: (data) => ({ month: monthTitle(text(data, 'month')), total: sum(data, 'totalKopecks'), payments: text(data, 'paymentCount'), closedLate: Number(data.lateByMs ?? 0) > 0 ? reportTexts.closedLate(spanInWords(Number(data.lateByMs))) : '' }),
	CompanyPriorityChanged: (data) => ({ oldPriority: priority(data.from), newPriority: priority(data.to) }),
};

const allEmpty: Words = Object.fromEntries(['change', 'payment', 'oldTotal', 'newTotal', 'difference', 'paymentDocument', 'month', 'because', 'total', 'payments', 'closedLate', 'oldPriority', 'newPriority'].map((name) => [name, '']));

/** The words of the event behind a call. A workflow tried out by hand has no event: then all are known, and empty. */
export function eventWords(event: DeskEvent | null): Words {
	return event === null ? allEmpty : (wordsOf[event.kind]?.(event.data) ?? {});
}
