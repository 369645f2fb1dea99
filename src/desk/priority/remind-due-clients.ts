import { randomUUID } from 'node:crypto';

import { breathe } from '../../breathe';
import type { DueClient } from '../../cadence/due-client';
import type { Call } from '../../call';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { duePages } from './find-due-clients';
import type { DueSearch } from './find-due-clients';

const stillAsSeen = `from RECORDS where priority_reminders.company_id = cast(r.value ->> 'id' as bigint) and priority_reminders.reminded_at = cast(r.value ->> 'seen' as bigint)`;

/**
 * Writes the reminders of one page and answers which of them are ours: another run that took a client first leaves a
 * different mark, and the client out of our answer.
 */
async function mark(tx: DeskTransaction, clients: readonly DueClient[], batch: string): Promise<DueClient[]> {
	const records = (some: readonly DueClient[]) => JSON.stringify(some.map((client) => ({ id: client.companyId, seen: client.lastReminderAt, due: JSON.stringify(client) })));
	const [first, again] = [clients.filter((client) => client.lastReminderAt === null), clients.filter((client) => client.lastReminderAt !== null)];
	const inserted = await tx.all(
		`insert into priority_reminders (company_id, reminded_at, times, batch, due_json)
			select cast(r.value ->> 'id' as bigint), cast(:now as bigint), 1, cast(:batch as text), r.value ->> 'due' from ${tx.jsonRows('records')} where true
			on conflict (company_id) do nothing returning company_id`,
		{ records: records(first), now: tx.now, batch },
	);
	const updated = await tx.all(
		`update priority_reminders set reminded_at = :now, times = times + 1, batch = :batch, due_json = r.value ->> 'due' ${stillAsSeen.replace('RECORDS', tx.jsonRows('records'))} returning company_id`,
		{ records: records(again), now: tx.now, batch },
	);
	const ours = new Set([...inserted, ...updated].map((row) => Number(row.company_id)));
	return clients.filter((client) => ours.has(client.companyId));
}

/** Clients read at once: few enough to keep n8n's event loop free. */
const PAGE = 500;

async function readBatch(workspace: Workspace, batch: string): Promise<DueClient[]> {
	const clients: DueClient[] = [];
	for (let afterId = 0; ; ) {
		const rows = await workspace.read(
			async (query) => await query.all('select company_id, due_json from priority_reminders where batch = :batch and company_id > :afterId order by company_id limit :most', { batch, afterId, most: PAGE }),
		);
		for (const row of rows) clients.push(JSON.parse(String(row.due_json)) as DueClient);
		if (rows.length < PAGE) return clients;
		afterId = Number(rows.at(-1)?.company_id);
		await breathe();
	}
}

export type ReminderSearch = Omit<DueSearch, 'which'>;

/**
 * Finds the clients to remind of now and marks them as reminded of, so that each comes once in a gap (R-PRI-3), however often
 * and wherever the monitor runs. The same run repeated after a crash answers the same clients: their notices are made by the
 * nodes behind it, each with its own key.
 * @throws {InvalidInputError} for targets that cannot be
 */
export async function remindDueClients(workspace: Workspace, search: ReminderSearch, call: Call): Promise<EffectOutcome<DueClient[]>> {
	const outcome = await workspace.effect(call, 'priority reminders', async (tx) => {
		const batch = call.effectKey ?? randomUUID();
		let reminded = 0;
		for await (const page of duePages(async (work) => await work(tx), { ...search, which: 'remind' }, tx.now)) reminded += (await mark(tx, page, batch)).length;
		if (reminded > 0) {
			const { departmentId, companyId, policy } = search;
			const subject = companyId !== undefined ? ({ kind: 'company', id: companyId } as const) : departmentId !== undefined ? ({ kind: 'department', id: departmentId } as const) : ({ kind: 'workspace', id: 1 } as const);
			await tx.emit({ kind: 'PriorityRemindersMade', subject, data: { clients: reminded, targets: policy.targets, restPercent: policy.restPercent } });
		}
		return { batch, reminded };
	});
	if (outcome.kind === 'overtaken') return outcome;
	const { batch } = outcome.result;
	return { kind: outcome.kind, result: await readBatch(workspace, batch) };
}
