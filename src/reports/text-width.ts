/*
 * How wide words of a drawing are, told without a screen. Whoever draws measures on a canvas, which a server has not; the
 * library then takes every Cyrillic letter for as wide as it is high, leaves room where none is needed and labels out.
 */

/** Shares of the height of the letters in the wider ones of the fonts that pages name: rather a gap than a cut word. */
const KINDS: ReadonlyArray<readonly [RegExp, number]> = [
	[/[\s.,:;!|'"()/il1ijt«»№-]/u, 0.42],
	[/[жмшщъыюфЖМШЩЪЫЮФmwMW%@]/u, 0.88],
	[/[\p{Lu}₽–—]/u, 0.72],
	[/[\p{Ll}\p{Nd}]/u, 0.62],
];
const OTHER = 1;

const shareOf = (letter: string): number => KINDS.find(([letters]) => letters.test(letter))?.[1] ?? OTHER;

const USUAL_SIZE = 12;

/** The width of a line, px. @param font as CSS writes it, its size in px */
export function textWidth(text: string, font = ''): number {
	const size = Number(/([\d.]+)px/.exec(font)?.[1] ?? USUAL_SIZE);
	let shares = 0;
	for (const letter of text) shares += shareOf(letter);
	return shares * size;
}

/** The text as far as it goes into `width`. */
function shortened(text: string, width: number): string {
	if (textWidth(text) <= width) return text;
	let short = '';
	for (const letter of text) {
		if (textWidth(`${short}${letter}…`) > width) break;
		short += letter;
	}
	return `${short.trimEnd()}…`;
}

/** The text in lines no wider than `width`, broken between words, what goes into no line cut. */
export function brokenLines(text: string, width: number, mostLines: number): string[] {
	const lines: string[] = [];
	for (const word of text.split(' ')) {
		const line = lines.at(-1);
		if (line !== undefined && (lines.length === mostLines || textWidth(`${line} ${word}`) <= width)) lines[lines.length - 1] = `${line} ${word}`;
		else lines.push(word);
	}
	return lines.map((line) => shortened(line, width));
}
