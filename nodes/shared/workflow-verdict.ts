import type { IDataObject, IRun, ITriggerFunctions } from 'n8n-workflow';

import type { Verdict } from '../../src/desk/runtime/listen';

const failed = (error: string): Verdict => ({ kind: 'failed', error });

/** How n8n says that a run ended → what becomes of its deliveries. Only success counts as done (architecture decision 11). */
export function verdictOn(run: IRun | undefined): Verdict {
	if (run === undefined) return failed('n8n did not start the workflow.');
	if (run.status === 'success') return { kind: 'succeeded' };
	if (run.status === 'waiting') {
		return { kind: 'refused', error: 'The workflow went to wait. A run started by a Deal Desk trigger has to end at once: use an Escalation instead of a Wait node or an approval.' };
	}
	const { error, lastNodeExecuted } = run.data.resultData;
	if (!error) return failed(`The workflow ended with the status "${run.status}".`);
	return failed(lastNodeExecuted === undefined ? error.message : `${lastNodeExecuted}: ${error.message}`);
}

/** Starts one run with all these items and waits for its end. */
export async function runToVerdict(context: ITriggerFunctions, items: IDataObject[]): Promise<Verdict> {
	const done = context.helpers.createDeferredPromise<IRun>();
	try {
		context.emit([context.helpers.returnJsonArray(items)], undefined, done);
		return verdictOn(await done.promise);
	} catch (error) {
		return failed(`n8n could not start the workflow: ${error instanceof Error ? error.message : String(error)}`);
	}
}
