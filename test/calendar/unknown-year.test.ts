import {
	calendarWarnings,
	createWorkingCalendar,
	dueAfter,
	dueAfterExplained,
	isWorkingDay,
	UnknownCalendarYearError,
	withProductionYears,
	type Wait,
	type WaitUnit,
} from '../../src/calendar';
import { statutoryYear } from '../../src/calendar/labour-code';
import { at, moscow } from './local-time';

const lenient = createWorkingCalendar({ zone: moscow });
const strict = createWorkingCalendar({ zone: moscow, unknownYears: 'refuse', name: 'Отдел продаж' });
const december = at(moscow, '2026-12-30 17:30');

const needsCalendar: readonly Wait[] = [
	{ amount: 60, unit: 'working_minutes' },
	{ amount: 1, unit: 'working_hours' },
	{ amount: 1, unit: 'working_days' },
	{ amount: 3, unit: 'calendar_days_rolled' },
];

describe('a year whose production calendar is not loaded', () => {
	it.each(needsCalendar)('R-ORG-3: $amount $unit into 2027 are refused by a calendar that must not guess', (wait) => {
		expect(() => dueAfter(december, wait, strict)).toThrow(UnknownCalendarYearError);
		expect(() => dueAfter(december, wait, strict)).toThrow(/production calendar of 2027 is not loaded in "Отдел продаж".*Add the year 2027/);
	});

	it.each(needsCalendar)('R-ORG-3: $amount $unit into 2027 are armed by default, with a loud warning', (wait) => {
		const explained = dueAfterExplained(december, wait, lenient);
		expect(explained.dueAt).toBe(dueAfter(december, wait, lenient));
		expect(explained.dueAt).toBeGreaterThan(at(moscow, '2027-01-11 00:00'));
		expect(explained.warnings).toHaveLength(1);
		expect(explained.warnings[0]).toMatch(/^ВНИМАНИЕ: нет производственного календаря на 2027 год.*не подтверждены/);
		expect(explained).toMatchObject({ calendarName: 'Производственный календарь РФ', zone: moscow });
	});

	it.each<WaitUnit>(['calendar_days', 'hours', 'minutes'])('R-CON-8: %s need no production calendar in any year, so no warning either', (unit) => {
		for (const calendar of [lenient, strict]) {
			expect(dueAfterExplained(at(moscow, '2031-02-03 10:00'), { amount: 10, unit }, calendar).warnings).toEqual([]);
		}
	});

	it('R-ORG-3: a wait that stays inside known years carries no warning', () => {
		expect(dueAfterExplained(december, { amount: 30, unit: 'working_minutes' }, strict).warnings).toEqual([]);
		// Starts on the last day of an unknown year, counts only days of a known one.
		const newYear = at(moscow, '2023-12-31 12:00');
		expect(dueAfterExplained(newYear, { amount: 1, unit: 'working_days' }, strict)).toMatchObject({ dueDate: '2024-01-09', warnings: [] });
	});

	it('R-ORG-3: the warning is gone once the year is added, and moved days are then counted', () => {
		const year2027 = { ...statutoryYear(2027), source: 'Постановление', workingWeekends: ['2027-01-09'] };
		const updated = createWorkingCalendar({ zone: moscow, years: withProductionYears(year2027), unknownYears: 'refuse' });
		const wait: Wait = { amount: 1, unit: 'working_days' };
		expect(dueAfterExplained(december, wait, updated)).toMatchObject({ dueDate: '2027-01-09', warnings: [] });
		expect(dueAfterExplained(december, wait, lenient)).toMatchObject({ dueDate: '2027-01-11' });
	});

	it('R-ORG-3: statutory holidays are days off even in an unknown year', () => {
		expect(isWorkingDay(lenient, '2027-11-04')).toBe(false);
		expect(isWorkingDay(lenient, '2027-11-05')).toBe(true);
		expect(() => isWorkingDay(strict, '2027-11-05')).toThrow(UnknownCalendarYearError);
	});
});

describe('calendarWarnings', () => {
	it('R-ORG-3: is silent while every year up to the date is loaded', () => {
		expect(calendarWarnings(lenient, '2026-12-31')).toEqual([]);
	});

	it('R-ORG-3: names each missing year up to the date', () => {
		const warnings = calendarWarnings(lenient, '2028-01-01');
		expect(warnings).toHaveLength(2);
		expect(warnings[0]).toContain('на 2027 год');
		expect(warnings[1]).toContain('на 2028 год');
	});

	it('R-ORG-3: names a year missing in between and a date before everything loaded', () => {
		const gap = createWorkingCalendar({ zone: moscow, years: new Map([2024, 2026].map((year) => [year, statutoryYear(year)])) });
		expect(calendarWarnings(gap, '2026-05-01')).toEqual([expect.stringContaining('на 2025 год')]);
		expect(calendarWarnings(gap, '2023-05-01')).toEqual([expect.stringContaining('на 2023 год')]);
		expect(calendarWarnings(createWorkingCalendar({ zone: moscow, years: new Map() }), '2026-05-01')).toHaveLength(1);
	});

	it('R-ORG-3: says that a refusing calendar will not count the year', () => {
		expect(calendarWarnings(strict, '2027-01-01')[0]).toContain('не рассчитываются');
		expect(calendarWarnings(lenient, '2027-01-01')[0]).toContain('не подтверждены');
	});
});
