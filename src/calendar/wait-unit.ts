/** What a wait is made of, as operators set it on the canvas, and the check before it is counted or shown. */
import { InvalidWaitError } from './calendar-errors';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../milliseconds';

export const waitUnits = [
	'minutes',
	'hours',
	'working_minutes',
	'working_hours',
	'calendar_days',
	'calendar_days_rolled',
	'working_days',
] as const;

export type WaitUnit = (typeof waitUnits)[number];

/** `amount` is a whole number from 0 up, in `unit`. */
export type Wait = { readonly amount: number; readonly unit: WaitUnit };


/** The length of one of the unit at least, and the longest wait there is: more is a typing mistake and would leave the range of dates. */
const unitMs: Readonly<Record<WaitUnit, number>> = {
	minutes: MINUTE_MS,
	hours: HOUR_MS,
	working_minutes: MINUTE_MS,
	working_hours: HOUR_MS,
	calendar_days: DAY_MS,
	calendar_days_rolled: DAY_MS,
	working_days: DAY_MS,
};
const longestYears = 100;

/** Throws InvalidWaitError unless the unit is known and the amount a whole number from 0 up, within 100 years. */
export function checkWait({ amount, unit }: Wait): void {
	if (!waitUnits.includes(unit)) {
		throw new InvalidWaitError(`"${String(unit)}" is not a unit of waiting; choose one of ${waitUnits.join(', ')}.`);
	}
	if (!Number.isSafeInteger(amount) || amount < 0) {
		throw new InvalidWaitError(`A wait of ${String(amount)} ${unit} is not possible: the amount must be a whole number, 0 or more.`);
	}
	if (amount * unitMs[unit] > longestYears * 365 * DAY_MS) {
		throw new InvalidWaitError(`A wait of ${amount} ${unit} is longer than ${longestYears} years: check the amount.`);
	}
}
