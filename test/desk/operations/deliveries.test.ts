import { systemCall } from '../../../src/call';
import { addProductionYear } from '../../../src/desk/operations/add-production-year';
import { discardDelivery } from '../../../src/desk/operations/discard-delivery';
import { forgetConsumer } from '../../../src/desk/operations/forget-consumer';
import { listConsumers, NOT_SEEN_AFTER_MS } from '../../../src/desk/operations/list-consumers';
import { listDeliveries } from '../../../src/desk/operations/list-deliveries';
import { retryDelivery } from '../../../src/desk/operations/retry-delivery';
import type { Workspace } from '../../../src/desk/workspace';
import { acknowledge, failDeliveries } from '../../../src/journal/deliveries';
import { makeOrganisation } from '../../helpers/organisation';
import type { Organisation } from '../../helpers/organisation';
import { aLead } from '../../helpers/subjects';
import { temporaryWorkspace } from '../../helpers/temporary-workspace';
import { claimNext, listenTo } from '../notices/step-delivery';

let workspace: Workspace;
let people: Organisation;
beforeEach(async () => {
	({ workspace } = await temporaryWorkspace());
	people = await makeOrganisation(workspace);
	await listenTo(workspace, [{ kind: 'LeadStageChanged' }]);
});

const makeLead = async () => await aLead(workspace, { responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id });
const settle = async (how: 'succeed' | 'park') =>
	await workspace.transaction(systemCall('test'), async (tx) => {
		for (const row of await tx.all("select distinct claim_token from deliveries where state = 'claimed'")) {
			const token = String(row.claim_token);
			if (how === 'succeed') await acknowledge(tx, token, Date.now());
			else await failDeliveries(tx, token, { error: 'SMTP is down', mostAttempts: 1, now: Date.now() });
		}
	});

/** A lead whose robot failed for good. */
async function parked(): Promise<{ deliveryId: number; leadId: number }> {
	const lead = await makeLead();
	const [delivery] = await claimNext(workspace);
	await settle('park');
	return { deliveryId: delivery?.id ?? 0, leadId: lead.id };
}

describe('deliveries before the operator', () => {
	it('R-CORE-1: a parked one shows its event, subject, workflow, error and attempts', async () => {
		const { deliveryId, leadId } = await parked();
		expect(await listDeliveries(workspace)).toMatchObject({
			items: [{ deliveryId, state: 'parked', attempts: 1, error: 'SMTP is down', event: { kind: 'LeadStageChanged', scope: 'leads', state: 'new' }, subject: { kind: 'lead', id: leadId }, consumer: { workflow: 'Escalate contracts', node: 'Step due' } }],
			next: null,
		});
	});

	it('R-CORE-1: a retried one reaches its workflow again with all its attempts', async () => {
		const { deliveryId } = await parked();
		expect(await claimNext(workspace)).toEqual([]);
		expect(await retryDelivery(workspace, { deliveryId })).toEqual({ retried: 1 });
		expect(await claimNext(workspace)).toMatchObject([{ id: deliveryId, attempt: 1 }]);
	});

	it('R-CORE-1: all parked ones are retried at once, the waiting ones are left alone', async () => {
		const one = await parked();
		const two = await parked();
		await makeLead();
		expect(await retryDelivery(workspace, { all: true })).toEqual({ retried: 2 });
		const states = (await listDeliveries(workspace)).items.map(({ deliveryId, state }) => [deliveryId, state]);
		expect(states).toContainEqual([one.deliveryId, 'pending']);
		expect(states).toContainEqual([two.deliveryId, 'pending']);
		expect(await retryDelivery(workspace, { all: true })).toEqual({ retried: 0 });
	});

	it('R-CORE-1: one that waits out its pause can be retried at once', async () => {
		const { deliveryId } = await parked();
		await workspace.transaction(systemCall('test'), async (tx) => await tx.run("update deliveries set state = 'pending', attempt = 4, available_at = :later", { later: Date.now() + 3_600_000 }));
		expect(await claimNext(workspace)).toEqual([]);
		await retryDelivery(workspace, { deliveryId });
		expect(await claimNext(workspace)).toMatchObject([{ id: deliveryId, attempt: 1 }]);
	});

	it('R-CORE-2: one that runs, or has succeeded, is not run a second time', async () => {
		await makeLead();
		const [delivery] = await claimNext(workspace);
		const deliveryId = delivery?.id ?? 0;
		await expect(retryDelivery(workspace, { deliveryId })).rejects.toThrow(/claimed/);
		await settle('succeed');
		await expect(retryDelivery(workspace, { deliveryId })).rejects.toThrow(/done/);
		await expect(retryDelivery(workspace, { deliveryId: 999 })).rejects.toThrow(/999/);
	});

	it('R-CORE-1: a discarded one never comes back, and says who gave it up and why', async () => {
		const { deliveryId } = await parked();
		await expect(discardDelivery(workspace, { deliveryId, reason: ' ' })).rejects.toThrow(/Reason/);
		await discardDelivery(workspace, { deliveryId, reason: 'тестовая заявка' }, { ...systemCall('x'), actor: { kind: 'person', name: 'Анна' } });
		expect(await claimNext(workspace)).toEqual([]);
		expect(await listDeliveries(workspace, { states: ['skipped'] })).toMatchObject({ items: [{ deliveryId, error: 'Discarded by Анна: тестовая заявка' }] });
		await expect(retryDelivery(workspace, { deliveryId })).rejects.toThrow(/skipped/);
		await expect(discardDelivery(workspace, { deliveryId, reason: 'ещё раз' })).rejects.toThrow(/settled/);
	});

	it('R-CORE-1: the list goes on page by page without showing one twice', async () => {
		for (let index = 0; index < 5; index++) await makeLead();
		const first = await listDeliveries(workspace, { limit: 3 });
		await makeLead();
		const second = await listDeliveries(workspace, { limit: 3, after: first.next });
		const ids = [...first.items, ...second.items].map((item) => item.deliveryId);
		expect(ids).toHaveLength(5);
		expect(new Set(ids).size).toBe(5);
		expect(second.next).toBeNull();
	});
});

describe('triggers before the operator', () => {
	it('R-CORE-1: one that no n8n has run for ten minutes is marked, with what waits for it', async () => {
		await makeLead();
		expect(await listConsumers(workspace)).toMatchObject([{ id: 'w1/n1', pending: 1, isSeen: true }]);
		await workspace.transaction(systemCall('test'), async (tx) => await tx.run('update consumers set seen_at = :at', { at: Date.now() - NOT_SEEN_AFTER_MS - 1_000 }));
		expect(await listConsumers(workspace)).toMatchObject([{ isSeen: false }]);
	});

	it('R-CORE-1: a forgotten one collects nothing any more', async () => {
		await makeLead();
		await forgetConsumer(workspace, { consumerId: 'w1/n1' });
		await makeLead();
		expect(await listDeliveries(workspace)).toMatchObject({ items: [] });
		expect(await listDeliveries(workspace, { states: ['skipped'] })).toMatchObject({ items: [{ consumer: null }] });
		await expect(forgetConsumer(workspace, { consumerId: 'w1/n1' })).rejects.toThrow(/w1\/n1/);
	});
});

describe('a production calendar year', () => {
	it('R-ORG-3: a faulty year is refused whole, with every fault', async () => {
		await expect(addProductionYear(workspace, { year: { year: 2027, source: '', daysOff: ['2026-01-01'], workingWeekends: 'none', shortened: [] } })).rejects.toMatchObject({ code: 'invalid_input', faults: [{ field: 'Production Year' }, {}, {}] });
		expect(await workspace.read(async (query) => await query.all('select year from production_years'))).toEqual([]);
	});
});
