import { createCompany } from '../../../src/desk/companies/create-company';
import { convertLead } from '../../../src/desk/leads/convert-lead';
import { getLead } from '../../../src/desk/leads/get-lead';
import { logCall } from '../../../src/desk/leads/log-call';
import { takeInLead } from '../../../src/desk/leads/take-in-lead';
import type { Workspace } from '../../../src/desk/workspace';
import { sharedDrivers } from '../../helpers/temporary-workspace';
import { anEnquiry, count, done, hire, kindsOn, openDesk, person, takeIn, test } from './desk';
import type { Desk } from './desk';

const FIFTY = Array.from({ length: 50 }, (_, index) => index);

describe.each(sharedDrivers)('fifty at once, two processes, on %s', (driver) => {
	let desk: Desk;
	let processes: readonly [Workspace, Workspace];
	const by = (index: number): Workspace => processes[index % 2] as Workspace;

	beforeEach(async () => {
		desk = await openDesk({ driver });
		processes = [desk.workspace, await desk.openAgain()];
	}, 90_000);
	afterEach(async () => await desk.close());

	it.each([
		['an external key', { externalKey: 'site-1' }],
		['the same content', {}],
	])('R-LEAD-1: requests with %s make one lead and one contact, and every other one is told as a repetition', async (_, key) => {
		const enquiry = anEnquiry(key);
		const answers = await Promise.all(FIFTY.map(async (index) => done(await takeInLead(by(index), enquiry, person('Сайт', `run-${index}`)))));
		expect(new Set(answers.map(({ leadId }) => leadId)).size).toBe(1);
		expect(answers.filter(({ created }) => created)).toHaveLength(1);
		expect([await count(desk.workspace, 'leads'), await count(desk.workspace, 'contacts')]).toEqual([1, 1]);
		const kinds = await kindsOn(desk.workspace, { kind: 'lead', id: answers[0]?.leadId ?? 0 });
		expect(kinds.filter((kind) => kind === 'LeadRepeated')).toHaveLength(49);
		expect(kinds.filter((kind) => kind === 'LeadStageChanged')).toHaveLength(1);
	}, 60_000);

	it('R-LEAD-1: when the window of an old request has just passed, the new ones make one lead between them', async () => {
		const enquiry = anEnquiry({ repeatWithinHours: 1 });
		const old = done(await takeInLead(desk.workspace, enquiry, test));
		desk.clock.advance({ hours: 1 });
		const answers = await Promise.all(FIFTY.map(async (index) => done(await takeInLead(by(index), enquiry, test))));
		expect(answers.filter(({ created }) => created)).toHaveLength(1);
		const [leadId, ...others] = new Set(answers.map((answer) => answer.leadId));
		expect(others).toEqual([]);
		expect(leadId).not.toBe(old.leadId);
	}, 60_000);

	it('R-CORE-2: runs of one cause make one lead and no repetition', async () => {
		const enquiry = anEnquiry();
		const outcomes = await Promise.all(FIFTY.map(async (index) => await takeInLead(by(index), enquiry, person('Сайт', 'one-cause'))));
		expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
		expect(await kindsOn(desk.workspace)).not.toContain('LeadRepeated');
	}, 60_000);

	it('R-LEAD-1: different enquiries of one new client make one contact, and are shared out evenly', async () => {
		await hire(desk.workspace, 'Олег Второй', desk.organisation.nizhny.department.id);
		const sameClient = await Promise.all(FIFTY.slice(0, 10).map(async (index) => await takeIn(by(index), { phone: '+79990000003', departmentCode: 'nn' })));
		expect(new Set(sameClient.map(({ contactId }) => contactId)).size).toBe(1);
		const shared = await Promise.all(FIFTY.slice(0, 20).map(async (index) => await takeIn(by(index), { departmentCode: 'nn' })));
		const loads = new Map<number, number>();
		for (const { responsibleId } of [...sameClient, ...shared]) loads.set(responsibleId, (loads.get(responsibleId) ?? 0) + 1);
		expect([...loads.values()]).toEqual([15, 15]);
	}, 60_000);

	it('R-LEAD-6: conversions of one lead make one deal, one company and one contact', async () => {
		const { leadId } = await takeIn(desk.workspace);
		const input = { leadId, pipeline: 'certification', company: { name: 'ООО «Ромашка»', inn: '7707083893' } };
		const answers = await Promise.all(FIFTY.map(async (index) => done(await convertLead(by(index), input, test))));
		expect(answers.filter(({ created }) => created)).toHaveLength(1);
		expect(new Set(answers.map(({ dealId }) => dealId)).size).toBe(1);
		expect([await count(desk.workspace, 'deals'), await count(desk.workspace, 'companies'), await count(desk.workspace, 'contacts')]).toEqual([1, 1, 1]);
		expect((await kindsOn(desk.workspace)).filter((kind) => ['LeadConverted', 'DealCreated', 'DealStageChanged'].includes(kind))).toHaveLength(3);
	}, 60_000);

	it('R-LEAD-6: leads of one company, converted at once, share the company', async () => {
		const leadIds = await Promise.all(FIFTY.slice(0, 10).map(async (index) => (await takeIn(by(index))).leadId));
		const company = { name: 'ООО «Ромашка»', inn: '7707083893' };
		const answers = await Promise.all(leadIds.map(async (leadId, index) => done(await convertLead(by(index), { leadId, pipeline: 'licensing', company }, test))));
		expect(new Set(answers.map(({ companyId }) => companyId)).size).toBe(1);
		expect(new Set(answers.map(({ dealId }) => dealId)).size).toBe(10);
	}, 60_000);

	it('R-CORE-2: companies with one ИНН become one', async () => {
		const answers = await Promise.all(FIFTY.map(async (index) => done(await createCompany(by(index), { name: `ООО ${index}`, inn: '7707083893' }, test))));
		expect(new Set(answers.map(({ companyId }) => companyId)).size).toBe(1);
		expect(answers.filter(({ created }) => created)).toHaveLength(1);
	}, 60_000);

	it('R-LEAD-2: moves of one lead queue up: each unanswered call is one stay and one visit', async () => {
		const { leadId } = await takeIn(desk.workspace);
		const answers = await Promise.all(FIFTY.slice(0, 20).map(async (index) => done(await logCall(by(index), { leadId, outcome: 'no_answer' }, test))));
		expect(answers.map(({ visits }) => visits).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
		expect(await getLead(desk.workspace, leadId)).toMatchObject({ stageVisits: 20, stageCycle: 21 });
	}, 60_000);
});
