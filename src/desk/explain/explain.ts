import { loadPeople } from '../organisation/people';
import type { Workspace } from '../workspace';
import { explainEscalation } from './explain-escalation';
import { explainLetter, explainNotification, explainTask } from './explain-notices';
import { explainSubject } from './explain-subject';
import type { Explain, Explanation } from './explanation';
import { eventsOf, trailOf } from './trail';

/** What one can ask "why" about. */
export const explainableKinds = ['notification', 'task', 'letter', 'escalation', 'lead', 'deal', 'entry', 'company'] as const;
export type ExplainableKind = (typeof explainableKinds)[number];

const explainers: Readonly<Record<ExplainableKind, Explain>> = {
	notification: explainNotification,
	task: explainTask,
	letter: explainLetter,
	escalation: explainEscalation,
	lead: explainSubject('lead'),
	deal: explainSubject('deal'),
	entry: explainSubject('entry'),
	company: explainSubject('company'),
};

/**
 * Why something exists or stands where it stands, in plain Russian sentences and as data (R-CORE-4): what and who, by which
 * rule, workflow and node, from which facts, by which calendar, due and fired in the person's own zone and how late, and why
 * this recipient.
 * @throws {NotFoundError}
 */
export async function explain(workspace: Workspace, input: { readonly kind: ExplainableKind; readonly id: number }): Promise<Explanation> {
	return await workspace.read(async (query) => {
		const { subject, ...explained } = await explainers[input.kind](query, input.id, await loadPeople(query));
		return { ...explained, trail: subject === null ? [] : trailOf(await eventsOf(query, subject)) };
	});
}
