import { startEscalation } from '../../../src/desk/escalations/start-escalation';
import { fireDueTimers } from '../../../src/desk/escalations/fire-due-timers';
import { createCompany } from '../../../src/desk/companies/create-company';
import { getCompany } from '../../../src/desk/companies/get-company';
import { assignLead } from '../../../src/desk/leads/assign-lead';
import { getLead } from '../../../src/desk/leads/get-lead';
import { leadHistory } from '../../../src/desk/leads/lead-history';
import { logCall } from '../../../src/desk/leads/log-call';
import { moveLead } from '../../../src/desk/leads/move-lead';
import { updateLead } from '../../../src/desk/leads/update-lead';
import type { EscalationStep } from '../../../src/escalation/escalation';
import { InvalidInputError, MoveRefusedError, NotFoundError } from '../../../src/errors';
import { escalations } from '../../../src/store/escalation-tables';
import type { EscalationRow } from '../../../src/store/escalation-tables';
import { pendingTimers } from '../../../src/desk/subjects/pending-timers';
import { count, done, eventsOn, kindsOn, openDesk, person, takeIn, test } from './desk';
import type { Desk } from './desk';

const HOUR = 3_600_000;
let desk: Desk;
let leadId: number;
beforeEach(async () => {
	desk = await openDesk();
	({ leadId } = await takeIn(desk.workspace));
});
afterEach(async () => await desk.close());

const subject = () => ({ kind: 'lead' as const, id: leadId });
const remindAfterHours: EscalationStep = { code: 'remind', wait: { kind: 'after', wait: { amount: 2, unit: 'working_hours' } }, times: 3, inWorkingHours: true };
const callAtStep = (at: number | null): EscalationStep => ({ code: 'call', wait: { kind: 'at', at, field: 'callAt' }, times: 1, inWorkingHours: false });

async function escalate(step: EscalationStep, rule = 'lead-call-back'): Promise<number> {
	return done(await startEscalation(desk.workspace, { rule, subject: subject(), steps: [step], note: 'Перезвоните' }, test)).escalationId;
}
const escalationRow = async (id: number): Promise<EscalationRow> => await desk.workspace.read(async (query) => await escalations.get(query, id));
const timers = async () => (await desk.workspace.read(async (query) => await pendingTimers(query, subject()))).map(({ state, dueAt }) => [state, dueAt]);

describe('moving a lead', () => {
	it('R-LEAD-2: keeps who moved it, when, and from where', async () => {
		desk.clock.advance({ minutes: 5 });
		const moved = done(await moveLead(desk.workspace, { leadId, stage: 'first_call' }, person('Иван Менеджеров')));
		expect(moved).toMatchObject({ leadId, from: 'new', stage: 'first_call', stageTitle: 'Первый звонок', stageCycle: 2, stageVisits: 1 });
		expect((await leadHistory(desk.workspace, leadId)).at(-1)).toEqual({ from: 'new', fromTitle: 'Новая заявка', to: 'first_call', toTitle: 'Первый звонок', cycle: 2, at: desk.clock(), actor: { kind: 'person', name: 'Иван Менеджеров' } });
	});

	it('R-LEAD-5: cancels what was pending for the stage it left, with the reason', async () => {
		const escalationId = await escalate(remindAfterHours);
		expect(await timers()).toHaveLength(1);
		await moveLead(desk.workspace, { leadId, stage: 'needs' }, test);
		expect(await escalationRow(escalationId)).toMatchObject({ status: 'cancelled', endReason: 'переход из «Новая заявка»' });
		expect(await timers()).toEqual([]);
		desk.clock.advance({ days: 30 });
		expect(await fireDueTimers(desk.workspace)).toMatchObject({ fired: 0 });
	});

	it('R-LEAD-5: entering the same stage again is a new cycle, and the old timer is gone', async () => {
		const first = await escalate(remindAfterHours);
		const again = done(await moveLead(desk.workspace, { leadId, stage: 'new' }, test));
		expect(again).toMatchObject({ from: 'new', stage: 'new', stageCycle: 2, stageVisits: 2 });
		expect(await escalationRow(first)).toMatchObject({ status: 'cancelled', guardCycle: 1, endReason: expect.stringContaining('повторный вход') });
		expect(await escalationRow(await escalate(remindAfterHours))).toMatchObject({ status: 'running', guardCycle: 2 });
	});

	it('R-LEAD-2: a visit is counted for each entry into that stage, whatever lay between', async () => {
		for (const stage of ['needs', 'calculation', 'needs', 'offer_sent']) await moveLead(desk.workspace, { leadId, stage }, test);
		expect(done(await moveLead(desk.workspace, { leadId, stage: 'needs' }, test))).toMatchObject({ stageVisits: 3, stageCycle: 6 });
		expect((await getLead(desk.workspace, leadId)).stageVisits).toBe(3);
	});

	it('R-LEAD-2: a refused move changes nothing', async () => {
		await moveLead(desk.workspace, { leadId, stage: 'lost', reason: 'нет бюджета' }, test);
		const [before, events] = [await getLead(desk.workspace, leadId), await count(desk.workspace, 'events')];
		await expect(moveLead(desk.workspace, { leadId, stage: 'converted' }, test)).rejects.toThrow(MoveRefusedError);
		await expect(moveLead(desk.workspace, { leadId, stage: 'call_later' }, test)).rejects.toThrow(InvalidInputError);
		await expect(moveLead(desk.workspace, { leadId: 999, stage: 'needs' }, test)).rejects.toThrow(NotFoundError);
		expect(await getLead(desk.workspace, leadId)).toEqual(before);
		expect(await count(desk.workspace, 'events')).toBe(events);
	});

	it('R-LEAD-2: the card says where the lead may go', async () => {
		expect((await getLead(desk.workspace, leadId)).allowedStages).toEqual(expect.arrayContaining(['new', 'call_later', 'lost']));
		await moveLead(desk.workspace, { leadId, stage: 'lost', fields: { reason: 'нет бюджета' } }, test);
		expect((await getLead(desk.workspace, leadId)).allowedStages).not.toContain('lost');
	});

	it('R-LEAD-3: the event carries what a robot needs: stage, visit, reason, time', async () => {
		const callAt = desk.clock() + HOUR;
		await moveLead(desk.workspace, { leadId, stage: 'postponed', callAt, reason: 'после отпуска' }, test);
		expect((await eventsOn(desk.workspace, subject())).at(-1)).toMatchObject({ kind: 'LeadStageChanged', scope: 'leads', state: 'postponed', cycle: 2, data: { from: 'new', to: 'postponed', stageTitle: 'Отложено', visits: 1, callAt, reason: 'после отпуска' } });
	});
});

describe('a call', () => {
	it('R-LEAD-3: unanswered three times enters the stage three times, so that the third is told apart', async () => {
		const visits: number[] = [];
		for (let call = 0; call < 3; call += 1) visits.push(done(await logCall(desk.workspace, { leadId, outcome: 'no_answer' }, test)).visits);
		expect(visits).toEqual([1, 2, 3]);
		const entries = (await eventsOn(desk.workspace, subject())).filter(({ kind, state }) => kind === 'LeadStageChanged' && state === 'no_answer');
		expect(entries.map(({ cycle, data }) => [cycle, data.visits])).toEqual([[2, 1], [3, 2], [4, 3]]);
	});

	it('R-REG-5: that reached the client is the reaction to what runs on the lead', async () => {
		const escalationId = await escalate(remindAfterHours);
		const answer = done(await logCall(desk.workspace, { leadId, outcome: 'reached', note: 'ждёт КП' }, test));
		expect(answer).toMatchObject({ stage: 'new', acknowledged: [escalationId] });
		expect(await escalationRow(escalationId)).toMatchObject({ status: 'acknowledged', endReason: 'the client was reached by phone: ждёт КП' });
		expect(await timers()).toEqual([]);
	});

	it('R-LEAD-3: nobody answered, which is no reaction but another stay', async () => {
		const escalationId = await escalate(remindAfterHours);
		expect(done(await logCall(desk.workspace, { leadId, outcome: 'no_answer' }, test)).acknowledged).toEqual([]);
		expect(await escalationRow(escalationId)).toMatchObject({ status: 'cancelled' });
	});

	it('R-LEAD-2: "call later" waits for the agreed time, and needs one', async () => {
		await expect(logCall(desk.workspace, { leadId, outcome: 'call_later' }, test)).rejects.toThrow(/needs the agreed time/);
		const callAt = desk.clock() + 24 * HOUR;
		expect(done(await logCall(desk.workspace, { leadId, outcome: 'call_later', callAt }, test))).toMatchObject({ stage: 'call_later', callAt });
	});

	it('R-PRI-3: with the client is the last contact with their company, an unanswered one is not', async () => {
		const { companyId } = done(await createCompany(desk.workspace, { name: 'ООО «Ромашка»' }, test));
		await updateLead(desk.workspace, { leadId, changes: { companyId } }, test);
		await logCall(desk.workspace, { leadId, outcome: 'no_answer' }, test);
		expect((await getCompany(desk.workspace, companyId)).lastContactAt).toBeNull();
		desk.clock.advance({ hours: 1 });
		await logCall(desk.workspace, { leadId, outcome: 'reached' }, test);
		expect((await getCompany(desk.workspace, companyId)).lastContactAt).toBe(desk.clock());
		const logged = (await eventsOn(desk.workspace, subject())).filter(({ kind }) => kind === 'ContactLogged');
		expect(logged.map(({ state, data }) => [state, data.companyId])).toEqual([['no_answer', companyId], ['reached', companyId]]);
	});

	it('R-LEAD-2: unanswered does not open a lost lead again; an agreed time does', async () => {
		await moveLead(desk.workspace, { leadId, stage: 'lost', reason: 'нет' }, test);
		expect(done(await logCall(desk.workspace, { leadId, outcome: 'no_answer' }, test))).toMatchObject({ stage: 'lost' });
		expect(done(await logCall(desk.workspace, { leadId, outcome: 'call_later', callAt: desk.clock() + HOUR }, test))).toMatchObject({ stage: 'call_later' });
	});
});

describe('changing a lead', () => {
	it('R-LEAD-3: fills in what was asked for: fields are merged, an empty text clears, contact points are normalised', async () => {
		await updateLead(desk.workspace, { leadId, changes: { fields: { product: 'обувь', region: '52' }, comment: 'срочно' } }, test);
		const { changed, fields } = done(await updateLead(desk.workspace, { leadId, changes: { fields: { region: '54', code: '6403' }, comment: '', email: 'NEW@example.ru' } }, test));
		expect([...changed].sort()).toEqual(['comment', 'email', 'fields']);
		expect(fields).toEqual({ product: 'обувь', region: '54', code: '6403' });
		expect(await getLead(desk.workspace, leadId)).toMatchObject({ comment: null, email: 'new@example.ru', stageCycle: 1 });
	});

	it('R-CORE-1: tells what changed with both values, and says nothing when nothing did', async () => {
		await updateLead(desk.workspace, { leadId, changes: { title: 'Игрушки' } }, test);
		expect((await eventsOn(desk.workspace, subject())).at(-1)).toMatchObject({ kind: 'LeadUpdated', data: { changed: ['title'], after: { title: 'Игрушки' } } });
		const events = await count(desk.workspace, 'events');
		expect(done(await updateLead(desk.workspace, { leadId, changes: { title: 'Игрушки', fields: {} } }, test)).changed).toEqual([]);
		expect(await count(desk.workspace, 'events')).toBe(events);
	});

	it('R-LEAD-1: refuses with all faults: a lead nobody can answer, links into nowhere, a past time', async () => {
		const attempt = updateLead(desk.workspace, { leadId, changes: { phone: null, clientName: '', companyId: 99, contactId: 98, callAt: desk.clock() } }, test);
		const error = (await attempt.catch((reason: unknown) => reason)) as InvalidInputError;
		expect(error.faults.map(({ field }) => field).sort()).toEqual(['callAt', 'clientName', 'companyId', 'contactId', 'phone']);
	});

	it('R-PRI-4: a moved time moves the reminder that waits for it; a cleared one parks it visibly; a new one arms it again', async () => {
		const callAt = desk.clock() + 24 * HOUR;
		await moveLead(desk.workspace, { leadId, stage: 'call_later', callAt }, test);
		await escalate(callAtStep(callAt));
		await updateLead(desk.workspace, { leadId, changes: { callAt: callAt + HOUR } }, test);
		expect(await timers()).toEqual([['armed', callAt + HOUR]]);
		await updateLead(desk.workspace, { leadId, changes: { callAt: null } }, test);
		expect(await timers()).toEqual([['waiting', null]]);
		await updateLead(desk.workspace, { leadId, changes: { callAt: callAt + 2 * HOUR } }, test);
		expect(await timers()).toEqual([['armed', callAt + 2 * HOUR]]);
	});
});

describe('assigning a lead', () => {
	it('R-LEAD-2: another person takes it along to their department; the stage stays', async () => {
		const { nizhny, novosibirsk } = desk.organisation;
		const assigned = done(await assignLead(desk.workspace, { leadId, responsibleId: novosibirsk.manager.id }, test));
		expect(assigned).toMatchObject({ previousId: nizhny.manager.id, responsibleId: novosibirsk.manager.id, responsibleName: 'Мария Сибирская', departmentId: novosibirsk.department.id, stage: 'new', stageCycle: 1, changed: true });
		expect((await eventsOn(desk.workspace, subject())).at(-1)).toMatchObject({ kind: 'LeadUpdated', state: 'assigned', data: { changed: ['responsibleId'] } });
	});

	it('R-LEAD-4: what runs on the lead goes on in the hours of the new manager', async () => {
		const escalationId = await escalate(remindAfterHours);
		expect(await escalationRow(escalationId)).toMatchObject({ calendar: { zone: 'Europe/Moscow' } });
		await assignLead(desk.workspace, { leadId, responsibleId: desk.organisation.novosibirsk.manager.id }, test);
		expect(await escalationRow(escalationId)).toMatchObject({ status: 'running', responsibleId: desk.organisation.novosibirsk.manager.id, calendar: { zone: 'Asia/Novosibirsk' } });
	});

	it('R-LEAD-2: the person who has it already, or nobody, changes nothing', async () => {
		const events = await count(desk.workspace, 'events');
		expect(done(await assignLead(desk.workspace, { leadId, responsibleId: desk.organisation.nizhny.manager.id }, test)).changed).toBe(false);
		await expect(assignLead(desk.workspace, { leadId, responsibleId: 999 }, test)).rejects.toThrow('there is no employee 999');
		expect(await count(desk.workspace, 'events')).toBe(events);
		expect(await kindsOn(desk.workspace, subject())).not.toContain('LeadUpdated');
	});
});
