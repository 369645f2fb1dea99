import fc from 'fast-check';
import { amountInWords, amountWithWords, formatKopecks, workingDaysWithWords } from '../../../src/documents/russian';
import { parseAmountInWords } from './parse-amount-in-words';

const plain = (text: string): string => text.replaceAll('\u00A0', ' ');

describe('amounts in words', () => {
	it.each([
		[0, 'Ноль рублей 00 копеек', 'Ноля рублей 00 копеек'],
		[1_00, 'Один рубль 00 копеек', 'Одного рубля 00 копеек'],
		[2_00, 'Два рубля 00 копеек', 'Двух рублей 00 копеек'],
		[11_00, 'Одиннадцать рублей 00 копеек', 'Одиннадцати рублей 00 копеек'],
		[21_00, 'Двадцать один рубль 00 копеек', 'Двадцати одного рубля 00 копеек'],
		[111_00, 'Сто одиннадцать рублей 00 копеек', 'Ста одиннадцати рублей 00 копеек'],
		[1000_00, 'Одна тысяча рублей 00 копеек', 'Одной тысячи рублей 00 копеек'],
		[1001_00, 'Одна тысяча один рубль 00 копеек', 'Одной тысячи одного рубля 00 копеек'],
		[1_000_000_01, 'Один миллион рублей 01 копейка', 'Одного миллиона рублей 01 копейки'],
		[2_000_02, 'Две тысячи рублей 02 копейки', 'Двух тысяч рублей 02 копеек'],
		[125_801_51, 'Сто двадцать пять тысяч восемьсот один рубль 51 копейка', 'Ста двадцати пяти тысяч восьмисот одного рубля 51 копейки'],
		[12_112_14, 'Двенадцать тысяч сто двенадцать рублей 14 копеек', 'Двенадцати тысяч ста двенадцати рублей 14 копеек'],
	])('R-CON-3: %d kopecks', (kopecks, nominative, genitive) => {
		expect(plain(amountInWords(kopecks))).toBe(nominative);
		expect(plain(amountInWords(kopecks, 'genitive'))).toBe(genitive);
	});

	it('R-CON-3: figures with words in brackets agree in both cases', () => {
		expect(plain(amountWithWords(125_801_51))).toBe('125 801 (сто двадцать пять тысяч восемьсот один) рубль 51 копейка');
		expect(plain(amountWithWords(125_801_51, 'genitive'))).toBe(
			'125 801 (ста двадцати пяти тысяч восьмисот одного) рубля 51 копейки',
		);
	});

	it('R-CON-3: any amount up to a trillion roubles can be read back from its words', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1e14 }), (kopecks) => {
				expect(parseAmountInWords(plain(amountInWords(kopecks)))).toBe(kopecks);
			}),
		);
	});

	it.each([-1, 0.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1])('R-CON-3: refuses %d, which is no amount', (kopecks) => {
		expect(() => amountInWords(kopecks)).toThrow(RangeError);
	});
});

describe('figures', () => {
	it.each([
		[0, '0,00'],
		[5, '0,05'],
		[1_000_00, '1 000,00'],
		[1_250_000_50, '1 250 000,50'],
		[999_99, '999,99'],
		[-1_500_05, '−1 500,05'],
	])('R-CON-3: %d kopecks are «%s», never broken over lines', (kopecks, text) => {
		expect(plain(formatKopecks(kopecks))).toBe(text);
		expect(formatKopecks(kopecks)).not.toContain(' ');
	});

	it('R-CON-3: a fraction of a kopeck is refused, not rounded in silence', () => {
		expect(() => formatKopecks(0.5)).toThrow(RangeError);
	});

	it.each([
		[1, '1 (один) рабочий день', '1 (одного) рабочего дня'],
		[22, '22 (двадцать два) рабочих дня', '22 (двадцати двух) рабочих дней'],
		[30, '30 (тридцать) рабочих дней', '30 (тридцати) рабочих дней'],
	])('R-CON-3: %d working days', (days, nominative, genitive) => {
		expect(workingDaysWithWords(days)).toBe(nominative);
		expect(workingDaysWithWords(days, 'genitive')).toBe(genitive);
	});
});
