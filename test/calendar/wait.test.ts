import {
	createWorkingCalendar,
	deadlineDay,
	deferToWorkingTime,
	dueAfter,
	dueAfterExplained,
	dueDateOf,
	isWorkingDay,
	type Wait,
	type WaitUnit,
	type WorkingCalendar,
} from '../../src/calendar';
import { processorTime } from '../helpers/processor-time';
import { at, berlin, moscow, novosibirsk, wallClock } from './local-time';

const office = createWorkingCalendar({ zone: moscow });
const siberia = createWorkingCalendar({ zone: novosibirsk });

function due(start: string, amount: number, unit: WaitUnit, calendar: WorkingCalendar = office): string {
	return wallClock(calendar.zone, dueAfter(at(calendar.zone, start), { amount, unit }, calendar));
}

describe('terms in days', () => {
	const vectors = [
		['2025-12-29', 'calendar_days', '2026-01-08'],
		['2025-12-29', 'calendar_days_rolled', '2026-01-12'],
		['2025-12-29', 'working_days', '2026-01-22'],
		['2026-04-30', 'calendar_days', '2026-05-10'],
		['2026-04-30', 'calendar_days_rolled', '2026-05-12'],
		['2026-04-30', 'working_days', '2026-05-18'],
	] as const;

	it.each(vectors)('R-CON-8: 10 days from %s in %s end on %s, whatever the hour of the event and the zone', (date, unit, expected) => {
		const wait: Wait = { amount: 10, unit };
		expect(dueDateOf(date, wait, office)).toBe(expected);
		for (const calendar of [office, siberia]) {
			for (const time of ['00:00', '12:00', '23:59']) {
				const { dueAt, dueDate } = dueAfterExplained(at(calendar.zone, `${date} ${time}`), wait, calendar);
				expect(dueDate).toBe(expected);
				expect(wallClock(calendar.zone, dueAt - 1)).toBe(`${expected} 23:59`);
				expect(wallClock(calendar.zone, dueAt).slice(11)).toBe('00:00');
			}
		}
	});

	it('R-CORE-3: the last day belongs to the person to its end, so the term is due at 24:00 and not a moment before', () => {
		const dueAt = dueAfter(at(moscow, '2026-03-02 10:00'), { amount: 3, unit: 'working_days' }, office);
		expect(dueAt).toBe(at(moscow, '2026-03-06 00:00'));
		expect(deadlineDay(moscow, dueAt)).toBe('2026-03-05');
		expect(deadlineDay(moscow, dueAt + 1)).toBe('2026-03-06');
	});

	it('R-CON-5: one working day is a day of work, not 24 working hours', () => {
		expect(due('2026-03-02 10:00', 1, 'working_days')).toBe('2026-03-04 00:00');
		expect(due('2026-03-02 10:00', 24, 'working_hours')).toBe('2026-03-04 16:00');
	});

	it('R-CON-5: working days from a Saturday or from a Friday end alike, the event day is not counted', () => {
		expect(due('2026-03-13 17:59', 1, 'working_days')).toBe('2026-03-17 00:00');
		expect(due('2026-03-14 12:00', 1, 'working_days')).toBe('2026-03-17 00:00');
	});

	it('R-ORG-3: a moved working Saturday counts as a working day', () => {
		expect(dueDateOf('2024-04-26', { amount: 1, unit: 'working_days' }, office)).toBe('2024-04-27');
		expect(dueDateOf('2024-04-26', { amount: 2, unit: 'working_days' }, office)).toBe('2024-05-02');
	});

	it('R-ORG-3: the day counted from is the day in the zone of the department', () => {
		const start = at(moscow, '2026-11-20 20:30');
		const wait: Wait = { amount: 10, unit: 'calendar_days' };
		expect(dueAfterExplained(start, wait, office).dueDate).toBe('2026-11-30');
		expect(dueAfterExplained(start, wait, siberia).dueDate).toBe('2026-12-01');
	});

	it('R-CORE-6: a date alone cannot answer for hours', () => {
		expect(() => dueDateOf('2026-03-02', { amount: 2, unit: 'working_hours' }, office)).toThrow('depends on the time of the event');
	});
});

describe('working minutes and hours', () => {
	it.each<[string, string, number, WaitUnit, string]>([
		['eight hours from Friday 16:00 land on Monday', '2026-03-13 16:00', 8, 'working_hours', '2026-03-16 15:00'],
		['armed before opening, they start with it', '2026-03-02 07:15', 30, 'working_minutes', '2026-03-02 09:30'],
		['armed after closing, they start next morning', '2026-03-02 19:00', 30, 'working_minutes', '2026-03-03 09:30'],
		['armed at closing, they start next morning', '2026-03-02 18:00', 30, 'working_minutes', '2026-03-03 09:30'],
		['used up exactly at closing, they are due at closing', '2026-03-02 16:00', 2, 'working_hours', '2026-03-02 18:00'],
		['a minute more goes over to the next opening', '2026-03-02 16:00', 121, 'working_minutes', '2026-03-03 09:01'],
		['a short day ends an hour earlier', '2026-04-30 16:30', 60, 'working_minutes', '2026-05-04 09:30'],
		['a short day is used up at its early closing', '2026-04-30 16:30', 30, 'working_minutes', '2026-04-30 17:00'],
		['over New Year', '2025-12-30 17:00', 2, 'working_hours', '2026-01-12 10:00'],
	])('R-LEAD-3: %s', (_case, start, amount, unit, expected) => {
		expect(due(start, amount, unit)).toBe(expected);
		expect(due(start, amount, unit, siberia)).toBe(expected);
	});

	it('R-LEAD-3: seconds of the start are kept', () => {
		const start = at(moscow, '2026-03-02 10:00') + 30_500;
		expect(dueAfter(start, { amount: 30, unit: 'working_minutes' }, office)).toBe(start + 30 * 60_000);
	});

	it('R-LEAD-3: a clock change over the weekend costs no working time, where elapsed hours as a control do shift on the wall clock', () => {
		const calendar = createWorkingCalendar({ zone: berlin });
		expect(due('2026-03-27 17:00', 2, 'working_hours', calendar)).toBe('2026-03-30 10:00');
		expect(due('2026-03-27 17:00', 65, 'hours', calendar)).toBe('2026-03-30 11:00');
		expect(due('2026-03-27 17:00', 65, 'hours', office)).toBe('2026-03-30 10:00');
	});
});

describe('at once, elapsed and deferred', () => {
	it.each<WaitUnit>(['minutes', 'hours', 'working_minutes', 'working_hours', 'calendar_days', 'calendar_days_rolled', 'working_days'])(
		'R-CON-5: 0 %s is at once, even at night on a holiday',
		(unit) => {
			const start = at(moscow, '2026-05-09 03:00');
			expect(dueAfter(start, { amount: 0, unit }, office)).toBe(start);
			expect(dueAfterExplained(start, { amount: 0, unit }, office).dueDate).toBe('2026-05-09');
		},
	);

	it('R-CORE-3: elapsed time does not care for working hours', () => {
		expect(due('2026-04-30 23:30', 45, 'minutes')).toBe('2026-05-01 00:15');
	});

	it('R-PRI-4: outside the window means deferred to the next opening, inside it means now', () => {
		const midnight = dueAfter(at(moscow, '2026-03-12 10:00'), { amount: 1, unit: 'working_days' }, office);
		expect(wallClock(moscow, deferToWorkingTime(midnight, office))).toBe('2026-03-16 09:00');
		const noon = at(moscow, '2026-03-12 12:00');
		expect(deferToWorkingTime(noon, office)).toBe(noon);
	});
});

describe('waits that cannot be counted', () => {
	it.each([-1, 0.5, NaN, Infinity, 1e9])('R-CORE-6: refuses an amount of %d days', (amount) => {
		for (const unit of ['calendar_days', 'calendar_days_rolled', 'working_days'] as const) {
			expect(() => dueAfter(at(moscow, '2026-03-02 10:00'), { amount, unit }, office)).toThrow(/^A wait of/);
		}
	});

	it('R-CORE-6: refuses an unknown unit with the known ones listed', () => {
		const wait = JSON.parse('{"amount":1,"unit":"weeks"}') as Wait;
		expect(() => dueAfter(at(moscow, '2026-03-02 10:00'), wait, office)).toThrow(/"weeks" is not a unit.*working_days/);
	});

	it('R-CORE-6: refuses a start that is not an instant, for every unit', () => {
		for (const unit of ['minutes', 'calendar_days', 'working_days'] as const) {
			expect(() => dueAfter(NaN, { amount: 1, unit }, office)).toThrow('NaN is not a usable point in time');
		}
	});

	it('R-CORE-6: a calendar without any working time ends with a sentence instead of searching for ever', () => {
		const closed: WorkingCalendar = { ...office, weeklyHours: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } };
		const start = at(moscow, '2026-03-02 10:00');
		for (const unit of ['working_minutes', 'working_days', 'calendar_days_rolled'] as const) {
			expect(() => dueAfter(start, { amount: 1, unit }, closed)).toThrow('does not have enough working time within 50 years');
		}
		expect(() => deferToWorkingTime(start, closed)).toThrow('does not have enough working time');
		expect(dueAfter(start, { amount: 1, unit: 'calendar_days' }, closed)).toBe(at(moscow, '2026-03-04 00:00'));
	});

	it('R-CORE-3: days off for ten years on end neither crash the count nor slow it down', () => {
		const tenYears = Array.from({ length: 3653 }, (_, day) => new Date(Date.UTC(2026, 2, 1 + day)).toISOString().slice(0, 10));
		const away = createWorkingCalendar({ zone: moscow, extraDaysOff: tenYears });
		const start = at(moscow, '2026-02-27 17:00');
		expect(due('2026-02-27 17:00', 2, 'working_hours', away)).toBe('2036-03-03 10:00');
		expect(isWorkingDay(away, '2036-02-29')).toBe(false);
		const took = processorTime();
		for (let call = 0; call < 1000; call++) dueAfter(start + call, { amount: 2, unit: 'working_hours' }, away);
		// Ten laid-out years are eleven binary searches; walking 3653 days a call would take seconds.
		expect(took()).toBeLessThan(500);
	});
});
