import { dayOf, workingSpans } from '../../calendar';
import type { WorkingCalendar } from '../../calendar';
import { DAY_MS } from '../../milliseconds';

/** A lead that nobody touched for longer tells nothing new by its exact length, and years of days would be slow to add up. */
const MOST_DAYS = 400;

/** Working time between two instants, ms: a lead that came at night waits from the opening on. */
export function workingTimeBetween(calendar: WorkingCalendar, from: number, to: number): number {
	let worked = 0;
	let day = dayOf(calendar.zone, from);
	const lastDay = dayOf(calendar.zone, to);
	for (let days = 0; days < MOST_DAYS; days++) {
		for (const span of workingSpans(calendar, day)) worked += Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
		const next = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
		if (next > lastDay) break;
		day = next;
	}
	return worked;
}
