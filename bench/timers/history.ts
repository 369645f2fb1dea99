import type { Database } from '../../src/store/database';
import { NOW } from './store';

/** Years gone by: events whose deliveries are done, timers that fired, effects in the ledger. As many of each. */
export async function writeHistory(database: Database, rows: number): Promise<void> {
	await database.transaction(async (tx) => {
		const numbers = tx.dialect === 'sqlite' ? `(with recursive s(n) as (select 1 union all select n + 1 from s where n < ${rows}) select n from s) s` : `generate_series(1, ${rows}) as s(n)`;
		const cause = `'{"actor":{"kind":"system","name":"bench"}}'`;
		await tx.run(`insert into events (at, kind, scope, state, origin, subject_kind, subject_id, cycle, escalation_id, data_json, cause_json)
			select ${NOW} - n, 'EscalationStepDue', 'call-back', 'remind', 'by_hand', 'lead', 1 + n % 1000, 1, 1 + n % 1000, '{"escalationId":1,"rule":"call-back","step":"remind","occurrence":1,"times":1}', ${cause} from ${numbers}`);
		await tx.run(`insert into deliveries (consumer_id, event_id, state, available_at, attempt, alone, claim_token, settled_at) select 'remind:trigger', n, 'done', 0, 1, 0, 'token', ${NOW} from ${numbers}`);
		await tx.run(`insert into timers (escalation_id, owner, rule, step, subject_kind, subject_id, guard_state, guard_cycle, due_at, state, data_json, armed_at, settled_at)
			select 1 + n % 1000, 'escalation:' || n, 'call-back', 'remind', 'lead', 1 + n % 1000, 'new', 1, ${NOW} - n, 'fired', '{"calendar":{"name":"Nizhny Novgorod"}}', ${NOW} - n, ${NOW} from ${numbers}`);
		await tx.run(`insert into effects (key, kind, state, result_json, delivery_id, cause_json, at, settled_at) select 'history ' || n || ' notification', 'notification', 'done', '{"kind":"done","result":null}', n, ${cause}, ${NOW}, ${NOW} from ${numbers}`);
		await tx.run('analyze');
	});
}
