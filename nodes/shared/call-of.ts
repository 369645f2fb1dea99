import type { Actor, Call } from '../../src/call';
import type { OperationItem } from './operation-item';
import type { OperationRun } from './operation-run';

/** The key an operator gave by hand. It holds for this node of this workflow, so that one expression serves several nodes, and copies. */
const byHand = (workflowId: string, nodeId: string, key: string) => `k${workflowId}/${nodeId}/${key}`;

/** Who calls the use case, and from where: all that "why" must be able to answer (R-CORE-4), and the key of the effect. */
export function callOf(run: OperationRun, item: OperationItem): Call {
	const { id, name } = run.context.getWorkflow();
	const workflow = { id: id ?? '', name: name ?? '' };
	const person = item.text('options.actor');
	const onceKey = item.text('options.onceKey');
	const actor: Actor = person === '' ? { kind: 'workflow', name: workflow.name } : { kind: 'person', name: person };
	return {
		actor,
		workflow,
		node: { id: run.node.id, name: run.node.name },
		executionId: run.context.getExecutionId() ?? null,
		deliveryId: run.startOf(item.index)?.delivery?.id ?? null,
		effectKey: onceKey === '' ? run.effectKeyOf(item.index) : byHand(workflow.id, run.node.id, onceKey),
	};
}
