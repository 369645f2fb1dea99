import { ExecutionLifecycleHooks, TriggerContext } from 'n8n-core';
import type { IDataObject, INode } from 'n8n-workflow';

import { DealDeskTrigger } from '../../nodes/DealDeskTrigger/DealDeskTrigger.node';
import { timekeeperOf } from '../../nodes/shared/timekeeper-of';
import { acknowledgeEscalation } from '../../src/desk/escalations/end-escalation';
import { startEscalation } from '../../src/desk/escalations/start-escalation';
import { systemCall } from '../../src/call';
import { runTrigger } from '../harness';
import type { RunEnd } from '../harness/run-trigger';
import { aLead, anEntry, moveLeadTo } from '../helpers/subjects';
import { makeDesk } from './helpers/desk';
import type { Desk } from './helpers/desk';
import { additionalDataFor, workflowOf } from './helpers/run-workflow';

const DESK = 'n8n-nodes-deal-desk.dealDeskTrigger';
const ESCALATION = 'n8n-nodes-deal-desk.escalationTrigger';

let desk: Desk;
let inCharge: { responsibleId: number; departmentId: number };
const closing: Array<() => Promise<void>> = [];

beforeEach(async () => {
	desk = await makeDesk();
	inCharge = { responsibleId: desk.people.nizhny.manager.id, departmentId: desk.people.nizhny.department.id };
});

afterEach(async () => {
	for (const close of closing.splice(0)) await close();
});

async function publish(type: string, parameters: IDataObject, onEmit?: (items: IDataObject[]) => RunEnd | Promise<RunEnd>) {
	const trigger = await runTrigger({ type, parameters: parameters as never, credentials: { dealDeskApi: desk.credential }, ...(onEmit && { onEmit }) });
	closing.push(trigger.close);
	return trigger;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
	for (const giveUpAt = Date.now() + 8_000; !(await condition()); ) {
		if (Date.now() > giveUpAt) throw new Error('it did not happen within 8 s');
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

const deliveries = async () => await desk.workspace.read(async (query) => await query.all('select d.id, d.state, d.attempt, d.alone, d.last_error, e.kind from deliveries d join events e on e.id = d.event_id order by d.id'));
const settled = async (state: string, count = 1) => await until(async () => (await deliveries()).filter((row) => row.state === state).length >= count);

describe('Deal Desk Trigger', () => {
	const onStage = { events: ['LeadStageChanged'] };

	it('R-CORE-1: hands an event over as a flat item, and acknowledges it when the run has succeeded', async () => {
		const trigger = await publish(DESK, onStage);
		const lead = await aLead(desk.workspace, inCharge);
		await settled('done');
		expect(trigger.emitted).toEqual([
			[
				{
					delivery: { id: expect.any(Number), attempt: 1 },
					event: { id: expect.any(Number), kind: 'LeadStageChanged', at: '2026-03-02T06:00:00.000Z', scope: 'leads', state: 'new', origin: 'by_hand' },
					subjectKind: 'lead',
					subjectId: lead.id,
					leadId: lead.id,
					pipeline: 'leads',
					stage: 'new',
					from: null,
					to: 'new',
				},
			],
		]);
	});

	it('R-CORE-1: what is waiting comes as the items of one run, at most the batch size', async () => {
		const trigger = await publish(DESK, onStage);
		await trigger.close();
		for (let count = 0; count < 5; count++) await aLead(desk.workspace, inCharge);
		const again = await publish(DESK, { ...onStage, batchSize: 3 });
		await settled('done', 5);
		expect(again.emitted.map((items) => items.length)).toEqual([3, 2]);
	});

	it('R-CORE-1: what happened while the workflow was off waits for it, unless it starts from now', async () => {
		await (await publish(DESK, onStage)).close();
		await aLead(desk.workspace, inCharge);
		const backlog = await publish(DESK, onStage);
		await settled('done');
		expect(backlog.emitted).toHaveLength(1);
		await backlog.close();

		await aLead(desk.workspace, inCharge);
		const fromNow = await publish(DESK, { ...onStage, options: { whenBack: 'from_now' } });
		await settled('skipped');
		await aLead(desk.workspace, inCharge);
		await settled('done', 2);
		expect(fromNow.emitted).toHaveLength(1);
	});

	it('R-CORE-1: filters narrow the events that know such a thing, and leave the others alone', async () => {
		const trigger = await publish(DESK, { events: ['LeadStageChanged', 'RegisterEntryStatusChanged', 'EscalationStarted'], filters: { stages: ['first_call'], registers: ['contracts'] } });
		const lead = await aLead(desk.workspace, inCharge);
		await moveLeadTo(desk.workspace, lead.id, 'first_call');
		await anEntry(desk.workspace, { ...inCharge, register: 'certificates', status: 'draft' });
		await anEntry(desk.workspace, inCharge);
		await startEscalation(desk.workspace, { rule: 'r', note: '', subject: { kind: 'lead', id: lead.id }, steps: [{ code: 's', wait: { kind: 'after', wait: { amount: 1, unit: 'hours' } }, times: 1, inWorkingHours: false }] }, systemCall('test'));
		await settled('done', 3);
		expect(trigger.emitted.flat().map(({ event, stage, status }) => [(event as IDataObject).kind, stage ?? status])).toEqual([
			['LeadStageChanged', 'first_call'],
			['RegisterEntryStatusChanged', 'not_signed'],
			['EscalationStarted', undefined],
		]);
	});

	it('R-CORE-3: a stage that the lead has left is passed over, or delivered when that is asked for', async () => {
		await (await publish(DESK, onStage)).close();
		const lead = await aLead(desk.workspace, inCharge);
		await moveLeadTo(desk.workspace, lead.id, 'first_call');
		const trigger = await publish(DESK, onStage);
		await settled('skipped');
		await settled('done');
		expect(trigger.emitted.flat().map(({ stage }) => stage)).toEqual(['first_call']);
		await trigger.close();

		const other = await aLead(desk.workspace, inCharge);
		await moveLeadTo(desk.workspace, other.id, 'first_call');
		const all = await publish(DESK, { ...onStage, options: { movedOn: 'deliver' } });
		await settled('done', 3);
		expect(all.emitted.flat().map(({ stage }) => stage)).toEqual(['new', 'first_call']);
	});

	it.each<[string, RunEnd, string, string]>([
		['fails', 'error', 'pending', 'The workflow ended with the status "error".'],
		['cannot start', new Error('no memory'), 'pending', 'n8n could not start the workflow: no memory'],
		['is a duplicate to n8n', undefined, 'pending', 'n8n did not start the workflow.'],
		['goes to wait', 'waiting', 'parked', 'The workflow went to wait. A run started by a Deal Desk trigger has to end at once: use an Escalation instead of a Wait node or an approval.'],
	])('R-CORE-1: a run that %s is not acknowledged', async (_words, end, state, error) => {
		await publish(DESK, onStage, () => end);
		await aLead(desk.workspace, inCharge);
		await until(async () => (await deliveries()).some((row) => row.last_error !== null));
		expect((await deliveries())[0]).toMatchObject({ state, last_error: error, attempt: 1, alone: 1 });
	});

	it('R-CORE-1: the number of attempts before parking is the operator\'s, and parking is an event itself', async () => {
		const kindOf = (item: IDataObject | undefined) => (item?.event as IDataObject).kind;
		const trigger = await publish(DESK, { events: ['LeadStageChanged', 'DeliveryParked'], options: { mostAttempts: 1 } }, ([item]) => (kindOf(item) === 'LeadStageChanged' ? 'error' : 'success'));
		const lead = await aLead(desk.workspace, inCharge);
		await settled('parked');
		await settled('done');
		const [report] = trigger.emitted.at(-1) ?? [];
		expect(report).toMatchObject({ event: { kind: 'DeliveryParked' }, leadId: lead.id, attempts: 1, error: 'The workflow ended with the status "error".' });
	});

	it('R-CORE-1: when it is closed no further batch begins, and what was not handed over stays waiting', async () => {
		let end: (end: RunEnd) => void = () => undefined;
		const trigger = await publish(DESK, { ...onStage, batchSize: 1 }, async () => await new Promise<RunEnd>((resolve) => (end = resolve)));
		await aLead(desk.workspace, inCharge);
		await aLead(desk.workspace, inCharge);
		await until(() => trigger.emitted.length === 1);
		const closed = trigger.close();
		end('success');
		await closed;
		expect((await deliveries()).map(({ state, attempt }) => [state, attempt])).toEqual([['done', 1], ['pending', 0]]);
	});

	it('R-CORE-1: closing does not wait for ever for a run that hangs', async () => {
		let end: (end: RunEnd) => void = () => undefined;
		const trigger = await publish(DESK, onStage, async () => await new Promise<RunEnd>((resolve) => (end = resolve)));
		await aLead(desk.workspace, inCharge);
		await until(() => trigger.emitted.length === 1);
		const begun = performance.now();
		await trigger.close();
		expect(performance.now() - begun).toBeLessThan(10_000);
		// It ends after all: its verdict still counts.
		end('success');
		await settled('done');
	}, 60_000);

	it('R-CORE-1: published again before it was closed, it goes on delivering', async () => {
		const old = await publish(DESK, onStage);
		const fresh = await publish(DESK, onStage);
		await old.close();
		await aLead(desk.workspace, inCharge);
		await settled('done');
		expect([old.emitted.length, fresh.emitted.length]).toEqual([0, 1]);
	});

	it('R-CORE-1: tried out in the editor it shows the latest event and delivers nothing', async () => {
		const trigger = await publish(DESK, { events: ['LeadStageChanged'], filters: { stages: ['new'] } });
		await expect(trigger.testOnce()).rejects.toThrow('Nothing of the kind has happened in this workspace yet');
		const lead = await aLead(desk.workspace, inCharge);
		await settled('done');
		await trigger.testOnce();
		expect(trigger.emitted.at(-1)).toEqual([expect.objectContaining({ delivery: null, leadId: lead.id, stage: 'new' })]);
		expect(await deliveries()).toHaveLength(1);
	});

	it('R-CORE-1: listening for a test event in the editor registers nothing, so that no event waits for a draft', async () => {
		const workflow = workflowOf({ nodes: [{ name: 'Trigger', type: DESK, parameters: onStage }], wires: [], credential: desk.credential });
		const emitted: unknown[] = [];
		const hooks = new ExecutionLifecycleHooks('manual', '1', {} as never);
		const context = new TriggerContext(workflow, workflow.getNode('Trigger') as INode, additionalDataFor(desk.credential, hooks, '1'), 'manual', 'manual', (data) => void emitted.push(data));
		const response = await new DealDeskTrigger().trigger.call(context);
		await aLead(desk.workspace, inCharge);
		await response.manualTriggerFunction?.();
		expect(emitted).toHaveLength(1);
		expect(await deliveries()).toEqual([]);
		expect(await desk.workspace.read(async (query) => await query.all('select id from consumers'))).toEqual([]);
	});

	it('R-CORE-6: no event chosen is an error of the node', async () => {
		await expect(publish(DESK, { events: [] })).rejects.toThrow('Choose at least one event to listen to');
	});
});

describe('Escalation Trigger', () => {
	const unreacted = async () => {
		const entry = await anEntry(desk.workspace, inCharge);
		const after = (amount: number) => ({ kind: 'after' as const, wait: { amount, unit: 'hours' as const } });
		await startEscalation(
			desk.workspace,
			{
				rule: 'contract-not-signed',
				subject: { kind: 'entry', id: entry.id },
				note: 'Решить дальнейшую судьбу',
				steps: [
					{ code: 'remind', wait: after(1), times: 1, inWorkingHours: false },
					{ code: 'task', wait: after(2), times: 1, inWorkingHours: false },
				],
			},
			systemCall('test'),
		);
		return entry;
	};

	it('R-REG-5: a step that falls due comes with rule, step, note and how late it is', async () => {
		const trigger = await publish(ESCALATION, { rules: 'contract-not-signed', steps: 'remind' });
		const entry = await unreacted();
		desk.clock.advance({ hours: 3 });
		await settled('done');
		expect(trigger.emitted).toEqual([
			[
				expect.objectContaining({
					delivery: { id: expect.any(Number), attempt: 1 },
					rule: 'contract-not-signed',
					step: 'remind',
					occurrence: 1,
					times: 1,
					note: 'Решить дальнейшую судьбу',
					dueAt: '2026-03-02T07:00:00.000Z',
					firedAt: '2026-03-02T09:00:00.000Z',
					lateByMinutes: 120,
					subjectKind: 'entry',
					subjectId: entry.id,
					entryId: entry.id,
				}),
			],
		]);
	});

	it('R-CORE-3: it is not early, and nothing comes after a reaction', async () => {
		const trigger = await publish(ESCALATION, { rules: '', steps: '' });
		const entry = await unreacted();
		desk.clock.advance({ minutes: 59 });
		timekeeperOf(desk.workspace, { warn: () => undefined }).wake();
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(trigger.emitted).toEqual([]);
		await acknowledgeEscalation(desk.workspace, { subject: { kind: 'entry', id: entry.id }, reason: 'подписан' }, systemCall('test'));
		desk.clock.advance({ days: 30 });
		timekeeperOf(desk.workspace, { warn: () => undefined }).wake();
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(trigger.emitted).toEqual([]);
	});
});
