import { drawBars } from '../../src/reports/charts';
import { brokenLines, textWidth } from '../../src/reports/text-width';

const words = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '');
const managers = { categories: ['Сергей Никитин', 'Инспекционный контроль', 'ООО «Современный эталон»'], series: [{ name: 'Сумма', values: [3_182_500, 1_284_000, 837_250] }], format: (value: number) => `${Math.round(value / 1_000)} тыс. ₽`, lying: true };

it('R-PAY-4: a Cyrillic letter is not taken for as wide as it is high', () => {
	// Liberation Sans, 12 px: 89 px.
	expect(textWidth('Инспекционный', '12px Arial')).toBeGreaterThan(85);
	expect(textWidth('Инспекционный', '12px Arial')).toBeLessThan(115);
	expect(textWidth('Инспекционный', '24px Arial')).toBeCloseTo(2 * textWidth('Инспекционный', '12px Arial'));
});

it('R-PAY-4: on a telephone names break between words, and each value stands beside its bar', async () => {
	const drawn = words(await drawBars(managers, 'narrow'));
	expect(drawn).toEqual(expect.arrayContaining(['Сергей Никитин', 'Инспекционный', 'контроль', 'ООО «Современный', 'эталон»', '3183 тыс. ₽', '1284 тыс. ₽', '837 тыс. ₽']));
	expect(drawn.filter((text) => /^\p{Ll}{1,5}$/u.test(text))).toEqual([]);
});

it('R-PAY-4: a name that goes into no line is cut where it is seen to be', () => {
	expect(brokenLines('Общество с ограниченной ответственностью «Ромашка»', 300, 1)).toEqual([expect.stringMatching(/^Общество с ограниченной .*…$/)]);
	expect(brokenLines('Рога и копыта', 126, 3)).toEqual(['Рога и копыта']);
	expect(brokenLines('Электротеплоцентральоборудование', 126, 3)).toEqual([expect.stringMatching(/^Электротепло.*…$/)]);
});

it('R-PAY-4: months of a year are all named at a desk, and some of them on a telephone', async () => {
	const months = ['апр 25', 'май 25', 'июн 25', 'июл 25', 'авг 25', 'сен 25', 'окт 25', 'ноя 25', 'дек 25', 'янв 26', 'фев 26', 'мар 26', 'апр 26'];
	const chart = { categories: months, series: [{ name: 'А', values: months.map((_, index) => index) }, { name: 'Б', values: months.map(() => 1) }], format: String, stacked: true };
	const named = async (width: 'wide' | 'narrow') => words(await drawBars(chart, width)).filter((text) => months.includes(text)).length;
	expect([await named('wide'), (await named('narrow')) >= 4]).toEqual([13, true]);
});
