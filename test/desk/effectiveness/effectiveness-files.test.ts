import { buildEffectivenessWorkbook } from '../../../src/desk/effectiveness/effectiveness-workbook';
import { renderEffectivenessPage } from '../../../src/desk/effectiveness/effectiveness-page';
import { viewEffectiveness } from '../../../src/desk/effectiveness/effectiveness-view';
import { recordPayment } from '../../../src/desk/payments/record-payment';
import { loadSpreadsheetReader } from '../../../src/vendor';
import { aLead, moveLeadTo } from '../../helpers/subjects';
import { at, byHand, moneyWorld } from '../payments/money-world';
import type { MoneyWorld } from '../payments/money-world';

let world: MoneyWorld;
beforeEach(async () => {
	world = await moneyWorld();
	const inCharge = { responsibleId: world.people.nizhny.manager.id, departmentId: world.people.nizhny.department.id };
	const lead = await aLead(world.workspace, inCharge);
	await aLead(world.workspace, inCharge);
	world.clock.advance({ minutes: 90 });
	await moveLeadTo(world.workspace, lead.id, 'first_call');
	await recordPayment(world.workspace, { dealId: world.deal.id, kopecks: 1_234_50, paidAt: world.clock() }, byHand());
});
afterEach(async () => await world.close());

const view = async (factsPerNumber: number) => await viewEffectiveness(world.workspace, { from: at('2026-03-01T00:00:00+03:00'), to: at('2026-04-01T00:00:00+03:00'), zone: 'Europe/Moscow', factsPerNumber });

describe('the effectiveness of managers as files', () => {
	it('R-STAT-1: the page shows each number with the list behind it, names of stages, and charts, without script or network', async () => {
		const text = (await renderEffectivenessPage(await view(1))).replace(/\u00A0/g, ' ');
		expect(text).toContain('<summary>2</summary>');
		expect(text).toContain('<a href="card?kind=lead&amp;id=1">заявка № 1</a>');
		expect(text).toContain('показано 1 из 2');
		expect(text).toContain('1 234,50');
		expect(text).toContain('Новая заявка');
		expect(text).toContain('<summary>1 час 30 минут</summary>');
		expect(text.match(/<svg /g)?.length).toBeGreaterThanOrEqual(3);
		expect(text).not.toMatch(/<script|<link|@import|src=/i);
	});

	it('R-STAT-1: the workbook has the numbers and the lists', async () => {
		const { default: readSheets } = await loadSpreadsheetReader();
		const [numbers, lists] = await readSheets(Buffer.from(await buildEffectivenessWorkbook(await view(100))));
		const rows = numbers?.data as unknown[][];
		expect(rows.find((row) => row[0] === 'Взято заявок')).toEqual(['Взято заявок', 'Нижний Новгород', 'Иван Менеджеров', null, 2, 'шт.', 2]);
		expect(rows.find((row) => row[0] === 'Оплаты, ₽')?.[4]).toBe(1_234.5);
		expect(rows.find((row) => row[0] === 'Время на стадии')?.slice(3, 6)).toEqual(['Новая заявка', 90, 'минут']);
		expect((lists?.data as unknown[][]).filter((row) => row[0] === 'Взято заявок').map((row) => row[3])).toEqual(['заявка № 1', 'заявка № 2']);
	});
});
