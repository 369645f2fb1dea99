import { records } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { closedMonthFields, monthReportOf } from './month-fields';

export const listRestatements: Operation = {
	value: 'getRestatements',
	name: 'Get Restatements',
	action: 'Get the restatements of a closed month',
	description: 'What changed in a month after it was closed: old and new amount, difference, reason, by whom; one item each, oldest first',
	changes: false,
	properties: closedMonthFields,
	async execute(item) {
		const { report } = await monthReportOf(item);
		return await records(report.restatements.map(({ id, ...one }) => ({ restatementId: id, month: report.month, subjectKind: 'deal', subjectId: one.dealId, ...one })));
	},
};
