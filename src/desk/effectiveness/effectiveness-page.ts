import { formatKopecks } from '../../documents/russian';
import { drawBars } from '../../reports/charts';
import type { MetricCode, MetricUnit } from '../../reports/effectiveness';
import { metricCodes } from '../../reports/effectiveness';
import { reportTexts as words, spanInWords, subjectTitles } from '../../texts';
import { html, Markup, page } from '../pages/html';
import { cardPath, pageLinks } from '../pages/links';
import type { PageLink } from '../pages/links';
import { moment } from '../pages/moments';
import type { EffectivenessView, NamedRow } from './effectiveness-view';

const MINUTE_MS = 60_000;

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

const STYLE = html`<style>td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}figure{margin:0 0 8px}figure svg{display:block}.scroll{overflow-x:auto}summary{white-space:nowrap}details ul{margin:6px 0;padding:0;list-style:none;text-align:left;font-size:14px}</style>`;

/** A number that opens the list behind it. */
function opening(row: NamedRow | undefined, zone: string): Markup {
	if (!row) return html`<span class="soft">—</span>`;
	const value = shown[row.unit](row);
	if (row.facts.length === 0) return html`${value}`;
	const items = row.facts.map(({ subject, at, value: one }) => html`<li><a href="${cardPath(subject)}">${subjectTitles[subject.kind]} № ${subject.id}</a> <span class="soft">${moment(at, zone)}</span> ${factValue[row.unit](one)}</li>`);
	return html`<details><summary>${value}</summary><ul>${items}${row.facts.length < row.count && html`<li class="soft">${words.shownOf(row.facts.length, row.count)}</li>`}</ul></details>`;
}

const byManager = (rows: readonly NamedRow[]) => [...new Map(rows.map((row) => [`${row.departmentId}/${row.managerId}`, row])).values()];

function managersTable({ rows, zone }: EffectivenessView): Markup {
	const present = metricCodes.filter((code) => rows.some((row) => row.metric === code && row.stage === null));
	const body = byManager(rows).map((manager) => {
		const numbers = present.map((code) => html`<td class="n">${opening(rows.find((row) => row.metric === code && row.stage === null && row.managerId === manager.managerId && row.departmentId === manager.departmentId), zone)}</td>`);
		return html`<tr><td>${manager.managerName}<br><span class="soft">${manager.departmentName}</span></td>${numbers}</tr>`;
	});
	return html`<section><h2>${words.byManager}</h2><div class="scroll"><table><thead><tr><th>${words.manager}</th>${present.map((code) => html`<th class="n">${words.metrics[code]}</th>`)}</tr></thead><tbody>${body}</tbody></table></div></section>`;
}

function stagesTable({ rows, zone }: EffectivenessView, code: MetricCode): Markup {
	const staged = rows.filter((row) => row.metric === code && row.stage !== null);
	if (staged.length === 0) return html``;
	const body = staged.map((row) => html`<tr><td>${row.stageTitle}</td><td>${row.managerName}</td><td class="n">${row.count}</td><td class="n">${opening(row, zone)}</td></tr>`);
	return html`<section><h2>${words.metrics[code]}</h2><div class="scroll"><table><thead><tr><th>${words.stage}</th><th>${words.manager}</th><th class="n">${words.facts}</th><th class="n">${words.value}</th></tr></thead><tbody>${body}</tbody></table></div></section>`;
}

const CHARTS: ReadonlyArray<{ readonly code: MetricCode; readonly value: (row: NamedRow) => number; readonly format: (value: number) => string }> = [
	{ code: 'payments', value: (row) => row.total, format: (value) => words.thousands(String(Math.round(value / 100_000))) },
	{ code: 'conversion', value: (row) => Math.round(row.average * 100), format: (value) => `${value} %` },
	{ code: 'reaction_time', value: (row) => Math.round(row.average), format: (value) => spanInWords(value * MINUTE_MS) },
	{ code: 'completed_orders', value: (row) => row.total, format: String },
];

async function chartOf({ rows }: EffectivenessView, { code, value, format }: (typeof CHARTS)[number]): Promise<Markup> {
	const of = rows.filter((row) => row.metric === code && row.stage === null);
	if (of.length === 0) return html``;
	const svg = await drawBars({ categories: of.map((row) => row.managerName), series: [{ name: words.metrics[code], values: of.map(value) }], format, lying: true });
	return html`<section><h2>${words.metrics[code]}</h2><figure aria-label="${words.metrics[code]}">${new Markup(svg)}</figure></section>`;
}

/** The effectiveness of managers as a page with charts, every number with the list behind it (R-STAT-1). Without script and network, as the sales report. */
export async function renderEffectivenessPage(view: EffectivenessView, links: readonly PageLink[] = []): Promise<string> {
	const charts: Markup[] = [];
	for (const chart of CHARTS) charts.push(await chartOf(view, chart));
	return page(
		words.effectivenessTitle,
		html`${STYLE}<h1>${words.effectivenessTitle}</h1>${pageLinks(links)}<p class="soft">${moment(view.from, view.zone)} — ${moment(view.to, view.zone)}</p>${managersTable(view)}${charts}${stagesTable(view, 'conversion_by_stage')}${stagesTable(view, 'time_on_stage')}`,
	);
}
