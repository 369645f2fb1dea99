import { importStatement } from '../../../src/desk/payments/import-statement';
import { deletePayment } from '../../../src/desk/payments/delete-payment';
import { listPayments } from '../../../src/desk/payments/list-payments';
import { recordPayment } from '../../../src/desk/payments/record-payment';
import { contractNumberIn } from '../../../src/desk/payments/match-deal';
import { closeMonth } from '../../../src/desk/reports/close-month';
import { saveReportSettings } from '../../../src/desk/reports/report-settings';
import { InvalidInputError } from '../../../src/errors';
import { companies, deals } from '../../../src/store/crm-tables';
import { loadSpreadsheetWriter } from '../../../src/vendor';
import { aCompany, aDeal, anEntry } from '../../helpers/subjects';
import { at, byHand, done, eventsOf, moneyWorld, paidSum } from './money-world';
import type { MoneyWorld } from './money-world';

let world: MoneyWorld;
beforeEach(async () => {
	world = await moneyWorld();
	const { id } = world.people.nizhny.manager;
	await anEntry(world.workspace, { number: 'НН-2026/0001', dealId: world.deal.id, responsibleId: id, departmentId: world.people.nizhny.department.id });
});
afterEach(async () => await world.close());

const csv = (...rows: string[]) => new TextEncoder().encode(rows.join('\r\n'));
const run = async (bytes: Uint8Array, name = 'выписка.csv') => await importStatement(world.workspace, { name, bytes, zone: 'Europe/Moscow' }, byHand());
const refusal = async (bytes: Uint8Array) => {
	const error: unknown = await run(bytes).catch((thrown: unknown) => thrown);
	if (!(error instanceof InvalidInputError)) throw new Error('the statement was not refused');
	return error.faults;
};

describe('importing a bank statement', () => {
	it('R-DEAL-2: a row finds its deal by the contract it names', async () => {
		const imported = done(await run(csv('Дата;Сумма;Назначение платежа', '02.03.2026;100 000,00;Оплата по договору № НН-2026/0001 от 01.03.2026, НДС нет')));
		expect(imported).toMatchObject({ changed: true, totalKopecks: 100_000_00, payments: [{ row: 2, dealId: world.deal.id, matchedBy: 'contract' }] });
		expect(await paidSum(world.workspace, world.deal.id)).toBe(100_000_00);
		expect(await eventsOf(world.workspace, 'DealPaidSumChanged')).toHaveLength(1);
		expect((await eventsOf(world.workspace, 'StatementImported'))[0]?.data).toMatchObject({ payments: 1, totalKopecks: 100_000_00 });
	});

	it("R-DEAL-2: a row finds its deal by its id, or by the payer's ИНН and the amount", async () => {
		const client = await aCompany(world.workspace, { inn: '7707083893', responsibleId: world.people.nizhny.manager.id, departmentId: world.people.nizhny.department.id });
		await world.workspace.transaction(byHand(), async (tx) => await deals.update(tx, world.distantDeal.id, { companyId: client.id, amountKopecks: 70_00 }));
		const imported = done(await run(csv('Дата;Сумма;Сделка;ИНН', `02.03.2026;100;${world.deal.id};`, '02.03.2026;70;;7707083893')));
		expect(imported.payments.map(({ dealId, matchedBy }) => [dealId, matchedBy])).toEqual([
			[world.deal.id, 'deal'],
			[world.distantDeal.id, 'inn'],
		]);
	});

	it('R-DEAL-2: a deal that is paid in full is not guessed to be meant again: the row is refused until it names its deal', async () => {
		const client = await aCompany(world.workspace, { inn: '7707083893', responsibleId: world.people.nizhny.manager.id, departmentId: world.people.nizhny.department.id });
		await world.workspace.transaction(byHand(), async (tx) => await deals.update(tx, world.distantDeal.id, { companyId: client.id, amountKopecks: 70_00 }));
		const header = 'Дата;Сумма;Номер документа;ИНН;Сделка';
		await run(csv(header, '02.03.2026;70;1;7707083893;'));
		const again = csv(header, '02.03.2026;70;2;7707083893;');
		expect(await refusal(again)).toMatchObject([{ field: 'Row 2', reason: expect.stringMatching(/no deal of ИНН 7707083893 fits the amount/) }]);
		expect(done(await run(csv(header, `02.03.2026;70;2;7707083893;${world.distantDeal.id}`))).changed).toBe(true);
		expect(await paidSum(world.workspace, world.distantDeal.id)).toBe(140_00);
	});

	it('R-DEAL-2: several payments of one deal each say their own old and new total', async () => {
		await run(csv('Дата;Сумма;Сделка', `02.03.2026;100;${world.deal.id}`, `02.03.2026;50;${world.deal.id}`));
		expect((await eventsOf(world.workspace, 'DealPaidSumChanged')).map(({ data }) => [data.oldTotalKopecks, data.newTotalKopecks])).toEqual([
			[0, 100_00],
			[100_00, 150_00],
		]);
	});

	it('R-DEAL-2: one row that cannot be matched refuses the whole file, and all such rows are named', async () => {
		const client = await aCompany(world.workspace, { inn: '7707083893', responsibleId: world.people.nizhny.manager.id, departmentId: world.people.nizhny.department.id });
		for (const title of ['А', 'Б']) await aDeal(world.workspace, { title, companyId: client.id, amountKopecks: 70_00, responsibleId: world.people.nizhny.manager.id, departmentId: world.people.nizhny.department.id });
		const faults = await refusal(csv('Дата;Сумма;Договор;ИНН;Сделка', `02.03.2026;100;;;${world.deal.id}`, '02.03.2026;100;НН-2026/9999;;', '02.03.2026;70;;7707083893;', '02.03.2026;1;;;4711', '02.03.2026;1;;;', 'вчера;1;;;1'));
		expect(faults.map((fault) => fault.field)).toEqual(['Row 3', 'Row 4', 'Row 5', 'Row 6', 'Row 7']);
		expect(faults[1]?.reason).toMatch(/fit the amount/);
		expect(await listPayments(world.workspace, { limit: 10 })).toEqual([]);
		expect(await eventsOf(world.workspace, 'PaymentChanged')).toEqual([]);
	});

	it('R-CORE-6: a file with more rows than the setting allows is refused before anything is looked up', async () => {
		const bytes = csv('Дата;Сумма;Сделка', ...Array.from({ length: 30 }, (_, index) => `02.03.2026;${index + 1};${world.deal.id}`));
		const faults = async (mostRows: number) => await importStatement(world.workspace, { name: 'выписка.csv', bytes, zone: 'Europe/Moscow', mostRows }, byHand()).then(() => [], (error: InvalidInputError) => error.faults);
		expect(await faults(30)).toEqual([{ field: 'File', reason: 'has 31 rows; a statement may have 30' }]);
		expect(await faults(31)).toEqual([]);
		expect(await listPayments(world.workspace, { limit: 100 })).toHaveLength(30);
	});

	it('R-DEAL-2: the same statement twice changes nothing', async () => {
		const bytes = csv('Дата;Сумма;Сделка', `02.03.2026;100;${world.deal.id}`);
		const first = done(await run(bytes));
		const second = done(await run(bytes, 'копия.csv'));
		expect(second).toMatchObject({ changed: false, statementId: first.statementId, payments: [] });
		expect(await paidSum(world.workspace, world.deal.id)).toBe(100_00);
	});

	it('R-DEAL-2: an overlapping statement brings only what is new; a payment deleted meanwhile does not come back; twins count twice', async () => {
		const row = (amount: number, document: number) => `02.03.2026;${amount};${document};${world.deal.id}`;
		const header = 'Дата;Сумма;Номер документа;Сделка';
		const first = done(await run(csv(header, row(100, 1), row(100, 1), row(50, 2))));
		expect(first.payments).toHaveLength(3);
		await deletePayment(world.workspace, { paymentId: first.payments[2]?.paymentId ?? 0, reason: 'не наша' }, byHand());
		const second = done(await run(csv(header, row(50, 2), row(100, 1), row(100, 1), row(7, 3))));
		expect([second.knownRows, second.payments.map((payment) => payment.kopecks)]).toEqual([3, [7_00]]);
		expect(await paidSum(world.workspace, world.deal.id)).toBe(207_00);
	});

	it.each(['sqlite-memory', 'postgres'] as const)('R-DEAL-2: a payment that looks like one entered before by hand is taken in, and named for a person to judge (%s)', async (driver) => {
		await world.close();
		world = await moneyWorld(driver);
		const byHandBefore = async (kopecks: number, iso: string) => done(await recordPayment(world.workspace, { dealId: world.deal.id, kopecks, paidAt: at(iso) }, byHand())).payment.id;
		const friday = await byHandBefore(100_00, '2026-02-27T15:00:00+03:00');
		await byHandBefore(100_00, '2026-02-20T15:00:00+03:00');
		const deleted = await byHandBefore(70_00, '2026-03-02T09:00:00+03:00');
		await deletePayment(world.workspace, { paymentId: deleted, reason: 'ошибка' }, byHand());
		const header = 'Дата;Сумма;Номер документа;Сделка';
		const imported = done(await run(csv(header, `02.03.2026;100;1;${world.deal.id}`, `02.03.2026;70;2;${world.deal.id}`, `02.03.2026;70;3;${world.deal.id}`)));
		expect(imported.alike).toEqual([{ paymentId: imported.payments[0]?.paymentId, alikePaymentId: friday }]);
		expect(await paidSum(world.workspace, world.deal.id)).toBe(440_00);
		expect(done(await run(csv(header, `02.03.2026;70;4;${world.deal.id}`))).alike).toMatchObject([{ alikePaymentId: imported.payments[1]?.paymentId }]);
	});

	it('R-DEAL-2: a file in Windows-1251 is read as well as one in UTF-8', async () => {
		const cp1251 = (text: string) => Uint8Array.from(text, (letter) => (letter >= 'А' && letter <= 'я' ? letter.charCodeAt(0) - 0x350 : letter.charCodeAt(0)));
		expect(done(await run(cp1251(`Дата;Сумма;Сделка\n02.03.2026;100;${world.deal.id}`))).totalKopecks).toBe(100_00);
	});

	it('R-DEAL-2: an .xlsx with real dates and numbers is read', async () => {
		const { default: write } = await loadSpreadsheetWriter();
		const bytes = await write([
			['Дата', 'Сумма', 'Сделка'],
			[{ value: new Date(Date.UTC(2026, 2, 2)), type: Date, format: 'dd.mm.yyyy' }, 1234.56, world.deal.id],
		]).toBuffer();
		expect(done(await run(bytes, 'выписка.xlsx'))).toMatchObject({ totalKopecks: 1_234_56 });
		const [payment] = await listPayments(world.workspace, { limit: 1 });
		expect(new Date(payment?.paidAt ?? 0).toISOString()).toBe('2026-03-02T09:00:00.000Z');
	});

	it.each([
		['nothing', new Uint8Array(), /empty/],
		['a broken .xlsx', Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]), /could not be read/],
		['an old .xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), /old \.xls/],
		['eleven megabytes', new Uint8Array(11 * 1024 * 1024), /11 MB/],
		['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), /no row with the titles/],
	])('R-CORE-6: %s is refused in words', async (_what, bytes, reason) => {
		expect((await refusal(bytes))[0]?.reason).toMatch(reason);
	});

	it('R-PAY-3: late payments of a closed month make a restatement each and one notice together', async () => {
		await saveReportSettings(world.workspace, { departmentId: world.people.nizhny.department.id, dayOffRule: 'same' }, byHand());
		world.clock.set('2026-03-20T09:00:00+03:00');
		await closeMonth(world.workspace, { departmentId: world.people.nizhny.department.id, month: '2026-03' }, byHand());
		await run(csv('Дата;Сумма;Сделка', `10.03.2026;100;${world.deal.id}`, `11.03.2026;50;${world.deal.id}`));
		const events = await eventsOf(world.workspace, 'MonthRestated');
		expect(events).toHaveLength(1);
		expect(events[0]?.data).toMatchObject({ differenceKopecks: 150_00, restatementIds: [expect.any(Number), expect.any(Number)] });
	});

	it('R-CORE-6: a large statement leaves the process free for other work', async () => {
		const rows = Array.from({ length: 1500 }, (_, index) => `02.03.2026;${index + 1};${index};${world.deal.id}`);
		let turns = 0;
		const ticking = setInterval(() => (turns += 1), 1);
		const imported = done(await run(csv('Дата;Сумма;Номер документа;Сделка', ...rows)));
		clearInterval(ticking);
		expect(imported.payments).toHaveLength(1500);
		expect(turns).toBeGreaterThan(10);
		expect(await world.workspace.read(async (query) => await companies.select(query, ''))).toEqual([]);
	});
});

describe('the contract a purpose of payment names', () => {
	it.each([
		['Оплата по договору № НН-2026/0001 от 01.03.2026', 'НН-2026/0001'],
		['оплата по дог. N 15/26-С. Без НДС', '15/26-С'],
		['По договору СЭ-2026/0007.', 'СЭ-2026/0007'],
		['По договору поставки', null],
		['За услуги', null],
	])('R-DEAL-2: "%s" → %p', (purpose, number) => {
		expect(contractNumberIn(purpose)).toBe(number);
	});
});
