import { withoutControls } from '../../src/kept-text';
import type { Answer } from './node-call';
import { MARK } from './hostile-values';
import type { Snapshot } from './snapshot';

/** Words of a database, an engine or a stack, which no operator or client should have to read. */
const INSIDES = /SQLITE|sqlite3?_|syntax error|constraint|datatype|no such (table|column)|invalid input syntax|violates|invalid byte|out of range for type|TypeError|RangeError|is not a function|is not iterable|Cannot (read|convert|destructure)|undefined|\[object|NaN|node_modules|\.(ts|js):\d|\bat .+\(.+:\d+:\d+\)|native code/;
/** An error is read by people and kept in n8n's executions: it names what was sent, and does not repeat a megabyte of it. */
const LONGEST_MESSAGE = 2_000;

const clip = (text: string) => (text.length > 160 ? `${text.slice(0, 160)}… (${text.length})` : text);

function refusalFaults({ message, code, fields, error }: Extract<Answer, { kind: 'refused' }>, changed: boolean): string[] {
	const faults: string[] = [];
	if (code === 'failed') faults.push(`fails with a defect: ${clip(error instanceof Error ? `${error.name}: ${error.message} ${error.stack?.split('\n').filter((line) => /(src|nodes)\//.test(line)).slice(0, 2).join(' ') ?? ''}` : message)}`);
	else if (INSIDES.test(message.replace(/"[^"]*"/g, '"…"'))) faults.push(`tells of its insides: ${clip(message)}`);
	if (message.length > LONGEST_MESSAGE) faults.push(`answers with ${message.length} characters`);
	if (code === 'invalid_input' && (fields.length === 0 || fields.some((field) => field.trim() === ''))) faults.push(`names no field: ${clip(message)}`);
	if (changed) faults.push(`is refused and yet something was saved: ${clip(message)}`);
	return faults;
}

/** Subjects of letters are one line, whatever they were given. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

/** Every text with the mark in a value; in the text of a JSON parameter those of its value. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([name, entry]) => [...textsIn(name), ...textsIn(entry)]);
	if (typeof value !== 'string' || !value.includes(MARK)) return [];
	if (!/^[{[]/.test(value)) return [value];
	try {
		return textsIn(JSON.parse(value));
	} catch {
		return [value];
	}
}

/** Every text that holds the mark must hold the whole value as it was sent, but for blanks around it and control characters. */
function storedFaults(value: unknown, data: Snapshot): string[] {
	const traces = data.find(MARK);
	if (traces.length === 0) return [];
	const wholes = textsIn(value).map(withoutControls).map((text) => text.toWellFormed().trim());
	return traces.flatMap(({ place, text }) => {
		const isWhole = (whole: string) => oneLine(text).includes(oneLine(whole)) || text.includes(JSON.stringify(whole).slice(1, -1));
		if (!text.includes('[object') && wholes.some(isWhole)) return [];
		return [`is kept as "${clip(text.slice(Math.max(0, text.indexOf(MARK) - 10)))}" in ${place}`];
	});
}

/**
 * What is wrong with an answer to hostile input. Right is one of two: all of it is taken and kept as it was sent, or all of
 * it is refused, with words for people that name the field, and nothing was saved (R-CORE-6).
 */
export function judge(value: unknown, answer: Answer, data: Snapshot): string[] {
	const pollution = Object.hasOwn(Object.prototype, 'polluted') ? ['changed the prototype of every object'] : [];
	if (answer.kind === 'refused') return [...refusalFaults(answer, data.hasChanged()), ...pollution];
	return [...storedFaults(value, data), ...pollution];
}
