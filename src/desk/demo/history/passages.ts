import { nextWorkingTime } from '../../../calendar';
import type { WorkingCalendar } from '../../../calendar';
import type { Chance } from './chance';

/** A stay in a stage or status; `at` is when it was entered, ms. */
export interface Stay {
	readonly state: string;
	readonly at: number;
}

/**
 * An instant in working hours, around `spanMs` after another. What would fall into the night or on a day off happens some
 * time after the opening.
 */
export function workingMomentAfter(chance: Chance, calendar: WorkingCalendar, at: number, spanMs: number): number {
	const wished = at + Math.floor(spanMs * chance.between(0.4, 1.6)) + chance.whole(1, 240) * 1_000;
	const open = nextWorkingTime(calendar, wished);
	return open === wished ? wished : open + chance.whole(1, 150) * 60_000;
}

/** The stays that have begun by now; null when not even the first has. */
export function untilNow(stays: readonly Stay[], now: number): Stay[] {
	return stays.filter((stay) => stay.at <= now);
}

/** Where a way through stages leads, as it is walked: each step so long after the one before. */
export class Way {
	readonly stays: Stay[] = [];

	constructor(
		private readonly chance: Chance,
		private readonly calendar: WorkingCalendar,
		startAt: number,
		first: string,
	) {
		this.stays.push({ state: first, at: startAt });
	}

	get at(): number {
		return (this.stays.at(-1) as Stay).at;
	}

	enter(state: string, spanMs: number): this {
		this.stays.push({ state, at: workingMomentAfter(this.chance, this.calendar, this.at, spanMs) });
		return this;
	}
}
