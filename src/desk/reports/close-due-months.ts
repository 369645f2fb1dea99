import type { Call } from '../../call';
import type { MonthClose } from '../../reports/month-close';
import type { EffectOutcome, Workspace } from '../workspace';
import { closeMonth } from './close-month';
import type { MonthClosing } from './close-month';
import { dueCloses } from './due-closes';

/** The key of one month's close within a run that closes several. */
const keyed = (call: Call, departmentId: number, month: string): Call => ({ ...call, effectKey: call.effectKey === null ? null : `${call.effectKey}:${departmentId}:${month}` });

const closeOf = (outcome: EffectOutcome<MonthClosing>): MonthClose[] => (outcome.kind === 'overtaken' ? [] : [outcome.result.close]);

/**
 * Closes every month that is over, oldest first, each in a transaction of its own: after downtime all that was missed is
 * caught up, labelled with how late (R-PAY-2). Running it again closes nothing twice.
 * @param departmentId only this department; all that report here when absent
 */
export async function closeDueMonths(workspace: Workspace, departmentId: number | undefined, call: Call): Promise<MonthClose[]> {
	const closes: MonthClose[] = [];
	for (const due of await dueCloses(workspace, departmentId)) {
		closes.push(...closeOf(await closeMonth(workspace, { departmentId: due.departmentId, month: due.month }, keyed(call, due.departmentId, due.month))));
	}
	return closes;
}
