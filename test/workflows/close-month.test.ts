import { systemCall } from '../../src/call';
import { deletePayment } from '../../src/desk/payments/delete-payment';
import { recordPayment } from '../../src/desk/payments/record-payment';
import { listNotifications } from '../../src/desk/notices/list-notifications';
import { loadSpreadsheetReader } from '../../src/vendor';
import { done } from '../desk/leads/desk';
import { aDeal } from '../helpers/subjects';
import { sharedDrivers } from '../helpers/temporary-workspace';
import { FORM_LOGIN, startDesk } from './desk-host';
import type { DeskHost, DeskOptions } from './desk-host';
import { momentIn, MOSCOW, NOVOSIBIRSK } from './what-happened';

const DAY_MS = 86_400_000;
const test = systemCall('Анна Главная');

describe.each(sharedDrivers)('on %s', (driver) => {
	let desk: DeskHost;
	let dealId: number;
	afterEach(async () => await desk.stop());

	async function start(options?: DeskOptions): Promise<void> {
		desk = await startDesk(['close-month', 'report-failures'], { driver, ...options });
		const { manager, department } = desk.organisation.nizhny;
		dealId = (await aDeal(desk.workspace, { responsibleId: manager.id, departmentId: department.id })).id;
		await desk.settle();
	}

	const pay = async (roubles: number, iso: string) => done(await recordPayment(desk.workspace, { dealId, kopecks: roubles * 100, paidAt: Date.parse(iso) }, test)).payment;
	const plain = (text: string) => text.replace(/\u00a0/g, ' ');

	/** What was told about the months of a department. */
	async function told(branch: 'nizhny' | 'novosibirsk', zone = MOSCOW) {
		const { items } = await listNotifications(desk.workspace, { limit: 100, subject: { kind: 'department', id: desk.organisation[branch].department.id } });
		return items.map(({ recipientName, text, link, createdAt }) => ({ to: recipientName, text: plain(text), link, at: momentIn(zone, createdAt) })).reverse();
	}

	it('R-PAY-2: on the 20th at 09:00 of each department its month is closed and the head gets the sums with a link', async () => {
		await start();
		await pay(100_000, '2026-03-02T08:00:00+03:00');
		await desk.playTo('2026-03-20T12:00:00+03:00');
		expect(await told('nizhny')).toEqual([{ to: 'Анна Главная', at: '2026-03-20 09:00', text: 'Отдел Нижний Новгород: отчёт за март 2026 готов. Оплат: 1, сумма 100 000,00 ₽.', link: 'https://desk.example.com/webhook/deal-desk/report?month=2026-03&department=nn' }]);
		expect(await told('novosibirsk', NOVOSIBIRSK)).toMatchObject([{ to: 'Пётр Старший', at: '2026-03-20 09:00', text: expect.stringContaining('Оплат: 0') }]);
	}, 60_000);

	it('R-PAY-2: a 20th on a day off is closed on the next working day', async () => {
		await start({ startAt: '2026-06-01T09:00:00+03:00' });
		await desk.playTo('2026-06-25T12:00:00+03:00');
		expect((await told('nizhny')).map(({ at }) => at)).toEqual(['2026-06-22 09:00']);
	}, 60_000);

	it('R-PAY-3: a change after the close makes one notice with old and new total, and the page shows both', async () => {
		await start();
		const payment = await pay(100_000, '2026-03-02T08:00:00+03:00');
		await pay(50_000, '2026-03-02T09:00:00+03:00');
		await desk.playTo('2026-03-20T12:00:00+03:00');
		done(await deletePayment(desk.workspace, { paymentId: payment.id, reason: 'задвоили' }, test));
		await desk.settle();
		expect((await told('nizhny')).slice(1)).toMatchObject([{ to: 'Анна Главная', text: 'Отдел Нижний Новгород: итог за март 2026 изменился после закрытия. Было 150 000,00 ₽, стало 50 000,00 ₽, разница −100 000,00 ₽. Причина: удаление.', link: expect.stringContaining('report?month=2026-03') }]);
		const { status, body } = await desk.get('report', { month: '2026-03', department: 'nn' });
		expect(status).toBe(200);
		expect(plain(String(body))).toMatch(/<svg[\s\S]*150 000,00[\s\S]*50 000,00/);
	}, 60_000);

	it('R-PAY-2: months missed while the server was down are closed once it is back, labelled late', async () => {
		await start();
		await pay(100_000, '2026-03-02T08:00:00+03:00');
		await desk.workspace.transaction(test, async (tx) => await tx.run('update workspace set clock_offset_ms = clock_offset_ms + :by where id = 1', { by: 60 * DAY_MS }));
		await desk.settle();
		expect((await told('nizhny')).map(({ text }) => text)).toEqual([expect.stringMatching(/за март 2026 готов\. Оплат: 1.*Месяц закрыт с опозданием на 42 дня/), expect.stringMatching(/за апрель 2026 готов\. Оплат: 0.*с опозданием на 11 дней/)]);
	}, 60_000);

	it('R-CORE-2: a run that fails between close and notice closes once and tells once', async () => {
		await start({ failOnceBefore: ['Close what is due', 'Send the report'] });
		await desk.playTo('2026-03-20T12:00:00+03:00');
		expect([(await told('nizhny')).length, (await told('novosibirsk')).length]).toEqual([1, 1]);
	}, 60_000);

	it('R-PAY-4: the workbook downloads under its name; a month that was not closed answers 404', async () => {
		await start();
		await pay(100_000, '2026-03-02T08:00:00+03:00');
		await desk.playTo('2026-03-20T12:00:00+03:00');
		const file = await desk.host.webhook('GET', 'deal-desk/report-file', { headers: FORM_LOGIN, query: {} });
		expect(file).toMatchObject({ status: 200, headers: { 'content-disposition': expect.stringContaining('payments-2026-03.xlsx') } });
		const { default: readSheets } = await loadSpreadsheetReader();
		expect(JSON.stringify(await readSheets(file.body as Buffer))).toContain('100000');
		expect(await desk.get('report', { month: '2025-01' })).toMatchObject({ status: 404 });
		expect(await desk.get('report-file', { department: 'nowhere' })).toMatchObject({ status: 404 });
	}, 60_000);
});
