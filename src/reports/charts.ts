import { loadCharts } from '../vendor';
import type { ChartOption } from '../vendor';
import { brokenLines, textWidth } from './text-width';

/** Figures of a chart: one value per category in each series. */
export interface BarChart {
	readonly categories: readonly string[];
	readonly series: ReadonlyArray<{ readonly name: string; readonly values: readonly number[] }>;
	/** Says a value in words, for axes and labels. */
	readonly format: (value: number) => string;
	/** Bars lie: room for long names. */
	readonly lying?: boolean;
	/** The series stand on each other: parts of a whole. */
	readonly stacked?: boolean;
}

/** A drawing cannot reflow: shrunk to a telephone its words would be too small to read, so there it is drawn anew. */
export type ChartWidth = 'wide' | 'narrow';
interface Room {
	readonly width: number;
	readonly height: number;
	/** For the names beside lying bars, and for the values behind them. */
	readonly names: number;
	readonly values: number;
	readonly steps: number;
	/** Of a lying bar with the space around it. */
	readonly bar: number;
	/** That a name may take. */
	readonly lines: number;
}
const rooms: Readonly<Record<ChartWidth, Room>> = { wide: { width: 960, height: 320, names: 300, values: 90, steps: 4, bar: 34, lines: 1 }, narrow: { width: 340, height: 280, names: 126, values: 76, steps: 2, bar: 40, lines: 3 } };
const LEGEND_LINE = 22;
/** Told apart also by those who see few colours, on light and on dark. */
const COLOURS = ['#3b7dd8', '#e08a1e', '#2f9e6e', '#b4508e', '#7a6fd0', '#8c8c3a', '#c8553d', '#4aa3b5'];
const INK = 'var(--ink)';
const SOFT = 'var(--soft)';

function optionOf({ categories, series, format, lying, stacked }: BarChart, at: ChartWidth): ChartOption {
	const room = rooms[at];
	// Names of departments are long: side by side they would run out of a narrow drawing.
	const legendLines = at === 'wide' ? 1 : series.length;
	const names = { type: 'category' as const, data: [...categories], axisLabel: { color: INK, interval: 0 as const, ...(lying ? { formatter: (name: string) => brokenLines(name, room.names, room.lines).join('\n') } : { hideOverlap: true }) }, axisTick: { show: false }, axisLine: { lineStyle: { color: SOFT } }, inverse: lying ?? false };
	const values = { type: 'value' as const, splitNumber: lying ? room.steps : 5, axisLabel: { color: SOFT, formatter: format, hideOverlap: true }, splitLine: { lineStyle: { color: 'var(--line)' } } };
	const single = series.length === 1;
	return {
		animation: false,
		color: COLOURS,
		textStyle: { fontFamily: 'system-ui, Segoe UI, Roboto, Arial, sans-serif' },
		grid: { left: 8, right: lying ? room.values : 16, top: single ? 16 : 22 + LEGEND_LINE * legendLines, bottom: 8, containLabel: true },
		...(!single && { legend: { top: 4, orient: at === 'wide' ? ('horizontal' as const) : ('vertical' as const), textStyle: { color: INK } } }),
		xAxis: lying ? values : names,
		yAxis: lying ? names : values,
		series: series.map((one) => ({
			type: 'bar' as const,
			name: one.name,
			data: [...one.values],
			barMaxWidth: 46,
			...(stacked && { stack: 'total' }),
			...(single && { label: { show: true, position: lying ? ('right' as const) : ('top' as const), color: INK, formatter: ({ value }: { value: unknown }) => format(Number(value)) } }),
		})),
	};
}

/** Without what the library adds for pointing at bars: those parts are numbered over the life of the process, and paper has no pointer. */
const still = (svg: string): string => svg.replace(/<style[^>]*>[\s\S]*?<\/style>\s*/g, '').replace(/ class="[^"]*"/g, '');

/**
 * Draws a bar chart as an SVG that needs neither script nor network: it shows in a sandboxed page of n8n, in a letter and on
 * paper alike, and takes its colours of text from the page. The same figures give the same text.
 */
export async function drawBars(chart: BarChart, at: ChartWidth = 'wide'): Promise<string> {
	const charts = await loadCharts();
	charts.setPlatformAPI({ measureText: (text, font) => ({ width: textWidth(text, font) }) });
	const height = chart.lying ? 60 + rooms[at].bar * chart.categories.length * Math.max(1, chart.stacked ? 1 : chart.series.length) : rooms[at].height;
	const drawing = charts.init(null, null, { renderer: 'svg', ssr: true, width: rooms[at].width, height });
	try {
		drawing.setOption(optionOf(chart, at));
		return still(drawing.renderToSVGString()).replace(/<svg width="\d+" height="\d+"/, '<svg role="img" style="width:100%;height:auto"');
	} finally {
		drawing.dispose();
	}
}
