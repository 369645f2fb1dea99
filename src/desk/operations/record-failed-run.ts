import type { Call } from '../../call';
import { InvalidInputError } from '../../errors';
import { clipped } from '../../kept-text';
import type { EffectOutcome, Workspace } from '../workspace';

/** An error that carries a whole page or a stack is not read to its end in a letter; n8n keeps it with the execution. */
const LONGEST_ERROR = 2_000;

export interface FailedRun {
	/** What the workflow is called in n8n. */
	readonly workflow: string;
	/** The last node that ran; empty when none did. */
	readonly node: string;
	readonly error: string;
	/** Where the execution is looked at; empty when n8n kept none. */
	readonly url: string;
}

/**
 * Keeps a failed run of a webhook, a form or a person as an event, for the workflow that tells the operator. n8n reports a run
 * again whenever it recovers it again after a crash, and a report that cannot be mailed is gone: as an event with a once key
 * it is neither told twice nor lost (R-CORE-1, R-CORE-2). Runs of triggers of this package are retried and parked instead.
 * @throws {InvalidInputError} without a workflow
 */
export async function recordFailedRun(workspace: Workspace, { workflow, node, error, url }: FailedRun, call: Call): Promise<EffectOutcome<{ readonly eventId: number }>> {
	if (workflow.trim() === '') throw new InvalidInputError([{ field: 'Failed Workflow', reason: 'say which workflow failed, e.g. {{ $json.workflow.name }} of an Error Trigger' }]);
	return await workspace.effect(call, 'failed run', async (tx) => ({
		eventId: await tx.emit({ kind: 'RunFailed', subject: { kind: 'workspace', id: 1 }, data: { workflow, node, error: clipped(error, LONGEST_ERROR), url } }),
	}));
}
