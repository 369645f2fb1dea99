/** Months as ISO text, '2026-03': the month on whose day (the 20th, unless set otherwise) the period ends. */
const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

export function isMonth(text: string): boolean {
	return MONTH.test(text);
}

/** The month so many months later, or earlier when negative. @throws {RangeError} for text that is no month */
export function monthPlus(month: string, months: number): string {
	const match = MONTH.exec(month);
	if (!match) throw new RangeError(`"${month}" is not a month: write year and month, for example 2026-03.`);
	return new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1 + months, 1)).toISOString().slice(0, 7);
}

export const monthAfter = (month: string): string => monthPlus(month, 1);
export const monthBefore = (month: string): string => monthPlus(month, -1);

/** How many days the month has. */
export function daysIn(month: string): number {
	return new Date(Date.parse(`${monthAfter(month)}-01T00:00:00Z`) - 1).getUTCDate();
}
