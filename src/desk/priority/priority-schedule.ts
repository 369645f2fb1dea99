import { MORNING_PATTERN, morningAfter } from '../../cadence/recurrence';
import type { Call } from '../../call';
import { InvalidInputError } from '../../errors';
import { calendarOfDepartment, loadPeople } from '../organisation/people';
import { armRecurring, disarmRecurring } from '../reminders/arm-recurring';
import type { EffectOutcome, Workspace } from '../workspace';

/** The rule that the timer of the monitor fires under, and the step a trigger filters on. */
export const PRIORITY_MONITOR = { rule: 'priority-monitor', step: 'morning' } as const;

export interface PrioritySchedule {
	readonly departmentId: number;
	/** Wall-clock time in the department's zone, 'HH:MM'; the opening when the department opens later. */
	readonly time: string;
}

/** Lets the monitor run on every working morning of a department (R-PRI-2); calling it again changes the time. */
export async function schedulePriorityMonitor(workspace: Workspace, input: PrioritySchedule, call: Call): Promise<EffectOutcome<{ nextAt: number }>> {
	if (!MORNING_PATTERN.test(input.time)) throw new InvalidInputError([{ field: 'Time', reason: `"${input.time}" is not a time; write it like 09:00` }]);
	return await workspace.effect(call, 'priority schedule', async (tx) => {
		const calendar = await calendarOfDepartment(tx, input.departmentId, await loadPeople(tx));
		const nextAt = morningAfter(tx.now, input.time, calendar);
		const subject = { kind: 'department', id: input.departmentId } as const;
		await armRecurring(tx, { ...PRIORITY_MONITOR, subject, recurrence: { kind: 'working_mornings', time: input.time }, dueAt: nextAt, note: '' });
		await tx.emit({ kind: 'OrganisationChanged', scope: 'priority-monitor', subject, data: { time: input.time, nextAt } });
		return { nextAt };
	});
}

/** Stops the mornings of a department. Answers whether any were planned. */
export async function unschedulePriorityMonitor(workspace: Workspace, departmentId: number, call: Call): Promise<EffectOutcome<boolean>> {
	return await workspace.effect(call, 'priority schedule', async (tx) => await disarmRecurring(tx, { ...PRIORITY_MONITOR, subject: { kind: 'department', id: departmentId } }, 'the monitor was switched off for the department'));
}
