/** A sample of the hostile input on PostgreSQL, whose own limits (NUL, ill-formed text, numbers) differ from SQLite's. */
import { createEntry } from '../../src/desk/registers/create-entry';
import { systemCall } from '../../src/call';
import { goodCall, goodFile } from './good-calls';
import { hostileValuesFor } from './hostile-values';
import { callOperation } from './node-call';
import { allOperations, inputsOf, withValue } from './operation-fields';
import { openPostgresWorld, openWorld } from './world';
import type { World } from './world';

const sample = ['Deal Desk, lead: move', 'Deal Desk, payment: record', 'Deal Desk, registerEntry: create', 'Deal Desk, task: create', 'Deal Desk, contact: upsert', 'Escalation: start'];

let sqlite: World;
let postgres: Awaited<ReturnType<typeof openPostgresWorld>>;
beforeAll(async () => {
	sqlite = await openWorld();
	postgres = await openPostgresWorld();
}, 120_000);
afterAll(async () => {
	await postgres?.close();
	await sqlite?.close();
});

it.each(allOperations.filter(({ name }) => sample.includes(name)).map((one) => [one.name, one] as const))('R-CORE-6: %s refuses on PostgreSQL what it refuses on SQLite, in the same words and with nothing saved', async (name, one) => {
	for (const { path, property } of inputsOf(one.operation)) {
		for (const [what, value] of Object.entries(hostileValuesFor(property))) {
			const call = { parameters: withValue(goodCall(one), path, value), file: goodFile(name) };
			const before = await postgres.rowCounts();
			const here = await callOperation(one.operation, { ...call, credential: sqlite.credential });
			const there = await callOperation(one.operation, { ...call, credential: postgres.credential });
			sqlite.data.restore();
			const told = (answer: typeof here) => ({ path, what, ...(answer.kind === 'refused' ? { message: answer.message, code: answer.code } : { kind: 'accepted' }) });
			expect(told(there)).toEqual(told(here));
			if (there.kind === 'refused') expect(await postgres.rowCounts()).toEqual(before);
		}
	}
}, 120_000);

it.each([
	['a NUL', 'Акт\0', /holds the character U\+0000/],
	['half a character', 'Акт \ud83d', /holds half a character/],
])('R-CORE-6: %s that gets past every reader is refused at the database, by both in the same words', async (_what, text, words) => {
	for (const { workspace } of [sqlite, postgres]) {
		const writing = workspace.database.transaction(async (tx) => await tx.run('update leads set comment = :comment', { comment: text }));
		await expect(writing).rejects.toThrow(words);
		await expect(writing).rejects.toThrow(/^comment: /);
	}
});

it('R-CORE-6: a number beyond what can be kept is refused at the database, by both in the same words', async () => {
	for (const { workspace } of [sqlite, postgres]) {
		for (const amount of [1e21, Number.NaN, Number.NEGATIVE_INFINITY]) {
			await expect(workspace.database.transaction(async (tx) => await tx.run('update deals set amount_kopecks = :amount', { amount }))).rejects.toThrow(/^amount: .* is beyond the numbers/);
		}
	}
});

it('R-REG-1: a number of a register that looks like SQL is a number like any other', async () => {
	const number = "Х-1'; drop table register_entries; --";
	for (const { workspace } of [sqlite, postgres]) {
		const made = await createEntry(workspace, { register: 'incoming', title: 'Письмо', number, responsibleId: 3 }, systemCall('test'));
		expect(made).toMatchObject({ kind: 'done', result: { number } });
	}
});
