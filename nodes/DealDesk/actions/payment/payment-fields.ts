import type { INodeProperties } from 'n8n-workflow';

import type { Payment } from '../../../../src/crm/payment';
import type { PaymentOutcome } from '../../../../src/desk/payments/paid-sum';
import { formatKopecks } from '../../../../src/documents/russian';
import type { OperationItem } from '../../../shared/operation-item';
import { kopecks } from '../deal/deal-fields';

/** Payments are told apart by their id: they belong to a deal, and so have no card of their own. */
export const paymentIdField: INodeProperties = { displayName: 'Payment ID', name: 'paymentId', type: 'string', default: '', required: true, placeholder: 'e.g. 12' };
export const paymentIdOf = (item: OperationItem): number => item.id('paymentId');
export const aboutPayment = (item: OperationItem): string => `payment ${paymentIdOf(item)}`;

export const paymentAmountField: INodeProperties = { displayName: 'Amount (Roubles)', name: 'amount', type: 'number', typeOptions: { numberPrecision: 2 }, default: 0, description: 'Kept to the kopeck' };
/** The amount at `path` in kopecks; undefined when nothing was entered. */
export const amountOf = (item: OperationItem, path: string): number | undefined => {
	const roubles = item.maybeNumber(path);
	return roubles === null ? undefined : kopecks(roubles);
};

export const documentField: INodeProperties = { displayName: 'Document', name: 'document', type: 'string', default: '', placeholder: 'e.g. п/п 118', description: 'Number of the payment order' };
export const noteField: INodeProperties = { displayName: 'Note', name: 'note', type: 'string', default: '' };
export const payerField: INodeProperties = { displayName: 'Payer', name: 'payer', type: 'string', default: '' };
export const reasonField: INodeProperties = { displayName: 'Reason', name: 'reason', type: 'string', default: '', description: 'Why, for the history' };

/** Texts of a collection that were added to it, null where one was emptied. */
export const textsOf = (item: OperationItem, path: string, names: readonly string[]): Record<string, string | null> =>
	Object.fromEntries(names.filter((name) => item.has(`${path}.${name}`)).map((name) => [name, item.maybeText(`${path}.${name}`)]));

export const paymentItem = (payment: Payment): object => {
	const { id, dealId, ...facts } = payment;
	return { paymentId: id, dealId, subjectKind: 'deal', subjectId: dealId, ...facts };
};

/** The payment with the deal's totals before and after, in kopecks and as people write them. */
export const outcomeItem = ({ payment, ...sums }: PaymentOutcome): object => ({ ...paymentItem(payment), amount: formatKopecks(payment.kopecks), ...sums, oldTotal: formatKopecks(sums.oldTotalKopecks), newTotal: formatKopecks(sums.newTotalKopecks) });
