import { systemCall } from '../../src/call';
import type { Call } from '../../src/call';
import { acknowledgeEscalation } from '../../src/desk/escalations/end-escalation';
import type { DeskTransaction, Workspace } from '../../src/desk/workspace';
import { companies } from '../../src/store/crm-tables';
import { aWatchedLead, after } from '../escalation/watched-lead';
import { claimNext } from '../helpers/listeners';
import { moveLeadTo } from '../helpers/subjects';
import { allDrivers, temporaryWorkspace } from '../helpers/temporary-workspace';

const call = systemCall('test', 'delivery 1, node a, item 0');

const makeCompany = async (tx: DeskTransaction) =>
	(await companies.insert(tx, { name: 'ООО «Ромашка»', inn: null, priority: null, departmentId: null, responsibleId: null, party: null, nextCallAt: null, nextLetterAt: null, lastContactAt: null, createdAt: tx.now, updatedAt: tx.now })).id;

const count = async (workspace: Workspace) => Number((await workspace.read(async (query) => await query.get('select count(*) as n from companies')))?.n);

describe.each(allDrivers)('the effect ledger on %s', (driver) => {
	it('R-CORE-2: the same cause has its effect once and is answered alike every time', async () => {
		const { workspace } = await temporaryWorkspace({ driver });
		const first = await workspace.effect(call, 'company', makeCompany);
		const second = await workspace.effect(call, 'company', makeCompany);
		expect(first.kind).toBe('done');
		expect(second).toEqual({ kind: 'repeated', result: first.kind === 'overtaken' ? null : first.result });
		expect(await count(workspace)).toBe(1);
	});

	it('R-CORE-2: twenty runs of one cause at once make one effect and all get its answer', async () => {
		const { workspace, ...temporary } = await temporaryWorkspace({ driver });
		const other = driver === 'sqlite-memory' ? workspace : await temporary.openAgain();
		const outcomes = await Promise.all(Array.from({ length: 20 }, async (_, index) => await (index % 2 ? workspace : other).effect(call, 'company', makeCompany)));
		expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
		expect(new Set(outcomes.map((outcome) => (outcome.kind === 'overtaken' ? null : outcome.result))).size).toBe(1);
		expect(await count(workspace)).toBe(1);
	});

	it('R-CORE-2: an effect that failed has not happened and may be tried again', async () => {
		const { workspace } = await temporaryWorkspace({ driver });
		const failing = workspace.effect(call, 'company', async (tx) => {
			await makeCompany(tx);
			throw new Error('template is missing');
		});
		await expect(failing).rejects.toThrow('template is missing');
		expect(await count(workspace)).toBe(0);
		expect(await workspace.effect(call, 'company', makeCompany)).toMatchObject({ kind: 'done' });
	});
});

describe('one call', () => {
	it('R-CORE-2: may have effects of several kinds; each happens once with its own answer', async () => {
		const { workspace } = await temporaryWorkspace();
		const both = async () => [await workspace.effect(call, 'company', makeCompany), await workspace.effect(call, 'note', async () => 'written')];
		expect(await both()).toEqual([{ kind: 'done', result: 1 }, { kind: 'done', result: 'written' }]);
		expect(await both()).toEqual([{ kind: 'repeated', result: 1 }, { kind: 'repeated', result: 'written' }]);
	});

	it('without a key is not protected: only for what is safe to repeat', async () => {
		const { workspace } = await temporaryWorkspace();
		for (let run = 0; run < 2; run++) expect(await workspace.effect(systemCall('test'), 'company', makeCompany)).toMatchObject({ kind: 'done' });
		expect(await count(workspace)).toBe(2);
	});
});

describe('an effect that comes too late', () => {
	/** A step that has fired and whose delivery a workflow holds. */
	async function aRunningStep() {
		const watched = await aWatchedLead();
		await watched.watch([after(1, 'hours'), after(1, 'hours', { code: 'task' })]);
		watched.clock.advance({ hours: 1 });
		await watched.fire();
		const { deliveries } = await claimNext(watched.workspace, watched.consumer);
		const deliveryId = deliveries[0]?.id ?? 0;
		const ours: Call = { ...systemCall('robot', `delivery ${deliveryId}`), deliveryId };
		return { ...watched, ours };
	}

	it('R-CORE-3: does not happen when the person reacted between the claim and the effect; the answer says why, every time', async () => {
		const { workspace, subject, ours } = await aRunningStep();
		await acknowledgeEscalation(workspace, { subject, reason: 'клиент перезвонил' }, systemCall('manager'));
		for (let run = 0; run < 2; run++) expect(await workspace.effect(ours, 'company', makeCompany)).toEqual({ kind: 'overtaken', reason: 'клиент перезвонил' });
		expect(await count(workspace)).toBe(0);
	});

	it('R-CORE-3: does not happen when the lead left the stage meanwhile', async () => {
		const { workspace, lead, ours } = await aRunningStep();
		await moveLeadTo(workspace, lead.id, 'needs');
		expect(await workspace.effect(ours, 'company', makeCompany)).toEqual({ kind: 'overtaken', reason: expect.stringContaining('new') });
	});

	it('R-CORE-3: happens when it was this very delivery that moved the lead or ended the escalation', async () => {
		const { workspace, lead, subject, ours } = await aRunningStep();
		await acknowledgeEscalation(workspace, { subject, reason: 'робот' }, { ...ours, effectKey: 'acknowledge' });
		await moveLeadTo(workspace, lead.id, 'needs', ours);
		expect(await workspace.effect(ours, 'company', makeCompany)).toMatchObject({ kind: 'done' });
	});

	it('R-CORE-2: what happened before the subject moved on is still answered as it was', async () => {
		const { workspace, lead, ours } = await aRunningStep();
		const first = await workspace.effect(ours, 'company', makeCompany);
		await moveLeadTo(workspace, lead.id, 'needs');
		expect(await workspace.effect(ours, 'company', makeCompany)).toEqual({ kind: 'repeated', result: first.kind === 'overtaken' ? null : first.result });
	});
});
