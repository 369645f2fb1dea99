import { reportTexts as words, spanInWords } from '../texts';
import { monthTitle } from './month-title';
import { addEarlier, addSums } from './month-report';
import type { DepartmentMonth, EarlierSums, HistoryPoint, MonthReport, ReportGroup, ReportLine, ReportRestatement, Sums } from './month-report';
import { sheetOf, writeWorkbook } from './workbook';
import type { Column, WorkbookSheet } from './workbook';

const money = <Row>(title: string, value: (row: Row) => number | null): Column<Row> => ({ title, kind: 'money', width: 18, value });
const text = <Row>(title: string, width: number, value: (row: Row) => string | null): Column<Row> => ({ title, kind: 'text', width, value });
const count = <Row>(title: string, value: (row: Row) => number | null): Column<Row> => ({ title, kind: 'number', width: 10, value });
const instant = <Row>(title: string, value: (row: Row) => number | null): Column<Row> => ({ title, kind: 'instant', width: 17, value });

const sums = <Row extends Sums>(): Array<Column<Row>> => [money(words.snapshot, (row) => row.snapshotKopecks), money(words.restated, (row) => row.restatedKopecks), money(words.now, (row) => row.totalKopecks)];

const earlier = <Row extends EarlierSums>(): Array<Column<Row>> => [money(words.previous, (row) => row.previousKopecks), money(words.yearAgo, (row) => row.yearAgoKopecks)];

type DepartmentRow = Sums & Pick<DepartmentMonth, 'name' | 'paymentCount' | 'previousKopecks' | 'yearAgoKopecks'> & Partial<DepartmentMonth>;

const departmentColumns: Array<Column<DepartmentRow>> = [
	text(words.department, 34, (row) => row.name),
	...sums<DepartmentRow>(),
	count(words.payments, (row) => row.paymentCount),
	...earlier<DepartmentRow>(),
	instant(words.closedAt, (row) => row.closedAt ?? null),
	text('', 26, (row) => (row.lateByMs !== undefined && row.lateByMs > 0 ? words.late(spanInWords(row.lateByMs)) : null)),
];

function departmentsSheet({ departments }: MonthReport, zone: string): WorkbookSheet {
	const total: DepartmentRow = {
		name: words.total,
		...addSums(departments),
		paymentCount: departments.reduce((sum, one) => sum + one.paymentCount, 0),
		...addEarlier(departments),
	};
	return sheetOf(words.byDepartment, departmentColumns, departments as readonly DepartmentRow[], zone, total);
}

/** The total compares whole months: a year ago there may have been people who are not listed any more. */
function groupSheet(name: string, title: string, groups: readonly ReportGroup[], departments: readonly DepartmentMonth[], zone: string): WorkbookSheet {
	const columns = [text<ReportGroup>(title, 34, (row) => row.title), ...sums<ReportGroup>(), count<ReportGroup>(words.payments, (row) => row.paymentCount), ...earlier<ReportGroup>()];
	return sheetOf(name, columns, groups, zone, { key: '', title: words.total, ...addSums(groups), ...addEarlier(departments), paymentCount: groups.reduce((sum, group) => sum + group.paymentCount, 0) });
}

function historySheet({ history, departments }: MonthReport, zone: string): WorkbookSheet {
	const months = [...new Set(history.map((point) => point.month))];
	const totalOf = (month: string, departmentId?: number): number | null => {
		const points = history.filter((point: HistoryPoint) => point.month === month && (departmentId === undefined || point.departmentId === departmentId));
		return points.length === 0 ? null : points.reduce((sum, point) => sum + point.totalKopecks, 0);
	};
	const columns = [text<string>(words.month, 18, monthTitle), ...departments.map((department) => money<string>(department.name, (month) => totalOf(month, department.departmentId))), money<string>(words.total, (month) => totalOf(month))];
	return sheetOf(words.byMonth, columns, months, zone);
}

const whoAndWhat = <Row extends ReportLine | ReportRestatement>(): Array<Column<Row>> => [
	count(words.dealNumber, (row) => row.dealId),
	text(words.deal, 46, (row) => row.dealTitle),
	text(words.manager, 24, (row) => row.managerName),
	text(words.department, 34, (row) => row.departmentName),
	text(words.pipeline, 26, (row) => row.pipelineTitle),
	text(words.legalEntity, 24, (row) => row.legalEntityName),
	count(words.payment, (row) => row.paymentId),
];

const lineColumns: Array<Column<ReportLine>> = [instant(words.paidAt, (row) => row.paidAt), money(words.sum, (row) => row.kopecks), text(words.document, 14, (row) => row.document), ...whoAndWhat<ReportLine>()];

const restatementColumns: Array<Column<ReportRestatement>> = [
	instant(words.changedAt, (row) => row.at),
	money(words.was, (row) => row.oldKopecks),
	money(words.became, (row) => row.newKopecks),
	money(words.difference, (row) => row.differenceKopecks),
	text(words.reason, 30, (row) => words.reasons[row.reason]),
	text(words.by, 20, (row) => row.by),
	...whoAndWhat<ReportRestatement>(),
];

/**
 * The report of a closed month as an .xlsx (R-PAY-4): totals by department, manager, pipeline, legal entity and month, every
 * payment of the snapshot, and every change since. The same report gives the same bytes.
 */
export async function buildReportWorkbook(report: MonthReport): Promise<Uint8Array> {
	const zone = report.departments[0]?.rule.zone ?? 'Europe/Moscow';
	return await writeWorkbook([
		departmentsSheet(report, zone),
		groupSheet(words.byManager, words.manager, report.byManager, report.departments, zone),
		groupSheet(words.byPipeline, words.pipeline, report.byPipeline, report.departments, zone),
		groupSheet(words.byLegalEntity, words.legalEntity, report.byLegalEntity, report.departments, zone),
		historySheet(report, zone),
		sheetOf(words.paymentsSheet, lineColumns, report.lines, zone),
		sheetOf(words.restatementsSheet, restatementColumns, report.restatements, zone),
	]);
}
