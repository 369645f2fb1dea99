/**
 * Amounts and counts in words (R-CON-3). Kopecks stay in figures, as bank forms and contracts write them. The numerals
 * come from number-to-words-ru: it was right on every vector in the nominative and the genitive.
 */
import { convertNumberToRussianWords } from '../../vendor';
import { groupThousands, NO_BREAK_SPACE, splitKopecks } from './money';

/** Nominative for «стоимость составляет …», genitive for «в размере …». */
export type AmountCase = 'nominative' | 'genitive';

/** [1, 2–4, 5–20] in the nominative; in the genitive only «one» differs from «many». */
type CountedNoun = readonly [one: string, few: string, many: string];

const ROUBLE: Record<AmountCase, CountedNoun> = {
	nominative: ['рубль', 'рубля', 'рублей'],
	genitive: ['рубля', 'рублей', 'рублей'],
};
const KOPECK: Record<AmountCase, CountedNoun> = {
	nominative: ['копейка', 'копейки', 'копеек'],
	genitive: ['копейки', 'копеек', 'копеек'],
};

/** The form of a noun after a whole number: 1 рубль, 2 рубля, 11 рублей, 21 рубль. */
export function countedForm(count: number, [one, few, many]: CountedNoun): string {
	const lastTwo = count % 100;
	const last = count % 10;
	if (lastTwo >= 11 && lastTwo <= 14) return many;
	if (last === 1) return one;
	return last >= 2 && last <= 4 ? few : many;
}

/** A whole masculine number in lower case: 2001 → «две тысячи один», genitive «двух тысяч одного». */
export function integerInWords(count: number, grammaticalCase: AmountCase = 'nominative'): string {
	const words = convertNumberToRussianWords(String(count), {
		currency: 'rub',
		declension: grammaticalCase,
		showNumberParts: { integer: true, fractional: false },
		showCurrency: { integer: false, fractional: false },
	});
	return words.trim().toLowerCase();
}

const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function kopecksPart(kopecks: number, grammaticalCase: AmountCase): string {
	return `${String(kopecks).padStart(2, '0')}${NO_BREAK_SPACE}${countedForm(kopecks, KOPECK[grammaticalCase])}`;
}

/** 12580151 → «Сто двадцать пять тысяч восемьсот один рубль 51 копейка». @throws RangeError, see `assertKopecks`. */
export function amountInWords(amount: number, grammaticalCase: AmountCase = 'nominative'): string {
	const { roubles, kopecks } = splitKopecks(amount);
	const roubleForm = countedForm(roubles, ROUBLE[grammaticalCase]);
	return `${capitalize(integerInWords(roubles, grammaticalCase))} ${roubleForm} ${kopecksPart(kopecks, grammaticalCase)}`;
}

/**
 * Figures with the words in brackets, the form contracts use: 12580151 → «125 801 (сто двадцать пять тысяч восемьсот
 * один) рубль 51 копейка»; in the genitive, for «в размере», «125 801 (ста двадцати пяти … одного) рубля 51 копейки».
 */
export function amountWithWords(amount: number, grammaticalCase: AmountCase = 'nominative'): string {
	const { roubles, kopecks } = splitKopecks(amount);
	const words = integerInWords(roubles, grammaticalCase);
	const roubleForm = countedForm(roubles, ROUBLE[grammaticalCase]);
	return `${groupThousands(roubles)} (${words}) ${roubleForm} ${kopecksPart(kopecks, grammaticalCase)}`;
}

/** 21, genitive → «21 (двадцати одного) рабочего дня», for «в течение …». */
export function workingDaysWithWords(days: number, grammaticalCase: AmountCase = 'nominative'): string {
	const nouns: Record<AmountCase, CountedNoun> = {
		nominative: ['рабочий день', 'рабочих дня', 'рабочих дней'],
		genitive: ['рабочего дня', 'рабочих дней', 'рабочих дней'],
	};
	return `${days} (${integerInWords(days, grammaticalCase)}) ${countedForm(days, nouns[grammaticalCase])}`;
}
