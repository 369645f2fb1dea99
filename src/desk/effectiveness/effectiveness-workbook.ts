import { metricCodes } from '../../reports/effectiveness';
import type { MetricFact, MetricUnit } from '../../reports/effectiveness';
import { sheetOf, writeWorkbook } from '../../reports/workbook';
import type { Column } from '../../reports/workbook';
import { reportTexts as words, subjectTitles } from '../../texts';
import type { EffectivenessView, NamedRow } from './effectiveness-view';

/** In the workbook a value stands in the unit people reckon in: things, shares, minutes, roubles. */
const valueOf: Record<MetricUnit, (row: NamedRow) => number> = {
	count: (row) => row.total,
	share: (row) => Math.round(row.average * 1_000) / 1_000,
	minutes: (row) => Math.round(row.average * 10) / 10,
	kopecks: (row) => row.total / 100,
};

const factValueOf: Record<MetricUnit, (value: number) => number> = { count: (value) => value, share: (value) => value, minutes: (value) => value, kopecks: (value) => value / 100 };

const columns: Array<Column<NamedRow>> = [
	{ title: words.metric, kind: 'text', width: 28, value: (row) => words.metrics[row.metric] },
	{ title: words.department, kind: 'text', width: 34, value: (row) => row.departmentName },
	{ title: words.manager, kind: 'text', width: 24, value: (row) => row.managerName },
	{ title: words.stage, kind: 'text', width: 30, value: (row) => row.stageTitle },
	{ title: words.value, kind: 'number', width: 14, value: (row) => valueOf[row.unit](row) },
	{ title: words.unit, kind: 'text', width: 12, value: (row) => words.units[row.unit] },
	{ title: words.facts, kind: 'number', width: 10, value: (row) => row.count },
];

interface FactLine {
	readonly row: NamedRow;
	readonly fact: MetricFact;
}

const factColumns: Array<Column<FactLine>> = [
	{ title: words.metric, kind: 'text', width: 28, value: ({ row }) => words.metrics[row.metric] },
	{ title: words.manager, kind: 'text', width: 24, value: ({ row }) => row.managerName },
	{ title: words.stage, kind: 'text', width: 30, value: ({ row }) => row.stageTitle },
	{ title: words.record, kind: 'text', width: 22, value: ({ fact }) => `${subjectTitles[fact.subject.kind]} № ${fact.subject.id}` },
	{ title: words.when, kind: 'instant', width: 20, value: ({ fact }) => fact.at },
	{ title: words.value, kind: 'number', width: 14, value: ({ row, fact }) => factValueOf[row.unit](fact.value) },
];

/** The effectiveness of managers as an .xlsx (R-STAT-1): a sheet of numbers, and a sheet with the list behind each metric. */
export async function buildEffectivenessWorkbook(view: EffectivenessView): Promise<Uint8Array> {
	const lists = metricCodes.flatMap((code) => view.rows.filter((row) => row.metric === code)).flatMap((row) => row.facts.map((fact) => ({ row, fact })));
	return await writeWorkbook([sheetOf(words.effectivenessTitle, columns, view.rows, view.zone), sheetOf(words.lists, factColumns, lists, view.zone)]);
}
