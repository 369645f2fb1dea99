import { dueClientOf } from '../../src/cadence/due-client';
import { assessPriority } from '../../src/cadence/priority-due';
import type { PriorityFacts } from '../../src/cadence/priority-due';
import { defaultPolicy, defaultTargets, gapMsOf, policyFaults, YEAR_MS } from '../../src/cadence/priority-policy';

const DAY_MS = 86_400_000;
const now = Date.UTC(2026, 2, 2, 6);
const daysAgo = (days: number) => now - days * DAY_MS;

/** A key client of two years: 20 requests a year, one every 18.25 days. */
const keyClient: PriorityFacts = { priority: 'key', knownSince: daysAgo(730), countInYear: 20, lastRequestAt: daysAgo(10), lastContactAt: null, lastReminderAt: null };
const verdict = (facts: Partial<PriorityFacts>, policy = defaultPolicy) => assessPriority({ ...keyClient, ...facts }, policy, now);

describe('who is due', () => {
	it('R-PRI-2: the targets are those of the case, and the gap is 365 days divided by them', () => {
		expect(defaultTargets).toEqual({ small: 1, medium: 4, large: 8, cool: 12, key: 20 });
		expect(gapMsOf(20)).toBe(18.25 * DAY_MS);
		expect(gapMsOf(1)).toBe(365 * DAY_MS);
	});

	it('R-PRI-2: a client who comes in time and often enough is left alone', () => {
		expect(verdict({})).toMatchObject({ due: false, remind: false });
	});

	it('R-PRI-2: a client without a request for a whole gap is due, not a millisecond earlier', () => {
		expect(verdict({ lastRequestAt: now - 18.25 * DAY_MS + 1 })).toMatchObject({ silent: false, due: false });
		expect(verdict({ lastRequestAt: now - 18.25 * DAY_MS })).toMatchObject({ silent: true, behind: false, due: true, remind: true });
	});

	it('R-PRI-2: a client behind the rolling target is due although the last request was recent', () => {
		expect(verdict({ countInYear: 19 })).toMatchObject({ silent: false, behind: true, due: true, expected: 20 });
		expect(verdict({ countInYear: 20 })).toMatchObject({ behind: false });
	});

	it.each([
		[0, 0],
		[18, 0],
		[19, 1],
		[182, 9],
		[183, 10],
		[364, 19],
		[365, 20],
		[900, 20],
	])('R-PRI-2: of a key client known for %i days %i requests are expected', (days, expected) => {
		expect(verdict({ knownSince: daysAgo(days), lastRequestAt: null, countInYear: 0 })?.expected).toBe(expected);
	});

	it('R-PRI-2: a new client without a request is due when the first gap has passed', () => {
		const fresh = { priority: 'medium', lastRequestAt: null, countInYear: 0 } as const;
		expect(verdict({ ...fresh, knownSince: daysAgo(91) })).toMatchObject({ due: false });
		expect(verdict({ ...fresh, knownSince: now - gapMsOf(4) })).toMatchObject({ silent: true, remind: true });
	});

	it('R-PRI-2: a target of 0, and a client who is not there yet, are not monitored', () => {
		expect(verdict({}, { ...defaultPolicy, targets: { ...defaultTargets, key: 0 } })).toBeNull();
		expect(verdict({ knownSince: now + 1 })).toBeNull();
	});
});

describe('one reminder in a gap', () => {
	const silent = { lastRequestAt: daysAgo(60) };

	it('R-PRI-3: after a reminder the next one comes a gap later', () => {
		expect(verdict({ ...silent, lastReminderAt: now - 18.25 * DAY_MS + 1 })).toMatchObject({ due: true, remind: false });
		expect(verdict({ ...silent, lastReminderAt: now - 18.25 * DAY_MS })).toMatchObject({ due: true, remind: true });
	});

	it('R-PRI-3: a logged contact begins the gap anew, and the client stays due', () => {
		expect(verdict({ ...silent, lastContactAt: daysAgo(3), lastReminderAt: daysAgo(30) })).toMatchObject({ due: true, remind: false, remindFrom: daysAgo(3) + 18.25 * DAY_MS });
		expect(verdict({ ...silent, lastContactAt: daysAgo(19), lastReminderAt: daysAgo(20) })).toMatchObject({ remind: true });
	});

	it('R-PRI-3: a request takes back the reminder that came before it', () => {
		expect(verdict({ countInYear: 12, lastRequestAt: daysAgo(10), lastReminderAt: daysAgo(11) })).toMatchObject({ behind: true, remind: true });
	});

	it('R-PRI-3: a client behind is left alone for the share of the gap that the policy says', () => {
		const touched = { countInYear: 12, lastRequestAt: daysAgo(3) };
		expect(verdict(touched)).toMatchObject({ due: true, remind: false, remindFrom: daysAgo(3) + 9.125 * DAY_MS });
		expect(verdict(touched, { ...defaultPolicy, restPercent: 0 })).toMatchObject({ due: true, remind: true });
		expect(verdict({ ...touched, lastReminderAt: daysAgo(2) }, { ...defaultPolicy, restPercent: 0 })).toMatchObject({ due: true, remind: false });
	});
});

describe('the reason in numbers', () => {
	const client = { ...keyClient, companyId: 7, name: 'ООО «Ромашка»', responsibleId: 1, departmentId: 2 };

	it('R-PRI-2: the manager reads target, count, gap and days in Russian', () => {
		const due = dueClientOf({ ...client, countInYear: 12, lastRequestAt: daysAgo(25), lastContactAt: daysAgo(21) }, defaultPolicy, now);
		expect(due).toMatchObject({ target: 20, expected: 20, countInYear: 12, gapDays: 18.3, daysSinceLast: 25, daysSinceContact: 21, remind: true });
		expect(due?.reasonText).toBe('Приоритет «ключевой»: норма 20 заявок за 365 дней, то есть раз в 18 дней; за последние 365 дней 12 заявок, ожидалось 20; последняя заявка 25 дней назад; последний контакт 21 день назад.');
	});

	it('R-PRI-2: a new client without requests is described as such', () => {
		const due = dueClientOf({ ...client, knownSince: daysAgo(22), countInYear: 0, lastRequestAt: null }, defaultPolicy, now);
		expect(due?.reasonText).toContain('за последние 365 дней 0 заявок, ожидалось 1; клиент у нас 22 дня; заявок ещё не было.');
		expect(dueClientOf(client, defaultPolicy, now)).toBeNull();
	});
});

describe('the targets as parameters', () => {
	it('R-PRI-2: all faults are named at once', () => {
		expect(policyFaults({ targets: { ...defaultTargets, key: -1, small: 1.5 }, restPercent: 101 }).map((fault) => fault.field)).toEqual(['Target small', 'Target key', 'Rest']);
		expect(policyFaults(defaultPolicy)).toEqual([]);
		expect(YEAR_MS).toBe(31_536_000_000);
	});
});
