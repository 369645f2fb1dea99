import type { INodeProperties } from 'n8n-workflow';

import type { Wait, WaitUnit } from '../../src/calendar';
import type { OperationItem } from './operation-item';

/** Units of a deadline, as operators choose them (src/calendar/wait.ts says how each is counted). */
export const waitUnitOptions = [
	{ name: 'Calendar Days', value: 'calendar_days', description: 'To the end of the last day, days off counted' },
	{ name: 'Calendar Days, Rolled to a Working Day', value: 'calendar_days_rolled', description: 'As calendar days; a last day that is a day off moves to the next working day' },
	{ name: 'Hours', value: 'hours' },
	{ name: 'Minutes', value: 'minutes' },
	{ name: 'Working Days', value: 'working_days' },
	{ name: 'Working Hours', value: 'working_hours' },
	{ name: 'Working Minutes', value: 'working_minutes' },
] as const;

/** "Due in": an amount and a unit; amount 0 means no deadline. */
export const dueInFields: INodeProperties[] = [
	{ displayName: 'Due In', name: 'dueAmount', type: 'number', typeOptions: { minValue: 0, maxValue: 10000 }, default: 1, description: 'Deadline of the task; 0 sets none' },
	{ displayName: 'Due In Unit', name: 'dueUnit', type: 'options', default: 'working_days', options: [...waitUnitOptions] },
];

export function dueInOf(item: OperationItem): Wait | undefined {
	const amount = item.maybeNumber('dueAmount') ?? 0;
	return amount === 0 ? undefined : { amount, unit: item.text('dueUnit') as WaitUnit };
}
