import type { Call } from '../src/call';
import { generateContract } from '../src/desk/contracts/generate-contract';
import { startEscalation } from '../src/desk/escalations/start-escalation';
import { convertLead } from '../src/desk/leads/convert-lead';
import { createTask } from '../src/desk/notices/create-task';
import { notify } from '../src/desk/notices/notify';
import { confirmEffect } from '../src/desk/operations/confirm-effect';
import { reserveEffect } from '../src/desk/operations/reserve-effect';
import type { Delivery } from '../src/desk/runtime/listen';
import type { Workspace } from '../src/desk/workspace';
import type { PartialParty } from '../src/crm/complete-party';
import { happenOutside } from './outside';
import { effectKey, partIn, RULE, stepsOf } from './story';
import type { Part, WorkflowName } from './story';

/** What surrounds the workflows and is not theirs: where outside effects go, and what disturbs a run. */
export interface Surroundings {
	readonly timersEach: number;
	readonly legalEntityIds: readonly number[];
	readonly client: PartialParty;
	/** Stands for the mail server: one line for each thing that really happened. */
	readonly outsideFile: string;
	/** Called between any two effects: the moments at which a run may be interrupted, or fail. */
	readonly between: () => Promise<void>;
	/** Told of an effect that the ledger absorbed because it had happened before. */
	readonly onRepeated: () => void;
}

/** One run of a workflow, as n8n makes one execution of a batch. */
export interface Run {
	readonly workspace: Workspace;
	readonly workflow: WorkflowName;
	readonly executionId: string;
	readonly around: Surroundings;
}

const callOf = ({ workflow, executionId }: Run, delivery: Delivery, node: string): Call => ({
	actor: { kind: 'workflow', name: workflow },
	workflow: { id: workflow, name: workflow },
	node: { id: node, name: node },
	executionId,
	deliveryId: delivery.id,
	effectKey: effectKey(delivery.id, node),
});

/** A node: makes one effect; true when it had happened before. */
type Node = (run: Run, delivery: Delivery, call: Call) => Promise<boolean>;

const welcome: Node = async ({ workspace }, { event }, call) => (await notify(workspace, { subject: event.subject, to: 'responsible', text: 'Позвоните: {subject}' }, call)).kind === 'repeated';

const escalate: Node = async ({ workspace, around }, { event }, call) =>
	(await startEscalation(workspace, { rule: RULE, subject: event.subject, steps: stepsOf(around.timersEach), note: 'Перезвонить' }, call)).kind === 'repeated';

const send: Node = async ({ workspace, around }, _delivery, call) => {
	const reservation = await reserveEffect(workspace, { kind: 'letter' }, call);
	if (reservation.outcome !== 'first') return true;
	await around.between();
	happenOutside(around.outsideFile, reservation.key);
	await around.between();
	await confirmEffect(workspace, { key: reservation.key, result: { sent: true } }, call);
	return false;
};

const convert: Node = async ({ workspace, around }, { event }, call) => {
	const { legalEntityIds, client } = around;
	const legalEntityId = legalEntityIds[event.subject.id % legalEntityIds.length] ?? null;
	return (await convertLead(workspace, { leadId: event.subject.id, pipeline: 'certification', legalEntityId, amountKopecks: 125_000_00, company: { party: client } }, call)).kind === 'repeated';
};

const remind: Node = async ({ workspace }, { event }, call) => (await notify(workspace, { subject: event.subject, to: 'responsible', text: 'Напоминаем: {note}' }, call)).kind === 'repeated';

const task: Node = async ({ workspace }, { event }, call) =>
	(await createTask(workspace, { subject: event.subject, kind: 'escalation', to: 'responsible', joinHead: true, title: '{note}', body: '', boundToStatus: true }, call)).kind === 'repeated';

const contract: Node = async ({ workspace }, { event }, call) => (await generateContract(workspace, { dealId: event.subject.id }, call)).kind === 'repeated';

const nodes = { welcome, escalate, send, convert, remind, task, contract };
export type NodeName = keyof typeof nodes;

const afterWelcome: Readonly<Record<Part, readonly NodeName[]>> = { plain: [], escalates: ['escalate'], leaves: ['escalate'], gate: ['send'], converts: ['convert'] };

/** The nodes that a delivery passes through, in order. */
export function nodesFor(workflow: WorkflowName, event: Pick<Delivery['event'], 'state' | 'data'>): readonly NodeName[] {
	if (workflow === 'welcome') return ['welcome', ...afterWelcome[partIn(String(event.data.title))]];
	if (workflow === 'steps') return [event.state === 'task' ? 'task' : 'remind'];
	return ['contract'];
}

/** Runs a batch through its workflow, node by node for each item. @throws whatever a node throws: the run has failed then */
export async function runWorkflow(run: Run, deliveries: readonly Delivery[]): Promise<void> {
	for (const delivery of deliveries) {
		for (const name of nodesFor(run.workflow, delivery.event)) {
			if (await nodes[name](run, delivery, callOf(run, delivery, name))) run.around.onRepeated();
			await run.around.between();
		}
	}
}
