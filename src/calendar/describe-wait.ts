/** A wait in Russian words, as it stands in notices and tasks: «5 рабочих дней», «2 рабочих часа». */
import { checkWait, type Wait, type WaitUnit } from './wait-unit';

/** Forms after 1, after 2–4 and after 5–20. */
type Forms = readonly [one: string, few: string, many: string];

const forms: Readonly<Record<WaitUnit, Forms>> = {
	minutes: ['минута', 'минуты', 'минут'],
	hours: ['час', 'часа', 'часов'],
	// After 2–4 an adjective takes the nominative with a feminine noun and the genitive with a masculine one.
	working_minutes: ['рабочая минута', 'рабочие минуты', 'рабочих минут'],
	working_hours: ['рабочий час', 'рабочих часа', 'рабочих часов'],
	calendar_days: ['календарный день', 'календарных дня', 'календарных дней'],
	calendar_days_rolled: ['календарный день', 'календарных дня', 'календарных дней'],
	working_days: ['рабочий день', 'рабочих дня', 'рабочих дней'],
};

/** For example «10 календарных дней (с переносом на рабочий день)»; an amount of 0 is «сразу». Throws InvalidWaitError as `dueAfter` does. */
export function describeWait(wait: Wait): string {
	checkWait(wait);
	const { amount, unit } = wait;
	if (amount === 0) return 'сразу';
	const words = `${amount} ${forms[unit][pluralIndex(amount)]}`;
	return unit === 'calendar_days_rolled' ? `${words} (с переносом на рабочий день)` : words;
}

function pluralIndex(amount: number): 0 | 1 | 2 {
	const lastTwo = amount % 100;
	const last = amount % 10;
	if (lastTwo >= 11 && lastTwo <= 14) return 2;
	if (last === 1) return 0;
	return last >= 2 && last <= 4 ? 1 : 2;
}
