import { createCompany } from '../../../src/desk/companies/create-company';
import { getContact } from '../../../src/desk/contacts/get-contact';
import { recordConsent } from '../../../src/desk/contacts/record-consent';
import { saveContact } from '../../../src/desk/contacts/save-contact';
import { getLead } from '../../../src/desk/leads/get-lead';
import { leadHistory } from '../../../src/desk/leads/lead-history';
import { moveLead } from '../../../src/desk/leads/move-lead';
import { takeInLead } from '../../../src/desk/leads/take-in-lead';
import type { TakeInLead } from '../../../src/desk/leads/take-in-lead';
import { ConflictError, InvalidInputError } from '../../../src/errors';
import { employees } from '../../../src/store/organisation-tables';
import { temporaryWorkspace } from '../../helpers/temporary-workspace';
import { anEnquiry, count, done, eventsOn, hire, kindsOn, openDesk, person, takeIn, test } from './desk';
import type { Desk } from './desk';

let desk: Desk;
beforeEach(async () => {
	desk = await openDesk();
});
afterEach(async () => await desk.close());

describe('a new enquiry', () => {
	it('R-LEAD-1: becomes a lead on the first stage with somebody in charge, a contact and a history', async () => {
		const { workspace, organisation } = desk;
		const enquiry = { clientName: 'Сергей', phone: '8 920 123-45-67', email: 'S@Example.ru', companyName: 'ООО «Ромашка»', comment: 'Обувь', fields: { region: '52' } };
		const taken = await takeIn(workspace, enquiry, person('Сайт'));
		expect(taken).toEqual({ leadId: 1, created: true, stage: 'new', responsibleId: organisation.nizhny.manager.id, responsibleName: 'Иван Менеджеров', companyId: null, contactId: 1, matchedBy: null, warnings: [] });
		const lead = await getLead(workspace, taken.leadId);
		expect(lead).toMatchObject({ title: 'ООО «Ромашка»', stage: 'new', stageTitle: 'Новая заявка', stageCycle: 1, stageVisits: 1, phone: '+79201234567', email: 's@example.ru', departmentId: organisation.nizhny.department.id, fields: { region: '52' } });
		expect(lead.contact).toMatchObject({ name: 'Сергей', phone: '+79201234567', email: 's@example.ru' });
		expect(await leadHistory(workspace, taken.leadId)).toEqual([{ from: null, fromTitle: null, to: 'new', toTitle: 'Новая заявка', cycle: 1, at: desk.clock(), actor: { kind: 'person', name: 'Сайт' } }]);
	});

	it('R-LEAD-3: enters its first stage once, in the transaction that makes it', async () => {
		const { leadId } = await takeIn(desk.workspace);
		const events = await eventsOn(desk.workspace, { kind: 'lead', id: leadId });
		expect(events.map(({ kind, scope, state, cycle }) => [kind, scope, state, cycle])).toEqual([
			['LeadCreated', 'leads', 'new', undefined],
			['LeadStageChanged', 'leads', 'new', 1],
		]);
	});

	it('R-LEAD-1: input that is wrong is refused whole, with the faults of texts and of references together', async () => {
		const before = await count(desk.workspace, 'events');
		const attempt = takeInLead(desk.workspace, anEnquiry({ phone: 'нет', departmentCode: 'msk', responsibleId: 999, inn: '1', repeatWithinHours: -1 }), person('Сайт', 'key-1'));
		const error = (await attempt.catch((reason: unknown) => reason)) as InvalidInputError;
		expect(error).toBeInstanceOf(InvalidInputError);
		expect(error.faults.map(({ field }) => field).sort()).toEqual(['departmentCode', 'inn', 'phone', 'repeatWithinHours', 'responsibleId']);
		expect(error.message).toContain('known are board, nn, nsk');
		expect([await count(desk.workspace, 'leads'), await count(desk.workspace, 'contacts'), await count(desk.workspace, 'events')]).toEqual([0, 0, before]);
		// The cause was not used up: the corrected request goes through under the same key.
		expect((await takeInLead(desk.workspace, anEnquiry(), person('Сайт', 'key-1'))).kind).toBe('done');
	});

	it('R-LEAD-1: limits in a request can be tightened, never loosened', async () => {
		const tight = takeInLead(desk.workspace, anEnquiry({ clientName: 'Сергей Иванов', limits: { shortText: 6 } }), test);
		await expect(tight).rejects.toThrow('at most 6 are taken');
		const loose = takeInLead(desk.workspace, anEnquiry({ comment: 'а'.repeat(10_001), limits: { comment: 1_000_000 } }), test);
		await expect(loose).rejects.toThrow('at most 10000 are taken');
	});

	it('R-CORE-6: a company where nobody works refuses with a remedy', async () => {
		const { workspace } = await temporaryWorkspace();
		const error = (await takeInLead(workspace, anEnquiry(), test).catch((reason: unknown) => reason)) as ConflictError;
		expect(error).toBeInstanceOf(ConflictError);
		expect(error.remedy).toContain('Add a department');
	});
});

describe('the same request again', () => {
	it('R-LEAD-1: under the same external key is the same lead, whatever else it says', async () => {
		const first = await takeIn(desk.workspace, { externalKey: 'site-1', comment: 'раз' });
		const second = await takeIn(desk.workspace, { externalKey: 'site-1', comment: 'два', clientName: 'Другой' });
		expect(second).toMatchObject({ leadId: first.leadId, created: false, matchedBy: 'externalKey', stage: 'new', contactId: first.contactId });
		expect([await count(desk.workspace, 'leads'), await count(desk.workspace, 'contacts')]).toEqual([1, 1]);
	});

	it('R-LEAD-1: is told as a repetition, with what was different in it, and changes nothing else', async () => {
		const { leadId } = await takeIn(desk.workspace, { externalKey: 'site-1', comment: 'раз' });
		await takeIn(desk.workspace, { externalKey: 'site-1', comment: 'исправлено', phone: '+79990001122' });
		const events = await eventsOn(desk.workspace, { kind: 'lead', id: leadId });
		expect(events.map(({ kind }) => kind)).toEqual(['LeadCreated', 'LeadStageChanged', 'LeadRepeated']);
		expect(events[2]?.data).toMatchObject({ recognisedBy: 'externalKey', received: { phone: '+79990001122', comment: 'исправлено' } });
		expect(await getLead(desk.workspace, leadId)).toMatchObject({ comment: 'раз' });
	});

	it('R-LEAD-1: without a key is recognised by its content, in any spelling, and two different ones are two', async () => {
		const first = await takeIn(desk.workspace, { clientName: 'Сергей', phone: '8 (920) 123-45-67', comment: 'Нужен  сертификат' });
		const again = await takeIn(desk.workspace, { clientName: ' сергей', phone: '+79201234567', comment: 'нужен сертификат' });
		const other = await takeIn(desk.workspace, { clientName: 'Сергей', phone: '+79201234567', comment: 'Нужна декларация' });
		expect(again).toMatchObject({ leadId: first.leadId, created: false, matchedBy: 'content' });
		expect(other).toMatchObject({ created: true, contactId: first.contactId, matchedBy: 'phone' });
		expect(other.leadId).not.toBe(first.leadId);
	});

	it('R-LEAD-1: by content counts for the whole window, with no border in it, and not a moment longer', async () => {
		const enquiry = anEnquiry({ repeatWithinHours: 2 });
		const send = async () => done(await takeInLead(desk.workspace, enquiry, test));
		// Just before midnight UTC, and before every full hour: where windows cut from the clock would have their border.
		desk.clock.set('2026-03-02T23:59:59.999Z');
		const first = await send();
		desk.clock.advance({ ms: 1 });
		expect(await send()).toMatchObject({ leadId: first.leadId, created: false });
		desk.clock.set('2026-03-03T01:59:59.998Z');
		expect(await send()).toMatchObject({ leadId: first.leadId, created: false });
		desk.clock.advance({ ms: 1 });
		const second = await send();
		expect(second).toMatchObject({ created: true });
		expect(await send()).toMatchObject({ leadId: second.leadId, created: false });
		desk.clock.advance({ hours: 5 });
		expect((await send()).created).toBe(true);
		expect(await count(desk.workspace, 'leads')).toBe(3);
	});

	it('R-LEAD-1: a window of 0 hours makes every request a lead', async () => {
		const enquiry = anEnquiry({ repeatWithinHours: 0 });
		for (let sent = 0; sent < 3; sent += 1) expect(done(await takeInLead(desk.workspace, enquiry, test)).created).toBe(true);
	});

	it('R-CORE-2: from the same cause is answered from the ledger, without another event', async () => {
		const enquiry = anEnquiry({ externalKey: 'site-1' });
		const call = person('Сайт', 'execution-1/node/0');
		const first = await takeInLead(desk.workspace, enquiry, call);
		const again = await takeInLead(desk.workspace, enquiry, call);
		expect(again).toEqual({ kind: 'repeated', result: done(first) });
		expect(await kindsOn(desk.workspace)).not.toContain('LeadRepeated');
		// Another run for the same request is another cause: one more event each, once per cause.
		for (const key of ['execution-2/node/0', 'execution-2/node/0', 'execution-3/node/0']) await takeInLead(desk.workspace, enquiry, person('Сайт', key));
		expect((await kindsOn(desk.workspace)).filter((kind) => kind === 'LeadRepeated')).toHaveLength(2);
	});

	it('R-LEAD-1: of an enquiry that was lost meanwhile answers the lost lead, so a workflow may take it up again', async () => {
		const enquiry = anEnquiry();
		const { leadId } = done(await takeInLead(desk.workspace, enquiry, test));
		await moveLead(desk.workspace, { leadId, stage: 'lost', reason: 'спам' }, test);
		expect(done(await takeInLead(desk.workspace, enquiry, test))).toMatchObject({ leadId, created: false, stage: 'lost' });
		expect((await eventsOn(desk.workspace, { kind: 'lead', id: leadId })).at(-1)).toMatchObject({ kind: 'LeadRepeated', state: 'lost' });
	});
});

describe('a known client', () => {
	it('R-LEAD-1: is recognised by phone in another spelling and linked to contact and company', async () => {
		const { workspace, organisation } = desk;
		const { companyId } = done(await createCompany(workspace, { name: 'ООО «Ромашка»', responsibleId: organisation.novosibirsk.manager.id }, test));
		const { contactId } = done(await saveContact(workspace, { name: 'Анна', phone: '8 (831) 222-33-44', companyId }, test));
		const taken = await takeIn(workspace, { phone: '+7 831 222 33 44 доб. 3' });
		expect(taken).toMatchObject({ contactId, companyId, matchedBy: 'phone', responsibleId: organisation.novosibirsk.manager.id });
		expect(await getLead(workspace, taken.leadId)).toMatchObject({ companyName: 'ООО «Ромашка»', departmentId: organisation.novosibirsk.department.id, fields: { phoneExtension: '3' } });
		expect(await count(workspace, 'contacts')).toBe(1);
	});

	it('R-LEAD-1: is recognised by e-mail', async () => {
		const { contactId } = done(await saveContact(desk.workspace, { name: 'Анна', email: 'anna@example.ru' }, test));
		expect(await takeIn(desk.workspace, { phone: null, email: 'ANNA@example.ru' })).toMatchObject({ contactId, companyId: null, matchedBy: 'email' });
	});

	it('R-LEAD-1: a company is recognised by its ИНН, and the new person is written down as its contact', async () => {
		const { companyId } = done(await createCompany(desk.workspace, { name: 'ООО «Ромашка»', inn: '7707083893' }, test));
		const taken = await takeIn(desk.workspace, { inn: '7707083893' });
		expect(taken).toMatchObject({ companyId, matchedBy: 'inn' });
		expect(await getContact(desk.workspace, taken.contactId as number)).toMatchObject({ companyId, companyName: 'ООО «Ромашка»' });
	});

	it('R-LEAD-1: keeps the manager who had them last, unless that one left or another is named', async () => {
		const { workspace, organisation } = desk;
		const { nizhny, novosibirsk } = organisation;
		const phone = '+79990000001';
		await takeIn(workspace, { phone, responsibleId: novosibirsk.manager.id });
		expect(await takeIn(workspace, { phone })).toMatchObject({ responsibleId: novosibirsk.manager.id });
		expect(await takeIn(workspace, { phone, responsibleId: nizhny.head.id })).toMatchObject({ responsibleId: nizhny.head.id });
		await workspace.transaction(test, async (tx) => await employees.update(tx, nizhny.head.id, { active: false }));
		expect(await takeIn(workspace, { phone })).toMatchObject({ responsibleId: nizhny.manager.id });
	});
});

describe('sharing out', () => {
	it('R-LEAD-1: new leads of a department go to the manager with the fewest open ones', async () => {
		const { workspace, organisation } = desk;
		const second = await hire(workspace, 'Олег Второй', organisation.nizhny.department.id);
		const order: number[] = [];
		for (let sent = 0; sent < 4; sent += 1) order.push((await takeIn(workspace, { departmentCode: 'nn' })).responsibleId);
		expect(order).toEqual([organisation.nizhny.manager.id, second.id, organisation.nizhny.manager.id, second.id]);
		// A closed lead is no work any more.
		for (const leadId of [2, 4]) await moveLead(workspace, { leadId, stage: 'lost', reason: 'нет' }, test);
		expect([(await takeIn(workspace, { departmentCode: 'nn' })).responsibleId, (await takeIn(workspace, { departmentCode: 'nn' })).responsibleId]).toEqual([second.id, second.id]);
	});

	it('R-LEAD-1: the department is the one named', async () => {
		expect(await takeIn(desk.workspace, { departmentCode: 'nsk' })).toMatchObject({ responsibleId: desk.organisation.novosibirsk.manager.id });
	});
});

describe('consent with an enquiry', () => {
	const advertising = async (contactId: number | null) => (await getContact(desk.workspace, contactId as number)).advertising;

	it('R-LEAD-3: is recorded with its source when it was ticked', async () => {
		expect(await advertising((await takeIn(desk.workspace, { marketingConsent: true })).contactId)).toMatchObject({ allowed: true, source: 'website' });
		expect(await advertising((await takeIn(desk.workspace)).contactId)).toMatchObject({ allowed: false });
		expect(await advertising((await takeIn(desk.workspace, { marketingConsent: false })).contactId)).toMatchObject({ allowed: false, reason: 'no consent to advertising is recorded' });
	});

	it.each([true, false])('R-LEAD-3: in a late retry of an old request (ticked there: %p) does not undo a refusal', async (ticked) => {
		const enquiry = anEnquiry({ externalKey: 'site-1', marketingConsent: ticked }) as TakeInLead;
		const { contactId } = done(await takeInLead(desk.workspace, enquiry, test));
		desk.clock.advance({ hours: 1 });
		await recordConsent(desk.workspace, { contactId, decision: 'refusal', source: 'звонок' }, test);
		desk.clock.advance({ hours: 1 });
		expect(done(await takeInLead(desk.workspace, { ...enquiry, marketingConsent: true }, test)).created).toBe(false);
		expect(await advertising(contactId)).toMatchObject({ allowed: false });
	});

	it('R-LEAD-3: that was forgotten in the first request and ticked in its repetition is not lost', async () => {
		const enquiry = anEnquiry();
		const { contactId } = done(await takeInLead(desk.workspace, enquiry, test));
		expect(done(await takeInLead(desk.workspace, { ...enquiry, marketingConsent: true }, test)).created).toBe(false);
		expect(await advertising(contactId)).toMatchObject({ allowed: true });
	});

	it('R-LEAD-3: in a new request after a refusal is a new consent', async () => {
		const phone = '+79990000002';
		const { contactId } = await takeIn(desk.workspace, { phone });
		await recordConsent(desk.workspace, { phone, decision: 'refusal', source: 'звонок' }, test);
		desk.clock.advance({ hours: 1 });
		await takeIn(desk.workspace, { phone, marketingConsent: true });
		expect(await advertising(contactId)).toMatchObject({ allowed: true });
	});
});
