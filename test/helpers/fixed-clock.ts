/** A clock that stands still until a test moves it; pass it wherever a `systemClock` is asked for. */
export interface MovableClock {
	(): number;
	/** Jumps to an instant, also backwards. @param iso with zone or offset, e.g. 2026-03-02T09:00:00+03:00 */
	set(iso: string): void;
	/** Moves on by a span. */
	advance(span: { days?: number; hours?: number; minutes?: number; seconds?: number; ms?: number }): void;
}

/** @throws {RangeError} for text that is no instant, so that no test runs at NaN */
export function instant(iso: string): number {
	const at = Date.parse(iso);
	if (Number.isNaN(at)) throw new RangeError(`"${iso}" is not an instant`);
	return at;
}

/** A Monday morning in Nizhny Novgorod, 09:00 there and 13:00 in Novosibirsk: both departments are at work. */
export const MONDAY_MORNING = '2026-03-02T09:00:00+03:00';

export function fixedClock(iso: string = MONDAY_MORNING): MovableClock {
	let at = instant(iso);
	return Object.assign(() => at, {
		set: (to: string) => {
			at = instant(to);
		},
		advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0, ms = 0 }) => {
			at += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + ms;
		},
	} satisfies Pick<MovableClock, 'set' | 'advance'>);
}
