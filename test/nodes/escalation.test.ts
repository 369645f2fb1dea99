import type { IDataObject } from 'n8n-workflow';

import { aLead, anEntry } from '../helpers/subjects';
import { makeDesk } from './helpers/desk';
import type { Desk } from './helpers/desk';
import { runWorkflow } from './helpers/run-workflow';

let desk: Desk;
let inCharge: { responsibleId: number; departmentId: number };

beforeEach(async () => {
	desk = await makeDesk();
	inCharge = { responsibleId: desk.people.nizhny.manager.id, departmentId: desk.people.nizhny.department.id };
});

/** One run of the Escalation node behind a webhook. */
async function escalation(parameters: IDataObject, item: IDataObject): Promise<IDataObject[]> {
	const nodes = [
		{ name: 'Webhook', type: 'n8n-nodes-base.webhook' },
		{ name: 'Escalation', type: 'n8n-nodes-deal-desk.escalation', parameters: parameters as never },
	];
	const { run, json } = await runWorkflow({ nodes, wires: ['Webhook → Escalation'], credential: desk.credential }, [item]);
	const { error } = run.data.resultData;
	if (error) throw Object.assign(new Error(error.message), { description: error.description });
	return json('Escalation');
}

const twoRungs = { step: [{ code: 'remind', amount: 2, unit: 'working_hours', times: 3 }, { code: 'task', amount: 1, unit: 'working_days' }] };
const start = (rule: string, steps: object): IDataObject => ({ operation: 'start', rule, note: 'Перезвоните', steps: steps as IDataObject });

describe('Escalation', () => {
	it('R-LEAD-4: starts a ladder on what the item is about, reckoned in the calendar of the responsible person', async () => {
		const lead = await aLead(desk.workspace, inCharge);
		const [answer] = await escalation(start('no-answer', twoRungs), { leadId: lead.id, subjectKind: 'lead', subjectId: lead.id });
		expect(answer).toMatchObject({ rule: 'no-answer', subjectKind: 'lead', subjectId: lead.id, nextStep: 'remind', nextDueAt: '2026-03-02T08:00:00.000Z', started: true, repeated: false, calendar: expect.stringContaining('Нижний Новгород') });
	});

	it('R-REG-5: started again while it runs, the running one is answered', async () => {
		const lead = await aLead(desk.workspace, inCharge);
		const about = { subjectKind: 'lead', subjectId: lead.id };
		const [first] = await escalation(start('no-answer', twoRungs), about);
		const [second] = await escalation(start('no-answer', twoRungs), about);
		expect(second).toMatchObject({ escalationId: first?.escalationId, started: false });
	});

	it('R-PRI-4: a step can fall on a date of the record, or days before it, or at a given time', async () => {
		const entry = await anEntry(desk.workspace, { ...inCharge, register: 'certificates', status: 'valid', fields: { expiresOn: '2026-12-31' } });
		const about = { subjectKind: 'entry', subjectId: entry.id };
		const [before] = await escalation(start('expiry', { step: [{ code: 'remind', due: 'on_date', field: 'expiresOn', daysBefore: 30, inWorkingHours: false }] }), about);
		expect(before).toMatchObject({ nextDueAt: '2026-11-30T21:00:00.000Z' });
		const [given] = await escalation(start('once', { step: [{ code: 'remind', due: 'at', at: '2026-05-05T12:00:00+03:00' }] }), about);
		expect(given).toMatchObject({ nextDueAt: '2026-05-05T09:00:00.000Z' });
	});

	it('R-CORE-6: all faults of all steps are named at once', async () => {
		const lead = await aLead(desk.workspace, inCharge);
		const wrong = { step: [{ code: 'Remind!', amount: 1, unit: 'hours' }, { code: 'task', amount: 1.5, unit: 'hours', times: 0 }] };
		await expect(escalation(start('No Answer', wrong), { subjectKind: 'lead', subjectId: lead.id })).rejects.toThrow(/Rule: "No Answer".*Step 1: "Remind!".*Step 2: repeats 0 times.*Step 2: waits 1.5/s);
	});

	it('R-REG-5: acknowledged with the decision, listed with it, and nothing is left', async () => {
		const lead = await aLead(desk.workspace, inCharge);
		const about = { subjectKind: 'lead', subjectId: lead.id };
		await escalation(start('no-answer', twoRungs), about);
		const [answer] = await escalation({ operation: 'acknowledge', rule: '', reason: 'Дозвонились' }, about);
		expect(answer).toMatchObject({ subjectKind: 'lead', subjectId: lead.id, count: 1, ended: [{ rule: 'no-answer', status: 'acknowledged', reason: 'Дозвонились' }] });
		expect(await escalation({ operation: 'getAll', ofRecord: true, status: 'running' }, about)).toEqual([]);
		expect(await escalation({ operation: 'getAll', ofRecord: true, status: '' }, about)).toMatchObject([{ rule: 'no-answer', status: 'acknowledged', endReason: 'Дозвонились', nextStep: null, nextDueAt: null }]);
	});

	it('R-LEAD-5: cancels one rule and leaves the other running', async () => {
		const lead = await aLead(desk.workspace, inCharge);
		const about = { subjectKind: 'lead', subjectId: lead.id };
		await escalation(start('no-answer', twoRungs), about);
		await escalation(start('fill-in', twoRungs), about);
		expect(await escalation({ operation: 'cancel', rule: 'fill-in', reason: 'заполнено' }, about)).toMatchObject([{ count: 1 }]);
		expect(await escalation({ operation: 'getAll', ofRecord: false, status: 'running' }, {})).toMatchObject([{ rule: 'no-answer', nextStep: 'remind' }]);
	});

	it('R-PRI-4: moves the next step, or parks it without a time', async () => {
		const lead = await aLead(desk.workspace, inCharge);
		const about = { subjectKind: 'lead', subjectId: lead.id };
		await escalation(start('no-answer', twoRungs), about);
		expect(await escalation({ operation: 'move', rule: 'no-answer', dueAt: '2026-03-10T10:00:00Z' }, about)).toMatchObject([{ dueAt: '2026-03-10T10:00:00.000Z' }]);
		await escalation({ operation: 'move', rule: 'no-answer', dueAt: '' }, about);
		expect(await escalation({ operation: 'getAll', ofRecord: true }, about)).toMatchObject([{ status: 'running', nextStep: 'remind', nextDueAt: null }]);
		await expect(escalation({ operation: 'move', rule: 'other', dueAt: '' }, about)).rejects.toThrow('No escalation "other" runs on lead');
	});
});
