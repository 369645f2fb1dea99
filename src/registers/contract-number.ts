import { parseIsoDate } from '../calendar/iso-date';

/**
 * Contract numbers of a legal entity (R-CON-1): a pattern such as `СЭ-{yyyy}/{seq:4}`. The running number starts anew each
 * year, so the year must be in the pattern; otherwise two years would share a number.
 * Parts: `{yyyy}`, `{yy}` year of the contract date; `{seq}` or `{seq:4}` running number, padded; `{entity}` the entity's code.
 */
type Part = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'yyyy' | 'yy' | 'entity' } | { readonly kind: 'seq'; readonly width: number };

export interface NumberPattern {
	readonly parts: readonly Part[];
}

export type ParsedPattern = { readonly pattern: NumberPattern; readonly faults: readonly [] } | { readonly pattern: null; readonly faults: readonly string[] };

const WIDEST_SEQ = 9;
const LONGEST_PATTERN = 60;
const EXAMPLE = 'for example СЭ-{yyyy}/{seq:4}';

function readPlaceholder(inside: string): Part | string {
	if (inside === 'yyyy' || inside === 'yy' || inside === 'entity') return { kind: inside };
	const seq = /^seq(?::(.*))?$/.exec(inside);
	if (!seq) return `{${inside}} is not known; use {yyyy} or {yy}, {seq:4} and {entity}, ${EXAMPLE}`;
	const width = seq[1] === undefined ? 1 : Number(seq[1]);
	if (!Number.isInteger(width) || width < 1 || width > WIDEST_SEQ || seq[1] === '') return `{${inside}}: the number of digits must be from 1 to ${WIDEST_SEQ}, ${EXAMPLE}`;
	return { kind: 'seq', width };
}

function patternFaults(text: string, parts: readonly Part[]): string[] {
	const count = (...kinds: Array<Part['kind']>) => parts.filter((part) => kinds.includes(part.kind)).length;
	const faults: string[] = [];
	if (text.length > LONGEST_PATTERN) faults.push(`the pattern is longer than ${LONGEST_PATTERN} characters`);
	if (count('seq') === 0) faults.push(`the running number {seq} is missing, so all contracts would have one number; ${EXAMPLE}`);
	if (count('seq') > 1) faults.push('the running number {seq} stands there more than once');
	if (count('yyyy', 'yy') === 0) faults.push(`the year {yyyy} or {yy} is missing, but numbers start anew each year; ${EXAMPLE}`);
	if (parts.some((part) => part.kind === 'text' && /[{}]/.test(part.text))) faults.push(`a brace { or } has no partner; ${EXAMPLE}`);
	if (parts.some((part) => part.kind === 'text' && /[\p{Cc}\p{Cf}]/u.test(part.text))) faults.push('the pattern contains invisible characters; type it anew');
	return faults;
}

/** Reads a pattern; what is wrong with it comes as sentences, all at once. */
export function parseNumberPattern(text: string): ParsedPattern {
	const pieces = text.trim().split(/(\{[^{}]*\})/).filter((piece) => piece !== '');
	const read = pieces.map((piece): Part | string => (/^\{.*\}$/.test(piece) ? readPlaceholder(piece.slice(1, -1).trim()) : { kind: 'text', text: piece }));
	const parts = read.filter((part) => typeof part !== 'string');
	const unknown = read.filter((part) => typeof part === 'string');
	const faults = [...unknown, ...patternFaults(text.trim(), parts)];
	return faults.length > 0 ? { pattern: null, faults } : { pattern: { parts }, faults: [] };
}

export interface NumberedContract {
	/** Year of the contract date. */
	readonly year: number;
	/** From 1, in that year. */
	readonly seq: number;
	readonly entityCode: string;
}

/** The number in words: `СЭ-2026/0007`. A running number longer than its padding is written in full. */
export function formatContractNumber(pattern: NumberPattern, { year, seq, entityCode }: NumberedContract): string {
	const year4 = String(year).padStart(4, '0');
	return pattern.parts
		.map((part) => {
			if (part.kind === 'text') return part.text;
			if (part.kind === 'seq') return String(seq).padStart(part.width, '0');
			if (part.kind === 'entity') return entityCode;
			return part.kind === 'yyyy' ? year4 : year4.slice(2);
		})
		.join('');
}

/** Which running number a contract draws from: one per entity and year of the contract date. */
export function contractSequenceKey(legalEntityId: number, year: number): string {
	return `contract:${legalEntityId}:${year}`;
}

/** @param contractDate ISO, as it stands in the contract: already the day in the zone where the contract is made. */
export function contractYear(contractDate: string): number {
	if (parseIsoDate(contractDate) === undefined) throw new RangeError(`"${contractDate}" is not a date: write year-month-day, for example 2026-04-30.`);
	return Number(contractDate.slice(0, 4));
}
