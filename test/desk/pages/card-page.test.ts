import { createTask } from '../../../src/desk/notices/create-task';
import { notify } from '../../../src/desk/notices/notify';
import { cardPage } from '../../../src/desk/pages/card-page';
import { deskPage } from '../../../src/desk/pages/desk-page';
import { deadline, moment } from '../../../src/desk/pages/moments';
import { addContact } from '../../../src/desk/contacts/add-contact';
import { recordConsent } from '../../../src/desk/contacts/record-consent';
import { saveContact } from '../../../src/desk/contacts/save-contact';
import { setCompanyReminder } from '../../../src/desk/reminders/set-company-reminder';
import { deletePayment } from '../../../src/desk/payments/delete-payment';
import { recordPayment } from '../../../src/desk/payments/record-payment';
import { tasks } from '../../../src/store/notice-tables';
import { byHand, done, moneyWorld } from '../payments/money-world';
import type { MoneyWorld } from '../payments/money-world';
import { aCompany, aDeal } from '../../helpers/subjects';

let world: MoneyWorld;
beforeEach(async () => {
	world = await moneyWorld();
});
afterEach(async () => await world.close());

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const at = (iso: string) => Date.parse(iso);

it('R-CORE-4: a deadline that ends with a day is named by that day; any other by its minute', () => {
	expect(deadline(at('2026-03-06T00:00:00+03:00'), 'Europe/Moscow')).toBe('05.03.2026');
	expect(deadline(at('2026-03-06T00:00:00+03:00'), 'Asia/Novosibirsk')).toBe('06.03.2026 04:00');
	expect(deadline(at('2026-03-05T18:00:00+03:00'), 'Europe/Moscow')).toBe('05.03.2026 18:00');
	expect(moment(at('2026-03-06T00:00:00+03:00'), 'Europe/Moscow')).toBe('06.03.2026 00:00');
});

it('R-CORE-4: card and desk say why each notice and task came, to whoever opens it', async () => {
	const { workspace, deal } = world;
	const subject = { kind: 'deal' as const, id: deal.id };
	await notify(workspace, { subject, to: 'responsible', text: 'Проверьте сделку' }, byHand());
	const { taskId } = done(await createTask(workspace, { kind: 'manual', subject, title: 'Позвонить', body: '', to: 'responsible', withHead: false } as never, byHand()));
	await workspace.transaction(byHand(), async (tx) => await tasks.update(tx, taskId, { dueAt: at('2026-03-06T00:00:00+03:00') }));
	for (const page of [await cardPage(workspace, subject), await deskPage(workspace, { email: world.people.nizhny.manager.email })]) {
		expect(page.match(/<summary>Почему это пришло<\/summary>/g)).toHaveLength(2);
		expect(plain(page)).toMatch(/Событие-повод не указано.*Получатель — Иван Менеджеров: ответственный/);
		expect(plain(page)).toContain('05.03.2026');
		expect(plain(page)).not.toContain('06.03.2026 00:00');
	}
});

it('R-DEAL-2: the card of a deal shows its payments, deleted ones with the reason, and its stage in words', async () => {
	const { workspace, deal } = world;
	const payment = done(await recordPayment(workspace, { dealId: deal.id, kopecks: 12_345_67, paidAt: at('2026-03-02T08:00:00+03:00'), document: 'п/п 7' }, byHand())).payment;
	const page = async () => plain(await cardPage(workspace, { kind: 'deal', id: deal.id }));
	expect(await page()).toMatch(/02\.03\.2026 08:00 12 345,67 п\/п 7/);
	expect(await page()).not.toMatch(/\bcontract\b/);
	await deletePayment(workspace, { paymentId: payment.id, reason: 'задвоили' }, byHand());
	expect(await page()).toContain('12 345,67 удалена: задвоили');
});

it('R-PRI-2: the card of a company shows what the monitor goes by, its people with their consent, and its deals', async () => {
	const { workspace, people } = world;
	const inCharge = { responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id };
	const company = await aCompany(workspace, { ...inCharge, name: 'ООО «Ромашка»', priority: 'key', lastContactAt: at('2026-02-20T12:00:00+03:00') });
	await workspace.transaction(byHand(), async (tx) => {
		await addContact(tx, { companyId: company.id, name: 'Сергей <b>', phone: null, email: 'a@client.example' });
		await tx.run("insert into client_requests (company_id, at, source) values (:id, :at, 'phone')", { id: company.id, at: at('2026-01-15T12:00:00+03:00') });
		await tx.run("insert into client_requests (company_id, at, source) values (:id, :at, 'phone')", { id: company.id, at: at('2025-01-15T12:00:00+03:00') });
	});
	const deal = await aDeal(workspace, { ...inCharge, companyId: company.id, title: 'Сертификация обуви' });
	const page = await cardPage(workspace, { kind: 'company', id: company.id });
	expect(plain(page)).toMatch(/Приоритет ключевой.*Заявок за последние 365 дней 1, всего 2, последняя 15\.01\.2026 Последний контакт 20\.02\.2026 12:00.*согласия нет/);
	expect(page).toContain('Сергей &lt;b&gt;');
	expect(page).toContain(`card?kind=deal&amp;id=${deal.id}`);
	expect(page).not.toContain('<span class="badge">company');
});

it('R-PRI-4: the card of a company says of advertising what decides about its letters, and how a planned call comes back', async () => {
	const { workspace, clock, people } = world;
	const company = await aCompany(workspace, { responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id });
	const person = async (name: string, phone: string | null, companyId: number | null) => await workspace.transaction(byHand(), async (tx) => await addContact(tx, { companyId, name, phone, email: `${name}@client.example` }));
	const decide = async (contactId: number, decision: 'consent' | 'refusal') => {
		clock.advance({ days: 1 });
		await recordConsent(workspace, { contactId, decision, source: 'звонок' }, byHand());
	};
	const returned = await person('anna', null, company.id);
	for (const decision of ['refusal', 'consent'] as const) await decide(returned.id, decision);
	const agreed = await person('oleg', '+78312000001', company.id);
	await decide(agreed.id, 'consent');
	// The same person at another company said no, before the telephone told that they are one.
	const twin = await person('oleg2', null, null);
	await decide(twin.id, 'refusal');
	await saveContact(workspace, { contactId: twin.id, phone: '+78312000001' }, byHand());
	await setCompanyReminder(workspace, { companyId: company.id, kind: 'call', at: at('2026-03-20T10:00:00+03:00'), repeatDays: 30, note: 'продление' }, byHand());
	expect(plain(await cardPage(workspace, { kind: 'company', id: company.id }))).toMatch(/Следующий звонок 20\.03\.2026 10:00, раз в 30 дн\., продление.*anna@client\.example согласие 04\.03\.2026.*oleg@client\.example отказ 06\.03\.2026/);
});
