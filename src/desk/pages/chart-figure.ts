import { drawBars } from '../../reports/charts';
import type { BarChart } from '../../reports/charts';
import { html, Markup } from './html';

/** A chart on a page, drawn for a desk and for a telephone; the page shows the one that fits, without a script. */
export async function chartFigure(chart: BarChart, caption: string): Promise<Markup> {
	const [wide, narrow] = [await drawBars(chart, 'wide'), await drawBars(chart, 'narrow')];
	return html`<figure class="wide" aria-label="${caption}">${new Markup(wide)}</figure><figure class="narrow" aria-label="${caption}">${new Markup(narrow)}</figure>`;
}
