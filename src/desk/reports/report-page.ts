import { formatKopecks, groupThousands } from '../../documents/russian';
import { addEarlier, addSums } from '../../reports/month-report';
import type { DepartmentMonth, EarlierSums, MonthReport, ReportGroup, ReportRestatement, Sums } from '../../reports/month-report';
import { monthTitle, shortMonthTitle } from '../../reports/month-title';
import { reportTexts as words, spanInWords } from '../../texts';
import { chartFigure } from '../pages/chart-figure';
import { html, page } from '../pages/html';
import type { Markup } from '../pages/html';
import { cardPath, pageLinks } from '../pages/links';
import type { PageLink } from '../pages/links';
import { moment } from '../pages/moments';

/** Restatements shown on the page; the workbook has all of them. */
const MOST_SHOWN = 200;

const NUMBERS = html`<style>td.n,th.n{text-align:right;white-space:nowrap}tfoot td{font-weight:600}</style>`;

const thousands = (kopecks: number): string => words.thousands(`${kopecks < 0 ? '−' : ''}${groupThousands(Math.round(Math.abs(kopecks) / 100_000))}`);
const money = (kopecks: number | null): Markup => html`<td class="n">${kopecks === null ? '—' : formatKopecks(kopecks)}</td>`;

/** «+12 %»; nothing where there is nothing to compare with. */
function change(now: number, before: number | null): string {
	if (before === null || before <= 0) return '';
	const percent = Math.round(((now - before) / before) * 100);
	return `${percent > 0 ? '+' : percent < 0 ? '−' : ''}${Math.abs(percent)} %`;
}

/** An earlier sum and, below it, how the present one compares. */
const comparedWith = (now: number, before: number | null): Markup => html`<td class="n">${before === null ? '—' : formatKopecks(before)}<br><span class="soft">${change(now, before)}</span></td>`;

const compared = (one: Pick<Sums, 'totalKopecks'> & EarlierSums): Markup => html`${comparedWith(one.totalKopecks, one.previousKopecks)}${comparedWith(one.totalKopecks, one.yearAgoKopecks)}`;
const comparedTitles = html`<th class="n">${words.previous}</th><th class="n">${words.yearAgo}</th>`;

function sumCells({ snapshotKopecks, restatedKopecks, totalKopecks }: Sums): Markup {
	return html`${money(snapshotKopecks)}<td class="n">${restatedKopecks === 0 ? '—' : formatKopecks(restatedKopecks)}</td>${money(totalKopecks)}`;
}

const sumTitles = html`<th class="n">${words.snapshot}</th><th class="n">${words.restated}</th><th class="n">${words.now}</th>`;

function departmentTable(departments: readonly DepartmentMonth[]): Markup {
	const rows = departments.map((one) => html`<tr><td>${one.name}</td>${sumCells(one)}<td class="n">${one.paymentCount}</td>${compared(one)}</tr>`);
	const total = html`<tfoot><tr><td>${words.total}</td>${sumCells(addSums(departments))}<td class="n">${departments.reduce((sum, one) => sum + one.paymentCount, 0)}</td>${compared({ ...addSums(departments), ...addEarlier(departments) })}</tr></tfoot>`;
	return html`<div class="scroll"><table><thead><tr><th>${words.department}</th>${sumTitles}<th class="n">${words.payments}</th>${comparedTitles}</tr></thead><tbody>${rows}</tbody>${departments.length > 1 && total}</table></div>`;
}

function closing(one: DepartmentMonth): Markup {
	const { day, time, zone, dayOffRule } = one.rule;
	return html`<h3>${one.name}</h3><dl><dt>${words.period}</dt><dd>${words.periodOf(moment(one.fromAt, zone), moment(one.cutoffAt, zone))}</dd>
		<dt>${words.closedAt}</dt><dd>${moment(one.closedAt, zone)}${one.lateByMs > 0 && html` <span class="late">${words.late(spanInWords(one.lateByMs))}</span>`}</dd>
		<dt>${words.rule}</dt><dd>${words.ruleOf(day, time, zone, words.dayOff[dayOffRule])}</dd></dl>`;
}

async function historySection({ history, departments }: MonthReport): Promise<Markup> {
	const months = [...new Set(history.map((point) => point.month))];
	const series = departments.map(({ departmentId, name }) => ({
		name,
		values: months.map((month) => history.find((point) => point.departmentId === departmentId && point.month === month)?.totalKopecks ?? 0),
	}));
	const chart = await chartFigure({ categories: months.map(shortMonthTitle), series, format: thousands, stacked: true }, words.byMonth);
	return html`<section><h2>${words.byMonth}</h2>${chart}</section>`;
}

async function groupSection(title: string, column: string, groups: readonly ReportGroup[]): Promise<Markup> {
	if (groups.length === 0) return html``;
	const chart = await chartFigure({ categories: groups.map((group) => group.title), series: [{ name: words.now, values: groups.map((group) => group.totalKopecks) }], format: thousands, lying: true }, title);
	const rows = groups.map((group) => html`<tr><td>${group.title}</td>${sumCells(group)}<td class="n">${group.paymentCount}</td>${compared(group)}</tr>`);
	return html`<section><h2>${title}</h2>${chart}<div class="scroll"><table><thead><tr><th>${column}</th>${sumTitles}<th class="n">${words.payments}</th>${comparedTitles}</tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function restatementRow(one: ReportRestatement, zone: string): Markup {
	return html`<tr><td class="soft">${moment(one.at, zone)}</td><td><a href="${cardPath({ kind: 'deal', id: one.dealId })}">№ ${one.dealId}</a> ${one.dealTitle}<br><span class="soft">${one.managerName}</span></td>${money(one.oldKopecks)}${money(one.newKopecks)}${money(one.differenceKopecks)}<td>${words.reasons[one.reason]}<br><span class="soft">${one.by}</span></td></tr>`;
}

function restatementSection({ restatements }: MonthReport, zone: string): Markup {
	if (restatements.length === 0) return html`<section><h2>${words.restatementsSheet}</h2><p class="soft">${words.nothingRestated}</p></section>`;
	const shown = restatements.slice(-MOST_SHOWN).reverse();
	const head = html`<tr><th>${words.changedAt}</th><th>${words.deal}</th><th class="n">${words.was}</th><th class="n">${words.became}</th><th class="n">${words.difference}</th><th>${words.reason}</th></tr>`;
	return html`<section><h2>${words.restatementsSheet}</h2>${shown.length < restatements.length && html`<p class="soft">${words.shownOf(shown.length, restatements.length)}</p>`}<div class="scroll"><table><thead>${head}</thead><tbody>${shown.map((one) => restatementRow(one, zone))}</tbody></table></div></section>`;
}

/**
 * The report of a closed month as a page with charts (R-PAY-4). Drawn on the server: no script and no network, so it works in
 * the sandbox n8n puts its webhook pages into, can be mailed, and prints as it looks. The same report gives the same page.
 * @param links to the workbook and to other months, shown on top
 */
export async function renderReportPage(report: MonthReport, links: readonly PageLink[] = []): Promise<string> {
	const zone = report.departments[0]?.rule.zone ?? 'Europe/Moscow';
	const title = words.title(monthTitle(report.month));
	return page(
		title,
		html`${NUMBERS}<h1>${title}</h1>${pageLinks(links)}
			<section><h2>${words.byDepartment}</h2>${departmentTable(report.departments)}${report.departments.map(closing)}</section>
			${await historySection(report)}
			${await groupSection(words.byManager, words.manager, report.byManager)}
			${await groupSection(words.byPipeline, words.pipeline, report.byPipeline)}
			${await groupSection(words.byLegalEntity, words.legalEntity, report.byLegalEntity)}
			${restatementSection(report, zone)}`,
	);
}
