import { describeMachine } from './machine';
import type { EntryResult, Row } from './result';
import { timesAsGood } from './statistics';
import type { Spread } from './statistics';

/** Three digits are more than the spread of any of these figures. */
export function sayNumber(value: number): string {
	if (!Number.isFinite(value)) return '–';
	if (value === 0) return '0';
	const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
	const rounded = Number(value.toPrecision(3));
	return rounded.toLocaleString('en', { minimumFractionDigits: Math.min(digits, 3), maximumFractionDigits: Math.min(digits, 3) });
}

const saySpread = ({ least, most }: Spread): string => `${sayNumber(least)}–${sayNumber(most)}`;

function ratioTo(row: Row, { rows, unit }: EntryResult): string {
	const ours = rows.filter(({ kind, size }) => kind === 'ours' && size === row.size);
	if (row.kind === 'ours' || ours.length === 0) return '';
	// With several forms of ours, each is compared, in their order.
	return ours.map((own) => `${timesAsGood(own.figure.median, row.figure.median, unit).toFixed(2)}×`).join(', ');
}

/** How a contender fares as everything grows: its figure as a multiple of its own at the smallest size. */
function growth(row: Row, { rows }: EntryResult, smallest: number): string {
	const first = rows.find(({ contender, size }) => contender === row.contender && size === smallest);
	return first === undefined || row.size === smallest ? '' : `${(row.figure.median / first.figure.median).toFixed(2)}×`;
}

const sortedSizes = (result: EntryResult): number[] => [...new Set(result.rows.map(({ size }) => size))];
const columnsOf = (result: EntryResult): string[] => [...new Set(result.rows.flatMap(({ also }) => Object.keys(also)))];

function lines(result: EntryResult): string[][] {
	const extra = columnsOf(result);
	const compared = result.rows.some(({ kind }) => kind !== 'ours');
	const [smallest = 0, ...larger] = sortedSizes(result);
	const head = [result.sizeOf, 'contender', result.unit === 'per second' ? 'per second' : `${result.unit} each`, 'least–most', ...(larger.length > 0 ? [`of its own at ${smallest.toLocaleString('en')}`] : []), ...(compared ? ['Deal Desk ÷ it'] : []), ...extra];
	const body = sortedSizes(result).flatMap((size) =>
		result.rows
			.filter((row) => row.size === size)
			.map((row) => [size.toLocaleString('en'), row.contender, sayNumber(row.figure.median), saySpread(row.figure), ...(larger.length > 0 ? [growth(row, result, smallest)] : []), ...(compared ? [ratioTo(row, result)] : []), ...extra.map((name) => (row.also[name] ? sayNumber(row.also[name].median) : ''))]),
	);
	return [head, ...body];
}

const goalLines = ({ goals }: EntryResult): string[] => goals.map(({ title, wanted, value, reached }) => `${reached ? '✓' : '✗'} ${title}: ${sayNumber(value)} (goal ${wanted})`);

/** The table of an entry for a terminal. */
export function asText(result: EntryResult): string {
	const rows = lines(result);
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
	const table = rows.map((row) => row.map((cell, column) => (column === 1 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '));
	return [`\n${result.name}: ${result.question}`, ...table, ...goalLines(result)].join('\n');
}

/** The section of an entry in README.md. */
export function asMarkdown(result: EntryResult): string {
	const [head = [], ...body] = lines(result);
	const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	const rounds = Math.min(...result.rows.map((one) => one.rounds));
	const contenders = new Map(result.rows.map(({ contender, does }) => [contender, does]));
	return [
		`### ${result.name}`,
		'',
		result.question,
		'',
		row(head),
		row(head.map((_, column) => (column === 1 ? '---' : '---:'))),
		...body.map(row),
		'',
		...[...contenders].map(([name, does]) => `- **${name}**: ${does}`),
		...goalLines(result).map((line) => `- ${line}`),
		'',
		...(result.remarks === null ? [] : [result.remarks, '']),
		`${result.date}, medians of ${rounds} rounds; ${describeMachine(result.machine)}.`,
	].join('\n');
}
