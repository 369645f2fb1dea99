/** The working hours of a week (R-ORG-3): what the operator writes, and the check before anything is counted with them. */
import { weekdays, type Weekday } from './iso-date';

/** Hours of each ISO weekday (1 = Monday) as wall-clock 'HH:MM' spans in order; a lunch break is a gap between two; '24:00' ends a day. */
export type WeeklyHours = Readonly<Record<Weekday, readonly { from: string; to: string }[]>>;

/** A span of one day in minutes after midnight of the wall clock. */
export type MinuteSpan = { readonly from: number; readonly to: number };

const officeHours = [{ from: '09:00', to: '18:00' }] as const;

/** Monday to Friday 09:00–18:00. */
export const defaultWeeklyHours: WeeklyHours = {
	1: officeHours,
	2: officeHours,
	3: officeHours,
	4: officeHours,
	5: officeHours,
	6: [],
	7: [],
};

const weekdayNames: Readonly<Record<Weekday, string>> = {
	1: 'Monday',
	2: 'Tuesday',
	3: 'Wednesday',
	4: 'Thursday',
	5: 'Friday',
	6: 'Saturday',
	7: 'Sunday',
};

/** The spans of a weekday in minutes, or `undefined` when a time is not written as 'HH:MM'. */
export function minuteSpansOf(hours: WeeklyHours, weekday: Weekday): readonly MinuteSpan[] | undefined {
	const spans: MinuteSpan[] = [];
	for (const { from, to } of hours[weekday]) {
		const span = { from: minutesOf(from), to: minutesOf(to) };
		if (span.from === undefined || span.to === undefined) return undefined;
		spans.push({ from: span.from, to: span.to });
	}
	return spans;
}

/** Everything wrong with the hours, in sentences; an empty list means they can be counted with. */
export function weeklyHoursFaults(hours: WeeklyHours): string[] {
	const unlisted = weekdays.filter((weekday) => !Array.isArray(hours[weekday]));
	if (unlisted.length > 0) {
		return unlisted.map((weekday) => `Working hours for ${weekdayNames[weekday]} (${weekday}) are missing; a day off is an empty list.`);
	}
	if (weekdays.every((weekday) => hours[weekday].length === 0)) return ['No day of the week has working hours.'];
	return weekdays.flatMap((weekday) => dayFaults(hours, weekday));
}

function dayFaults(hours: WeeklyHours, weekday: Weekday): string[] {
	const spans = minuteSpansOf(hours, weekday);
	if (spans === undefined) return [`Working hours of ${weekdayNames[weekday]} must be times such as 09:00 or 18:30.`];
	let lastEnd = 0;
	for (const { from, to } of spans) {
		if (to <= from) return [`Working hours of ${weekdayNames[weekday]} must end after they begin; split a night shift at 24:00.`];
		if (from < lastEnd) return [`Working hours of ${weekdayNames[weekday]} overlap or are out of order.`];
		lastEnd = to;
	}
	return [];
}

/** The same spans ending that many working minutes earlier: a last span shorter than the cut takes the rest from the one before. */
export function cutEnd(spans: readonly MinuteSpan[], minutes: number): readonly MinuteSpan[] {
	const last = spans.at(-1);
	if (last === undefined || minutes <= 0) return spans;
	const rest = spans.slice(0, -1);
	const length = last.to - last.from;
	return length > minutes ? [...rest, { from: last.from, to: last.to - minutes }] : cutEnd(rest, minutes - length);
}

function minutesOf(time: string): number | undefined {
	const match = /^(\d{2}):(\d{2})$/.exec(time);
	if (match === null) return undefined;
	const hour = Number(match[1]);
	const minute = Number(match[2]);
	const total = hour * 60 + minute;
	return minute < 60 && total <= 24 * 60 ? total : undefined;
}
