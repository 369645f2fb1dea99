/** What can go wrong when time is counted. Every message is a sentence for the operator and says what to do. */

/** A working calendar refused as a whole; `faults` are all the reasons, as sentences. */
export class InvalidCalendarError extends Error {
	override readonly name = 'InvalidCalendarError';

	constructor(readonly faults: readonly string[]) {
		super(`The working calendar was not accepted. ${faults.join(' ')}`);
	}
}

/** Working days of a year are asked for whose production calendar is not loaded, and the calendar must not guess (R-ORG-3). */
export class UnknownCalendarYearError extends Error {
	override readonly name = 'UnknownCalendarYearError';

	constructor(
		readonly year: number,
		readonly calendarName: string,
	) {
		super(
			`The production calendar of ${year} is not loaded in "${calendarName}", so its working days are unknown. ` +
				`Add the year ${year} to the calendar, use calendar days for this deadline, ` +
				'or let unknown years be counted as plain weekdays with a warning.',
		);
	}
}

/** The calendar has no working time, or not enough of it, for what is asked. Without this, the search would never end. */
export class NoWorkingTimeError extends Error {
	override readonly name = 'NoWorkingTimeError';

	constructor(
		readonly calendarName: string,
		readonly years: number,
	) {
		super(
			`"${calendarName}" does not have enough working time within ${years} years. ` +
				'Check its working hours and days off, and the length of the wait.',
		);
	}
}

/** A wait that cannot be counted: an unknown unit, or an amount that is not a whole number from 0 up. */
export class InvalidWaitError extends Error {
	override readonly name = 'InvalidWaitError';
}
