import type { InputFault } from '../errors';
import { DAY_MS } from '../milliseconds';

/** What a payment must be before it is looked at further. */
export interface PaymentFacts {
	readonly kopecks: number;
	readonly paidAt: number;
}

/** Clocks of banks and time zones differ; what lies further ahead than a day is a typing mistake. */
const AHEAD_MS = DAY_MS;

/** Everything wrong with the amount and the instant of a payment; empty when it may be recorded. @param now ms */
export function paymentFaults(payment: PaymentFacts, now: number): InputFault[] {
	const faults: InputFault[] = [];
	if (!Number.isSafeInteger(payment.kopecks)) faults.push({ field: 'Amount', reason: `${payment.kopecks} is not a whole number of kopecks` });
	else if (payment.kopecks === 0) faults.push({ field: 'Amount', reason: 'a payment of 0 changes nothing; give an amount, negative for a refund' });
	if (!Number.isSafeInteger(payment.paidAt) || payment.paidAt <= 0) faults.push({ field: 'Paid at', reason: 'is not a date and time' });
	else if (payment.paidAt > now + AHEAD_MS) faults.push({ field: 'Paid at', reason: `${new Date(payment.paidAt).toISOString()} lies in the future` });
	return faults;
}

/**
 * How much of a payment may still be given back, in kopecks.
 * @param refunded sum of the refunds made so far: 0 or negative
 */
export const refundableKopecks = (payment: { readonly kopecks: number }, refunded: number): number => Math.max(0, payment.kopecks + refunded);
