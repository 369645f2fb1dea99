import { createWorkingCalendar, dueAfter, InvalidWaitError } from '../../calendar';
import type { Wait, WorkingCalendar } from '../../calendar';
import { InvalidInputError } from '../../errors';
import type { Queryable } from '../../store/database';
import { calendarOfDepartment, loadPeople, loadProductionYears } from '../organisation/people';
import { playUntil } from '../runtime/playback';
import type { Workspace } from '../workspace';

export interface MoveClock {
	/** The instant to play to, ms. Either this or `by`. */
	readonly to?: number;
	/** How far to play from now, counted as a step that waits so long: afterwards it has fallen due in every department. */
	readonly by?: Wait;
}

export interface ClockMoving {
	readonly from: number;
	/** The clock gets there step by step, from one due timer to the next, while the workflows run. */
	readonly target: number;
}

/** Beyond this a date is a typing mistake; the calendars end there too. */
const LAST_INSTANT = Date.UTC(3000, 0, 1);

const fault = (field: string, reason: string) => new InvalidInputError([{ field, reason }], 'Correct it; the clock was not moved.');

async function calendars(query: Queryable): Promise<WorkingCalendar[]> {
	const people = await loadPeople(query);
	const known: WorkingCalendar[] = [];
	for (const id of people.departments.keys()) known.push(await calendarOfDepartment(query, id, people));
	return known.length > 0 ? known : [createWorkingCalendar({ zone: 'Europe/Moscow', years: await loadProductionYears(query) })];
}

async function after(query: Queryable, now: number, wait: Wait): Promise<number> {
	if (wait.amount === 0) throw fault('By', '0 is no span; give a number above 0');
	try {
		return Math.max(...(await calendars(query)).map((calendar) => dueAfter(now, wait, calendar)));
	} catch (error) {
		if (error instanceof InvalidWaitError) throw fault('By', error.message);
		throw error;
	}
}

async function targetOf(query: Queryable, { to, by }: MoveClock, now: number): Promise<number> {
	if (to !== undefined && by === undefined) {
		if (!Number.isSafeInteger(to) || to >= LAST_INSTANT) throw fault('To', 'is not an instant before the year 3000');
		return to;
	}
	if (to === undefined && by !== undefined) return await after(query, now, by);
	throw fault('To', 'give either an instant or a span, not both and not neither');
}

/**
 * Lets a sandbox play to a later instant, so that unmodified workflows live through a year in seconds (R-CORE-5).
 * @throws {ConflictError} on a live workspace, and for an instant in the past
 */
export async function moveClock(workspace: Workspace, input: MoveClock): Promise<ClockMoving> {
	const moving = await workspace.read(async (query) => {
		const from = await workspace.now(query);
		return { from, target: await targetOf(query, input, from) };
	});
	await playUntil(workspace, moving.target);
	return moving;
}
