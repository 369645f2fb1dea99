import fc from 'fast-check';
import {
	createWorkingCalendar,
	defaultWeeklyHours,
	dueAfter,
	dueAfterExplained,
	dueDateOf,
	isWorkingTime,
	nextWorkingTime,
	shippedProductionYears,
	waitUnits,
	workingSpans,
	type WeeklyHours,
	type WorkingCalendar,
} from '../../src/calendar';
import { DateTime } from '../../src/vendor';
import { berlin, moscow, novosibirsk } from './local-time';

const zones = [moscow, novosibirsk, berlin];

const withLunch = [
	{ from: '09:00', to: '13:00' },
	{ from: '13:45', to: '18:00' },
];
const lunchWeek: WeeklyHours = { 1: withLunch, 2: withLunch, 3: withLunch, 4: withLunch, 5: [{ from: '09:00', to: '16:45' }], 6: [], 7: [] };
// Sunday nights, so that the clock changes of Berlin fall into working time.
const nightWeek: WeeklyHours = { ...defaultWeeklyHours, 6: [{ from: '20:00', to: '24:00' }], 7: [{ from: '00:00', to: '06:00' }] };

const calendars: readonly WorkingCalendar[] = zones.flatMap((zone) =>
	[defaultWeeklyHours, lunchWeek, nightWeek].map((weeklyHours) => createWorkingCalendar({ zone, weeklyHours })),
);

const calendar = fc.constantFrom(...calendars);
/** Any millisecond of the shipped years and of some months of the unknown one after. */
const instant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2027, 5, 1) });
const workingUnit = fc.constantFrom('working_minutes', 'working_hours');
const unit = fc.constantFrom(...waitUnits);
const amount = fc.integer({ min: 1, max: 2000 });

/** Working milliseconds between two instants, added up day by day. */
function workedBetween(of: WorkingCalendar, start: number, end: number): number {
	let worked = 0;
	const dayAfter = DateTime.fromMillis(end, { zone: of.zone }).plus({ days: 1 });
	for (let day = DateTime.fromMillis(start, { zone: of.zone }).startOf('day'); day < dayAfter; day = day.plus({ days: 1 })) {
		for (const { from, to } of workingSpans(of, day.toFormat('yyyy-MM-dd'))) {
			worked += Math.max(0, Math.min(to, end) - Math.max(from, start));
		}
	}
	return worked;
}

describe('waits, for any start', () => {
	it('R-LEAD-4: working minutes and hours end in working time or exactly at a closing time', () => {
		fc.assert(
			fc.property(calendar, instant, amount, workingUnit, (of, start, n, workingUnits) => {
				const due = dueAfter(start, { amount: n, unit: workingUnits }, of);
				expect(isWorkingTime(of, due - 1)).toBe(true);
			}),
		);
	});

	it('R-LEAD-3: exactly the working time asked for lies between start and due', () => {
		fc.assert(
			fc.property(calendar, instant, amount, (of, start, n) => {
				const due = dueAfter(start, { amount: n, unit: 'working_minutes' }, of);
				expect(workedBetween(of, start, due)).toBe(n * 60_000);
			}),
		);
	});

	it('R-CORE-3: nothing is due before its start', () => {
		fc.assert(
			fc.property(calendar, instant, fc.nat(2000), unit, (of, start, n, units) => {
				const due = dueAfter(start, { amount: n, unit: units }, of);
				if (n === 0) expect(due).toBe(start);
				else expect(due).toBeGreaterThan(start);
			}),
		);
	});

	it('R-CORE-3: a longer wait is never due earlier, nor a later start', () => {
		fc.assert(
			fc.property(calendar, instant, fc.nat(1000), fc.nat(50), fc.nat(100 * 3_600_000), unit, (of, start, n, more, later, units) => {
				const due = dueAfter(start, { amount: n, unit: units }, of);
				expect(dueAfter(start, { amount: n + more, unit: units }, of)).toBeGreaterThanOrEqual(due);
				expect(dueAfter(start + later, { amount: n, unit: units }, of)).toBeGreaterThanOrEqual(due);
			}),
		);
	});

	it('R-LEAD-3: waiting in two parts is waiting once', () => {
		fc.assert(
			fc.property(calendar, instant, fc.nat(3000), fc.nat(3000), (of, start, first, second) => {
				const halfway = dueAfter(start, { amount: first, unit: 'working_minutes' }, of);
				const inParts = dueAfter(halfway, { amount: second, unit: 'working_minutes' }, of);
				expect(inParts).toBe(dueAfter(start, { amount: first + second, unit: 'working_minutes' }, of));
			}),
		);
	});

	it('R-CON-8: rolled days never end before plain ones, end on a working day and pass over days off only', () => {
		fc.assert(
			fc.property(calendar, instant, fc.integer({ min: 1, max: 400 }), (of, start, n) => {
				const plain = dueAfterExplained(start, { amount: n, unit: 'calendar_days' }, of);
				const rolled = dueAfterExplained(start, { amount: n, unit: 'calendar_days_rolled' }, of);
				expect(rolled.dueAt).toBeGreaterThanOrEqual(plain.dueAt);
				expect(workingSpans(of, rolled.dueDate).length).toBeGreaterThan(0);
				let day = DateTime.fromISO(plain.dueDate);
				while (day.toFormat('yyyy-MM-dd') < rolled.dueDate) {
					expect(workingSpans(of, day.toFormat('yyyy-MM-dd'))).toEqual([]);
					day = day.plus({ days: 1 });
				}
			}),
		);
	});

	it('R-CON-8: the due instant and the due date tell the same day', () => {
		fc.assert(
			fc.property(calendar, instant, fc.integer({ min: 1, max: 400 }), fc.constantFrom('calendar_days', 'calendar_days_rolled', 'working_days'), (of, start, n, dayUnit) => {
				const wait = { amount: n, unit: dayUnit };
				const startDate = DateTime.fromMillis(start, { zone: of.zone }).toFormat('yyyy-MM-dd');
				expect(dueAfterExplained(start, wait, of).dueDate).toBe(dueDateOf(startDate, wait, of));
			}),
		);
	});
});

describe('the calendar, for any minute', () => {
	/** The rule told in other words: the wall clock of the instant against the shipped lists, for the default hours. */
	function isOfficeTime(zone: string, instantAt: number): boolean {
		const local = DateTime.fromMillis(instantAt, { zone });
		const date = local.toFormat('yyyy-MM-dd');
		const year = shippedProductionYears.get(local.year);
		if (year === undefined) throw new Error(`${local.year} is not shipped`);
		const works = local.weekday <= 5 ? !year.daysOff.includes(date) : year.workingWeekends.includes(date);
		return works && local.hour >= 9 && local.hour < (year.shortened.includes(date) ? 17 : 18);
	}

	const shippedInstant = fc.integer({ min: Date.UTC(2024, 0, 2), max: Date.UTC(2026, 11, 30) });

	it('R-ORG-3: working time is what the wall clock and the production calendar say', () => {
		fc.assert(
			fc.property(fc.constantFrom(...zones), shippedInstant, (zone, instantAt) => {
				expect(isWorkingTime(officeIn(zone), instantAt)).toBe(isOfficeTime(zone, instantAt));
			}),
			{ numRuns: 2000 },
		);
	});

	it('R-LEAD-4: the next working time is working time, not before the instant, with no working time in between', () => {
		fc.assert(
			fc.property(calendar, instant, (of, instantAt) => {
				const next = nextWorkingTime(of, instantAt);
				expect(next).toBeGreaterThanOrEqual(instantAt);
				expect(isWorkingTime(of, next)).toBe(true);
				expect(workedBetween(of, instantAt, next)).toBe(0);
			}),
		);
	});

	function officeIn(zone: string): WorkingCalendar {
		const known = calendars.find((candidate) => candidate.zone === zone);
		if (known === undefined) throw new Error(`no calendar for ${zone}`);
		return known;
	}
});
