import { readBankStatement } from '../../src/crm/bank-statement';
import { parseAmount, parsePaidAt } from '../../src/crm/statement-cell';
import type { StatementCell } from '../../src/crm/statement-cell';
import { instant } from '../helpers/fixed-clock';

const MOSCOW = 'Europe/Moscow';

describe('amounts of a statement', () => {
	it.each<[StatementCell, number | null]>([
		['125000,50', 125_000_50],
		['125 000,50', 125_000_50],
		['125\u00A0000.5 руб.', 125_000_50],
		['1 234', 1_234_00],
		['−100', -100_00],
		[1234.56, 1_234_56],
		[0.1 + 0.2, 30],
		['1,234.56', null],
		['100,505', null],
		[1.005, null],
		['сто', null],
		['', null],
	])('R-DEAL-2: %p is read as %p kopecks', (cell, kopecks) => {
		expect(parseAmount(cell)).toBe(kopecks);
	});
});

describe('dates of a statement', () => {
	it.each<[StatementCell, string | null]>([
		['20.03.2026', '2026-03-20T12:00:00+03:00'],
		['2026-03-20', '2026-03-20T12:00:00+03:00'],
		['20.03.2026 00:30', '2026-03-20T00:30:00+03:00'],
		['20.03.2026 08:15:30', '2026-03-20T08:15:30+03:00'],
		[new Date(Date.UTC(2026, 2, 20)), '2026-03-20T12:00:00+03:00'],
		[new Date(Date.UTC(2026, 2, 20, 8, 15)), '2026-03-20T08:15:00+03:00'],
		[new Date(Date.UTC(2026, 2, 20) - 1), '2026-03-20T12:00:00+03:00'],
		['31.02.2026', null],
		['завтра', null],
		[null, null],
	])('R-PAY-2: %p is read in the declared zone, a day without a time as its noon', (cell, iso) => {
		expect(parsePaidAt(cell, MOSCOW)).toBe(iso === null ? null : instant(iso));
	});
});

describe('the table of a statement', () => {
	it('R-DEAL-2: a header is found below the letterhead of the bank, and columns by their titles', () => {
		const { rows, faults } = readBankStatement(
			[
				['Выписка по счёту', null],
				['за период', '01.03.2026'],
				['№ документа', 'Дата операции', 'Сумма, руб.', 'Плательщик', 'ИНН плательщика', 'Назначение платежа'],
				['17', '02.03.2026', '100,00', 'ООО «Ромашка»', '7707083893', 'Оплата по договору № НН-2026/0001'],
				[null, null, null],
				['Итого', null, '100,00'],
			],
			MOSCOW,
		);
		expect(faults).toEqual([]);
		expect(rows).toEqual([
			{ row: 4, paidAt: instant('2026-03-02T12:00:00+03:00'), kopecks: 100_00, document: '17', payer: 'ООО «Ромашка»', payerInn: '7707083893', purpose: 'Оплата по договору № НН-2026/0001', contractNumber: null, dealId: null },
		]);
	});

	it('R-DEAL-2: money going out is counted and left alone', () => {
		const { rows, outgoingRows, faults } = readBankStatement(
			[
				['Дата', 'Дебет', 'Кредит', 'Сделка'],
				['02.03.2026', '500,00', '', ''],
				['02.03.2026', '', '100,00', '№ 7'],
			],
			MOSCOW,
		);
		expect(faults).toEqual([]);
		expect([outgoingRows, rows.length, rows[0]?.dealId]).toEqual([1, 1, 7]);
	});

	it('R-CORE-6: every wrong row is named with its number and all that is wrong in it', () => {
		const { faults } = readBankStatement(
			[
				['Дата', 'Сумма', 'Сделка', 'ИНН'],
				['32.03.2026', 'много', '7', ''],
				['02.03.2026', '100', 'семь', '123'],
				['02.03.2026', '0', '7', ''],
				['02.03.2026', '', '7', ''],
			],
			MOSCOW,
		);
		expect(faults.map((fault) => fault.field)).toEqual(['Row 2', 'Row 3', 'Row 3', 'Row 4', 'Row 5']);
	});

	it('R-CORE-6: a table without the needed columns, and one without rows, are refused', () => {
		expect(readBankStatement([['Дата', 'Город']], MOSCOW).faults).toEqual([expect.objectContaining({ field: 'Columns' })]);
		expect(readBankStatement([['Дата', 'Сумма']], MOSCOW).faults).toEqual([expect.objectContaining({ field: 'Rows' })]);
	});
});
