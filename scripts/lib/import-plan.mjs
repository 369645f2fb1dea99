/**
 * What a later start does with workflows and credentials that are there already. The rule: what the operator touched is
 * the operator's, and is never replaced without a word.
 *
 * The ledger remembers, for each id, which shipped content was imported last (`hash`) and which revision n8n gave it
 * (`revision`). A different revision in n8n means that someone saved it since.
 */

/**
 * @typedef {{ id: string, name: string, hash: string }} Shipped
 * @typedef {Record<string, { hash: string, revision: string }>} Remembered
 */

/**
 * @template {Shipped} T
 * @param {T[]} shipped
 * @param {Remembered} ledger
 * @param {Map<string, string>} present id → revision in n8n
 * @param {readonly string[]} [interrupted] ids of an import that was cut short: whatever n8n has of them is ours
 */
export function planImport(shipped, ledger, present, interrupted = []) {
	/** @type {{ toImport: T[], keptEdited: T[], keptDeleted: T[] }} */
	const plan = { toImport: [], keptEdited: [], keptDeleted: [] };
	for (const one of shipped) {
		const known = ledger[one.id];
		if (interrupted.includes(one.id)) {
			plan.toImport.push(one);
		} else if (!known) {
			// Never imported here. If n8n has the id all the same, someone brought it along: theirs.
			(present.has(one.id) ? plan.keptEdited : plan.toImport).push(one);
		} else if (known.hash !== one.hash) {
			if (!present.has(one.id)) plan.keptDeleted.push(one);
			else if (present.get(one.id) !== known.revision) plan.keptEdited.push(one);
			else plan.toImport.push(one);
		}
	}
	return plan;
}
