import { createWorkingCalendar } from '../../src/calendar';
import { cutoffAfter, cutoffAt, cutoffDate, nextPeriod, periodsDue } from '../../src/reports/cut-off';
import type { CutoffRule, DayOffRule } from '../../src/reports/report-settings';
import { cutoffRuleFaults, defaultCutoffRule } from '../../src/reports/report-settings';
import { instant } from '../helpers/fixed-clock';

const nizhny = createWorkingCalendar({ zone: 'Europe/Moscow' });
const novosibirsk = createWorkingCalendar({ zone: 'Asia/Novosibirsk' });
const moscow: CutoffRule = { zone: 'Europe/Moscow', day: 20, time: '09:00', dayOffRule: 'same' };
const at = (iso: string) => instant(iso);

describe('the cut-off of a month', () => {
	it('R-PAY-2: is the 20th at 09:00 of the declared zone', () => {
		expect(cutoffAt('2026-03', moscow, nizhny)).toBe(at('2026-03-20T09:00:00+03:00'));
		expect(cutoffAt('2026-03', { ...moscow, zone: 'Asia/Novosibirsk' }, novosibirsk)).toBe(at('2026-03-20T09:00:00+07:00'));
	});

	it.each<[DayOffRule, string]>([
		['previous', '2026-06-19'],
		['same', '2026-06-20'],
		['next', '2026-06-22'],
	])('R-PAY-2: a 20th on a Saturday is moved by the rule "%s" to %s', (dayOffRule, date) => {
		expect(cutoffDate('2026-06', { ...moscow, dayOffRule }, nizhny)).toBe(date);
	});

	it("R-PAY-2: a department's own day off on the 20th counts as a day off", () => {
		const resting = createWorkingCalendar({ zone: 'Europe/Moscow', extraDaysOff: ['2026-03-20'] });
		expect(cutoffDate('2026-03', { ...moscow, dayOffRule: 'next' }, resting)).toBe('2026-03-23');
	});

	it('R-PAY-2: a working Saturday on the 20th-like day is no day off', () => {
		// 28 December 2024 was a working Saturday by decree.
		expect(cutoffDate('2024-12', { ...moscow, day: 28, dayOffRule: 'next' }, nizhny)).toBe('2024-12-28');
	});

	it('R-PAY-2: 00:30 on the 21st in Novosibirsk is still the 20th when the declared zone is Moscow, and is not when it is Novosibirsk', () => {
		const payment = at('2026-03-21T00:30:00+07:00');
		const wholeDay = { ...moscow, time: '24:00' };
		expect(payment).toBeLessThanOrEqual(cutoffAt('2026-03', wholeDay, novosibirsk));
		expect(payment).toBeGreaterThan(cutoffAt('2026-03', { ...wholeDay, zone: 'Asia/Novosibirsk' }, novosibirsk));
	});

	it('R-PAY-2: a month without the declared day ends on its last day', () => {
		expect(cutoffDate('2026-02', { ...moscow, day: 31 }, nizhny)).toBe('2026-02-28');
		expect(cutoffDate('2024-02', { ...moscow, day: 31 }, nizhny)).toBe('2024-02-29');
	});

	it('R-PAY-2: the next cut-off is after the instant, never at it', () => {
		const cutoff = at('2026-03-20T09:00:00+03:00');
		expect(cutoffAfter(cutoff - 1, moscow, nizhny)).toEqual({ month: '2026-03', at: cutoff });
		expect(cutoffAfter(cutoff, moscow, nizhny).month).toBe('2026-04');
	});

	it('R-PAY-2: a cut-off moved into the next month is still the cut-off of its own month', () => {
		// 31 January 2026 is a Saturday: January ends on Monday, 2 February.
		const rule: CutoffRule = { ...moscow, day: 31, dayOffRule: 'next' };
		expect(cutoffAfter(at('2026-02-01T12:00:00+03:00'), rule, nizhny)).toEqual({ month: '2026-01', at: at('2026-02-02T09:00:00+03:00') });
	});
});

describe('the periods of a department', () => {
	it('R-PAY-2: the first period begins at the cut-off before the department began to report', () => {
		expect(nextPeriod(null, at('2026-03-02T09:00:00+03:00'), moscow, nizhny)).toEqual({ month: '2026-03', fromAt: at('2026-02-20T09:00:00+03:00'), toAt: at('2026-03-20T09:00:00+03:00') });
	});

	it('R-PAY-2: a year of closes leaves no gap and no overlap, whatever the rule for days off', () => {
		for (const dayOffRule of ['previous', 'same', 'next'] as const) {
			const due = periodsDue(null, at('2025-12-31T00:00:00+03:00'), { ...moscow, dayOffRule }, nizhny, at('2026-12-31T00:00:00+03:00'));
			expect(due.map((period) => period.month)).toEqual(Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`));
			for (const [index, period] of due.entries()) if (index > 0) expect(period.fromAt).toBe(due[index - 1]?.toAt);
		}
	});

	it('R-PAY-2: a changed rule starts where the last close ended', () => {
		const last = { month: '2026-03', cutoffAt: at('2026-03-20T09:00:00+03:00') };
		const period = nextPeriod(last, 0, { ...moscow, day: 5 }, nizhny);
		expect(period).toEqual({ month: '2026-04', fromAt: last.cutoffAt, toAt: at('2026-04-05T09:00:00+03:00') });
	});

	it('R-PAY-2: nothing is due before the cut-off, and it is due at the very instant', () => {
		const cutoff = at('2026-03-20T09:00:00+03:00');
		const startsAt = at('2026-03-01T00:00:00+03:00');
		expect(periodsDue(null, startsAt, moscow, nizhny, cutoff - 1)).toEqual([]);
		expect(periodsDue(null, startsAt, moscow, nizhny, cutoff)).toHaveLength(1);
	});
});

describe('the settings of the report', () => {
	it('R-PAY-2: all faults are named at once', () => {
		const faults = cutoffRuleFaults({ zone: 'Moscow', day: 0, time: '9', dayOffRule: 'never' as DayOffRule });
		expect(faults.map((fault) => fault.field)).toEqual(['Cut-off zone', 'Day', 'Time', 'Day off']);
		expect(cutoffRuleFaults(defaultCutoffRule('Asia/Novosibirsk'))).toEqual([]);
	});
});
