import * as fc from 'fast-check';

import { createWorkingCalendar, isWorkingTime } from '../../src/calendar';
import { decideFiring } from '../../src/escalation/decide-firing';
import type { DueStep } from '../../src/escalation/decide-firing';
import { planStep } from '../../src/escalation/escalation';
import type { EscalationStep } from '../../src/escalation/escalation';
import { instant } from '../helpers/fixed-clock';
import { HOUR, after } from './watched-lead';

const calendar = createWorkingCalendar({ zone: 'Europe/Moscow' });
const monday = instant('2026-03-02T09:00:00+03:00');

const running = (steps: readonly EscalationStep[], stepIndex = 0, firedCount = 0) => ({ status: 'running' as const, steps, stepIndex, firedCount, guardState: 'new', guardCycle: 1, endReason: null });
const due = (overrides: Partial<DueStep> = {}): DueStep => ({ dueAt: monday, deferredFrom: null, presentState: 'new', presentCycle: 1, ...overrides });

describe('what becomes of a due step', () => {
	it.each([
		['the stage was left', { presentState: 'needs' }, 'запись уже вышла из этого состояния'],
		['the stage was left and entered again', { presentCycle: 3 }, 'запись уже вышла из этого состояния'],
		['the subject is unknown', { presentState: null, presentCycle: null }, 'запись уже вышла из этого состояния'],
	])('R-CORE-3: over, and its escalation with it, when %s', (_what, present, reason) => {
		expect(decideFiring(due(present), running([after(1, 'hours')]), calendar, monday)).toEqual({ kind: 'over', reason, endsEscalation: true });
	});

	it.each(['acknowledged', 'cancelled', 'completed'] as const)('R-REG-5: over when the escalation is %s', (status) => {
		expect(decideFiring(due(), { ...running([after(1, 'hours')]), status, endReason: 'договорились' }, calendar, monday)).toEqual({ kind: 'over', reason: 'договорились', endsEscalation: false });
	});

	it('R-LEAD-4: fires and plans its repetition, then the next step, then nothing', () => {
		const steps = [after(1, 'hours', { times: 2 }), after(2, 'hours', { code: 'task' })];
		const next = (stepIndex: number, firedCount: number) => {
			const firing = decideFiring(due(), running(steps, stepIndex, firedCount), calendar, monday);
			return firing.kind === 'fire' ? [firing.step.code, firing.occurrence, firing.next?.step.code, firing.next && (firing.next.dueAt ?? 0) - monday] : firing.kind;
		};
		expect([next(0, 0), next(0, 1), next(1, 0)]).toEqual([
			['remind', 1, 'remind', HOUR],
			['remind', 2, 'task', 2 * HOUR],
			['task', 1, undefined, null],
		]);
	});

	it('R-CORE-3: a minute of looking is not lateness, more is', () => {
		const lateBy = (ms: number) => {
			const firing = decideFiring(due(), running([after(1, 'hours')]), calendar, monday + ms);
			return firing.kind === 'fire' ? firing.lateByMs : null;
		};
		expect([lateBy(0), lateBy(60_000), lateBy(60_001)]).toEqual([0, 0, 60_001]);
	});
});

const anInstant = fc.integer({ min: instant('2025-06-01T00:00:00Z'), max: instant('2026-11-30T00:00:00Z') });
const aStep = fc.record({
	code: fc.constantFrom('remind', 'task', 'head'),
	wait: fc.record({
		kind: fc.constant('after' as const),
		wait: fc.record({ amount: fc.integer({ min: 1, max: 20 }), unit: fc.constantFrom('minutes', 'hours', 'working_minutes', 'working_hours', 'calendar_days', 'calendar_days_rolled', 'working_days') }),
	}),
	times: fc.integer({ min: 1, max: 4 }),
	inWorkingHours: fc.boolean(),
}) as fc.Arbitrary<EscalationStep>;

it('R-CORE-3: a ladder never goes backwards, never fires early, fires each step as often as it says, and in working hours where it says so', () => {
	fc.assert(
		fc.property(fc.array(aStep, { minLength: 1, maxLength: 4 }), anInstant, fc.array(fc.integer({ min: 0, max: 5 * 24 * HOUR }), { minLength: 1, maxLength: 20 }), (steps, start, delays) => {
			let planned = planStep(steps, 0, 0, start, calendar);
			let armedAt = start;
			let deferredFrom: number | null = null;
			let dueAt = planned?.dueAt ?? 0;
			const fired = steps.map(() => 0);
			for (let turn = 0; planned !== null; turn++) {
				expect(dueAt).toBeGreaterThanOrEqual(armedAt);
				// Found late the first time; what was put off to an opening is found at it.
				const now: number = dueAt + (deferredFrom === null ? (delays[turn % delays.length] ?? 0) : 0);
				const firing = decideFiring(due({ dueAt, deferredFrom }), running(steps, planned.stepIndex, planned.firedCount), calendar, now);
				if (firing.kind === 'put_off') {
					expect(firing.until).toBeGreaterThan(now);
					deferredFrom ??= dueAt;
					dueAt = firing.until;
					continue;
				}
				if (firing.kind !== 'fire') throw new Error('nobody ended it');
				expect(firing.dueAt).toBe(deferredFrom ?? dueAt);
				if (firing.step.inWorkingHours) expect(isWorkingTime(calendar, now)).toBe(true);
				fired[planned.stepIndex] = (fired[planned.stepIndex] ?? 0) + 1;
				if (firing.next) expect(firing.next.stepIndex * 10 + firing.next.firedCount).toBeGreaterThan(planned.stepIndex * 10 + planned.firedCount);
				[planned, armedAt, deferredFrom, dueAt] = [firing.next, now, null, firing.next?.dueAt ?? 0];
			}
			expect(fired).toEqual(steps.map(({ times }) => times));
		}),
		{ numRuns: 60 },
	);
});
