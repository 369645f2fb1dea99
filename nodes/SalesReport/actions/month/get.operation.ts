import { reportLink, reportLinks } from '../../../../src/desk/reports/report-links';
import { renderReportPage } from '../../../../src/desk/reports/report-page';
import { addSums } from '../../../../src/reports/month-report';
import type { MonthReport } from '../../../../src/reports/month-report';
import { monthTitle } from '../../../../src/reports/month-title';
import { buildReportWorkbook } from '../../../../src/reports/month-workbook';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { formatFields, wantsPage, wantsWorkbook, workbookFile } from '../report-files';
import { closedMonthFields, monthReportOf } from './month-fields';

const numbersOf = ({ month, departments, byManager, byPipeline, byLegalEntity, restatements }: MonthReport) => ({
	month,
	monthTitle: monthTitle(month),
	...addSums(departments),
	paymentCount: departments.reduce((sum, one) => sum + one.paymentCount, 0),
	late: departments.some((one) => one.lateByMs > 0),
	departments,
	byManager,
	byPipeline,
	byLegalEntity,
	restatementCount: restatements.length,
});

export const get: Operation = {
	value: 'get',
	name: 'Get Report',
	action: 'Get the report of a closed month',
	description: 'What was frozen, what changed since, and both together: by department, manager, pipeline and legal entity, against earlier months',
	changes: false,
	properties: [...closedMonthFields, ...formatFields],
	async execute(item) {
		const workspace = await item.workspace();
		const { report, department } = await monthReportOf(item);
		const address = { month: report.month, department: department?.code };
		const html = wantsPage(item) ? await renderReportPage(report, await reportLinks(workspace, address, department?.id)) : null;
		const { json } = record({ ...numbersOf(report), link: await reportLink(workspace, address), ...(html !== null && { html }) });
		if (!wantsWorkbook(item)) return { json };
		const fileName = `payments-${report.month}${department ? `-${department.code}` : ''}.xlsx`;
		return { json: { ...json, fileName }, binary: await workbookFile(item, fileName, await buildReportWorkbook(report)) };
	},
};
