import type { MonthClose } from '../../../../src/reports/month-close';
import { closeDueMonths } from '../../../../src/desk/reports/close-due-months';
import { monthTitle } from '../../../../src/reports/month-title';
import { departmentField, departmentOf } from '../../../shared/department-of';
import type { OperationItem } from '../../../shared/operation-item';
import { records } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

/** The department that the trigger's event is about. */
function departmentOfEvent(item: OperationItem): number | undefined {
	const named = [item.startJson, item.json].find((json) => json?.subjectKind === 'department');
	return named ? Number(named.subjectId) : undefined;
}

async function departmentIdOf(item: OperationItem): Promise<number | undefined> {
	return item.text('which') === 'chosen' ? (await departmentOf(item))?.id : departmentOfEvent(item);
}

const closeItem = (close: MonthClose): object => ({ closeId: close.id, subjectKind: 'department', subjectId: close.departmentId, ...close, monthTitle: monthTitle(close.month), late: close.lateByMs > 0 });

export const closeDue: Operation = {
	value: 'closeDue',
	name: 'Close What Is Due',
	action: 'Close the months that are due',
	description: 'Freeze every month that is over and not closed yet, oldest first; one item each. Months missed while the server was down are caught up once, labelled as late.',
	changes: true,
	about: (item) => (item.text('which') === 'chosen' ? '' : `department ${departmentOfEvent(item) ?? ''}`),
	properties: [
		{
			displayName: 'Departments',
			name: 'which',
			type: 'options',
			default: 'event',
			options: [
				{ name: 'A Chosen Department', value: 'chosen' },
				{ name: "The Department of the Trigger's Event", value: 'event', description: 'Without one, all departments' },
			],
		},
		{ ...departmentField, displayOptions: { show: { which: ['chosen'] } } },
	],
	async execute(item) {
		const departmentId = await departmentIdOf(item);
		return await records((await closeDueMonths(await item.workspace(), departmentId, item.call())).map(closeItem));
	},
};
