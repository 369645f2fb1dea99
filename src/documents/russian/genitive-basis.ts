/** Genitive of the ground of powers, «действующего на основании Устава» (R-CON-3). */
import type { Declined } from './declined';

/** Documents people act on. The charter keeps its capital by custom, the others are common nouns. */
const BASES: ReadonlyArray<readonly [nominative: RegExp, genitive: string]> = [
	[/^устав(?=\s|$)/i, 'Устава'],
	[/^доверенность(?=\s|$)/i, 'доверенности'],
	[/^приказ(?=\s|$)/i, 'приказа'],
	[/^положение(?=\s|$)/i, 'Положения'],
	[/^решение(?=\s|$)/i, 'решения'],
	[/^протокол(?=\s|$)/i, 'протокола'],
	[/^договор(?=\s|$)/i, 'договора'],
	[/^свидетельство(?=\s|$)/i, 'свидетельства'],
	[/^лист записи(?=\s|$)/i, 'листа записи'],
	[/^запись(?=\s|$)/i, 'записи'],
	[/^выписка(?=\s|$)/i, 'выписки'],
];

/** Many cards hold «Устава» already, because that is how the contract reads. */
const isGenitiveAlready = (basis: string): boolean =>
	BASES.some(([, genitive]) => basis.toLowerCase().startsWith(genitive.toLowerCase()));

/** «Доверенность № 5 от 01.02.2026» → «доверенности № 5 от 01.02.2026». An unknown word is kept and reported uncertain. */
export function genitiveBasis(basis: string): Declined {
	const text = basis.trim().replace(/\s+/g, ' ').replace(/№\s?/g, '№\u00A0');
	if (isGenitiveAlready(text)) return { text, isCertain: true };
	const rule = BASES.find(([nominative]) => nominative.test(text));
	return rule === undefined ? { text, isCertain: false } : { text: text.replace(rule[0], rule[1]), isCertain: true };
}
