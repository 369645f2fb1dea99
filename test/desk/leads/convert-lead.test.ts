import { createCompany } from '../../../src/desk/companies/create-company';
import { getCompany } from '../../../src/desk/companies/get-company';
import { getContact } from '../../../src/desk/contacts/get-contact';
import { getDeal } from '../../../src/desk/deals/get-deal';
import { startEscalation } from '../../../src/desk/escalations/start-escalation';
import { convertLead } from '../../../src/desk/leads/convert-lead';
import type { ConvertLead } from '../../../src/desk/leads/convert-lead';
import { getLead } from '../../../src/desk/leads/get-lead';
import { moveLead } from '../../../src/desk/leads/move-lead';
import { updateLead } from '../../../src/desk/leads/update-lead';
import { InvalidInputError, MoveRefusedError } from '../../../src/errors';
import { count, done, eventsOn, kindsOn, openDesk, takeIn, test } from './desk';
import type { Desk } from './desk';

const INN = '7707083893';
let desk: Desk;
beforeEach(async () => {
	desk = await openDesk();
});
afterEach(async () => await desk.close());

const convert = async (leadId: number, more: Partial<ConvertLead> = {}) => done(await convertLead(desk.workspace, { leadId, pipeline: 'certification', ...more }, test));

describe('a conversion', () => {
	it('R-LEAD-6: makes company, links the contact to it, and creates the deal on the first stage of the chosen pipeline', async () => {
		const { leadId, contactId, responsibleId } = await takeIn(desk.workspace, { title: 'Сертификат на обувь', fields: { product: 'обувь', region: '52' } });
		const converted = await convert(leadId, { pipeline: 'licensing', amountKopecks: 150_000_00, fields: { region: '54' }, company: { name: 'ООО «Ромашка»', inn: INN } });
		expect(converted).toMatchObject({ leadId, created: true, contactId, warnings: [] });
		expect(await getDeal(desk.workspace, converted.dealId)).toMatchObject({
			title: 'Сертификат на обувь',
			pipeline: 'licensing',
			stage: 'contract',
			leadId,
			contactId,
			responsibleId,
			amountKopecks: 150_000_00,
			paidKopecks: 0,
			fields: { product: 'обувь', region: '54' },
			company: { name: 'ООО «Ромашка»', inn: INN, responsibleId },
		});
		expect((await getContact(desk.workspace, contactId as number)).companyId).toBe(converted.companyId);
		expect(await getLead(desk.workspace, leadId)).toMatchObject({ stage: 'converted', stageKind: 'won', dealId: converted.dealId, companyId: converted.companyId, allowedStages: [] });
	});

	it('R-LEAD-6: tells it all in one transaction, each thing once', async () => {
		const { leadId } = await takeIn(desk.workspace);
		const { dealId } = await convert(leadId, { company: { name: 'ООО «Ромашка»' } });
		expect(await kindsOn(desk.workspace, { kind: 'deal', id: dealId })).toEqual(['DealCreated', 'DealStageChanged']);
		const onLead = (await eventsOn(desk.workspace, { kind: 'lead', id: leadId })).slice(2);
		expect(onLead.map(({ kind, state, scope }) => [kind, scope, state])).toEqual([['LeadStageChanged', 'leads', 'converted'], ['LeadConverted', 'certification', '']]);
		expect(onLead[1]?.data).toMatchObject({ dealId });
	});

	it('R-LEAD-6: a second one answers the same deal, also when it asks for another pipeline', async () => {
		const { leadId } = await takeIn(desk.workspace);
		const first = await convert(leadId, { company: { name: 'ООО «Ромашка»' } });
		const events = await count(desk.workspace, 'events');
		expect(await convert(leadId, { pipeline: 'licensing' })).toMatchObject({ dealId: first.dealId, companyId: first.companyId, contactId: first.contactId, created: false });
		expect([await count(desk.workspace, 'deals'), await count(desk.workspace, 'events')]).toEqual([1, events]);
	});

	it('R-LEAD-5: ends what was pending for the lead', async () => {
		const { leadId } = await takeIn(desk.workspace);
		await startEscalation(desk.workspace, { rule: 'lead-call-back', subject: { kind: 'lead', id: leadId }, steps: [{ code: 'remind', wait: { kind: 'after', wait: { amount: 1, unit: 'working_hours' } }, times: 1, inWorkingHours: true }], note: '' }, test);
		await convert(leadId);
		expect((await eventsOn(desk.workspace, { kind: 'lead', id: leadId })).find(({ kind }) => kind === 'EscalationEnded')).toMatchObject({ state: 'cancelled' });
	});

	it('R-LEAD-6: refuses with all faults at once and makes nothing', async () => {
		const { leadId } = await takeIn(desk.workspace);
		const attempt = convertLead(desk.workspace, { leadId, pipeline: 'leads', legalEntityId: 5, amountKopecks: 10.5, company: { inn: '12' } }, test);
		const error = (await attempt.catch((reason: unknown) => reason)) as InvalidInputError;
		expect(error.faults.map(({ field }) => field).sort()).toEqual(['amountKopecks', 'company.inn', 'company.name', 'legalEntityId', 'pipeline']);
		expect(error.message).toContain('certification, licensing, inspection_control');
		expect([await count(desk.workspace, 'deals'), await count(desk.workspace, 'companies')]).toEqual([0, 0]);
		expect((await getLead(desk.workspace, leadId)).stage).toBe('new');
	});

	it('R-LEAD-6: a lost lead is taken up again first; the refusal leaves no company behind', async () => {
		const { leadId } = await takeIn(desk.workspace);
		await moveLead(desk.workspace, { leadId, stage: 'lost', reason: 'нет' }, test);
		const error = (await convertLead(desk.workspace, { leadId, pipeline: 'certification', company: { name: 'ООО' } }, test).catch((reason: unknown) => reason)) as MoveRefusedError;
		expect(error).toBeInstanceOf(MoveRefusedError);
		expect(error.allowed).toContain('negotiation');
		expect([await count(desk.workspace, 'deals'), await count(desk.workspace, 'companies')]).toEqual([0, 0]);
	});
});

describe('the company of a converted lead', () => {
	it('R-LEAD-6: is the one with that ИНН when it is known', async () => {
		const { companyId } = done(await createCompany(desk.workspace, { name: 'ООО «Ромашка»', inn: INN }, test));
		const { leadId } = await takeIn(desk.workspace);
		expect((await convert(leadId, { company: { name: 'Ромашка', inn: INN } })).companyId).toBe(companyId);
		expect((await getCompany(desk.workspace, companyId)).name).toBe('ООО «Ромашка»');
	});

	it('R-LEAD-6: is made from what the enquiry said when nothing else is given', async () => {
		const { leadId } = await takeIn(desk.workspace, { companyName: 'ООО «Ромашка»', inn: INN });
		const { companyId } = await convert(leadId);
		expect(await getCompany(desk.workspace, companyId as number)).toMatchObject({ name: 'ООО «Ромашка»', inn: INN });
	});

	it('R-LEAD-6: is nobody for a private client', async () => {
		const { leadId, contactId } = await takeIn(desk.workspace);
		expect(await convert(leadId)).toMatchObject({ companyId: null, contactId });
	});

	it('R-LEAD-6: a linked one is completed with the ИНН, the requisites and the manager it lacked', async () => {
		const { companyId } = done(await createCompany(desk.workspace, { name: 'ООО «Ромашка»' }, test));
		const { leadId, responsibleId } = await takeIn(desk.workspace);
		await updateLead(desk.workspace, { leadId, changes: { companyId } }, test);
		expect((await convert(leadId, { company: { inn: INN, party: { kpp: '770701001', address: 'Москва' } } })).companyId).toBe(companyId);
		expect(await getCompany(desk.workspace, companyId)).toMatchObject({ inn: INN, responsibleId, party: { form: 'organisation', inn: INN, kpp: '770701001', address: 'Москва', fullName: 'ООО «Ромашка»' } });
	});

	it('R-LEAD-6: another ИНН than that of the linked one means another company', async () => {
		const { companyId: linked } = done(await createCompany(desk.workspace, { name: 'ООО «Ромашка»', inn: INN }, test));
		const { leadId } = await takeIn(desk.workspace, { inn: INN });
		const { companyId } = await convert(leadId, { company: { name: 'ИП Петров', inn: '500100732259' } });
		expect(companyId).not.toBe(linked);
		expect(await getLead(desk.workspace, leadId)).toMatchObject({ companyId });
	});

	it('R-LEAD-6: an ИНН that another company has leads to that company, not to a second one', async () => {
		const { companyId: known } = done(await createCompany(desk.workspace, { name: 'ООО «Ромашка»', inn: INN }, test));
		const { companyId: linked } = done(await createCompany(desk.workspace, { name: 'Ромашка' }, test));
		const { leadId } = await takeIn(desk.workspace);
		await updateLead(desk.workspace, { leadId, changes: { companyId: linked } }, test);
		expect((await convert(leadId, { company: { inn: INN } })).companyId).toBe(known);
	});

	it('R-ORG-2: wrong control digits are a warning', async () => {
		const { leadId } = await takeIn(desk.workspace);
		expect((await convert(leadId, { company: { name: 'ООО', inn: '7707083894' } })).warnings).toEqual([expect.stringContaining('7707083894')]);
	});
});
