/** Instants written as wall-clock time, so that a test reads like the case it is about. */
import { DateTime } from '../../src/vendor';

export const moscow = 'Europe/Moscow';
export const novosibirsk = 'Asia/Novosibirsk';
export const berlin = 'Europe/Berlin';

/** The instant of '2026-04-30 16:00' in the zone, epoch milliseconds. */
export function at(zone: string, wallClock: string): number {
	return DateTime.fromSQL(wallClock, { zone }).toMillis();
}

/** The wall clock of the instant in the zone, '2026-04-30 16:00'. */
export function wallClock(zone: string, instant: number): string {
	return DateTime.fromMillis(instant, { zone }).toFormat('yyyy-MM-dd HH:mm');
}
