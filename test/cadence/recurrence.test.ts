import { createWorkingCalendar } from '../../src/calendar';
import { dateAfter, morningAfter, morningsBetween } from '../../src/cadence/recurrence';
import { instant as at } from '../helpers/fixed-clock';

const nizhny = createWorkingCalendar({ zone: 'Europe/Moscow' });

describe('working mornings', () => {
	it('R-PRI-2: the next morning is strictly later, and never on a day off', () => {
		expect(morningAfter(at('2026-03-02T08:59:59+03:00'), '09:00', nizhny)).toBe(at('2026-03-02T09:00:00+03:00'));
		expect(morningAfter(at('2026-03-02T09:00:00+03:00'), '09:00', nizhny)).toBe(at('2026-03-03T09:00:00+03:00'));
		expect(morningAfter(at('2026-03-06T09:00:00+03:00'), '09:00', nizhny)).toBe(at('2026-03-10T09:00:00+03:00'));
	});

	it('R-PRI-2: a time before the opening means the opening, a time after closing the opening of the next day', () => {
		expect(morningAfter(at('2026-03-02T00:00:00+03:00'), '06:00', nizhny)).toBe(at('2026-03-02T09:00:00+03:00'));
		expect(morningAfter(at('2026-03-02T12:00:00+03:00'), '19:00', nizhny)).toBe(at('2026-03-03T09:00:00+03:00'));
	});

	it('R-ORG-3: a year has as many mornings as working days', () => {
		expect(morningsBetween(at('2025-12-31T23:00:00+03:00'), at('2026-12-31T23:00:00+03:00'), '09:00', nizhny)).toHaveLength(247);
	});
});

describe('a date every N days', () => {
	const date = at('2026-03-02T10:30:00+03:00');

	it('R-PRI-4: the next date keeps the time of day', () => {
		expect(dateAfter(date, date, 7, 'Europe/Moscow')).toBe(at('2026-03-09T10:30:00+03:00'));
	});

	it('R-PRI-4: dates missed meanwhile are passed over', () => {
		expect(dateAfter(at('2026-03-30T10:29:59+03:00'), date, 7, 'Europe/Moscow')).toBe(at('2026-03-30T10:30:00+03:00'));
		expect(dateAfter(at('2026-03-30T10:30:00+03:00'), date, 7, 'Europe/Moscow')).toBe(at('2026-04-06T10:30:00+03:00'));
	});

	it('R-PRI-4: the time of day also survives a change of clocks', () => {
		expect(dateAfter(at('2026-03-28T12:00:00+01:00'), at('2026-03-28T10:30:00+01:00'), 1, 'Europe/Berlin')).toBe(at('2026-03-29T10:30:00+02:00'));
	});
});
