import { createCompany } from '../../../src/desk/companies/create-company';
import type { CreateCompany } from '../../../src/desk/companies/create-company';
import { getCompany } from '../../../src/desk/companies/get-company';
import { listCompanies } from '../../../src/desk/companies/list-companies';
import { updateCompany } from '../../../src/desk/companies/update-company';
import type { CompanyCard } from '../../../src/desk/companies/company-input';
import { saveContact } from '../../../src/desk/contacts/save-contact';
import { startEscalation } from '../../../src/desk/escalations/start-escalation';
import type { InvalidInputError } from '../../../src/errors';
import { pendingTimers } from '../../../src/desk/subjects/pending-timers';
import { count, done, eventsOn, kindsOn, openDesk, test } from '../leads/desk';
import type { Desk } from '../leads/desk';

const INN = '7707083893';
const HOUR = 3_600_000;
let desk: Desk;
beforeEach(async () => {
	desk = await openDesk();
});
afterEach(async () => await desk.close());

const create = async (more: Partial<CreateCompany> = {}) => done(await createCompany(desk.workspace, { name: 'ООО «Ромашка»', ...more }, test));
const change = async (companyId: number, changes: CompanyCard) => done(await updateCompany(desk.workspace, { companyId, changes }, test));
const faultsOf = async (attempt: Promise<unknown>) => ((await attempt.catch((reason: unknown) => reason)) as InvalidInputError).faults.map(({ field }) => field).sort();
const subject = (id: number) => ({ kind: 'company' as const, id });

describe('a company', () => {
	it('R-CORE-2: with an ИНН that is known is the known one, unchanged', async () => {
		const first = await create({ inn: '7707 083893' });
		expect(first).toMatchObject({ created: true, inn: INN });
		expect(await create({ inn: INN, name: 'Другое имя', priority: 'key' })).toMatchObject({ companyId: first.companyId, created: false, name: 'ООО «Ромашка»' });
		expect(await kindsOn(desk.workspace, subject(first.companyId))).toEqual(['CompanyCreated']);
	});

	it('R-CORE-6: without an ИНН is always a new one; wrong input is refused with all faults', async () => {
		expect((await create()).companyId).not.toBe((await create()).companyId);
		const wrong = createCompany(desk.workspace, { name: '', inn: '123', priority: 'huge' as 'key', responsibleId: 99, departmentCode: 'x', nextCallAt: 1.5, party: { kpp: 5 as unknown as string } }, test);
		expect(await faultsOf(wrong)).toEqual(['departmentCode', 'inn', 'name', 'nextCallAt', 'party.kpp', 'priority', 'responsibleId']);
	});

	it('R-ORG-1: follows its manager into their department', async () => {
		const { novosibirsk, nizhny } = desk.organisation;
		const { companyId } = await create({ responsibleId: novosibirsk.manager.id });
		expect(await getCompany(desk.workspace, companyId)).toMatchObject({ departmentId: novosibirsk.department.id, responsibleName: 'Мария Сибирская', departmentName: 'Новосибирск' });
		await change(companyId, { responsibleId: nizhny.manager.id });
		expect((await getCompany(desk.workspace, companyId)).departmentId).toBe(nizhny.department.id);
	});

	it('R-CON-2: takes its ИНН from the requisites, and refuses two that differ', async () => {
		const { companyId, inn } = await create({ party: { inn: INN, kpp: '770701001' } });
		expect(inn).toBe(INN);
		expect((await getCompany(desk.workspace, companyId)).party).toMatchObject({ inn: INN, kpp: '770701001', shortName: 'ООО «Ромашка»' });
		expect(await faultsOf(createCompany(desk.workspace, { name: 'x', inn: '500100732259', party: { inn: INN } }, test))).toEqual(['party.inn']);
		expect(await faultsOf(updateCompany(desk.workspace, { companyId, changes: { party: { inn: '500100732259' } } }, test))).toEqual(['party.inn']);
	});

	it('R-ORG-2: wrong control digits of an ИНН are a warning', async () => {
		expect((await create({ inn: '7707083894' })).warnings).toHaveLength(1);
		expect((await create({ inn: INN })).warnings).toEqual([]);
	});
});

describe('the priority', () => {
	it('R-PRI-2: with a priority and nobody in charge it is saved with a warning, since no morning checks it', async () => {
		const { companyId, warnings } = await create({ priority: 'key' });
		expect(warnings).toEqual([expect.stringContaining('its priority is not monitored')]);
		expect((await change(companyId, { name: 'ООО «Роза»' })).warnings).toHaveLength(1);
		expect((await change(companyId, { responsibleId: desk.organisation.nizhny.manager.id })).warnings).toEqual([]);
	});

	it('R-PRI-1: a new one starts its scenario at once, by an event a trigger can filter on', async () => {
		const { companyId } = await create();
		await change(companyId, { priority: 'large' });
		await change(companyId, { priority: 'key' });
		await change(companyId, { priority: null });
		const changes = (await eventsOn(desk.workspace, subject(companyId))).filter(({ kind }) => kind === 'CompanyPriorityChanged');
		expect(changes.map(({ state, data }) => [state, data.from, data.to])).toEqual([['large', null, 'large'], ['key', 'large', 'key'], ['', 'key', null]]);
	});

	it('R-PRI-1: given at the start it starts its scenario too; set again to the same it does not', async () => {
		const { companyId } = await create({ priority: 'cool' });
		await change(companyId, { priority: 'cool', name: 'Ромашка' });
		expect(await kindsOn(desk.workspace, subject(companyId))).toEqual(['CompanyCreated', 'CompanyPriorityChanged', 'CompanyUpdated']);
	});

	it.each(['small', 'medium', 'large', 'cool', 'key'] as const)('R-PRI-1: may be %s', async (priority) => {
		const { companyId } = await create({ priority });
		expect((await listCompanies(desk.workspace, { priority })).items.map(({ id }) => id)).toEqual([companyId]);
	});
});

describe('changing a company', () => {
	it('R-CORE-2: an ИНН of another company is refused and that company named', async () => {
		const { companyId: first } = await create({ inn: INN });
		const { companyId } = await create();
		await expect(updateCompany(desk.workspace, { companyId, changes: { inn: INN } }, test)).rejects.toThrow(`belongs to company ${first}, "ООО «Ромашка»"`);
		expect((await change(first, { inn: INN })).changed).toEqual([]);
		expect((await change(first, { inn: null })).changed).toEqual(['inn']);
		expect((await change(companyId, { inn: INN })).inn).toBe(INN);
	});

	it('R-CORE-1: tells what changed, and says nothing when nothing did', async () => {
		const { companyId } = await create();
		await change(companyId, { name: 'Ромашка' });
		expect((await eventsOn(desk.workspace, subject(companyId))).at(-1)).toMatchObject({ kind: 'CompanyUpdated', data: { changed: ['name'], before: { name: 'ООО «Ромашка»' }, after: { name: 'Ромашка' } } });
		const events = await count(desk.workspace, 'events');
		await change(companyId, { name: 'Ромашка', nextCallAt: null });
		expect(await count(desk.workspace, 'events')).toBe(events);
	});

	it.each(['nextCallAt', 'nextLetterAt'] as const)('R-PRI-4: moving %s moves the reminder bound to it, and only that one', async (date) => {
		const at = desk.clock() + 24 * HOUR;
		const { companyId } = await create({ responsibleId: desk.organisation.nizhny.manager.id, nextCallAt: at, nextLetterAt: at });
		for (const field of ['nextCallAt', 'nextLetterAt']) {
			await startEscalation(desk.workspace, { rule: field.toLowerCase(), subject: subject(companyId), steps: [{ code: 'remind', wait: { kind: 'at', at, field }, times: 1, inWorkingHours: false }], note: '' }, test);
		}
		const timers = async () => Object.fromEntries((await desk.workspace.read(async (query) => await pendingTimers(query, subject(companyId)))).filter(({ escalationId }) => escalationId !== null).map(({ rule, state, dueAt }) => [rule, [state, dueAt]]));
		const other = date === 'nextCallAt' ? 'nextletterat' : 'nextcallat';
		await change(companyId, { [date]: at + HOUR });
		expect(await timers()).toEqual({ [date.toLowerCase()]: ['armed', at + HOUR], [other]: ['armed', at] });
		await change(companyId, { [date]: null });
		expect(await timers()).toEqual({ [date.toLowerCase()]: ['waiting', null], [other]: ['armed', at] });
		const moves = (await eventsOn(desk.workspace, subject(companyId))).filter(({ kind }) => kind === 'EscalationMoved');
		expect(moves.map(({ scope, data }) => [scope, data.dueAt])).toEqual([[date.toLowerCase(), at + HOUR], [date.toLowerCase(), null]]);
	});
});

it('R-PRI-1: companies are found by name, ИНН and id; the card lists the people', async () => {
	const { companyId } = await create({ inn: INN });
	await create({ name: 'ИП Петров' });
	const { contactId } = done(await saveContact(desk.workspace, { name: 'Анна', companyId }, test));
	const found = async (search: string) => (await listCompanies(desk.workspace, { search })).items.map(({ id }) => id);
	expect([await found('РОМАШКА'), await found('0838'), await found('2'), await found('петров')]).toEqual([[1], [1], [2], [2]]);
	expect((await getCompany(desk.workspace, companyId)).contacts.map(({ id }) => id)).toEqual([contactId]);
});
