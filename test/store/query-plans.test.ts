import { appendEvents } from '../../src/journal/append-events';
import { listConsumers } from '../../src/journal/consumers';
import { acknowledge, claimDeliveries, consumersWithWork, failDeliveries, reapDeliveries, renewLease } from '../../src/journal/deliveries';
import type { Workspace } from '../../src/desk/workspace';
import type { SqlTransaction } from '../../src/store/database';
import { saveProgress, takeEscalations } from '../../src/store/escalation-tables';
import { findDueTimers, settleTimers, takeDueTimers } from '../../src/timers/due';
import { setUnheardAside, unheardTimers } from '../../src/timers/heard';
import { cancelTimersOf, isTimerDue, pendingTimersOf, moveTimersOf, nextDueAfter } from '../../src/timers/timers';
import { plansOf } from '../helpers/query-plans';
import { sharedDrivers, temporaryWorkspace } from '../helpers/temporary-workspace';

/** 100 000 shows the same plans; the default keeps the suite quick. */
const ROWS = Number(process.env.DEAL_DESK_PLAN_ROWS ?? 15_000);
const FAR_FUTURE = 9_999_999_999_999;

const rowsOf = (tx: SqlTransaction) => (tx.dialect === 'sqlite' ? `(with recursive s(n) as (select 1 union all select n + 1 from s where n < ${ROWS}) select n from s) s` : `generate_series(1, ${ROWS}) as s(n)`);

/** Years of work: armed timers, a consumer with a history, one whose deliveries all wait out a pause, one with a backlog. */
async function fill(workspace: Workspace): Promise<void> {
	await workspace.database.transaction(async (tx) => {
		const numbers = rowsOf(tx);
		for (const id of ['history', 'backoff', 'backlog']) await tx.run(`insert into consumers (id, workflow_id, workflow_name, node_name, skip_overtaken, seen_at, created_at) values ('${id}', 'w', 'w', 'n', 0, 0, 0)`);
		await tx.run("insert into consumer_filters (consumer_id, kind, scope, state, origin) values ('history', 'EscalationStepDue', 'rule', '*', '*')");
		await tx.run(`insert into escalations (rule, subject_kind, subject_id, guard_state, guard_cycle, status, steps_json, step_index, fired_count, note, responsible_id, calendar_json, cause_json, started_at)
			select 'rule', 'lead', n, 'new', 1, 'running', '[]', 0, 0, '', 1, '{}', '{}', 0 from ${numbers}`);
		await tx.run(`insert into timers (escalation_id, owner, rule, step, subject_kind, subject_id, guard_state, guard_cycle, due_at, state, data_json, armed_at)
			select n, 'escalation:' || n, 'rule', 'remind', 'lead', n, 'new', 1, 1000000 + n, 'armed', '{}', 0 from ${numbers}`);
		await tx.run(`insert into subject_states (subject_kind, subject_id, state, cycle) select 'lead', n, 'new', 1 from ${numbers}`);
		await tx.run(`insert into events (at, kind, scope, state, origin, subject_kind, subject_id, data_json, cause_json) select 0, 'LeadUpdated', '', '', 'by_hand', 'lead', n, '{}', '{}' from ${numbers}`);
		const deliver = async (consumer: string, state: string, availableAt: number, alone: number) =>
			await tx.run(`insert into deliveries (consumer_id, event_id, state, available_at, attempt, alone) select '${consumer}', n, '${state}', ${availableAt}, 1, ${alone} from ${numbers}`);
		await deliver('history', 'done', 0, 0);
		await deliver('backoff', 'pending', FAR_FUTURE, 1);
		await deliver('backlog', 'pending', 0, 0);
		// SQLite stays without statistics, as it is in the field; PostgreSQL gathers them by itself.
		if (tx.dialect === 'postgres') await tx.run('analyze');
	});
}

const hotPaths = async (tx: SqlTransaction): Promise<void> => {
	await isTimerDue(tx, 5);
	await nextDueAfter(tx, 5);
	await consumersWithWork(tx, 1000);
	await takeEscalations(tx, (await findDueTimers(tx, 1_000_010, 100)).map(({ id }) => id));
	await takeDueTimers(tx, [1, 2, 3], 2_000_000);
	await settleTimers(tx, [{ id: 1, state: 'fired', reason: null }], 5);
	await saveProgress(tx, [{ id: 1, status: 'running', stepIndex: 1, firedCount: 0, endedAt: null, endReason: null }]);
	await appendEvents(tx, [{ kind: 'LeadUpdated', subject: { kind: 'lead', id: 1 }, data: {} }], 5, { actor: { kind: 'system', name: 'test' } });
	await setUnheardAside(tx, [4, 5]);
	await unheardTimers(tx, 5);
	await cancelTimersOf(tx, 'escalation:9', 'reason', 5);
	await moveTimersOf(tx, 'escalation:10', 5);
	await pendingTimersOf(tx, ['escalation:77', 'recurring:company-call:company:7']);
	await claimDeliveries(tx, 'backoff', { now: 1000, leaseMs: 1000, most: 50 });
	const { token } = await claimDeliveries(tx, 'backlog', { now: 1000, leaseMs: 1000, most: 50 });
	await renewLease(tx, token, 5);
	await reapDeliveries(tx, { now: 10, mostAttempts: 3, most: 2 });
	await acknowledge(tx, token, 5);
	await failDeliveries(tx, token, { error: '', mostAttempts: 1, now: 1 });
	// Counting most of a table is quickest by reading it, and PostgreSQL knows when it is most.
	if (tx.dialect === 'sqlite') await listConsumers(tx);
};

/** A step that walks through a whole table that grows with the years. Walking a partial index of the few open rows is fine. */
const walksThrough = {
	sqlite: /^SCAN (timers|t|deliveries|d|events|e|escalations|x|subject_states|s)$|USING INDEX sqlite_autoindex_deliveries/,
	postgres: /Seq Scan on (timers|deliveries|events|escalations|subject_states)\b/,
} as const;

/** The partial indexes hold what is open, so a step over one of them without a narrow condition reads the whole backlog. Only the claim seeks in one. */
function readsAllOf(sql: string, step: string, next: string | undefined): boolean {
	if (!/(deliveries_pending|deliveries_claimed|timers_due)\b/.test(step)) return false;
	const seeks = /\(consumer_id=|\(claim_token=/.test(step) || /^Index Cond: .*(consumer_id|claim_token)/.test(next ?? '');
	return !(seeks && /with next|claim_token/.test(sql));
}

describe.each(sharedDrivers)('plans on %s', (driver) => {
	it('the idle poll and every step of a delivery and a timer is an index look-up, however much there is', async () => {
		const { workspace } = await temporaryWorkspace({ driver });
		await fill(workspace);
		const bad = (await plansOf(workspace, hotPaths)).filter(({ plan }) => plan.some((step) => walksThrough[workspace.database.dialect].test(step)));
		expect(bad).toEqual([]);
	}, 60_000);

	it('R-CORE-1, R-CORE-3: a backlog that gathers while statistics say that nothing is due is not read whole for every batch', async () => {
		const { workspace } = await temporaryWorkspace({ driver });
		await fill(workspace);
		await workspace.database.transaction(async (tx) => {
			// A quiet Sunday: all is done, and the database counts.
			await tx.run("update deliveries set state = 'done'");
			await tx.run("update timers set state = 'fired'");
			await tx.run('analyze');
			// Monday, nine o'clock.
			await tx.run("update deliveries set state = 'pending' where consumer_id in ('backoff', 'backlog')");
			await tx.run("update timers set state = 'armed'");
		});
		const byIds = (await plansOf(workspace, hotPaths)).filter(({ sql }) => /jsonb_array_elements|json_each|with next/.test(sql));
		expect(byIds.length).toBeGreaterThan(5);
		expect(byIds.filter(({ sql, plan }) => plan.some((step, at) => readsAllOf(sql, step, plan[at + 1])))).toEqual([]);
	}, 60_000);

	it('control: a question without an index is noticed', async () => {
		const { workspace } = await temporaryWorkspace({ driver });
		const plans = await plansOf(workspace, async (tx) => await tx.all('select count(*) from events where at = :at', { at: 1 }));
		expect(plans[0]?.plan.some((step) => walksThrough[workspace.database.dialect].test(step))).toBe(true);
	});
});
