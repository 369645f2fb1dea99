/** Groups remembered; each is short-lived, one delivery at one node of a called workflow. */
const MOST_GROUPS = 5_000;

const runs = new Map<string, string[]>();

/**
 * Which call this is, from 0, of the calls that look the same: one workflow called twice for one delivery with the same
 * items. n8n runs a called workflow in the process of its caller, one after the other, so their order within an attempt is
 * the order of the calls; the executions' ids tell them apart.
 * @param group delivery, attempt, node and what the workflow was called with
 */
export function calledRunOrdinal(group: string, executionId: string): number {
	let known = runs.get(group);
	if (!known) {
		known = [];
		runs.set(group, known);
		const [oldest] = runs.keys();
		if (runs.size > MOST_GROUPS && oldest !== undefined) runs.delete(oldest);
	}
	const index = known.indexOf(executionId);
	return index >= 0 ? index : known.push(executionId) - 1;
}
