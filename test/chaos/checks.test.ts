import { leave, send, workOff } from '../../chaos/act-out';
import { openStage } from '../../chaos/stage';
import type { Stage } from '../../chaos/stage';

/** So many requests that every part is played more than once. */
const REQUESTS = 30;

/** A story that nothing disturbed. */
async function played(): Promise<Stage> {
	const stage = await openStage({ kind: 'sqlite', path: ':memory:' });
	const actor = stage.actor();
	for (let n = 0; n < REQUESTS; n++) stage.accepted.set(n, await send(actor, n));
	await workOff(actor);
	for (const [n, leadId] of stage.accepted) await leave(actor, n, leadId);
	await stage.playOn();
	return stage;
}

/** What goes wrong, and the check that must see it. */
const mishaps: ReadonlyArray<readonly [mishap: string, check: string, sql: string]> = [
	['an accepted request is lost', 'accepted requests are kept, once', "delete from leads where id = 1"],
	['a request makes two leads', 'accepted requests are kept, once', "update leads set external_key = 'request-999' where id = 1"],
	['an event is not delivered', 'events reach every listener, once', "delete from deliveries where id = (select max(id) from deliveries where consumer_id = 'chaos:steps')"],
	['a delivery hangs', 'deliveries are settled', "update deliveries set state = 'claimed' where id = 1"],
	['a delivery is parked in the end', 'deliveries are settled', "update deliveries set state = 'parked' where id = 1"],
	['a delivery is skipped without a reason', 'deliveries are settled', "update deliveries set state = 'skipped', last_error = null where id = 1"],
	['a delivery is skipped without need', 'only the overtaken is passed over', "update deliveries set state = 'skipped', last_error = 'it left' where id = 1"],
	['a timer never fires', 'timers fire once, in order, all of them', "delete from events where id = (select max(id) from events where kind = 'EscalationStepDue')"],
	['an escalation never ends', 'timers fire once, in order, all of them', "update escalations set status = 'running' where id = 1"],
	['a timer fires twice', 'timers fire once, in order, all of them', "insert into events (at, kind, scope, state, origin, subject_kind, subject_id, cycle, escalation_id, data_json, cause_json) select at, kind, scope, state, origin, subject_kind, subject_id, cycle, escalation_id, data_json, cause_json from events where id = (select max(id) from events where kind = 'EscalationStepDue')"],
	['a step fires early', 'nothing fires early', "update events set data_json = json_set(data_json, '$.firedAt', (data_json ->> 'dueAt') - 1) where id = (select max(id) from events where kind = 'EscalationStepDue')"],
	['a step is due before the pause after the one before it', 'nothing fires early', "update events set data_json = json_set(data_json, '$.firedAt', (data_json ->> 'firedAt') + 1) where id = (select min(id) from events where kind = 'EscalationStepDue')"],
	['a timer is settled early', 'nothing fires early', "update timers set due_at = settled_at + 1 where state = 'fired'"],
	['a timer stays armed', 'timers and events match', "update timers set state = 'armed' where id = 1"],
	['a timer fires and nothing is said', 'timers and events match', "insert into timers (escalation_id, owner, rule, step, subject_kind, subject_id, guard_state, guard_cycle, due_at, state, data_json, armed_at, settled_at) values (1, 'escalation:1', 'r', 's', 'lead', 1, 'new', 1, 1, 'fired', '{}', 0, 2)"],
	['a lead is not watched', 'what moved on gets nothing', "delete from escalations where id = 1"],
	['an escalation watches over the next stage', 'what moved on gets nothing', "update escalations set guard_state = 'assigned' where id = 1"],
	['a step fires after its lead has left', 'what moved on gets nothing', "insert into events (at, kind, scope, state, origin, subject_kind, subject_id, cycle, data_json, cause_json) select 0, 'LeadStageChanged', 'leads', 'assigned', 'by_hand', 'lead', subject_id, 2, '{}', '{}' from escalations where id = 1; update events set id = 0 where id = (select max(id) from events)"],
	['an effect was forgotten', 'the ledger is complete and closed', "delete from effects where key like 'd1/%'"],
	['an effect was reserved and never answered', 'the ledger is complete and closed', "update effects set result_json = null where key like 'd1/%'"],
	['an effect was overtaken by nothing', 'the ledger is complete and closed', `update effects set result_json = '{"kind":"overtaken","reason":"x"}' where key like 'd1/%'`],
	['an effect belongs to nothing', 'the ledger is complete and closed', "update effects set key = 'x' || key where key like 'd1/%'"],
	['a notice is gone', 'effects exist once', 'delete from notifications where id = 1'],
	['a notice was written past the ledger', 'effects exist once', "insert into notifications (recipient_id, text, why_json, created_at) values (1, 'x', '{}', 0)"],
	['a deal was made twice', 'effects exist once', "insert into deals (title, pipeline, stage, stage_cycle, stage_since, responsible_id, department_id, amount_kopecks, paid_kopecks, fields_json, created_at, updated_at) select title, pipeline, stage, 1, 0, 1, 1, 0, 0, '{}', 0, 0 from deals where id = 1"],
	['the same is said twice', 'nothing is said twice', 'insert into notifications (recipient_id, text, why_json, created_at) select recipient_id, text, why_json, created_at from notifications where id = 1'],
	['a letter is reserved for ever', 'the gate holds', "update effects set state = 'reserved' where kind = 'letter'"],
	['nobody was asked about a letter', 'the gate holds', "update effects set state = 'unknown' where kind = 'letter'"],
	['a number is missing', 'numbers have no gap and no duplicate', "update register_entries set number = replace(number, '/0001', '/0099') where register = 'contracts'"],
	['a number was spent for nothing', 'numbers have no gap and no duplicate', "update number_sequences set last = last + 1 where key not like 'numbers of %'"],
	['a contract is missing', 'deals have their contract, once', 'delete from register_entries where id = 1'],
	['a file was kept for nothing', 'deals have their contract, once', "insert into files (hash, name, mime, size, bytes, created_at) values ('x', 'x', 'x', 0, x'', 0)"],
];

describe('the checks of a chaos run', () => {
	let stage: Stage;
	beforeAll(async () => {
		stage = await played();
	}, 60_000);
	afterAll(async () => await stage.close());

	it('R-CORE-1, R-CORE-2, R-CORE-3: find nothing wrong with a story that nothing disturbed', async () => {
		expect(await stage.broken()).toEqual([]);
	});

	it.each(mishaps)('see that %s', async (_mishap, check, sql) => {
		const seen = await afterMishap(stage, sql, async () => await stage.broken());
		expect(seen.map((words) => words.split(': ')[0])).toContain(check);
	});

	it.each([
		['a letter went out twice', (keys: readonly string[]) => [...keys, keys[0] ?? '']],
		['a letter that counts as sent never went out', (keys: readonly string[]) => keys.slice(1)],
		['a letter went out past the gate', (keys: readonly string[]) => [...keys, 'd999/send/0']],
	])('see that %s', async (_mishap, change) => {
		const seen = await stage.broken({ outside: change(stage.outside()) });
		expect(new Set(seen.map((words) => words.split(': ')[0]))).toEqual(new Set(['the gate holds']));
	});
});

/** What `look` sees after a mishap, which is undone afterwards. */
async function afterMishap<T>({ workspace }: Stage, sql: string, look: () => Promise<T>): Promise<T> {
	const run = async (statement: string) => await workspace.read(async (query) => await query.run(statement));
	await run('savepoint before_mishap');
	try {
		for (const statement of sql.split('; ')) await run(statement);
		return await look();
	} finally {
		await run('rollback to before_mishap');
		await run('release before_mishap');
	}
}

