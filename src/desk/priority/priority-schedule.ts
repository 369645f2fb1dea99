import { MORNING_PATTERN, morningAfter } from '../../cadence/recurrence';
import type { Recurrence } from '../../cadence/recurrence';
import type { Call } from '../../call';
import { InvalidInputError } from '../../errors';
import type { People } from '../../organisation/recipients';
import { pendingTimerOf } from '../../timers/timers';
import { calendarOfDepartment, loadPeople } from '../organisation/people';
import { salesDepartments } from '../organisation/sales-departments';
import { armRecurring, disarmRecurring, recurringOwner } from '../reminders/arm-recurring';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';

/** The rule that the timer of the monitor fires under, and the step a trigger filters on. */
export const PRIORITY_MONITOR = { rule: 'priority-monitor', step: 'morning' } as const;

export interface PrioritySchedule {
	readonly departmentId: number;
	/** Wall-clock time in the department's zone, 'HH:MM'; the opening when the department opens later. */
	readonly time: string;
}

export interface PlannedMorning {
	readonly departmentId: number;
	readonly departmentName: string;
	readonly nextAt: number;
	/** False: it was planned so before, nothing was done. */
	readonly changed: boolean;
}

function checkTime(time: string): void {
	if (!MORNING_PATTERN.test(time)) throw new InvalidInputError([{ field: 'Time', reason: `"${time}" is not a time; write it like 09:00` }]);
}

async function scheduleIn(tx: DeskTransaction, { departmentId, time }: PrioritySchedule, people: People): Promise<PlannedMorning> {
	const calendar = await calendarOfDepartment(tx, departmentId, people);
	const subject = { kind: 'department', id: departmentId } as const;
	const pending = await pendingTimerOf(tx, recurringOwner({ ...PRIORITY_MONITOR, subject }));
	// A morning that has come and not yet fired (n8n was down) is not put off to the next one.
	const missedAt = pending && pending.dueAt !== null && pending.dueAt <= tx.now ? pending.dueAt : null;
	const nextAt = missedAt ?? morningAfter(tx.now, time, calendar);
	const recurrence: Recurrence = { kind: 'working_mornings', time };
	await armRecurring(tx, { ...PRIORITY_MONITOR, subject, recurrence, dueAt: nextAt, note: '' });
	const before = pending?.data.recurrence as Recurrence | undefined;
	const changed = before?.kind !== 'working_mornings' || before.time !== time;
	if (changed) await tx.emit({ kind: 'OrganisationChanged', scope: 'priority-monitor', subject, data: { time, nextAt } });
	return { departmentId, departmentName: people.departments.get(departmentId)?.name ?? '', nextAt, changed };
}

/** Lets the monitor run on every working morning of a department (R-PRI-2); calling it again changes the time, or nothing. */
export async function schedulePriorityMonitor(workspace: Workspace, input: PrioritySchedule, call: Call): Promise<EffectOutcome<PlannedMorning>> {
	checkTime(input.time);
	return await workspace.effect(call, 'priority schedule', async (tx) => await scheduleIn(tx, input, await loadPeople(tx)));
}

/** As {@link schedulePriorityMonitor}, for every department with managers. */
export async function schedulePriorityMonitors(workspace: Workspace, time: string, call: Call): Promise<EffectOutcome<PlannedMorning[]>> {
	checkTime(time);
	return await workspace.effect(call, 'priority schedules', async (tx) => {
		const people = await loadPeople(tx);
		const planned: PlannedMorning[] = [];
		for (const { id } of salesDepartments(people)) planned.push(await scheduleIn(tx, { departmentId: id, time }, people));
		return planned;
	});
}

/** Stops the mornings of a department. Answers whether any were planned. */
export async function unschedulePriorityMonitor(workspace: Workspace, departmentId: number, call: Call): Promise<EffectOutcome<boolean>> {
	return await workspace.effect(call, 'priority schedule', async (tx) => await disarmRecurring(tx, { ...PRIORITY_MONITOR, subject: { kind: 'department', id: departmentId } }, 'the monitor was switched off for the department'));
}
