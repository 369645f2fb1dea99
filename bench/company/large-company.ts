/**
 * A company as large as the requirements name, written by a few statements that both databases understand: 100 000 clients with a
 * million requests, or a month of 200 000 payments. The same numbers make the same company.
 */
import { systemCall } from '../../src/call';
import { priorities } from '../../src/crm/company';
import type { Workspace } from '../../src/desk/workspace';
import type { SqlParams } from '../../src/store/database';
import type { Organisation } from '../../test/helpers/organisation';

const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;

/** Requests of a client in the last year by priority: one more than expected, ten on average. */
const requestsAYear = { small: 2, medium: 5, large: 9, cool: 13, key: 21 } as const;

/** Whole numbers 1..:most as rows `n(i)`. */
const numbers = 'with recursive n(i) as (select cast(1 as bigint) union all select i + 1 from n where i < cast(:most as bigint))';

/** SQLite's and PostgreSQL's statistics: what a database that has lived for a while has. */
async function analyse(workspace: Workspace): Promise<void> {
	await workspace.transaction(systemCall('bench'), async (tx) => await tx.run('analyze'));
}

async function write(workspace: Workspace, sql: string, params: SqlParams): Promise<void> {
	await workspace.transaction(systemCall('bench'), async (tx) => await tx.run(sql, params));
}

const perPriority = (column: string, values: Readonly<Record<string, number>>): string => `case ${column} ${Object.entries(values).map(([priority, value]) => `when '${priority}' then ${value}`).join(' ')} end`;

/** Half of the clients belong to each department, with its one manager. */
const divided = (first: number, second: number): string => `case when i % 2 = 0 then cast(${first} as bigint) else cast(${second} as bigint) end`;

/**
 * Clients of all priorities alike, known for three years, with requests in even gaps; one in twenty has been silent for one and a
 * half gaps and is due.
 * @param clients ten requests each
 */
export async function writeClients(workspace: Workspace, people: Organisation, clients: number, now: number): Promise<void> {
	const { nizhny, novosibirsk } = people;
	await write(
		workspace,
		`${numbers} insert into companies (name, priority, department_id, responsible_id, created_at, updated_at)
			select 'ООО «Клиент ' || i || '»', case i % 5 ${priorities.map((priority, index) => `when ${index} then '${priority}'`).join(' ')} end,
				${divided(nizhny.department.id, novosibirsk.department.id)}, ${divided(nizhny.manager.id, novosibirsk.manager.id)},
				cast(:knownSince as bigint), cast(:knownSince as bigint) from n`,
		{ most: clients, knownSince: now - 3 * YEAR_MS },
	);
	const count = perPriority('c.priority', requestsAYear);
	const gap = `(cast(${YEAR_MS} as bigint) / (${count}))`;
	// In order of time, as they came: the requests of one client lie scattered over the table.
	await write(
		workspace,
		`${numbers} insert into client_requests (company_id, at, source)
			select r.company_id, r.at, 'bench' from (
				select c.id as company_id, cast(:now as bigint) - (n.i - 1) * ${gap} - (c.id * 7919) % ${gap} - case when c.id % 20 = 7 then ${gap} * 3 / 2 else 0 end as at
				from companies c join n on n.i <= ${count}) r order by r.at, r.company_id`,
		{ most: 21, now },
	);
	await analyse(workspace);
}

export interface MoneySize {
	/** Payments within the month, all of one department; ten for each deal. */
	readonly payments: number;
	readonly from: number;
	readonly to: number;
}

/** A department's month: deals with ten payments each, their leads and the way all of them went through the stages. */
export async function writeMoney(workspace: Workspace, { nizhny }: Organisation, { payments, from, to }: MoneySize): Promise<void> {
	const deals = Math.max(1, Math.floor(payments / 10));
	const params = { most: deals, from, span: to - from, manager: nizhny.manager.id, department: nizhny.department.id };
	const who = 'cast(:manager as bigint), cast(:department as bigint)';
	const at = (step: number): string => `cast(:from as bigint) + (i * 7919 * 1000) % (cast(:span as bigint) / 2) + ${step} * cast(:span as bigint) / 20`;
	await write(
		workspace,
		`${numbers} insert into leads (title, stage, stage_cycle, stage_since, stage_visits, responsible_id, department_id, client_name, source, fields_json, deal_id, created_at, updated_at)
			select 'Заявка ' || i, 'converted', 4, ${at(3)}, 4, ${who}, 'Клиент ' || i, 'bench', '{}', i, ${at(0)}, ${at(3)} from n`,
		params,
	);
	await write(
		workspace,
		`${numbers} insert into deals (title, pipeline, stage, stage_cycle, stage_since, lead_id, responsible_id, department_id, amount_kopecks, paid_kopecks, fields_json, created_at, updated_at)
			select 'Сертификация изделия ' || i, 'certification', 'new', 1, ${at(3)}, i, ${who}, 1000000, 1000000, '{}', ${at(3)}, ${at(3)} from n`,
		params,
	);
	for (const [index, [before, stage]] of ([[null, 'new'], ['new', 'assigned'], ['assigned', 'first_call'], ['first_call', 'converted']] as const).entries()) {
		await write(
			workspace,
			`${numbers} insert into stage_history (subject_kind, subject_id, from_state, to_state, cycle, at, actor_json)
				select 'lead', i, ${before === null ? 'null' : `'${before}'`}, '${stage}', ${index + 1}, ${at(index)}, '{}' from n`,
			{ most: deals, from, span: to - from },
		);
	}
	await write(
		workspace,
		`${numbers} insert into payments (deal_id, kopecks, paid_at, document, created_at, updated_at)
			select 1 + i % cast(:deals as bigint), 100000 + i % 1000, cast(:from as bigint) + 1 + (i * 7919 * 1000) % cast(:span as bigint), 'п/п ' || i, cast(:from as bigint), cast(:from as bigint) from n`,
		{ most: payments, deals, from, span: to - from },
	);
	await analyse(workspace);
}
