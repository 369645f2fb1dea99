import { createHash } from 'node:crypto';

import { closeDueMonths } from '../../../src/desk/reports/close-due-months';
import { loadMonthReport } from '../../../src/desk/reports/month-report';
import { renderReportPage } from '../../../src/desk/reports/report-page';
import { saveReportSettings } from '../../../src/desk/reports/report-settings';
import { correctPayment } from '../../../src/desk/payments/correct-payment';
import { recordPayment } from '../../../src/desk/payments/record-payment';
import { NotFoundError } from '../../../src/errors';
import { drawBars } from '../../../src/reports/charts';
import { buildReportWorkbook } from '../../../src/reports/month-workbook';
import { sheetOf, writeWorkbook } from '../../../src/reports/workbook';
import type { Column } from '../../../src/reports/workbook';
import { loadSpreadsheetReader } from '../../../src/vendor';
import { aDeal } from '../../helpers/subjects';
import { at, byHand, done, moneyWorld } from '../payments/money-world';
import type { MoneyWorld } from '../payments/money-world';

let world: MoneyWorld;
beforeEach(async () => {
	world = await moneyWorld();
	for (const branch of [world.people.nizhny, world.people.novosibirsk]) await saveReportSettings(world.workspace, { departmentId: branch.department.id, dayOffRule: 'same' }, byHand());
	const licence = await aDeal(world.workspace, { title: '<script>alert(1)</script> & Ко', pipeline: 'licensing', responsibleId: world.people.nizhny.head.id, departmentId: world.people.nizhny.department.id });
	const pay = async (dealId: number, kopecks: number, paidAt: string) => done(await recordPayment(world.workspace, { dealId, kopecks, paidAt: at(paidAt), document: '17' }, byHand())).payment;
	await pay(world.deal.id, 100_00, '2026-03-02T08:00:00+03:00');
	world.clock.set('2026-03-20T13:00:00+07:00');
	await closeDueMonths(world.workspace, undefined, byHand());
	world.clock.set('2026-04-20T12:00:00+03:00');
	const corrected = await pay(world.deal.id, 300_00, '2026-04-02T08:00:00+03:00');
	await pay(licence.id, 50_00, '2026-04-03T08:00:00+03:00');
	await pay(world.distantDeal.id, 1_234_567_89, '2026-04-03T08:00:00+03:00');
	await closeDueMonths(world.workspace, undefined, byHand());
	world.clock.set('2026-04-21T12:00:00+03:00');
	await correctPayment(world.workspace, { paymentId: corrected.id, kopecks: 200_00 }, byHand());
});
afterEach(async () => await world.close());

const april = async (more = {}) => await loadMonthReport(world.workspace, { month: '2026-04', ...more });

describe('the report of a closed month', () => {
	it('R-PAY-4: says snapshot, restatements and both together by department, manager, pipeline and legal entity', async () => {
		const report = await april();
		expect(report.departments.map(({ name, snapshotKopecks, restatedKopecks, totalKopecks, paymentCount, previousKopecks, yearAgoKopecks }) => [name, snapshotKopecks, restatedKopecks, totalKopecks, paymentCount, previousKopecks, yearAgoKopecks])).toEqual([
			['Нижний Новгород', 350_00, -100_00, 250_00, 2, 100_00, null],
			['Новосибирск', 1_234_567_89, 0, 1_234_567_89, 1, 0, null],
		]);
		const figures = (groups: typeof report.byManager) => groups.map(({ title, snapshotKopecks, totalKopecks }) => [title, snapshotKopecks, totalKopecks]);
		expect(figures(report.byManager)).toEqual([
			['Мария Сибирская', 1_234_567_89, 1_234_567_89],
			['Иван Менеджеров', 300_00, 200_00],
			['Анна Главная', 50_00, 50_00],
		]);
		expect(figures(report.byPipeline)).toEqual([
			['Сертификация', 1_234_867_89, 1_234_767_89],
			['Лицензирование', 50_00, 50_00],
		]);
		expect(figures(report.byLegalEntity)).toEqual([['Юрлицо не выбрано', 1_234_917_89, 1_234_817_89]]);
		expect(report.history.map(({ month, departmentName, totalKopecks }) => [month, departmentName, totalKopecks])).toEqual([
			['2026-03', 'Нижний Новгород', 100_00],
			['2026-03', 'Новосибирск', 0],
			['2026-04', 'Нижний Новгород', 250_00],
			['2026-04', 'Новосибирск', 1_234_567_89],
		]);
		expect(report.restatements).toEqual([expect.objectContaining({ oldKopecks: 300_00, newKopecks: 200_00, reason: 'corrected', by: 'test', dealId: world.deal.id })]);
	});

	it('R-PAY-4: can be asked for one department; a month nobody closed is not found', async () => {
		const report = await april({ departmentIds: [world.people.novosibirsk.department.id] });
		expect([report.departments.length, report.byManager.length, report.restatements.length]).toEqual([1, 1, 0]);
		await expect(loadMonthReport(world.workspace, { month: '2026-05' })).rejects.toThrow(NotFoundError);
		await expect(april({ departmentIds: [world.people.director.departmentId] })).rejects.toThrow(NotFoundError);
	});
});

describe('against earlier months', () => {
	it('R-PAY-4: managers, pipelines and legal entities stand beside the month before as it is now, those without money this time too', async () => {
		world.clock.set('2026-05-20T12:00:00+03:00');
		await recordPayment(world.workspace, { dealId: world.distantDeal.id, kopecks: 70_00, paidAt: at('2026-05-02T08:00:00+03:00') }, byHand());
		await closeDueMonths(world.workspace, undefined, byHand());
		const report = await loadMonthReport(world.workspace, { month: '2026-05' });
		const figures = (groups: typeof report.byManager) => groups.map(({ title, totalKopecks, previousKopecks, yearAgoKopecks }) => [title, totalKopecks, previousKopecks, yearAgoKopecks]);
		expect(figures(report.byManager)).toEqual([
			['Мария Сибирская', 70_00, 1_234_567_89, null],
			['Анна Главная', 0, 50_00, null],
			['Иван Менеджеров', 0, 200_00, null],
		]);
		expect(figures(report.byPipeline)).toEqual([
			['Сертификация', 70_00, 1_234_767_89, null],
			['Лицензирование', 0, 50_00, null],
		]);
		expect(figures(report.byLegalEntity)).toEqual([['Юрлицо не выбрано', 70_00, 1_234_817_89, null]]);
		expect((await renderReportPage(report)).replace(/\u00A0/g, ' ').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).toContain('Иван Менеджеров 0,00 — 0,00 0 200,00 −100 %');
	});

	it('R-PAY-4: the same month a year ago stands beside it; a month that was never closed is not taken for one without money', async () => {
		world.clock.set('2027-03-21T12:00:00+03:00');
		await recordPayment(world.workspace, { dealId: world.deal.id, kopecks: 10_00, paidAt: at('2027-03-02T08:00:00+03:00') }, byHand());
		await closeDueMonths(world.workspace, undefined, byHand());
		const managers = async (month: string) => (await loadMonthReport(world.workspace, { month })).byManager.map(({ title, totalKopecks, previousKopecks, yearAgoKopecks }) => [title, totalKopecks, previousKopecks, yearAgoKopecks]);
		expect(await managers('2027-03')).toEqual([['Иван Менеджеров', 10_00, 0, 100_00]]);
		expect(await managers('2026-03')).toEqual([['Иван Менеджеров', 100_00, null, null]]);
	});
});

describe('the page of the report', () => {
	it('R-PAY-4: shows every figure and a chart for each breakdown', async () => {
		const text = await renderReportPage(await april());
		const plain = text.replace(/\u00A0/g, ' ');
		for (const figure of ['Отчёт по оплатам за апрель 2026', '350,00', '−100,00', '250,00', '1 234 567,89', 'Мария Сибирская', 'Лицензирование', 'исправление', '20.04.2026 09:00']) expect(plain).toContain(figure);
		// Each for a desk and for a telephone: shrunk to that, the words of a wide one could not be read.
		for (const width of ['wide', 'narrow']) expect(text.match(new RegExp(`<figure class="${width}"[^>]*><svg `, 'g'))).toHaveLength(4);
		expect([...text.matchAll(/<figure class="narrow"[^>]*><svg [^>]*viewBox="0 0 (\d+) /g)].map(([, width]) => Number(width))).toEqual([340, 340, 340, 340]);
		// 09:00 in Novosibirsk is 05:00 in Moscow: closed at noon in Moscow, seven hours late.
		expect(plain).toContain('с опозданием на 7 часов');
	});

	it('R-PAY-4: needs no script and no network, and takes no markup from names', async () => {
		const text = await renderReportPage(await april());
		expect(text).not.toMatch(/<script|javascript:|<link|@import|src=|\son\w+="/i);
		expect(text.match(/https?:\/\/[^"]+/g)?.filter((address) => !address.startsWith('http://www.w3.org/'))).toEqual([]);
		const report = await april();
		const named = await renderReportPage({ ...report, byManager: report.byManager.map((group) => ({ ...group, title: '<script>alert(1)</script>' })) });
		expect(named).not.toContain('<script');
		expect(named).toContain('&lt;script&gt;');
	});

	it('R-PAY-4: the same report is the same page', async () => {
		expect(await renderReportPage(await april())).toBe(await renderReportPage(await april()));
	});
});

describe('the workbook of the report', () => {
	it('R-PAY-4: holds the figures as numbers, every payment and every change', async () => {
		const { default: readSheets } = await loadSpreadsheetReader();
		const sheets = await readSheets(Buffer.from(await buildReportWorkbook(await april())));
		const rows = Object.fromEntries(sheets.map(({ sheet, data }) => [sheet, data as unknown[][]]));
		expect(Object.keys(rows)).toEqual(['По отделам', 'По менеджерам', 'По направлениям', 'По юрлицам', 'По месяцам', 'Оплаты', 'Изменения после закрытия']);
		expect(rows['По отделам']?.slice(1).map((row) => row.slice(0, 6))).toEqual([
			['Нижний Новгород', 350, -100, 250, 2, 100],
			['Новосибирск', 1_234_567.89, 0, 1_234_567.89, 1, 0],
			['Итого', 1_234_917.89, -100, 1_234_817.89, 3, 100],
		]);
		expect(rows['По менеджерам']?.slice(1).map((row) => [row[0], row[3], row[5], row[6]])).toEqual([
			['Мария Сибирская', 1_234_567.89, 0, null],
			['Иван Менеджеров', 200, 100, null],
			['Анна Главная', 50, 0, null],
			['Итого', 1_234_817.89, 100, null],
		]);
		expect(rows['По месяцам']?.slice(1)).toEqual([
			['март 2026', 100, 0, 100],
			['апрель 2026', 250, 1_234_567.89, 1_234_817.89],
		]);
		expect(rows['Оплаты']).toHaveLength(4);
		// The clock of the declared zone, as the title says.
		expect(rows['Оплаты']?.[0]?.[0]).toBe('Дата оплаты (Europe/Moscow)');
		expect(Math.round((rows['Оплаты']?.[1]?.[0] as Date).getTime() / 1_000)).toBe(at('2026-04-02T08:00:00Z') / 1_000);
		expect(rows['Оплаты']?.[2]?.[4]).toBe('<script>alert(1)</script> & Ко');
		expect(rows['Изменения после закрытия']?.[1]?.slice(1, 5)).toEqual([300, 200, -100, 'исправление']);
	});

	it('R-PAY-4: the same report gives the same bytes', async () => {
		const hash = async () => createHash('sha256').update(await buildReportWorkbook(await april())).digest('hex');
		const first = await hash();
		await new Promise((resolve) => setTimeout(resolve, 2_100)); // Zip files are dated to two seconds.
		expect(await hash()).toBe(first);
	});
});

/** How often the event loop turned while the work was going on. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
	let [turns, ended] = [0, false];
	const turn = () => {
		turns += 1;
		if (!ended) setImmediate(turn);
	};
	setImmediate(turn);
	await work;
	ended = true;
	return turns;
}

describe('the workbook of a large month', () => {
	const columns: Array<Column<number>> = [
		{ title: 'Когда', kind: 'instant', width: 17, value: (n) => at('2026-04-02T08:00:00Z') + n * 60_000 },
		{ title: 'Сумма', kind: 'money', width: 12, value: (n) => n },
		{ title: 'Документ', kind: 'text', width: 12, value: (n) => (n % 2 === 0 ? `№ ${n} & <${n}>\u0001\uD800` : null) },
	];
	const rows = Array.from({ length: 20_000 }, (_, index) => index + 1);

	it('R-PAY-4: is written row by row, so that n8n answers others in between', async () => {
		const writing = writeWorkbook([sheetOf('Лист', columns, rows, 'Asia/Novosibirsk', 7)]);
		expect(await turnsDuring(writing)).toBeGreaterThan(rows.length / 500);
		const { default: readSheets } = await loadSpreadsheetReader();
		const [sheet] = await readSheets(Buffer.from(await writing));
		const data = (sheet?.data ?? []) as unknown[][];
		expect(data).toHaveLength(1 + rows.length + 1);
		expect(data[0]).toEqual(['Когда (Asia/Novosibirsk)', 'Сумма', 'Документ']);
		expect(data[20_000]).toEqual([expect.any(Date), 200, '№ 20000 & <20000>']);
		expect((data[20_000]?.[0] as Date).getTime()).toBeCloseTo(at('2026-04-02T15:00:00Z') + 20_000 * 60_000, -3);
		expect(data[20_001]?.slice(1)).toEqual([0.07, null]);
	});
});

describe('a chart', () => {
	it('R-PAY-4: refunds larger than payments are drawn, and an empty month does not break it', async () => {
		const chart = { format: String, series: [{ name: 'А', values: [5, -7] }, { name: 'Б', values: [0, 1] }] };
		expect(await drawBars({ ...chart, categories: ['мар', 'апр'], stacked: true })).toContain('<svg role="img"');
		expect(await drawBars({ format: String, categories: [], series: [{ name: 'А', values: [] }], lying: true })).toContain('<svg role="img"');
	});
});
