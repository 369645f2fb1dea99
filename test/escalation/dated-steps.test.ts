import { createWorkingCalendar } from '../../src/calendar';
import { datedInstant, planStep } from '../../src/escalation/escalation';
import type { EscalationStep } from '../../src/escalation/escalation';
import { instant } from '../helpers/fixed-clock';

const calendar = createWorkingCalendar({ zone: 'Asia/Novosibirsk', name: 'test' });
const expiry = instant('2026-12-31T00:00:00+07:00');
const before = (daysBefore: number): EscalationStep => ({ code: `in-${daysBefore}`, wait: { kind: 'at', at: expiry, field: 'expiresOn', daysBefore }, times: 1, inWorkingHours: false });
const ladder = [before(180), before(90), before(30)];
const planFrom = (since: string, stepIndex = 0) => planStep(ladder, stepIndex, 0, instant(since), calendar);

it('R-REG-4: a reminder falls the given number of days before the date, at the same time of day', () => {
	expect(planFrom('2026-01-01T00:00:00Z')).toMatchObject({ step: { code: 'in-180' }, dueAt: instant('2026-07-04T00:00:00+07:00') });
	expect(planFrom('2026-07-04T00:00:00+07:00', 1)).toMatchObject({ step: { code: 'in-90' }, dueAt: instant('2026-10-02T00:00:00+07:00') });
});

it('R-REG-4: days before a date are days of the zone, also over a change of the clocks', () => {
	const at = instant('2026-04-05T10:00:00+02:00');
	expect(datedInstant({ kind: 'at', at, field: null, daysBefore: 10 }, 'Europe/Berlin')).toBe(instant('2026-03-26T10:00:00+01:00'));
});

it('R-REG-4: entered 20 days before expiry there is one reminder, not three', () => {
	expect(planFrom('2026-12-11T12:00:00+07:00')).toMatchObject({ step: { code: 'in-30' }, stepIndex: 2, dueAt: instant('2026-12-11T12:00:00+07:00') });
});

it('R-REG-4: entered 100 days before expiry the reminder that was missed comes at once, the next in time', () => {
	expect(planFrom('2026-09-22T12:00:00+07:00')).toMatchObject({ step: { code: 'in-180' }, dueAt: instant('2026-09-22T12:00:00+07:00') });
	expect(planFrom('2026-09-22T12:00:00+07:00', 1)).toMatchObject({ step: { code: 'in-90' }, dueAt: instant('2026-10-02T00:00:00+07:00') });
});

it('R-PRI-4: without a date the step waits, whatever the days', () => {
	expect(datedInstant({ kind: 'at', at: null, field: 'expiresOn', daysBefore: 30 }, 'Europe/Moscow')).toBeNull();
});
