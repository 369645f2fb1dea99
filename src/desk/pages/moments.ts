import { dayOf, deadlineDay, startOfDay } from '../../calendar';

const date = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;

/** «23.11.2026 14:05» in a person's zone. @param at ms */
export function moment(at: number, zone: string): string {
	return new Intl.DateTimeFormat('ru-RU', { timeZone: zone, ...date, hour: '2-digit', minute: '2-digit' }).format(at).replace(',', '');
}

/** «23.11.2026» in a person's zone. @param at ms */
export function day(at: number, zone: string): string {
	return new Intl.DateTimeFormat('ru-RU', { timeZone: zone, ...date }).format(at);
}

/** A deadline: one that ends with a day is said as that day, not as midnight of the next. @param at ms */
export function deadline(at: number, zone: string): string {
	return startOfDay(zone, dayOf(zone, at)) === at ? deadlineDay(zone, at).split('-').reverse().join('.') : moment(at, zone);
}
