import { dryRunTexts as words, priorityTitles } from '../../texts';
import { chartFigure } from '../pages/chart-figure';
import { html, page } from '../pages/html';
import type { Markup } from '../pages/html';
import { cardPath } from '../pages/links';
import { moment } from '../pages/moments';
import { DateTime } from '../../vendor';
import type { DryRunView } from './dry-run-view';

/** Reminders shown on the page; the node puts out as many as it is asked for. */
const MOST_SHOWN = 200;

const NUMBERS = html`<style>td.n,th.n{text-align:right}</style>`;
/** «21.09–27.09»: the days of an ISO week such as 2026-W39. */
function weekTitle(week: string): string {
	const monday = DateTime.fromISO(week, { zone: 'utc' });
	return `${monday.toFormat('dd.MM')}–${monday.plus({ days: 6 }).toFormat('dd.MM')}`;
}

const signed = (difference: number): string => (difference > 0 ? `+${difference}` : difference < 0 ? `−${-difference}` : '0');

function sumBy<T extends { readonly reminders: number; readonly current: number }>(rows: readonly T[], keyOf: (row: T) => string): Array<{ key: string; reminders: number; current: number }> {
	const sums = new Map<string, { key: string; reminders: number; current: number }>();
	for (const row of rows) {
		const key = keyOf(row);
		const sum = sums.get(key) ?? { key, reminders: 0, current: 0 };
		sums.set(key, { key, reminders: sum.reminders + row.reminders, current: sum.current + row.current });
	}
	return [...sums.values()];
}

async function weeks({ counts }: DryRunView): Promise<Markup> {
	const byWeek = sumBy(counts, (count) => count.week).sort((a, b) => a.key.localeCompare(b.key));
	if (byWeek.length === 0) return html``;
	const series = [
		{ name: words.tried, values: byWeek.map((week) => week.reminders) },
		{ name: words.inForce, values: byWeek.map((week) => week.current) },
	];
	const chart = await chartFigure({ categories: byWeek.map((week) => weekTitle(week.key)), series, format: String }, words.byWeek);
	return html`<section><h2>${words.byWeek}</h2>${chart}</section>`;
}

function managers({ counts }: DryRunView): Markup {
	const total = sumBy(counts, (count) => count.responsibleName || words.nobody);
	const head = html`<thead><tr><th>${words.manager}</th><th>${words.week}</th><th class="n">${words.tried}</th><th class="n">${words.inForce}</th><th class="n">${words.difference}</th></tr></thead>`;
	const body = total.map(({ key, reminders, current }) => {
		const own = counts.filter((count) => (count.responsibleName || words.nobody) === key);
		const rows = own.map((count) => html`<tr><td></td><td class="soft">${weekTitle(count.week)}</td><td class="n">${count.reminders}</td><td class="n">${count.current}</td><td class="n">${signed(count.difference)}</td></tr>`);
		return html`<tr><td><strong>${key}</strong></td><td></td><td class="n"><strong>${reminders}</strong></td><td class="n"><strong>${current}</strong></td><td class="n"><strong>${signed(reminders - current)}</strong></td></tr>${rows}`;
	});
	return html`<section><h2>${words.byManager}</h2><div class="scroll"><table>${head}<tbody>${body}</tbody></table></div></section>`;
}

function who({ listed, reminders, zone }: DryRunView): Markup {
	const shown = listed.slice(0, MOST_SHOWN);
	const rows = shown.map((one) => html`<tr><td class="soft">${moment(one.at, zone)}</td><td><a href="${cardPath({ kind: 'company', id: one.companyId })}">${one.name}</a></td><td>${priorityTitles[one.priority]}</td><td>${one.responsibleName}</td></tr>`);
	return html`<section><h2>${words.who}</h2><p class="soft">${words.shownOf(shown.length, reminders)}</p><div class="scroll"><table><tbody>${rows}</tbody></table></div></section>`;
}

/** A dry run of the monitor as a page with a chart: no script, no network. */
export async function dryRunPage(view: DryRunView): Promise<string> {
	const { reminders, current, difference, clients, mornings, from, to, zone } = view;
	return page(
		words.title,
		html`${NUMBERS}<h1>${words.title}</h1><p class="soft">${words.period(moment(from, zone), moment(to, zone), mornings)}</p>
			<section><dl><dt>${words.tried}</dt><dd>${words.reminders(reminders, clients)}</dd><dt>${words.inForce}</dt><dd>${current}</dd><dt>${words.difference}</dt><dd>${signed(difference)}</dd></dl></section>
			${await weeks(view)}${managers(view)}${who(view)}`,
	);
}
