import type { INodeProperties } from 'n8n-workflow';

import { lastClosedMonth } from '../../../../src/desk/reports/closed-months';
import { loadMonthReport } from '../../../../src/desk/reports/month-report';
import type { Department } from '../../../../src/organisation/organisation';
import type { MonthReport } from '../../../../src/reports/month-report';
import { departmentField, departmentOf } from '../../../shared/department-of';
import type { OperationItem } from '../../../shared/operation-item';

/** Which closed month is meant. */
export const closedMonthFields: INodeProperties[] = [
	{ displayName: 'Month', name: 'month', type: 'string', default: '', placeholder: 'e.g. 2026-03', description: 'The month on whose 20th the period ends. Empty means the last one that was closed.' },
	departmentField,
];

/** The report that the fields above mean. @throws {NotFoundError} when the month was not closed */
export async function monthReportOf(item: OperationItem): Promise<{ report: MonthReport; department: Department | undefined }> {
	const workspace = await item.workspace();
	const department = await departmentOf(item);
	const month = item.maybeText('month') ?? (await lastClosedMonth(workspace, department?.id));
	return { department, report: await loadMonthReport(workspace, { month, ...(department && { departmentIds: [department.id] }) }) };
}
