import type { IDataObject } from 'n8n-workflow';

import { aCompany } from '../helpers/subjects';
import { makeDesk } from './helpers/desk';
import type { Desk } from './helpers/desk';
import { runWorkflow } from './helpers/run-workflow';

let desk: Desk;
let companyId: number;

beforeEach(async () => {
	desk = await makeDesk();
	companyId = (await aCompany(desk.workspace, { responsibleId: desk.people.nizhny.manager.id, departmentId: desk.people.nizhny.department.id, priority: 'key' })).id;
});

async function company(operation: string, parameters: IDataObject = {}): Promise<IDataObject[]> {
	const nodes = [
		{ name: 'Webhook', type: 'n8n-nodes-base.webhook' },
		{ name: 'Desk', type: 'n8n-nodes-deal-desk.dealDesk', parameters: { resource: 'company', operation, ...parameters } as never },
	];
	const { run, json } = await runWorkflow({ nodes, wires: ['Webhook → Desk'], credential: desk.credential }, [{ companyId }]);
	const { error } = run.data.resultData;
	if (error) throw new Error(error.message);
	return json('Desk');
}

it('R-PRI-3: a contact is logged as of now, or as of the time it took place', async () => {
	expect(await company('logContact', { kind: 'meeting', note: 'выставка' })).toMatchObject([{ companyId, subjectKind: 'company', lastContactAt: '2026-03-02T06:00:00.000Z' }]);
	expect(await company('logContact', { kind: 'call', at: '2026-02-01T10:00:00+03:00' })).toMatchObject([{ lastContactAt: '2026-03-02T06:00:00.000Z' }]);
});

it('R-PRI-2: a request past the leads is recorded once for its key', async () => {
	expect(await company('logRequest', { source: 'phone', options: { externalKey: 'ats-7' } })).toMatchObject([{ companyId, recorded: true }]);
	expect(await company('logRequest', { source: 'phone', options: { externalKey: 'ats-7' } })).toMatchObject([{ companyId, recorded: false }]);
});

it('R-PRI-4: a call is planned with a repeat, moved without losing it, and cleared', async () => {
	expect(await company('setReminder', { kind: 'call', at: '2026-03-03T05:00:00+03:00', repeat: 'every', repeatDays: 14, note: 'продление' })).toMatchObject([{ kind: 'call', at: '2026-03-03T02:00:00.000Z', dueAt: '2026-03-03T06:00:00.000Z', repeatDays: 14, outcome: 'set' }]);
	expect(await company('setReminder', { kind: 'call', at: '2026-03-04T11:00:00+03:00', repeat: 'keep' })).toMatchObject([{ dueAt: '2026-03-04T08:00:00.000Z', repeatDays: 14, outcome: 'moved' }]);
	expect(await company('setReminder', { kind: 'call', at: '', repeat: 'keep' })).toMatchObject([{ at: null, dueAt: null, outcome: 'cleared' }]);
});
