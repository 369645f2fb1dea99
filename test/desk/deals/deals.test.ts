import { createCompany } from '../../../src/desk/companies/create-company';
import { createDeal } from '../../../src/desk/deals/create-deal';
import type { CreateDeal } from '../../../src/desk/deals/create-deal';
import { getDeal } from '../../../src/desk/deals/get-deal';
import { listDeals } from '../../../src/desk/deals/list-deals';
import { moveDeal } from '../../../src/desk/deals/move-deal';
import { updateDeal } from '../../../src/desk/deals/update-deal';
import type { InvalidInputError, MoveRefusedError } from '../../../src/errors';
import { count, done, eventsOn, openDesk, test } from '../leads/desk';
import type { Desk } from '../leads/desk';

let desk: Desk;
let companyId: number;
beforeEach(async () => {
	desk = await openDesk();
	({ companyId } = done(await createCompany(desk.workspace, { name: 'ООО «Ромашка»', responsibleId: desk.organisation.nizhny.manager.id }, test)));
});
afterEach(async () => await desk.close());

const aDeal = async (more: Partial<CreateDeal> = {}) => done(await createDeal(desk.workspace, { title: 'Сертификация обуви', pipeline: 'certification', companyId, ...more }, test));
const refused = async (attempt: Promise<unknown>) => (await attempt.catch((reason: unknown) => reason)) as InvalidInputError;

describe('a deal made by hand', () => {
	it("R-DEAL-1: starts on the first open stage with the company's manager in charge", async () => {
		const { nizhny } = desk.organisation;
		const made = await aDeal({ amountKopecks: 500_00 });
		expect(made).toMatchObject({ created: true, stage: 'contract', stageTitle: 'Договор', stageCycle: 1, responsibleId: nizhny.manager.id, departmentId: nizhny.department.id, amountKopecks: 500_00, paidKopecks: 0, leadId: null });
		const events = await eventsOn(desk.workspace, { kind: 'deal', id: made.dealId });
		expect(events.map(({ kind, scope, state, cycle }) => [kind, scope, state, cycle])).toEqual([['DealCreated', 'certification', 'contract', undefined], ['DealStageChanged', 'certification', 'contract', 1]]);
	});

	it('R-DEAL-1: each pipeline has its own stages, and a stage may be named', async () => {
		expect((await aDeal({ pipeline: 'inspection_control' })).stage).toBe('planned');
		expect((await aDeal({ stage: 'tests' })).stage).toBe('tests');
	});

	it('R-CORE-2: with the same external key is the same deal', async () => {
		const first = await aDeal({ externalKey: 'b24-1' });
		expect(await aDeal({ externalKey: 'b24-1', title: 'Другое' })).toMatchObject({ dealId: first.dealId, created: false, title: 'Сертификация обуви' });
		expect(await count(desk.workspace, 'deals')).toBe(1);
	});

	it('R-CORE-6: is refused with all faults', async () => {
		const error = await refused(createDeal(desk.workspace, { title: '', pipeline: 'nothing', companyId: 99, contactId: 98, amountKopecks: -1, legalEntityId: 7, departmentCode: 'x' }, test));
		expect(error.faults.map(({ field }) => field).sort()).toEqual(['amountKopecks', 'companyId', 'contactId', 'departmentCode', 'legalEntityId', 'pipeline', 'responsibleId', 'title']);
		expect((await refused(createDeal(desk.workspace, { title: 'x', pipeline: 'certification', stage: 'submission', companyId }, test))).message).toContain('contract, prepayment');
	});
});

describe('the way of a deal', () => {
	it('R-DEAL-1: a move is kept in the history and told; won is final', async () => {
		const { dealId } = await aDeal();
		expect(done(await moveDeal(desk.workspace, { dealId, stage: 'completed', reason: 'выдан' }, test))).toMatchObject({ from: 'contract', stage: 'completed', stageKind: 'won', stageCycle: 2 });
		expect((await eventsOn(desk.workspace, { kind: 'deal', id: dealId })).at(-1)).toMatchObject({ kind: 'DealStageChanged', scope: 'certification', state: 'completed', data: { from: 'contract', reason: 'выдан', stageKind: 'won' } });
		const error = (await refused(moveDeal(desk.workspace, { dealId, stage: 'contract' }, test))) as unknown as MoveRefusedError;
		expect(error).toMatchObject({ code: 'move_refused', allowed: [] });
		expect((await getDeal(desk.workspace, dealId)).allowedStages).toEqual([]);
	});

	it('R-DEAL-1: a refused move lists the allowed stages', async () => {
		const { dealId } = await aDeal();
		const error = (await refused(moveDeal(desk.workspace, { dealId, stage: 'submission' }, test))) as unknown as MoveRefusedError;
		expect(error.allowed).toEqual(['contract', 'prepayment', 'samples', 'tests', 'draft_approval', 'issue', 'completed', 'failed']);
		expect((await getDeal(desk.workspace, dealId)).allowedStages).toEqual(error.allowed);
	});
});

describe('changing a deal', () => {
	it('R-DEAL-2: the card changes, the paid sum cannot be typed', async () => {
		const { dealId } = await aDeal({ fields: { product: 'обувь' } });
		const changes = { amountKopecks: 100_00, fields: { batch: 5 }, paidKopecks: 1, stage: 'completed' };
		const updated = done(await updateDeal(desk.workspace, { dealId, changes }, test));
		expect([...updated.changed].sort()).toEqual(['amountKopecks', 'fields']);
		expect(await getDeal(desk.workspace, dealId)).toMatchObject({ amountKopecks: 100_00, paidKopecks: 0, stage: 'contract', fields: { product: 'обувь', batch: 5 } });
		expect((await eventsOn(desk.workspace, { kind: 'deal', id: dealId })).at(-1)).toMatchObject({ kind: 'DealUpdated', scope: 'certification', data: { after: { amountKopecks: 100_00 } } });
	});

	it('R-DEAL-1: goes with its manager to their department; the same again says nothing', async () => {
		const { dealId } = await aDeal();
		const { manager, department } = desk.organisation.novosibirsk;
		expect(done(await updateDeal(desk.workspace, { dealId, changes: { responsibleId: manager.id } }, test))).toMatchObject({ responsibleId: manager.id, departmentId: department.id });
		const events = await count(desk.workspace, 'events');
		expect(done(await updateDeal(desk.workspace, { dealId, changes: { responsibleId: manager.id, companyId } }, test)).changed).toEqual([]);
		expect(await count(desk.workspace, 'events')).toBe(events);
	});

	it('R-CORE-6: links into nowhere and half kopecks are refused, a link can be cleared', async () => {
		const { dealId } = await aDeal();
		const error = await refused(updateDeal(desk.workspace, { dealId, changes: { companyId: 99, amountKopecks: 0.5, responsibleId: 999, title: ' ' } }, test));
		expect(error.faults.map(({ field }) => field).sort()).toEqual(['amountKopecks', 'companyId', 'responsibleId', 'title']);
		expect(done(await updateDeal(desk.workspace, { dealId, changes: { companyId: null } }, test)).companyId).toBeNull();
	});
});

it('R-DEAL-1: deals are listed by pipeline, stage, client and text', async () => {
	await aDeal({ title: 'Обувь' });
	await aDeal({ title: 'Медицинская лицензия', pipeline: 'licensing', companyId: null, responsibleId: desk.organisation.novosibirsk.manager.id });
	const found = async (input: Parameters<typeof listDeals>[1]) => (await listDeals(desk.workspace, input)).items.map(({ id }) => id);
	expect(await found({})).toEqual([2, 1]);
	expect(await found({ pipeline: 'licensing' })).toEqual([2]);
	expect(await found({ pipeline: 'certification', stage: 'tests' })).toEqual([]);
	expect(await found({ search: 'обувь' })).toEqual([1]);
	expect(await found({ search: 'ромашка' })).toEqual([1]);
	expect(await found({ companyId })).toEqual([1]);
	expect((await listDeals(desk.workspace, { search: '2' })).items).toMatchObject([{ id: 2, pipelineTitle: 'Лицензирование', stageTitle: 'Договор', responsibleName: 'Мария Сибирская' }]);
});
