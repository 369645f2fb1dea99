import fc from 'fast-check';

import { assessPriority } from '../../../src/cadence/priority-due';
import { YEAR_MS } from '../../../src/cadence/priority-policy';
import type { PriorityPolicy } from '../../../src/cadence/priority-policy';
import { priorities } from '../../../src/crm/company';
import type { Priority } from '../../../src/crm/company';
import { findDueClients } from '../../../src/desk/priority/find-due-clients';
import type { Workspace } from '../../../src/desk/workspace';
import { systemCall } from '../../../src/call';
import { temporaryWorkspace } from '../../helpers/temporary-workspace';

interface Client {
	readonly priority: Priority | null;
	readonly createdDaysAgo: number;
	readonly requestsDaysAgo: readonly number[];
	readonly contactDaysAgo: number | null;
	readonly reminderDaysAgo: number | null;
}

const DAY_MS = 86_400_000;
// Quarters of days: gaps of 365/4, 365/8, 365/20 days end on them, so that "exactly now" is met often.
const days = (max: number) => fc.integer({ min: 0, max: max * 4 }).map((quarters) => quarters / 4);
const client: fc.Arbitrary<Client> = fc.record({
	priority: fc.option(fc.constantFrom(...priorities)),
	createdDaysAgo: days(800),
	requestsDaysAgo: fc.array(fc.oneof(days(40), days(800)), { maxLength: 25, size: 'max' }),
	contactDaysAgo: fc.option(days(60)),
	reminderDaysAgo: fc.option(days(60)),
});
const target = fc.constantFrom(0, 1, 4, 8, 12, 20);
const policy: fc.Arbitrary<PriorityPolicy> = fc.record({
	targets: fc.record({ small: target, medium: target, large: target, cool: target, key: target }),
	restPercent: fc.constantFrom(0, 50, 100),
});

async function write(workspace: Workspace, clients: readonly Client[], now: number): Promise<void> {
	const at = (daysAgo: number | null) => (daysAgo === null ? null : now - daysAgo * DAY_MS);
	await workspace.transaction(systemCall('test'), async (tx) => {
		for (const table of ['companies', 'client_requests', 'priority_reminders']) await tx.run(`delete from ${table}`);
		for (const [index, one] of clients.entries()) {
			const id = index + 1;
			await tx.run('insert into companies (id, name, priority, created_at, updated_at, last_contact_at) values (:id, :name, :priority, :created, 0, :contact)', { id, name: `Клиент ${id}`, priority: one.priority, created: at(one.createdDaysAgo), contact: at(one.contactDaysAgo) });
			for (const daysAgo of one.requestsDaysAgo) await tx.run("insert into client_requests (company_id, at, source) values (:id, :at, 'test')", { id, at: at(daysAgo) });
			if (one.reminderDaysAgo !== null) await tx.run("insert into priority_reminders (company_id, reminded_at, times, batch, due_json) values (:id, :at, 1, 'test', '{}')", { id, at: at(one.reminderDaysAgo) });
		}
	});
}

function expectedIds(clients: readonly Client[], by: PriorityPolicy, now: number, which: 'remind' | 'due'): number[] {
	const at = (daysAgo: number) => now - daysAgo * DAY_MS;
	return clients.flatMap((one, index) => {
		if (one.priority === null) return [];
		const requests = one.requestsDaysAgo.map(at);
		const verdict = assessPriority(
			{
				priority: one.priority,
				knownSince: Math.min(at(one.createdDaysAgo), ...requests),
				countInYear: requests.filter((request) => request > now - YEAR_MS).length,
				lastRequestAt: requests.length > 0 ? Math.max(...requests) : null,
				lastContactAt: one.contactDaysAgo === null ? null : at(one.contactDaysAgo),
				lastReminderAt: one.reminderDaysAgo === null ? null : at(one.reminderDaysAgo),
			},
			by,
			now,
		);
		return verdict?.[which] ? [index + 1] : [];
	});
}

describe.each(['sqlite-memory', 'postgres'] as const)('the set check of all clients, on %s', (driver) => {
	it('R-PRI-3: finds exactly those clients that the decision about one client calls due', async () => {
		const { workspace, clock, close } = await temporaryWorkspace({ driver });
		const now = clock();
		const seen = { due: 0, remind: 0, clients: 0 };
		await fc.assert(
			fc.asyncProperty(fc.array(client, { minLength: 5, maxLength: 30, size: 'max' }), policy, async (clients, by) => {
				await write(workspace, clients, now);
				seen.clients += clients.length;
				for (const which of ['due', 'remind'] as const) {
					const found = await findDueClients(workspace, { policy: by, which });
					expect(found.map((one) => one.companyId)).toEqual(expectedIds(clients, by, now, which));
					seen[which] += found.length;
				}
			}),
			{ numRuns: driver === 'postgres' ? 15 : 80 },
		);
		// The sample must hold all three kinds: left alone, due, and due but reminded of.
		expect(seen.remind).toBeGreaterThan(0);
		expect(seen.due).toBeGreaterThan(seen.remind);
		expect(seen.clients).toBeGreaterThan(seen.due);
		await close();
	}, 120_000);
});
