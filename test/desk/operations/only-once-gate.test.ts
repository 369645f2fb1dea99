import { systemCall } from '../../../src/call';
import type { Call } from '../../../src/call';
import { acknowledgeEscalation } from '../../../src/desk/escalations/end-escalation';
import { confirmEffect } from '../../../src/desk/operations/confirm-effect';
import { failEffect } from '../../../src/desk/operations/fail-effect';
import { listOpenEffects } from '../../../src/desk/operations/list-open-effects';
import { parkStaleEffects, STALE_AFTER_MS } from '../../../src/desk/operations/park-stale-effects';
import { reserveEffect } from '../../../src/desk/operations/reserve-effect';
import { resolveEffect } from '../../../src/desk/operations/resolve-effect';
import type { Workspace } from '../../../src/desk/workspace';
import { acknowledge, failDeliveries } from '../../../src/journal/deliveries';
import type { Queryable } from '../../../src/store/database';
import type { SubjectRef } from '../../../src/subject';
import type { MovableClock } from '../../helpers/fixed-clock';
import { makeOrganisation } from '../../helpers/organisation';
import { aLead } from '../../helpers/subjects';
import { temporaryWorkspace } from '../../helpers/temporary-workspace';
import { callFrom, claimNext, stepDue } from '../notices/step-delivery';

const letter = { kind: 'e-mail to the client' };

let workspace: Workspace;
let clock: MovableClock;
let subject: SubjectRef;
beforeEach(async () => {
	({ workspace, clock } = await temporaryWorkspace());
	const people = await makeOrganisation(workspace);
	subject = { kind: 'lead', id: (await aLead(workspace, { responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id })).id };
});

/** The gate of one cause, reached by a certain execution. */
const by = (executionId: string | null, overrides: Partial<Call> = {}): Call => callFrom(null, { executionId, effectKey: 'r1/gate/0/0', ...overrides });
const reserve = async (call: Call) => await reserveEffect(workspace, letter, call);
const parkStale = async () => await workspace.transaction(systemCall('test'), async (tx) => await parkStaleEffects(tx));
const outcome = async (call: Call) => (await reserve(call)).outcome;
const parkedEvents = async () => Number((await workspace.read(async (query) => await query.get("select count(*) as n from events where kind = 'EffectParked'")))?.n);
const tokenIn = async (query: Queryable, id: number) => String((await query.get('select claim_token from deliveries where id = :id', { id }))?.claim_token);
const runSucceeded = async (deliveryId: number) => await workspace.transaction(systemCall('test'), async (tx) => await acknowledge(tx, await tokenIn(tx, deliveryId), Date.now()));
/** The run failed and its pause is over. */
async function runFailed(deliveryId: number): Promise<void> {
	await workspace.transaction(systemCall('test'), async (tx) => {
		await failDeliveries(tx, await tokenIn(tx, deliveryId), { error: 'boom', mostAttempts: 6, now: Date.now() });
		await tx.run('update deliveries set available_at = 0 where id = :id', { id: deliveryId });
	});
}

describe('the gate before an effect outside the database', () => {
	it('R-CORE-2: reserve, act, confirm: the second time it is known to be done, with the answer of the first', async () => {
		const first = await reserve(by('1'));
		expect(first).toEqual({ outcome: 'first', key: 'r1/gate/0/0', result: null, reason: null });
		expect(await confirmEffect(workspace, { key: first.key, result: { messageId: 'm1' } }, by('1'))).toMatchObject({ changed: true });
		expect(await reserve(by('2'))).toMatchObject({ outcome: 'already_done', result: { messageId: 'm1' } });
		expect(await listOpenEffects(workspace)).toEqual([]);
	});

	it('R-CORE-2: another cause is another effect', async () => {
		await reserve(by('1'));
		expect(await outcome(by('2', { effectKey: 'r2/gate/0/0' }))).toBe('first');
	});

	it('R-CORE-2: a run that died behind the gate leaves an unknown outcome: a person is asked once, nothing is repeated', async () => {
		await reserve(by('1'));
		expect(await reserve(by('2'))).toMatchObject({ outcome: 'needs_person', reason: expect.stringContaining('never said') });
		expect(await outcome(by('3'))).toBe('needs_person');
		expect(await parkedEvents()).toBe(1);
		expect(await listOpenEffects(workspace)).toMatchObject([{ key: 'r1/gate/0/0', kind: 'e-mail to the client', state: 'unknown', workflow: 'Escalate contracts', node: 'Notify manager', executionId: '1' }]);
	});

	it('R-CORE-2: the very run that reserved may pass when n8n repeats only the gate itself', async () => {
		await reserve(by('1'));
		expect(await outcome(by('1'))).toBe('first');
		expect(await parkedEvents()).toBe(0);
	});

	it('R-CORE-2: a run that cannot be told from another is not taken for the holder', async () => {
		await reserve(by(null));
		expect(await outcome(by(null))).toBe('needs_person');
	});

	it('R-CORE-2: a later attempt of the same delivery is another run, even under the old execution id', async () => {
		const delivery = await stepDue(workspace, subject);
		const call = callFrom(delivery.id, { executionId: '7' });
		expect(await outcome(call)).toBe('first');
		await runFailed(delivery.id);
		expect(await claimNext(workspace)).toMatchObject([{ id: delivery.id, attempt: 2 }]);
		expect(await outcome(call)).toBe('needs_person');
	});

	it('R-CORE-6: a crash before the reservation is committed leaves nothing, so the next run is the first', async () => {
		await expect(
			workspace.database.transaction(async (tx) => {
				await tx.run("insert into effects (key, kind, state, cause_json, at) values ('r1/gate/0/0', 'x', 'reserved', '{}', 0)");
				throw new Error('killed');
			}),
		).rejects.toThrow('killed');
		expect(await outcome(by('2'))).toBe('first');
	});

	it('R-CORE-2: a slow run that confirms after it was given up still counts as done', async () => {
		await reserve(by('1'));
		await reserve(by('2'));
		expect(await confirmEffect(workspace, { key: 'r1/gate/0/0', result: 'sent' }, by('1'))).toMatchObject({ changed: true });
		expect(await reserve(by('3'))).toMatchObject({ outcome: 'already_done', result: 'sent' });
		expect(await listOpenEffects(workspace)).toEqual([]);
	});

	it('R-CORE-2: a run that confirms after a person released the key keeps the next one from repeating', async () => {
		await reserve(by('1'));
		await reserve(by('2'));
		await resolveEffect(workspace, { key: 'r1/gate/0/0', decision: 'repeat', note: 'nothing in Sent', by: 'Анна' });
		await confirmEffect(workspace, { key: 'r1/gate/0/0' }, by('1'));
		expect(await outcome(by('3'))).toBe('already_done');
	});

	it('R-CORE-2: confirming twice keeps the first answer', async () => {
		await reserve(by('1'));
		await confirmEffect(workspace, { key: 'r1/gate/0/0', result: 1 }, by('1'));
		expect(await confirmEffect(workspace, { key: 'r1/gate/0/0', result: 2 }, by('2'))).toEqual({ key: 'r1/gate/0/0', state: 'done', result: 1, changed: false });
	});

	it('R-CORE-3: nothing is to be done for a subject that moved on, and no reservation stays behind', async () => {
		const delivery = await stepDue(workspace, subject);
		await acknowledgeEscalation(workspace, { subject, reason: 'клиент перезвонил' }, systemCall('test'));
		expect(await reserve(callFrom(delivery.id))).toMatchObject({ outcome: 'overtaken', reason: 'клиент перезвонил' });
		expect(await listOpenEffects(workspace)).toEqual([]);
	});

	it('R-CORE-6: a gate without a key or a name is refused in words', async () => {
		await expect(reserve(by('1', { effectKey: null }))).rejects.toThrow(/no key/);
		await expect(reserveEffect(workspace, { kind: ' ' }, by('1'))).rejects.toThrow(/Effect/);
		await expect(confirmEffect(workspace, { key: '' }, by('1'))).rejects.toThrow(/output of the gate/);
	});
});

describe('a node behind the gate that failed', () => {
	it('R-CORE-2: what certainly did not happen is released for the next attempt', async () => {
		const { key } = await reserve(by('1'));
		expect(await failEffect(workspace, { key, certainly: true, note: '550 no such user' }, by('1'))).toEqual({ key, state: 'released', changed: true });
		expect(await outcome(by('2'))).toBe('first');
	});

	it('R-CORE-2: what may have happened is handed over to a person, once', async () => {
		const { key } = await reserve(by('1'));
		expect(await failEffect(workspace, { key, certainly: false, note: 'timeout' }, by('1'))).toMatchObject({ state: 'unknown', changed: true });
		expect(await failEffect(workspace, { key, certainly: false, note: 'timeout' }, by('1'))).toMatchObject({ state: 'unknown', changed: false });
		expect(await reserve(by('2'))).toMatchObject({ outcome: 'needs_person', reason: 'timeout' });
		expect(await parkedEvents()).toBe(1);
	});

	it('R-CORE-2: an older run cannot release what a newer one holds', async () => {
		const { key } = await reserve(by('1'));
		await failEffect(workspace, { key, certainly: true, note: 'refused' }, by('1'));
		await reserve(by('2'));
		expect(await failEffect(workspace, { key, certainly: true, note: 'refused' }, by('1'))).toEqual({ key, state: 'reserved', changed: false });
		expect(await outcome(by('3'))).toBe('needs_person');
	});

	it('R-CORE-2: what a person was asked about stays theirs to decide: the run that would have repeated it has ended', async () => {
		const { key } = await reserve(by('1'));
		await reserve(by('2'));
		expect(await failEffect(workspace, { key, certainly: true, note: 'refused' }, by('1'))).toEqual({ key, state: 'unknown', changed: false });
		expect(await listOpenEffects(workspace)).toHaveLength(1);
	});

	it('R-CORE-2: a failure after the confirmation changes nothing', async () => {
		const { key } = await reserve(by('1'));
		await confirmEffect(workspace, { key }, by('1'));
		expect(await failEffect(workspace, { key, certainly: true, note: 'late' }, by('1'))).toMatchObject({ state: 'done', changed: false });
		expect(await outcome(by('2'))).toBe('already_done');
	});
});

describe('a person who decides about an unknown outcome', () => {
	/** A run died behind the gate; the next one asked for a person and went on. */
	async function parkedBehindTheGate() {
		const delivery = await stepDue(workspace, subject);
		const { key } = await reserve(callFrom(delivery.id, { executionId: '1' }));
		await runFailed(delivery.id);
		await claimNext(workspace);
		expect(await outcome(callFrom(delivery.id, { executionId: '2' }))).toBe('needs_person');
		await runSucceeded(delivery.id);
		return { delivery, key };
	}

	it('R-CORE-2: "it happened" holds for good, and the journal keeps who said so and why', async () => {
		const { key } = await reserve(by('1'));
		await reserve(by('2'));
		expect(await resolveEffect(workspace, { key, decision: 'it_happened', note: 'письмо в «Отправленных»', by: 'Анна Главная' })).toEqual({ key, decision: 'it_happened', redelivered: false });
		expect(await reserve(by('3'))).toMatchObject({ outcome: 'already_done', result: { decidedBy: 'Анна Главная', note: 'письмо в «Отправленных»' } });
		const event = await workspace.read(async (query) => await query.get("select state, data_json from events where kind = 'EffectResolved'"));
		expect(event?.state).toBe('it_happened');
		expect(JSON.parse(String(event?.data_json))).toMatchObject({ key, by: 'Анна Главная', note: 'письмо в «Отправленных»' });
	});

	it('R-CORE-2: after "it happened" the workflow runs on from the gate without the act, so that what stands behind it comes true', async () => {
		const { delivery, key } = await parkedBehindTheGate();

		expect(await resolveEffect(workspace, { key, decision: 'it_happened', note: 'письмо в «Отправленных»', by: 'Анна' })).toMatchObject({ redelivered: true });
		expect(await claimNext(workspace)).toMatchObject([{ id: delivery.id, attempt: 1 }]);
		expect(await outcome(callFrom(delivery.id, { executionId: '3' }))).toBe('already_done');
	});

	it('R-CORE-2: "repeat" puts the event before its workflow again, and the gate opens', async () => {
		const { delivery, key } = await parkedBehindTheGate();
		expect(await claimNext(workspace)).toEqual([]);

		expect(await resolveEffect(workspace, { key, decision: 'repeat', note: 'на сервере нет', by: 'Анна' })).toMatchObject({ redelivered: true });
		expect(await claimNext(workspace)).toMatchObject([{ id: delivery.id, attempt: 1 }]);
		expect(await outcome(callFrom(delivery.id, { executionId: '3' }))).toBe('first');
	});

	it('R-CORE-2: nothing is decided while the workflow is running and may still say it itself', async () => {
		const delivery = await stepDue(workspace, subject);
		const { key } = await reserve(callFrom(delivery.id));
		await expect(resolveEffect(workspace, { key, decision: 'repeat', note: 'x', by: 'y' })).rejects.toThrow(/running/);
		expect(await listOpenEffects(workspace)).toMatchObject([{ state: 'reserved' }]);
	});

	it('R-CORE-2: a settled or unknown key is refused', async () => {
		const { key } = await reserve(by('1'));
		await confirmEffect(workspace, { key }, by('1'));
		await expect(resolveEffect(workspace, { key, decision: 'repeat', note: 'x', by: 'y' })).rejects.toThrow(/nothing left to decide/);
		await expect(resolveEffect(workspace, { key: 'none', decision: 'repeat', note: 'x', by: 'y' })).rejects.toThrow(/none/);
	});

	it('R-CORE-6: a decision says who and how they know, or is refused whole', async () => {
		const { key } = await reserve(by('1'));
		await expect(resolveEffect(workspace, { key, decision: 'repeat', note: ' ', by: '' })).rejects.toMatchObject({ faults: [{ field: 'By' }, { field: 'Note' }] });
		expect(await listOpenEffects(workspace)).toHaveLength(1);
	});
});

describe('a reservation that no run comes back to', () => {
	it('R-CORE-2: the webhook run that died is handed over to a person after an hour, not before', async () => {
		await reserve(by('1'));
		clock.advance({ ms: STALE_AFTER_MS - 1 });
		expect(await parkStale()).toBe(0);
		clock.advance({ ms: 1 });
		expect(await parkStale()).toBe(1);
		expect(await parkStale()).toBe(0);
		expect(await parkedEvents()).toBe(1);
	});

	it('R-CORE-2: a delivery that still runs or comes back meets its reservation itself', async () => {
		const delivery = await stepDue(workspace, subject);
		await reserve(callFrom(delivery.id));
		clock.advance({ ms: 2 * STALE_AFTER_MS });
		expect(await parkStale()).toBe(0);
		await runSucceeded(delivery.id);
		expect(await parkStale()).toBe(1);
	});

	it('R-CORE-2: what was confirmed is never handed over', async () => {
		const { key } = await reserve(by('1'));
		await confirmEffect(workspace, { key }, by('1'));
		clock.advance({ ms: 2 * STALE_AFTER_MS });
		expect(await parkStale()).toBe(0);
	});
});
