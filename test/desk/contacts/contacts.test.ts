import { createCompany } from '../../../src/desk/companies/create-company';
import { getContact } from '../../../src/desk/contacts/get-contact';
import { listContacts } from '../../../src/desk/contacts/list-contacts';
import { mayAdvertise } from '../../../src/desk/contacts/may-advertise';
import type { Addressee } from '../../../src/desk/contacts/may-advertise';
import { recordConsent } from '../../../src/desk/contacts/record-consent';
import type { RecordConsent } from '../../../src/desk/contacts/record-consent';
import { saveContact } from '../../../src/desk/contacts/save-contact';
import type { SaveContact } from '../../../src/desk/contacts/save-contact';
import { startEscalation } from '../../../src/desk/escalations/start-escalation';
import { NotFoundError } from '../../../src/errors';
import type { InvalidInputError } from '../../../src/errors';
import { count, done, eventsOn, openDesk, test } from '../leads/desk';
import type { Desk } from '../leads/desk';

let desk: Desk;
beforeEach(async () => {
	desk = await openDesk();
});
afterEach(async () => await desk.close());

const save = async (input: SaveContact) => done(await saveContact(desk.workspace, input, test));
const say = async (input: Omit<RecordConsent, 'source'>) => {
	desk.clock.advance({ minutes: 1 });
	return done(await recordConsent(desk.workspace, { source: 'звонок', ...input }, test));
};
const allowed = async (to: Addressee) => (await desk.workspace.read(async (query) => await mayAdvertise(query, to))).allowed;
const faultsOf = async (attempt: Promise<unknown>) => ((await attempt.catch((reason: unknown) => reason)) as InvalidInputError).faults.map(({ field }) => field).sort();

describe('saving a contact', () => {
	it('R-LEAD-1: keeps phone and e-mail in the form that enquiries are recognised by', async () => {
		const saved = await save({ name: 'Анна', phone: '8 (831) 222-33-44', email: 'ANNA@Example.ru' });
		expect(saved).toMatchObject({ created: true, phone: '+78312223344', email: 'anna@example.ru' });
	});

	it('R-LEAD-1: the same name with the same phone or e-mail is the same person; another name on an office phone is not', async () => {
		const anna = await save({ name: 'Анна', phone: '+78312223344' });
		expect(await save({ name: 'анна', phone: '8 831 222 33 44', email: 'anna@example.ru' })).toMatchObject({ contactId: anna.contactId, created: false, changed: ['email'] });
		expect(await save({ name: 'Анна', email: 'anna@example.ru' })).toMatchObject({ contactId: anna.contactId, changed: [], phone: '+78312223344' });
		expect(await save({ name: 'Пётр', phone: '+78312223344' })).toMatchObject({ created: true });
	});

	it('R-CORE-1: a change is told with both values; an empty text clears, absent keeps', async () => {
		const { contactId } = await save({ name: 'Анна', phone: '+78312223344', email: 'anna@example.ru' });
		expect(await save({ contactId, phone: '' })).toMatchObject({ changed: ['phone'], phone: null, email: 'anna@example.ru', name: 'Анна' });
		expect((await eventsOn(desk.workspace, { kind: 'contact', id: contactId })).map(({ kind, state }) => [kind, state])).toEqual([['ContactUpdated', 'created'], ['ContactUpdated', 'changed']]);
	});

	it('R-CORE-6: wrong input is refused with all faults', async () => {
		expect(await faultsOf(saveContact(desk.workspace, { phone: '1', email: 'нет', companyId: 99 }, test))).toEqual(['companyId', 'email', 'name', 'phone']);
		await expect(saveContact(desk.workspace, { contactId: 99, name: 'Анна' }, test)).rejects.toThrow(NotFoundError);
	});

	it("R-PRI-4: reminders can be bound to a contact; its company's manager is in charge", async () => {
		const { companyId } = done(await createCompany(desk.workspace, { name: 'ООО «Ромашка»', responsibleId: desk.organisation.novosibirsk.manager.id }, test));
		const { contactId } = await save({ name: 'Анна', companyId });
		const started = await startEscalation(desk.workspace, { rule: 'call-contact', subject: { kind: 'contact', id: contactId }, steps: [{ code: 'remind', wait: { kind: 'after', wait: { amount: 1, unit: 'working_days' } }, times: 1, inWorkingHours: true }], note: '' }, test);
		expect(done(started)).toMatchObject({ started: true, calendar: expect.stringContaining('Asia/Novosibirsk') });
	});
});

describe('consent and refusal', () => {
	it('R-LEAD-3: a refusal holds for every record of the person: same e-mail or same phone', async () => {
		const one = await save({ name: 'Анна', phone: '+78312223344', email: 'anna@example.ru' });
		const samePhone = await save({ name: 'Анна Петрова', phone: '+78312223344', email: 'other@example.ru' });
		const sameEmail = await save({ name: 'А. Петрова', email: 'anna@example.ru' });
		const stranger = await save({ name: 'Пётр', email: 'petr@example.ru' });
		for (const { contactId } of [one, samePhone, sameEmail, stranger]) await say({ contactId, decision: 'consent' });
		const { contactIds } = await say({ contactId: one.contactId, decision: 'refusal' });
		expect(contactIds).toEqual([one.contactId, samePhone.contactId, sameEmail.contactId]);
		for (const { contactId } of [one, samePhone, sameEmail]) expect(await allowed({ contactId })).toBe(false);
		expect(await allowed({ email: 'other@example.ru' })).toBe(false);
		expect(await allowed({ contactId: stranger.contactId })).toBe(true);
	});

	it('R-LEAD-3: a refusal holds for a record of the same person that is made later', async () => {
		await save({ name: 'Анна', email: 'anna@example.ru' });
		await say({ email: 'Anna@example.ru', decision: 'refusal' });
		const twin = await save({ name: 'Анна П.', email: 'anna@example.ru' });
		expect(await allowed({ contactId: twin.contactId })).toBe(false);
		expect(await allowed({ email: 'anna@example.ru' })).toBe(false);
	});

	it('R-LEAD-3: a later consent outweighs the refusal, for the person who gave it', async () => {
		const one = await save({ name: 'Анна', phone: '+78312223344' });
		const colleague = await save({ name: 'Пётр', phone: '+78312223344' });
		await say({ phone: '8 831 222 33 44', decision: 'refusal' });
		await say({ contactId: one.contactId, decision: 'consent' });
		expect([await allowed({ contactId: one.contactId }), await allowed({ contactId: colleague.contactId })]).toEqual([true, false]);
		expect((await getContact(desk.workspace, one.contactId)).advertising).toMatchObject({ allowed: true, source: 'звонок' });
	});

	it('R-LEAD-3: a refusal of somebody unknown is kept, a consent of somebody unknown is not invented', async () => {
		await say({ email: 'nobody@example.ru', decision: 'refusal' });
		const later = await save({ name: 'Никто', email: 'nobody@example.ru' });
		expect(await allowed({ contactId: later.contactId })).toBe(false);
		await expect(recordConsent(desk.workspace, { phone: '+79990000000', decision: 'consent', source: 'x' }, test)).rejects.toThrow(NotFoundError);
		expect(await allowed({ email: 'unheard-of@example.ru' })).toBe(false);
	});

	it('R-LEAD-3: the burden of proof: who, what and from where is in the journal', async () => {
		const { contactId } = await save({ name: 'Анна', email: 'anna@example.ru' });
		await say({ contactId, decision: 'consent' });
		expect((await eventsOn(desk.workspace, { kind: 'contact', id: contactId })).at(-1)).toMatchObject({ state: 'consent', at: desk.clock(), data: { decision: 'consent', source: 'звонок' }, cause: { actor: { name: 'test' } } });
	});

	it('R-CORE-6: without a person, a decision or a source nothing is recorded', async () => {
		expect(await faultsOf(recordConsent(desk.workspace, { decision: 'maybe' as 'consent', source: '' }, test))).toEqual(['decision', 'source']);
		expect(await faultsOf(recordConsent(desk.workspace, { decision: 'refusal', source: 'x' }, test))).toEqual(['contactId']);
		expect(await faultsOf(recordConsent(desk.workspace, { email: 'нет', decision: 'refusal', source: 'x' }, test))).toEqual(['email']);
		expect(await count(desk.workspace, 'contacts')).toBe(0);
	});
});

it('R-LEAD-1: contacts are found by name, e-mail, phone in any spelling, and company', async () => {
	const { companyId } = done(await createCompany(desk.workspace, { name: 'ООО «Ромашка»' }, test));
	await save({ name: 'Анна', phone: '+78312223344', companyId });
	await save({ name: 'Пётр', email: 'petr@example.ru' });
	const found = async (input: Parameters<typeof listContacts>[1]) => (await listContacts(desk.workspace, input)).items.map(({ id }) => id);
	expect([await found({ search: '8 (831) 222' }), await found({ search: '222-33-44' }), await found({ search: '+7 831 222 33 44' }), await found({ search: '831' }), await found({ search: 'ПЕТР@' }), await found({ search: 'PETR@' }), await found({ companyId }), await found({})]).toEqual([[1], [1], [1], [], [], [2], [1], [2, 1]]);
});
