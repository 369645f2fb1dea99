import {
	createWorkingCalendar,
	dayOf,
	defaultWeeklyHours,
	isWorkingDay,
	isWorkingTime,
	nextWorkingTime,
	startOfDay,
	workingDayOnOrAfter,
	workingDayOnOrBefore,
	workingSpans,
	type WeeklyHours,
	type WorkingCalendar,
} from '../../src/calendar';
import { at, berlin, moscow, novosibirsk, wallClock } from './local-time';

const office = createWorkingCalendar({ zone: moscow });

function hoursOn(calendar: WorkingCalendar, isoDate: string): string[] {
	return workingSpans(calendar, isoDate).map(
		({ from, to }) => `${wallClock(calendar.zone, from).slice(11)}-${wallClock(calendar.zone, to).slice(11)}`,
	);
}

function weekWith(changes: Partial<WeeklyHours>): WeeklyHours {
	return { ...defaultWeeklyHours, ...changes };
}

describe('working spans of a day', () => {
	it.each([
		['an ordinary weekday', '2026-04-29', ['09:00-18:00']],
		['an ordinary Saturday', '2026-04-25', []],
		['a holiday', '2026-05-01', []],
		['a day off moved by decree', '2026-12-31', []],
		['a shortened day', '2026-04-30', ['09:00-17:00']],
		['a moved working Saturday', '2024-04-27', ['09:00-18:00']],
		['a moved working Saturday that is shortened', '2025-11-01', ['09:00-17:00']],
	])('R-ORG-3: %s', (_kind, date, spans) => {
		expect(hoursOn(office, date)).toEqual(spans);
		expect(isWorkingDay(office, date)).toBe(spans.length > 0);
	});

	it('R-ORG-3: the same wall-clock hours are four hours earlier in Novosibirsk', () => {
		const [nn] = workingSpans(office, '2026-03-02');
		const [nsk] = workingSpans(createWorkingCalendar({ zone: novosibirsk }), '2026-03-02');
		expect(nn?.from).toBe(Date.UTC(2026, 2, 2, 6));
		expect(nsk?.from).toBe(Date.UTC(2026, 2, 2, 2));
	});

	it('R-ORG-3: a lunch break parts the day, and only the end of the day is shortened', () => {
		const withLunch = [
			{ from: '09:00', to: '13:00' },
			{ from: '13:45', to: '18:00' },
		];
		const calendar = createWorkingCalendar({ zone: moscow, weeklyHours: weekWith({ 4: withLunch }) });
		expect(hoursOn(calendar, '2026-04-23')).toEqual(['09:00-13:00', '13:45-18:00']);
		expect(hoursOn(calendar, '2026-04-30')).toEqual(['09:00-13:00', '13:45-17:00']);
	});

	it('R-ORG-3: a shortened day takes a whole working hour even when the last span is shorter', () => {
		const lateReception = [
			{ from: '09:00', to: '17:00' },
			{ from: '17:30', to: '18:00' },
		];
		const calendar = createWorkingCalendar({ zone: moscow, weeklyHours: weekWith({ 4: lateReception }) });
		expect(hoursOn(calendar, '2026-04-30')).toEqual(['09:00-16:30']);
	});

	it('R-ORG-3: a moved Saturday has the hours of Friday, of the first working weekday when Friday is free, its own when it has some', () => {
		const shortFriday = weekWith({ 5: [{ from: '09:00', to: '16:45' }] });
		expect(hoursOn(createWorkingCalendar({ zone: moscow, weeklyHours: shortFriday }), '2024-04-27')).toEqual(['09:00-16:45']);
		const freeFriday = weekWith({ 1: [{ from: '08:00', to: '17:00' }], 5: [] });
		expect(hoursOn(createWorkingCalendar({ zone: moscow, weeklyHours: freeFriday }), '2024-04-27')).toEqual(['08:00-17:00']);
		const ownSaturday = weekWith({ 6: [{ from: '10:00', to: '14:00' }] });
		expect(hoursOn(createWorkingCalendar({ zone: moscow, weeklyHours: ownSaturday }), '2024-04-27')).toEqual(['10:00-14:00']);
	});

	it('R-ORG-3: a department that works on Saturdays has a holiday on a Saturday off', () => {
		const calendar = createWorkingCalendar({ zone: moscow, weeklyHours: weekWith({ 6: [{ from: '10:00', to: '14:00' }] }) });
		expect(hoursOn(calendar, '2026-05-16')).toEqual(['10:00-14:00']);
		expect(hoursOn(calendar, '2026-05-09')).toEqual([]);
	});

	it("R-ORG-3: the department's own days off win over a moved working Saturday", () => {
		const calendar = createWorkingCalendar({ zone: moscow, extraDaysOff: ['2024-04-27', '2024-04-26'] });
		expect(isWorkingDay(calendar, '2024-04-26')).toBe(false);
		expect(isWorkingDay(calendar, '2024-04-27')).toBe(false);
		expect(isWorkingDay(calendar, '2024-04-25')).toBe(true);
	});

	it('R-ORG-3: around the clock leaves no gap at midnight', () => {
		const always = [{ from: '00:00', to: '24:00' }];
		const calendar = createWorkingCalendar({ zone: moscow, weeklyHours: { 1: always, 2: always, 3: always, 4: always, 5: always, 6: always, 7: always } });
		const [first] = workingSpans(calendar, '2026-03-02');
		const [second] = workingSpans(calendar, '2026-03-03');
		expect(first?.to).toBe(second?.from);
		expect(isWorkingTime(calendar, at(moscow, '2026-03-03 00:00'))).toBe(true);
	});

	it('R-ORG-3: a day with a clock change is 23 or 25 hours long in Berlin and, as a control, 24 in Moscow', () => {
		const always = [{ from: '00:00', to: '24:00' }];
		const lengthOn = (zone: string, date: string) => {
			const [span] = workingSpans(createWorkingCalendar({ zone, weeklyHours: weekWith({ 7: always }) }), date);
			return span === undefined ? 0 : (span.to - span.from) / 3_600_000;
		};
		expect(['2026-03-29', '2026-10-25'].map((date) => lengthOn(berlin, date))).toEqual([23, 25]);
		expect(['2026-03-29', '2026-10-25'].map((date) => lengthOn(moscow, date))).toEqual([24, 24]);
	});

	it('R-ORG-3: hours on a day with a clock change stay at the wall clock', () => {
		const sundays = weekWith({ 7: [{ from: '01:00', to: '10:00' }] });
		const calendar = createWorkingCalendar({ zone: berlin, weeklyHours: sundays });
		expect(hoursOn(calendar, '2026-03-29')).toEqual(['01:00-10:00']);
		expect(workingSpans(calendar, '2026-03-29')).toEqual([{ from: Date.UTC(2026, 2, 29, 0), to: Date.UTC(2026, 2, 29, 8) }]);
	});
});

describe('hours in the hour of a clock change', () => {
	/** Working spans of a Sunday in Berlin, as UTC clock times: 2026-03-29 skips 02:00–03:00, 2026-10-25 has it twice. */
	function sundaySpans(date: string, ...hours: [string, string][]): string[] {
		const sunday = hours.map(([from, to]) => ({ from, to }));
		const calendar = createWorkingCalendar({ zone: berlin, weeklyHours: weekWith({ 7: sunday }) });
		return workingSpans(calendar, date).map(({ from, to }) => `${wallClock('UTC', from).slice(11)}-${wallClock('UTC', to).slice(11)}`);
	}

	it('R-ORG-3: a span in the skipped hour does not exist on that day, and a span that reaches into it is cut', () => {
		expect(sundaySpans('2026-03-29', ['02:15', '02:45'])).toEqual([]);
		expect(sundaySpans('2026-03-29', ['02:15', '04:00'])).toEqual(['01:00-02:00']);
		expect(sundaySpans('2026-03-29', ['00:00', '02:30'], ['02:30', '24:00'])).toEqual(['23:00-01:00', '01:00-22:00']);
	});

	it('R-ORG-3: a span that touches the repeated hour begins and ends with its first run', () => {
		expect(sundaySpans('2026-10-25', ['01:00', '02:30'], ['02:30', '04:00'])).toEqual(['23:00-00:30', '00:30-03:00']);
	});

	it('R-ORG-3: as a control, the Sunday before has the plain hours', () => {
		expect(sundaySpans('2026-03-22', ['02:15', '02:45'])).toEqual(['01:15-01:45']);
		expect(sundaySpans('2026-10-18', ['01:00', '02:30'], ['02:30', '04:00'])).toEqual(['23:00-00:30', '00:30-02:00']);
	});
});

describe('working time', () => {
	it('R-LEAD-4: the opening minute is working time, the closing minute is not', () => {
		const open = at(moscow, '2026-03-02 09:00');
		const close = at(moscow, '2026-03-02 18:00');
		expect([open - 1, open, close - 1, close].map((instant) => isWorkingTime(office, instant))).toEqual([false, true, true, false]);
	});

	it.each([
		['inside', '2026-03-02 12:34', '2026-03-02 12:34'],
		['before opening', '2026-03-02 07:00', '2026-03-02 09:00'],
		['at closing', '2026-03-02 18:00', '2026-03-03 09:00'],
		['after closing of a shortened day before holidays', '2026-04-30 17:30', '2026-05-04 09:00'],
		['on New Year eve, over the year', '2025-12-31 12:00', '2026-01-12 09:00'],
	])('R-LEAD-4: the next working time from %s', (_case, from, expected) => {
		expect(wallClock(moscow, nextWorkingTime(office, at(moscow, from)))).toBe(expected);
	});

	it('R-PAY-2: the 20th on a day off has a working day before and after it', () => {
		expect(workingDayOnOrBefore(office, '2026-06-20')).toBe('2026-06-19');
		expect(workingDayOnOrAfter(office, '2026-06-20')).toBe('2026-06-22');
		expect([workingDayOnOrBefore(office, '2026-05-20'), workingDayOnOrAfter(office, '2026-05-20')]).toEqual(['2026-05-20', '2026-05-20']);
		expect(workingDayOnOrBefore(office, '2026-01-03')).toBe('2025-12-30');
	});
});

describe('dates of a zone', () => {
	it('R-PAY-2: 20:30 in Moscow on the 20th is already the 21st in Novosibirsk', () => {
		const paidAt = at(moscow, '2026-11-20 20:30');
		expect(dayOf(moscow, paidAt)).toBe('2026-11-20');
		expect(dayOf(novosibirsk, paidAt)).toBe('2026-11-21');
		expect(wallClock(novosibirsk, paidAt)).toBe('2026-11-21 00:30');
	});

	it('R-ORG-3: a date ends with the last millisecond before the next one starts, over New Year and clock changes too', () => {
		for (const [zone, date, before] of [
			[moscow, '2026-01-01', '2025-12-31'],
			[novosibirsk, '2026-01-01', '2025-12-31'],
			['America/New_York', '2026-01-01', '2025-12-31'],
			[berlin, '2026-03-30', '2026-03-29'],
			['Africa/Cairo', '2026-04-24', '2026-04-23'], // the clock jumps over this midnight
		] as const) {
			const midnight = startOfDay(zone, date);
			expect([dayOf(zone, midnight - 1), dayOf(zone, midnight)]).toEqual([before, date]);
		}
	});

	it('R-CORE-6: refuses an instant that is not epoch milliseconds', () => {
		for (const instant of [NaN, Infinity, 1.5, -1, Date.UTC(2026, 0, 1) * 1000]) {
			expect(() => dayOf(moscow, instant)).toThrow('is not a usable point in time');
		}
	});

	it('R-CORE-6: refuses a date that does not exist and a zone that does not exist', () => {
		expect(() => workingSpans(office, '2026-02-29')).toThrow('"2026-02-29" is not a date');
		expect(() => dayOf('Nizhny/Novgorod', 0)).toThrow('"Nizhny/Novgorod" is not a time zone');
	});
});

describe('createWorkingCalendar', () => {
	it.each([
		['an unknown zone', { zone: 'Nizhny' }, /"Nizhny" is not a time zone/],
		['an end before the beginning', { weeklyHours: weekWith({ 2: [{ from: '18:00', to: '09:00' }] }) }, /Tuesday must end after they begin/],
		['overlapping spans', { weeklyHours: weekWith({ 3: [{ from: '09:00', to: '13:00' }, { from: '12:00', to: '18:00' }] }) }, /Wednesday overlap/],
		['a time that is none', { weeklyHours: weekWith({ 5: [{ from: '9', to: '18:00' }] }) }, /Friday must be times such as 09:00/],
		['a minute past 24:00', { weeklyHours: weekWith({ 5: [{ from: '09:00', to: '24:01' }] }) }, /Friday must be times/],
		['a week without hours', { weeklyHours: weekWith({ 1: [], 2: [], 3: [], 4: [], 5: [] }) }, /No day of the week has working hours/],
		['a day off that is no date', { extraDaysOff: ['9 мая'] }, /"9 мая" is not a date/],
	])('R-ORG-3: refuses %s', (_fault, parts, sentence) => {
		expect(() => createWorkingCalendar({ zone: moscow, ...parts })).toThrow(sentence);
	});

	it('R-ORG-3: a week read from JSON with a day left out is refused with the day named', () => {
		const weeklyHours = JSON.parse('{"1":[],"2":[],"3":[],"4":[],"5":[],"6":[]}') as WeeklyHours;
		expect(() => createWorkingCalendar({ zone: moscow, weeklyHours })).toThrow('Working hours for Sunday (7) are missing');
	});

	it('R-ORG-3: names every fault at once', () => {
		const create = () => createWorkingCalendar({ zone: 'Nizhny', extraDaysOff: ['x'], weeklyHours: weekWith({ 5: [{ from: 'a', to: 'b' }] }) });
		expect(create).toThrow(/Friday.*"Nizhny".*"x"/);
	});

	it('R-ORG-3: keeps its own copy, so changing the parts later changes no deadline', () => {
		const extraDaysOff: string[] = [];
		const calendar = createWorkingCalendar({ zone: moscow, extraDaysOff });
		extraDaysOff.push('2026-03-02');
		expect(isWorkingDay(calendar, '2026-03-02')).toBe(true);
	});
});
