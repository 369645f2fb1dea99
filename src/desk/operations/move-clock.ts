import type { Wait, WaitUnit } from '../../calendar';
import { InvalidInputError } from '../../errors';
import { playUntil } from '../runtime/playback';
import type { Workspace } from '../workspace';

export interface MoveClock {
	/** The instant to play to, ms. Either this or `by`. */
	readonly to?: number;
	/** How far to play from now. Days are 24 hours; working units are nobody's here, because a workspace has many calendars. */
	readonly by?: Wait;
}

export interface ClockMoving {
	readonly from: number;
	/** The clock gets there step by step, from one due timer to the next, while the workflows run. */
	readonly target: number;
}

const unitMs: Partial<Record<WaitUnit, number>> = { minutes: 60_000, hours: 3_600_000, calendar_days: 86_400_000 };
/** Beyond this a date is a typing mistake; the calendars end there too. */
const LAST_INSTANT = Date.UTC(3000, 0, 1);

function targetOf({ to, by }: MoveClock, now: number): number {
	const fault = (field: string, reason: string) => new InvalidInputError([{ field, reason }], 'Correct it; the clock was not moved.');
	if ((to === undefined) === (by === undefined)) throw fault('Move To', 'give either an instant or a span, not both and not neither');
	const unit = by === undefined ? undefined : unitMs[by.unit];
	if (by !== undefined && unit === undefined) throw fault('By', `a clock is moved by ${Object.keys(unitMs).join(', ')}, not by ${by.unit}`);
	if (by !== undefined && (!Number.isFinite(by.amount) || by.amount <= 0)) throw fault('By', `${by.amount} is no span; give a number above 0`);
	const target = to ?? Math.round(now + (by?.amount ?? 0) * (unit ?? 0));
	if (!Number.isSafeInteger(target) || target >= LAST_INSTANT) throw fault(to === undefined ? 'By' : 'Move To', 'is not an instant before the year 3000');
	return target;
}

/**
 * Lets a sandbox play to a later instant, so that unmodified workflows live through a year in seconds (R-CORE-5).
 * @throws {ConflictError} on a live workspace, and for an instant in the past
 */
export async function moveClock(workspace: Workspace, input: MoveClock): Promise<ClockMoving> {
	const from = await workspace.read(async (query) => await workspace.now(query));
	const target = targetOf(input, from);
	await playUntil(workspace, target);
	return { from, target };
}
