import { keepSubjectState } from '../../../src/store/subject-states';
import { registerConsumer } from '../../../src/journal/consumers';
import { deferTimer, deferTimers, findDueTimers, settleTimer, settleTimers, takeDueTimers } from '../../../src/timers/due';
import type { DueTimer } from '../../../src/timers/due';
import { setUnheardAside, unheardTimers } from '../../../src/timers/heard';
import { armOrMoveTimer, armTimer, armTimers, cancelTimersOf, isTimerDue, listTimers, moveTimersOf, nextDueAfter, pendingTimerOf, pendingTimersOf } from '../../../src/timers/timers';
import type { NewTimer } from '../../../src/timers/timers';
import { aConsumer } from '../../helpers/listeners';
import { NOW, inTransaction } from './store-under-test';
import type { ContractFile } from './store-under-test';

const aTimer = (overrides: Partial<NewTimer> = {}): NewTimer => ({
	escalationId: null,
	owner: 'escalation:1',
	rule: 'call-back',
	step: 'remind',
	subject: { kind: 'lead', id: 1 },
	guardState: 'new',
	guardCycle: 1,
	dueAt: NOW,
	data: { calendar: 'Ё' },
	...overrides,
});

/** R-CORE-3: timers are rows that fire once, never early. */
export const timerContract: ContractFile = (store) => {
	const arm = async (overrides: Partial<NewTimer> = {}) => await inTransaction(store().database, async (tx) => await armTimer(tx, aTimer(overrides), NOW - 1));
	const listen = async (scope = '*', state = '*') => await inTransaction(store().database, async (tx) => await registerConsumer(tx, aConsumer({ filters: [{ kind: 'EscalationStepDue', scope, state }] }), NOW));
	const take = async (now: number, most = 100): Promise<DueTimer[]> =>
		await inTransaction(store().database, async (tx) => await takeDueTimers(tx, (await findDueTimers(tx, now, most)).map(({ id }) => id), now));
	const isDue = async (now: number) => await store().database.read(async (query) => await isTimerDue(query, now));
	const pending = async (owner = 'escalation:1') => await store().database.read(async (query) => await pendingTimerOf(query, owner));

	it('R-CORE-3: is due at its instant and not a millisecond before', async () => {
		const id = await arm({ dueAt: NOW });
		expect([await isDue(NOW - 1), await isDue(NOW), await isDue(NOW + 1)]).toEqual([false, true, true]);
		expect([await take(NOW - 1), (await take(NOW)).map((timer) => timer.id)]).toEqual([[], [id]]);
	});

	it('gives a timer back as it was armed, with where its subject stands and whether anybody listens', async () => {
		await arm();
		expect(await take(NOW)).toMatchObject([{ ...aTimer(), state: 'armed', deferredFrom: null, reason: null, presentState: null, presentCycle: null, heard: false }]);
		await inTransaction(store().database, async (tx) => await keepSubjectState(tx, { kind: 'lead', id: 1 }, { state: 'needs', cycle: 3 }, null));
		await listen('call-back', 'remind');
		expect(await take(NOW)).toMatchObject([{ presentState: 'needs', presentCycle: 3, heard: true }]);
	});

	it('arms many like one', async () => {
		const many = [aTimer({ owner: 'a', dueAt: null }), aTimer({ owner: 'b', step: '7', data: { 'a "b"': [1, null] } }), aTimer({ owner: 'c', escalationId: 9 })];
		await inTransaction(store().database, async (tx) => await armTimers(tx, many, NOW));
		for (const one of many) expect(await pending(one.owner)).toMatchObject(one);
		await inTransaction(store().database, async (tx) => await armTimers(tx, [], NOW));
	});

	it('finds what several owners have pending, the next due first, and nothing that fired', async () => {
		await arm({ owner: 'b', dueAt: NOW + 2 });
		await arm({ owner: 'a', dueAt: NOW + 1 });
		await arm({ owner: 'c', dueAt: NOW });
		const fired = await arm({ owner: 'd', dueAt: NOW });
		await inTransaction(store().database, async (tx) => await settleTimers(tx, [{ id: fired, state: 'fired', reason: null }], NOW));
		const of = async (owners: readonly string[]) => (await store().database.read(async (query) => await pendingTimersOf(query, owners))).map(({ owner }) => owner);
		expect([await of(['a', 'b', 'd', 'e']), await of(['c']), await of([])]).toEqual([['a', 'b'], ['c'], []]);
	});

	it('hands out the longest due first, at most so many', async () => {
		for (const [index, dueAt] of [NOW - 1, NOW - 3, NOW - 2].entries()) await arm({ owner: `o${index}`, dueAt });
		expect((await take(NOW, 2)).map(({ owner }) => owner)).toEqual(['o1', 'o2']);
	});

	it('R-CORE-3: settled once; whoever comes second changes nothing', async () => {
		const { database } = store();
		const id = await arm();
		const settle = async () => await inTransaction(database, async (tx) => await settleTimer(tx, id, 'fired', null, NOW));
		expect([await settle(), await settle()]).toEqual([true, false]);
		expect(await isDue(NOW + 1e12)).toBe(false);
		expect(await inTransaction(database, async (tx) => [await cancelTimersOf(tx, 'escalation:1', 'late', NOW), await moveTimersOf(tx, 'escalation:1', NOW), await deferTimers(tx, [{ id, dueAt: NOW }])])).toEqual([0, 0, 0]);
	});

	it('settles several, each in its own way', async () => {
		const { database } = store();
		const [a, b] = [await arm({ owner: 'a' }), await arm({ owner: 'b' })];
		await inTransaction(database, async (tx) => await settleTimers(tx, [{ id: a, state: 'fired', reason: null }, { id: b, state: 'cancelled', reason: 'it left "new"' }], NOW + 5));
		expect(await database.read(async (query) => await query.all('select state, settle_reason, settled_at from timers order by id'))).toEqual([
			{ state: 'fired', settle_reason: null, settled_at: NOW + 5 },
			{ state: 'cancelled', settle_reason: 'it left "new"', settled_at: NOW + 5 },
		]);
	});

	it('R-LEAD-5: cancels what an owner has pending, with the reason, and nobody else’s', async () => {
		await arm();
		await arm({ owner: 'escalation:2' });
		expect(await inTransaction(store().database, async (tx) => await cancelTimersOf(tx, 'escalation:1', 'it left', NOW))).toBe(1);
		expect([await pending(), (await pending('escalation:2'))?.state]).toEqual([undefined, 'armed']);
	});

	it('R-PRI-4: a date that moves takes its timer along; a date that is cleared leaves it waiting, visible and never due', async () => {
		const { database } = store();
		await arm();
		const move = async (dueAt: number | null) => await inTransaction(database, async (tx) => await moveTimersOf(tx, 'escalation:1', dueAt));
		await move(NOW + 500);
		expect([await isDue(NOW + 499), await isDue(NOW + 500)]).toEqual([false, true]);
		await move(null);
		expect([await isDue(NOW + 1e12), await pending()]).toMatchObject([false, { state: 'waiting', dueAt: null }]);
		expect(await database.read(async (query) => await nextDueAfter(query, 0))).toBeNull();
		await move(NOW + 700);
		expect(await pending()).toMatchObject({ state: 'armed', dueAt: NOW + 700 });
	});

	it('R-CORE-4: a timer that was put off remembers when it fell due first, until it is moved', async () => {
		const { database } = store();
		const id = await arm();
		await inTransaction(database, async (tx) => await deferTimer(tx, id, NOW + 100));
		await inTransaction(database, async (tx) => await deferTimer(tx, id, NOW + 200, 'no calendar'));
		expect(await pending()).toMatchObject({ dueAt: NOW + 200, deferredFrom: NOW, reason: 'no calendar' });
		await inTransaction(database, async (tx) => await moveTimersOf(tx, 'escalation:1', NOW + 300));
		expect(await pending()).toMatchObject({ dueAt: NOW + 300, deferredFrom: null, reason: null });
	});

	it('an owner has one pending timer: a second is refused, armed-or-moved is the same one', async () => {
		const { database } = store();
		await arm();
		await expect(arm()).rejects.toThrow();
		expect(await inTransaction(database, async (tx) => await armOrMoveTimer(tx, aTimer({ dueAt: NOW + 9, step: 'other' }), NOW))).toBe('moved');
		expect(await pending()).toMatchObject({ dueAt: NOW + 9, step: 'other' });
		await inTransaction(database, async (tx) => await cancelTimersOf(tx, 'escalation:1', 'x', NOW));
		expect(await inTransaction(database, async (tx) => await armOrMoveTimer(tx, aTimer(), NOW))).toBe('armed');
	});

	it('knows the next due instant after another', async () => {
		await arm({ owner: 'a', dueAt: NOW + 10 });
		await arm({ owner: 'b', dueAt: NOW + 20 });
		const next = async (now: number) => await store().database.read(async (query) => await nextDueAfter(query, now));
		expect([await next(NOW), await next(NOW + 10), await next(NOW + 20)]).toEqual([NOW + 10, NOW + 20, null]);
	});

	it('a timer that nobody listens to is set aside, stays visible, and is due again as soon as somebody listens', async () => {
		const { database } = store();
		const id = await arm();
		expect(await inTransaction(database, async (tx) => await setUnheardAside(tx, [id]))).toBe(1);
		expect(await isDue(NOW)).toBe(false);
		expect(await database.read(async (query) => await unheardTimers(query, NOW))).toEqual([{ rule: 'call-back', step: 'remind', count: 1 }]);
		expect(await database.read(async (query) => await listTimers(query, { limit: 5 }))).toMatchObject([{ id, state: 'unheard' }]);
		await listen('another-rule');
		expect(await isDue(NOW)).toBe(false);
		await listen('call-back');
		expect(await isDue(NOW)).toBe(true);
		expect(await inTransaction(database, async (tx) => await setUnheardAside(tx, [id]))).toBe(0);
	});

	it('warns of a due timer that nobody listens to before it is set aside, too', async () => {
		await arm();
		await arm({ owner: 'later', dueAt: NOW + 1 });
		expect(await store().database.read(async (query) => await unheardTimers(query, NOW))).toEqual([{ rule: 'call-back', step: 'remind', count: 1 }]);
	});

	it('what was set aside is cancelled and moved like the rest', async () => {
		const { database } = store();
		const id = await arm();
		await inTransaction(database, async (tx) => await setUnheardAside(tx, [id]));
		expect(await inTransaction(database, async (tx) => await moveTimersOf(tx, 'escalation:1', NOW + 5))).toBe(1);
		expect(await pending()).toMatchObject({ state: 'armed' });
		await inTransaction(database, async (tx) => await setUnheardAside(tx, [id]));
		expect(await inTransaction(database, async (tx) => await cancelTimersOf(tx, 'escalation:1', 'x', NOW))).toBe(1);
	});
};
