import type { INodeProperties } from 'n8n-workflow';

import type { WaitUnit } from '../../../../src/calendar';
import type { EffectivenessQuery } from '../../../../src/desk/effectiveness/effectiveness';
import type { Department } from '../../../../src/organisation/organisation';
import { departmentField, departmentOf } from '../../../shared/department-of';
import { recordLocator } from '../../../shared/locators';
import type { OperationItem } from '../../../shared/operation-item';
import { waitUnitOptions } from '../../../shared/wait-fields';
import { DAY_MS } from '../../../../src/milliseconds';


/** Whose work in which period. */
export const periodFields: INodeProperties[] = [
	{ displayName: 'From', name: 'from', type: 'dateTime', default: '', description: 'Empty means 30 days before the end' },
	{ displayName: 'To', name: 'to', type: 'dateTime', default: '', description: 'Not included. Empty means now.' },
	departmentField,
	recordLocator('employee', { name: 'manager', displayName: 'Manager', description: 'Empty means all' }),
];

export const originalTermOptions: INodeProperties[] = [
	{ displayName: 'Original Due In', name: 'originalAmount', type: 'number', typeOptions: { minValue: 1, maxValue: 365 }, default: 10, description: 'Within which time after the confirmed scan an original counts as returned in time' },
	{ displayName: 'Original Due In Unit', name: 'originalUnit', type: 'options', default: 'calendar_days', options: [...waitUnitOptions] },
];

/** What is asked for by the fields above. */
export async function askedOf(item: OperationItem): Promise<{ asked: EffectivenessQuery; department: Department | undefined; managerId: number | null }> {
	const department = await departmentOf(item);
	const managerId = item.maybeId('manager');
	const to = await item.instantOrNow('to');
	const amount = item.maybeNumber('options.originalAmount') ?? 10;
	const unit = (item.maybeText('options.originalUnit') ?? 'calendar_days') as WaitUnit;
	const asked = { from: item.maybeInstant('from') ?? to - 30 * DAY_MS, to, originalTerm: { amount, unit }, ...(department && { departmentId: department.id }), ...(managerId !== null && { managerId }) };
	return { asked, department, managerId };
}
