import { systemCall } from '../../../src/call';
import { listLetters } from '../../../src/desk/notices/list-letters';
import { listNotifications } from '../../../src/desk/notices/list-notifications';
import { markRead } from '../../../src/desk/notices/mark-read';
import { notify } from '../../../src/desk/notices/notify';
import { requestLetter } from '../../../src/desk/notices/request-letter';
import type { LetterOutcome, RequestLetter } from '../../../src/desk/notices/request-letter';
import { settleLetter } from '../../../src/desk/notices/settle-letter';
import { reserveEffect } from '../../../src/desk/operations/reserve-effect';
import { startEscalation } from '../../../src/desk/escalations/start-escalation';
import type { EffectOutcome, Workspace } from '../../../src/desk/workspace';
import type { Contact } from '../../../src/crm/company';
import { contacts } from '../../../src/store/crm-tables';
import { escalations } from '../../../src/store/escalation-tables';
import type { SubjectRef } from '../../../src/subject';
import type { MovableClock } from '../../helpers/fixed-clock';
import { makeOrganisation } from '../../helpers/organisation';
import type { Organisation } from '../../helpers/organisation';
import { aCompany, aDeal, aLead, anEntry } from '../../helpers/subjects';
import { temporaryWorkspace } from '../../helpers/temporary-workspace';
import { callFrom, claimNext, listenTo } from './step-delivery';

let workspace: Workspace;
let clock: MovableClock;
let people: Organisation;
beforeEach(async () => {
	({ workspace, clock } = await temporaryWorkspace());
	people = await makeOrganisation(workspace);
});

const test = systemCall('test');
const inCharge = () => ({ responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id });
const contact = async (overrides: Partial<Omit<Contact, 'id'>>): Promise<Contact> =>
	await workspace.transaction(test, async (tx) => await contacts.insert(tx, { companyId: null, name: 'Сергей', phone: null, email: null, marketingConsentAt: null, marketingRefusedAt: null, consentSource: null, createdAt: tx.now, updatedAt: tx.now, ...overrides }));
const letter = (subject: SubjectRef, overrides: Partial<RequestLetter> = {}): RequestLetter => ({ subject, letterSubject: 'Ваша заявка', body: 'Здравствуйте, {client}!', purpose: 'service', ...overrides });
function done<T>(outcome: EffectOutcome<T>): T {
	if (outcome.kind === 'overtaken') throw new Error(outcome.reason);
	return outcome.result;
}
const request = async (input: RequestLetter): Promise<LetterOutcome> => done(await requestLetter(workspace, input, test));
const to = async (subject: SubjectRef): Promise<string | null> => {
	const outcome = await request(letter(subject, { body: 'x' }));
	return outcome.requested ? outcome.to : null;
};

describe('asking for a letter to the client', () => {
	it('R-LEAD-3: the lead’s own address is written to, and the event carries all that a mail node needs', async () => {
		const { id } = await aLead(workspace, inCharge());
		await listenTo(workspace, [{ kind: 'LetterRequested' }]);
		const outcome = await request(letter({ kind: 'lead', id }, { letterSubject: 'Заявка\r\nBcc: all@example.ru' }));
		expect(outcome).toMatchObject({ requested: true, to: 'client@example.ru', body: 'Здравствуйте, Сергей Клиентов!' });
		expect(await claimNext(workspace)).toMatchObject([{ event: { subject: { kind: 'lead', id }, data: { letterId: 1, to: 'client@example.ru', subject: 'Заявка Bcc: all@example.ru', body: 'Здравствуйте, Сергей Клиентов!', purpose: 'service' } } }]);
	});

	it('R-LEAD-3: the address is found from the lead, the deal, the register entry and the company', async () => {
		const company = await aCompany(workspace, inCharge());
		await contact({ companyId: company.id, name: 'Без почты' });
		await contact({ companyId: company.id, email: 'office@romashka.ru' });
		await contact({ companyId: company.id, email: 'newcomer@romashka.ru' });
		const person = await contact({ email: 'boss@romashka.ru' });
		const lead = await aLead(workspace, { ...inCharge(), email: null, contactId: person.id });
		const deal = await aDeal(workspace, { ...inCharge(), contactId: person.id, companyId: company.id });
		const dealOfCompany = await aDeal(workspace, { ...inCharge(), companyId: company.id });
		const entry = await anEntry(workspace, { ...inCharge(), dealId: deal.id });
		const entryOfCompany = await anEntry(workspace, { ...inCharge(), companyId: company.id });
		const found = [];
		for (const [kind, id] of [['lead', lead.id], ['deal', deal.id], ['deal', dealOfCompany.id], ['entry', entry.id], ['entry', entryOfCompany.id], ['company', company.id], ['contact', person.id]] as const) found.push(await to({ kind, id }));
		expect(found).toEqual(['boss@romashka.ru', 'boss@romashka.ru', 'office@romashka.ru', 'boss@romashka.ru', 'office@romashka.ru', 'office@romashka.ru', 'boss@romashka.ru']);
	});

	it('R-LEAD-3: without an address nothing is asked for, and the reason is told instead of an error', async () => {
		const { id } = await aLead(workspace, { ...inCharge(), email: null });
		expect(await request(letter({ kind: 'lead', id }))).toMatchObject({ requested: false, reason: expect.stringContaining('адрес') });
		expect((await listLetters(workspace)).items).toEqual([]);
	});

	it('R-CORE-6: an unknown placeholder is refused also when there is no address to write to', async () => {
		const { id } = await aLead(workspace, { ...inCharge(), email: null });
		await expect(request(letter({ kind: 'lead', id }, { letterSubject: '{nope}', body: '{neither}' }))).rejects.toMatchObject({ faults: [{ field: 'Letter Subject' }, { field: 'Body' }] });
		await expect(request(letter({ kind: 'lead', id }, { letterSubject: '', body: ' ' }))).rejects.toMatchObject({ faults: [{ field: 'Letter Subject' }, { field: 'Body' }] });
	});
});

describe('advertising', () => {
	const advertise = async (email = 'client@example.ru') => {
		const { id } = await aLead(workspace, { ...inCharge(), email, phone: null });
		return await request(letter({ kind: 'lead', id }, { purpose: 'advertising' }));
	};

	it('R-LEAD-3: silence is no consent, and neither is being a client', async () => {
		await contact({ email: 'client@example.ru' });
		expect(await advertise()).toMatchObject({ requested: false, reason: expect.stringContaining('согласия') });
	});

	it('R-LEAD-3: a recorded consent lets it go', async () => {
		await contact({ email: 'client@example.ru', marketingConsentAt: 1, consentSource: 'сайт' });
		expect(await advertise()).toMatchObject({ requested: true, purpose: 'advertising' });
	});

	it('R-LEAD-3: a later refusal outweighs the consent', async () => {
		await contact({ email: 'client@example.ru', marketingConsentAt: 1, marketingRefusedAt: 2 });
		expect(await advertise()).toMatchObject({ requested: false, reason: expect.stringContaining('отказались') });
	});

	it('R-LEAD-3: the refusal of a duplicate with the same phone holds as well', async () => {
		await contact({ email: 'client@example.ru', phone: '+79200000009', marketingConsentAt: 1 });
		await contact({ email: 'other@example.ru', phone: '+79200000009', marketingRefusedAt: 2 });
		expect(await advertise()).toMatchObject({ requested: false });
	});

	it('R-LEAD-3: a refusal by telephone holds also for an address with a consent that the same client gives this time', async () => {
		await contact({ email: 'new@example.ru', marketingConsentAt: 1 });
		const known = await contact({ email: 'old@example.ru', phone: '+79200000009', marketingRefusedAt: 2 });
		for (const same of [{ contactId: known.id, phone: null }, { contactId: null, phone: '+79200000009' }]) {
			const { id } = await aLead(workspace, { ...inCharge(), email: 'new@example.ru', ...same });
			expect(await request(letter({ kind: 'lead', id }, { purpose: 'advertising' }))).toMatchObject({ requested: false, reason: expect.stringContaining('отказались') });
		}
		const { id } = await aLead(workspace, { ...inCharge(), email: 'new@example.ru', contactId: null, phone: '+79200000010' });
		expect(await request(letter({ kind: 'lead', id }, { purpose: 'advertising' }))).toMatchObject({ requested: true });
	});

	it('R-LEAD-3: a letter about the enquiry itself needs no consent and is not stopped by a refusal', async () => {
		await contact({ email: 'client@example.ru', marketingRefusedAt: 2 });
		const { id } = await aLead(workspace, inCharge());
		expect(await request(letter({ kind: 'lead', id }))).toMatchObject({ requested: true });
	});

	describe('while a letter waits to be mailed', () => {
		/** Requested with a consent, and taken up by the workflow that mails it. */
		async function waiting(purpose: 'advertising' | 'service'): Promise<{ deliveryId: number; refuse: () => Promise<void> }> {
			const { id } = await aLead(workspace, { ...inCharge(), phone: '+79200000001' });
			await contact({ email: 'client@example.ru', marketingConsentAt: clock() - 1 });
			const elsewhere = await contact({ email: 'private@example.ru', phone: '+79200000002' });
			await contact({ email: 'client@example.ru', phone: '+79200000002' });
			await listenTo(workspace, [{ kind: 'LetterRequested' }]);
			expect(await request(letter({ kind: 'lead', id }, { purpose }))).toMatchObject({ requested: true });
			const [delivery] = await claimNext(workspace);
			return { deliveryId: delivery?.id ?? 0, refuse: async () => void (await workspace.transaction(test, async (tx) => await contacts.update(tx, elsewhere.id, { marketingRefusedAt: clock() }))) };
		}
		const gate = async (deliveryId: number) => await reserveEffect(workspace, { kind: 'letter' }, callFrom(deliveryId));

		it('R-PRI-4, R-CORE-3: advertising whose addressee has refused since, also as another contact of the same person, does not leave', async () => {
			const { deliveryId, refuse } = await waiting('advertising');
			await refuse();
			expect(await gate(deliveryId)).toMatchObject({ outcome: 'overtaken', reason: expect.stringContaining('client@example.ru') });
			expect((await listLetters(workspace)).items).toMatchObject([{ state: 'failed', note: expect.stringContaining('client@example.ru') }]);
			expect(await gate(deliveryId)).toMatchObject({ outcome: 'overtaken' });
		});

		it('R-PRI-4: advertising leaves as long as nobody refused, and a letter about an enquiry leaves all the same', async () => {
			expect(await gate((await waiting('advertising')).deliveryId)).toMatchObject({ outcome: 'first' });
			const { deliveryId, refuse } = await waiting('service');
			await refuse();
			expect(await gate(deliveryId)).toMatchObject({ outcome: 'first' });
		});
	});
});

describe('what became of a letter', () => {
	const requested = async (): Promise<number> => {
		const { id } = await aLead(workspace, inCharge());
		const outcome = await request(letter({ kind: 'lead', id }));
		return outcome.requested ? outcome.letterId : 0;
	};
	const settle = async (letterId: number, state: 'sent' | 'failed' | 'unknown') => done(await settleLetter(workspace, { letterId, state, note: '250 OK' }, test));

	it('R-CORE-2: is recorded with its instant, its note and an event', async () => {
		const letterId = await requested();
		await listenTo(workspace, [{ kind: 'LetterSettled', state: 'sent' }]);
		clock.advance({ minutes: 5 });
		expect(await settle(letterId, 'sent')).toMatchObject({ changed: true, letter: { state: 'sent', settledAt: clock(), note: '250 OK' } });
		expect(await claimNext(workspace)).toMatchObject([{ event: { data: { letterId, to: 'client@example.ru', note: '250 OK' } } }]);
	});

	it('R-CORE-2: the same fate twice changes nothing', async () => {
		const letterId = await requested();
		const first = await settle(letterId, 'sent');
		clock.advance({ minutes: 5 });
		expect(await settle(letterId, 'sent')).toEqual({ letter: first.letter, changed: false });
	});

	it('R-CORE-2: an unknown fate can be learnt, a sent letter cannot be unsent', async () => {
		const letterId = await requested();
		await settle(letterId, 'unknown');
		expect(await settle(letterId, 'failed')).toMatchObject({ changed: true });
		expect(await settle(letterId, 'sent')).toMatchObject({ changed: true });
		await expect(settle(letterId, 'failed')).rejects.toMatchObject({ code: 'move_refused' });
		expect((await listLetters(workspace, { state: 'sent', toAddress: ' Client@example.ru' })).items).toHaveLength(1);
	});
});

describe('reading notices', () => {
	it('R-REG-5: opening a notice is kept once and is no reaction: what runs on its subject goes on', async () => {
		const { id } = await aLead(workspace, inCharge());
		const subject = { kind: 'lead', id } as const;
		await startEscalation(workspace, { rule: 'lead-new', subject, note: '', steps: [{ code: 'remind', wait: { kind: 'after', wait: { amount: 1, unit: 'hours' } }, times: 3, inWorkingHours: true }] }, test);
		await notify(workspace, { subject, to: 'responsible_and_head', text: 'Перезвоните' }, test);
		const { items } = await listNotifications(workspace, { recipientId: people.nizhny.manager.id, onlyUnread: true });
		expect(items).toMatchObject([{ recipientName: 'Иван Менеджеров', readAt: null }]);
		const openedAt = clock();
		await markRead(workspace, { notificationId: items[0]?.id ?? 0 }, test);
		clock.advance({ hours: 1 });
		expect(done(await markRead(workspace, { notificationId: items[0]?.id ?? 0 }, test)).readAt).toBe(openedAt);
		expect((await listNotifications(workspace, { subject, onlyUnread: true })).items).toMatchObject([{ recipientName: 'Анна Главная' }]);
		expect(await workspace.read(async (query) => await escalations.select(query, ''))).toMatchObject([{ status: 'running' }]);
	});

	it('R-CORE-4: a long list comes page by page, newest first, none twice', async () => {
		const { id } = await aLead(workspace, inCharge());
		for (let index = 1; index <= 5; index++) await notify(workspace, { subject: { kind: 'lead', id }, to: 'responsible', text: `№ ${index}` }, test);
		const first = await listNotifications(workspace, { limit: 3 });
		const second = await listNotifications(workspace, { limit: 3, after: first.next });
		expect([...first.items, ...second.items].map((notice) => notice.text)).toEqual(['№ 5', '№ 4', '№ 3', '№ 2', '№ 1']);
		expect(second.next).toBeNull();
	});
});
