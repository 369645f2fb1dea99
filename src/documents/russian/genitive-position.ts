/**
 * Genitive of a position, «в лице генерального директора …» (R-CON-3). No library declines such phrases: adjectives up to
 * the head noun change, what follows it («директор по развитию», «начальник отдела продаж») is already governed by it.
 */
import type { Declined } from './declined';

/** Participles that are the head themselves: «исполняющий обязанности …», «заведующий складом». */
const HEAD_PARTICIPLES = /^(?:исполняющ|управляющ|заведующ|командующ)(?:ий|ая)$/i;

/** «И. о.», «врио»: abbreviations whose own noun is already in the genitive. */
const ACTING_ABBREVIATION = /^(?:и\.\s?о\.|ио|врио|вр\.\s?и\.\s?о\.)(?=\s)/i;

/** First halves that never change: вице-президента, пресс-секретаря. */
const FIXED_FIRST_HALVES: ReadonlySet<string> = new Set(['вице', 'пресс', 'бизнес', 'экс', 'топ', 'веб', 'арт', 'штаб', 'обер']);

const ADJECTIVE_ENDINGS: ReadonlyArray<readonly [RegExp, string]> = [
	[/([жшчщ])(?:ий|ой|ее)$/i, '$1его'],
	[/([гкх])(?:ий|ой|ое)$/i, '$1ого'],
	[/(?:ый|ой|ое)$/i, 'ого'],
	[/(?:ий|ее)$/i, 'его'],
	[/([жшчщ])ая$/i, '$1ей'],
	[/ая$/i, 'ой'],
	[/яя$/i, 'ей'],
];

const NOUN_ENDINGS: ReadonlyArray<readonly [RegExp, string]> = [
	[/([^аеёиоуыэюя])ец$/i, '$1ца'],
	[/[йь]$/i, 'я'],
	[/([бвгджзклмнпрстфхцчшщ])$/i, '$1а'],
	[/([гкхжшчщ])а$/i, '$1и'],
	[/а$/i, 'ы'],
	[/я$/i, 'и'],
	[/о$/i, 'а'],
	[/е$/i, 'я'],
];

function replaceEnding(word: string, endings: ReadonlyArray<readonly [RegExp, string]>): string | null {
	const rule = endings.find(([ending]) => ending.test(word));
	return rule === undefined ? null : word.replace(rule[0], rule[1]);
}

function genitiveNoun(word: string): string | null {
	const halves = word.split('-');
	// «ИТ-директор»: an abbreviation before the hyphen stays too.
	const isFixed = (half: string): boolean => FIXED_FIRST_HALVES.has(half.toLowerCase()) || /^\p{Lu}{2,}$/u.test(half);
	const declined = halves.map((half, index) =>
		index < halves.length - 1 && isFixed(half) ? half : replaceEnding(half, NOUN_ENDINGS),
	);
	return declined.includes(null) ? null : declined.join('-');
}

const declineAdjective = (word: string): string => replaceEnding(word, ADJECTIVE_ENDINGS) ?? word;

/** Stands before the head: «временно», «первый», «генеральный». */
function isModifier(word: string): boolean {
	return /^временно$/i.test(word) || (!HEAD_PARTICIPLES.test(word) && replaceEnding(word, ADJECTIVE_ENDINGS) !== null);
}

function genitiveHead(word: string): Declined {
	const text = replaceEnding(word, ADJECTIVE_ENDINGS) ?? genitiveNoun(word);
	return { text: text ?? word, isCertain: text !== null && /^[\p{Script=Cyrillic}-]+$/u.test(word) };
}

/** Declines words up to the head; the rest of the phrase is kept. A second head («директор и учредитель») is not seen. */
function genitivePhrase(phrase: string): Declined {
	const words = phrase.split(' ');
	const firstHead = words.findIndex((word) => !isModifier(word));
	// «Дежурный», «управляющий»: an adjective alone serves as the noun.
	const headIndex = firstHead === -1 ? words.length - 1 : firstHead;
	const head = genitiveHead(words[headIndex] ?? '');
	const rest = words.slice(headIndex + 1);
	const text = [...words.slice(0, headIndex).map(declineAdjective), head.text, ...rest].join(' ');
	return { text, isCertain: head.isCertain && !rest.includes('и') };
}

/** Positions are written in lower case inside a sentence; abbreviations such as «ИТ-директор» keep theirs. */
function lowerFirst(text: string): string {
	return /^\p{Lu}(?:\p{Ll}|\.)/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** «Генеральный директор» → «генерального директора»; a dash joins two positions and both are declined. */
export function genitivePosition(position: string): Declined {
	const text = position.trim().replace(/\s+/g, ' ');
	if (text === '') return { text, isCertain: false };
	if (ACTING_ABBREVIATION.test(text)) return { text: lowerFirst(text), isCertain: true };
	const parts = text.split(/\s[–—-]\s/).map(genitivePhrase);
	return { text: lowerFirst(parts.map((part) => part.text).join(' — ')), isCertain: parts.every((part) => part.isCertain) };
}
