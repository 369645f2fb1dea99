import { systemCall } from '../../src/call';
import { getCompany } from '../../src/desk/companies/get-company';
import { updateCompany } from '../../src/desk/companies/update-company';
import { addContact } from '../../src/desk/contacts/add-contact';
import { aCompany } from '../helpers/subjects';
import { sharedDrivers } from '../helpers/temporary-workspace';
import { FORM_LOGIN, startDesk } from './desk-host';
import type { DeskHost } from './desk-host';
import { lettersOn, noticesOn, NOVOSIBIRSK, textsOn } from './what-happened';

const test = systemCall('test');
const CALL = 'Звонок · call';
const LETTER = 'Письмо · letter';

describe.each(sharedDrivers)('on %s', (driver) => {
	let desk: DeskHost;
	let companyId: number;
	const company = () => ({ kind: 'company' as const, id: companyId });

	beforeEach(async () => {
		desk = await startDesk(['remind-calls-and-letters', 'send-letters', 'report-failures'], { driver });
		const { manager, department } = desk.organisation.novosibirsk;
		companyId = (await aCompany(desk.workspace, { responsibleId: manager.id, departmentId: department.id })).id;
		await desk.workspace.transaction(test, async (tx) => await addContact(tx, { companyId, name: 'Сергей', phone: null, email: 'client@example.ru' }));
	}, 60_000);
	afterEach(async () => await desk.stop());

	/** Fills a form in and answers with the last node that ran: "Done: …" or "Refused: …". */
	async function fill(path: string, fields: Record<string, unknown>): Promise<string | undefined> {
		await desk.host.submitForm(`deal-desk/${path}`, { 'Кто вы': 'Мария Сибирская', ...fields }, FORM_LOGIN);
		await desk.host.idle(20);
		return desk.host.executions.filter(({ startNode }) => startNode === `Form: ${path}`).at(-1)?.order.at(-1);
	}
	const plan = async (fields: Record<string, unknown>) => await fill('plan-contact', { 'Номер компании': companyId, 'Что': CALL, 'Повторять': 'Как было · keep', ...fields });
	const noticesAt = async () => (await noticesOn(desk.workspace, company(), NOVOSIBIRSK)).map(({ at }) => at);

	it('R-PRI-4: a call planned by form for the night reaches the manager at the opening of their own zone', async () => {
		await plan({ 'Когда': '2026-03-04T02:00+07:00', 'О чём': 'Обсудить продление' });
		await desk.playTo('2026-03-06T12:00:00+03:00');
		expect(await noticesOn(desk.workspace, company(), NOVOSIBIRSK)).toEqual([{ to: 'Мария Сибирская', at: '2026-03-04 09:00', text: `Компания № ${companyId}: ООО «Ромашка»: пора позвонить клиенту. Обсудить продление` }]);
	}, 60_000);

	it('R-PRI-4: comes back every N days until it is cleared', async () => {
		await plan({ 'Когда': '2026-03-04T10:00+07:00', 'Повторять': 'Каждые N дней · every', 'N дней': 7 });
		await desk.playTo('2026-03-20T12:00:00+03:00');
		expect(await noticesAt()).toEqual(['2026-03-04 10:00', '2026-03-11 10:00', '2026-03-18 10:00']);
		await plan({});
		await desk.playTo('2026-04-20T12:00:00+03:00');
		expect(await noticesAt()).toHaveLength(3);
	}, 60_000);

	it('R-PRI-4: a date moved on the card moves the reminder', async () => {
		await plan({ 'Когда': '2026-03-04T10:00+07:00' });
		await updateCompany(desk.workspace, { companyId, changes: { nextCallAt: Date.parse('2026-03-12T15:00:00+07:00') } }, test);
		await desk.playTo('2026-03-20T12:00:00+03:00');
		expect(await noticesAt()).toEqual(['2026-03-12 15:00']);
	}, 60_000);

	it('R-PRI-4: a letter leaves by mail once the client agreed, and the manager hears of it', async () => {
		await fill('consent', { 'E-mail': 'client@example.ru', 'Решение': 'Согласен · consent', 'Откуда знаем': 'форма на сайте' });
		await plan({ 'Что': LETTER, 'Когда': '2026-03-04T10:00+07:00', 'О чём': 'Сертификат действует до мая.' });
		await desk.playTo('2026-03-06T12:00:00+03:00');
		expect(await lettersOn(desk.workspace, company())).toMatchObject([{ toAddress: 'client@example.ru', purpose: 'advertising', state: 'sent', body: expect.stringContaining('Сертификат действует до мая.') }]);
		expect(await textsOn(desk.workspace, company())).toEqual([expect.stringContaining('клиенту отправлено письмо на client@example.ru')]);
	}, 60_000);

	it('R-PRI-4: without consent, or after a refusal of the same person, nothing leaves and the manager is asked to write', async () => {
		await plan({ 'Что': LETTER, 'Когда': '2026-03-04T10:00+07:00', 'Повторять': 'Каждые N дней · every', 'N дней': 7 });
		await desk.playTo('2026-03-06T12:00:00+03:00');
		await fill('consent', { 'E-mail': 'client@example.ru', 'Решение': 'Согласен · consent', 'Откуда знаем': 'форма на сайте' });
		await fill('consent', { 'E-mail': 'CLIENT@example.ru', 'Решение': 'Отказался · refusal', 'Откуда знаем': 'письмо клиента' });
		await desk.playTo('2026-03-13T12:00:00+03:00');
		expect(await lettersOn(desk.workspace, company())).toEqual([]);
		expect(await textsOn(desk.workspace, company())).toEqual([expect.stringContaining('Нет записанного согласия'), expect.stringContaining('отказались')]);
	}, 60_000);

	it('R-PRI-3: a contact logged by form stands on the card; a wrong one is refused on the page', async () => {
		await fill('log-contact', { 'Номер компании': companyId, 'Как': 'Встреча · meeting', 'Когда (пусто — сейчас)': '2026-03-01T12:00+03:00', 'О чём': 'Выставка' });
		expect(await getCompany(desk.workspace, companyId)).toMatchObject({ lastContactAt: Date.parse('2026-03-01T12:00:00+03:00') });
		expect(await fill('log-contact', { 'Номер компании': companyId, 'Как': 'Звонок · call', 'Когда (пусто — сейчас)': '2027-03-01T12:00+03:00', 'О чём': '' })).toBe('Refused: log-contact');
		expect(await getCompany(desk.workspace, companyId)).toMatchObject({ lastContactAt: Date.parse('2026-03-01T12:00:00+03:00') });
	}, 60_000);
});
