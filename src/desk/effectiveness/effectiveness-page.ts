import { formatKopecks, groupThousands } from '../../documents/russian';
import type { MetricCode, MetricUnit } from '../../reports/effectiveness';
import { metricCodes } from '../../reports/effectiveness';
import { reportTexts as words, spanInWords, subjectTitles } from '../../texts';
import { chartFigure } from '../pages/chart-figure';
import { html, page } from '../pages/html';
import type { Markup } from '../pages/html';
import { cardPath, pageLinks } from '../pages/links';
import type { PageLink } from '../pages/links';
import { moment } from '../pages/moments';
import type { EffectivenessView, NamedRow } from './effectiveness-view';
import { MINUTE_MS } from '../../milliseconds';


const shown: Record<MetricUnit, (row: { readonly total: number; readonly average: number }) => string> = {
	count: ({ total }) => String(total),
	share: ({ average }) => `${Math.round(average * 100)} %`,
	minutes: ({ average }) => spanInWords(average * MINUTE_MS),
	kopecks: ({ total }) => formatKopecks(total),
};

const factValue: Record<MetricUnit, (value: number) => string> = {
	count: () => '',
	share: (value) => (value === 1 ? '✓' : '✗'),
	minutes: (value) => spanInWords(value * MINUTE_MS),
	kopecks: (value) => formatKopecks(value),
};

const STYLE = html`<style>td.n,th.n{text-align:right}summary{white-space:nowrap}details ul{margin:6px 0;padding:0;list-style:none;text-align:left;font-size:14px}</style>`;

/** A number that opens the list behind it. */
function opening(row: NamedRow | undefined, zone: string): Markup {
	if (!row) return html`<span class="soft">—</span>`;
	const value = shown[row.unit](row);
	if (row.facts.length === 0) return html`${value}`;
	const items = row.facts.map(({ subject, at, value: one }) => html`<li><a href="${cardPath(subject)}">${subjectTitles[subject.kind]} № ${subject.id}</a> <span class="soft">${moment(at, zone)}</span> ${factValue[row.unit](one)}</li>`);
	return html`<details><summary>${value}</summary><ul>${items}${row.facts.length < row.count && html`<li class="soft">${words.shownOf(row.facts.length, row.count)}</li>`}</ul></details>`;
}

const byManager = (rows: readonly NamedRow[]) => [...new Map(rows.map((row) => [`${row.departmentId}/${row.managerId}`, row])).values()];

const headOf = (manager: NamedRow): Markup => html`<th class="n">${manager.managerName}<br><span class="soft">${manager.departmentName}</span></th>`;

/** Metrics down, managers across. */
function managersTable({ rows, zone }: EffectivenessView): Markup {
	const present = metricCodes.filter((code) => rows.some((row) => row.metric === code && row.stage === null));
	const managers = byManager(rows);
	const cell = (code: MetricCode, manager: NamedRow) => opening(rows.find((row) => row.metric === code && row.stage === null && row.managerId === manager.managerId && row.departmentId === manager.departmentId), zone);
	const body = present.map((code) => html`<tr><td>${words.metrics[code]}</td>${managers.map((manager) => html`<td class="n">${cell(code, manager)}</td>`)}</tr>`);
	return html`<section><h2>${words.byManager}</h2><div class="scroll"><table><thead><tr><th>${words.metric}</th>${managers.map(headOf)}</tr></thead><tbody>${body}</tbody></table></div></section>`;
}

/** Stages down, managers across: how one compares with another on the same stage is what the table is read for. */
function stagesTable({ rows, zone }: EffectivenessView, code: MetricCode): Markup {
	const staged = rows.filter((row) => row.metric === code && row.stage !== null);
	if (staged.length === 0) return html``;
	const managers = byManager(staged);
	const stages = [...new Map(staged.map((row) => [row.stage, row])).values()].sort((a, b) => a.stageOrder - b.stageOrder || (a.stageTitle ?? '').localeCompare(b.stageTitle ?? ''));
	const cell = (stage: NamedRow, manager: NamedRow) => opening(staged.find((row) => row.stage === stage.stage && row.managerId === manager.managerId && row.departmentId === manager.departmentId), zone);
	const body = stages.map((stage) => html`<tr><td>${stage.stageTitle}</td>${managers.map((manager) => html`<td class="n">${cell(stage, manager)}</td>`)}</tr>`);
	return html`<section><h2>${words.metrics[code]}</h2><div class="scroll"><table><thead><tr><th>${words.stage}</th>${managers.map(headOf)}</tr></thead><tbody>${body}</tbody></table></div></section>`;
}

const CHARTS: ReadonlyArray<{ readonly code: MetricCode; readonly value: (row: NamedRow) => number; readonly format: (value: number) => string }> = [
	{ code: 'payments', value: (row) => row.total, format: (value) => words.thousands(groupThousands(Math.round(value / 100_000))) },
	{ code: 'conversion', value: (row) => Math.round(row.average * 100), format: (value) => `${value} %` },
	{ code: 'reaction_time', value: (row) => Math.round(row.average / 6) / 10, format: (value) => words.hours(value.toLocaleString('ru-RU')) },
	{ code: 'completed_orders', value: (row) => row.total, format: String },
];

async function chartOf({ rows }: EffectivenessView, { code, value, format }: (typeof CHARTS)[number]): Promise<Markup> {
	const of = rows.filter((row) => row.metric === code && row.stage === null);
	if (of.length === 0) return html``;
	const chart = await chartFigure({ categories: of.map((row) => row.managerName), series: [{ name: words.metrics[code], values: of.map(value) }], format, lying: true }, words.metrics[code]);
	return html`<section><h2>${words.metrics[code]}</h2>${chart}</section>`;
}

/** The effectiveness of managers as a page with charts, every number with the list behind it (R-STAT-1). Without script and network, as the sales report. */
export async function renderEffectivenessPage(view: EffectivenessView, links: readonly PageLink[] = []): Promise<string> {
	const charts: Markup[] = [];
	for (const chart of CHARTS) charts.push(await chartOf(view, chart));
	return page(
		words.effectivenessTitle,
		html`${STYLE}<h1>${words.effectivenessTitle}</h1>${pageLinks(links)}<p class="soft">${words.fromTo(moment(view.from, view.zone), moment(view.to, view.zone))}<br>${words.whose}</p>${view.rows.length === 0 && html`<section><p>${words.nothingHappened}</p></section>`}${view.rows.length > 0 && managersTable(view)}${charts}${stagesTable(view, 'conversion_by_stage')}${stagesTable(view, 'time_on_stage')}`,
	);
}
