import { createWorkingCalendar } from '../../../src/calendar';
import { effectiveness, listBehind } from '../../../src/desk/effectiveness/effectiveness';
import type { EffectivenessQuery } from '../../../src/desk/effectiveness/effectiveness';
import { workingTimeBetween } from '../../../src/desk/effectiveness/working-time';
import { recordPayment } from '../../../src/desk/payments/record-payment';
import { enterState } from '../../../src/desk/subjects/enter-state';
import { InvalidInputError } from '../../../src/errors';
import type { MetricCode } from '../../../src/reports/effectiveness';
import { deals, leads } from '../../../src/store/crm-tables';
import { tasks } from '../../../src/store/notice-tables';
import { registerEntries } from '../../../src/store/register-tables';
import { aLead, anEntry, moveLeadTo } from '../../helpers/subjects';
import { at, byHand, moneyWorld } from '../payments/money-world';
import type { MoneyWorld } from '../payments/money-world';

let world: MoneyWorld;
afterEach(async () => await world.close());

const march: EffectivenessQuery = { from: at('2026-03-01T00:00:00+03:00'), to: at('2026-04-01T00:00:00+03:00') };
const inCharge = () => ({ responsibleId: world.people.nizhny.manager.id, departmentId: world.people.nizhny.department.id });

async function moveDealTo(dealId: number, stage: string): Promise<void> {
	await world.workspace.transaction(byHand(), async (tx) => {
		const deal = await deals.lock(tx, dealId);
		await deals.update(tx, dealId, { stage, stageCycle: deal.stageCycle + 1 });
		await enterState(tx, { subject: { kind: 'deal', id: dealId }, event: 'DealStageChanged', scope: deal.pipeline, from: deal.stage, fromTitle: deal.stage, to: stage, cycle: deal.stageCycle + 1, data: {} });
	});
}

async function moveContractTo(entryId: number, status: string, confirmed = false): Promise<void> {
	await world.workspace.transaction(byHand(), async (tx) => {
		const entry = await registerEntries.lock(tx, entryId);
		await registerEntries.update(tx, entryId, { status, statusCycle: entry.statusCycle + 1 });
		await enterState(tx, { subject: { kind: 'entry', id: entryId }, event: 'RegisterEntryStatusChanged', scope: 'contracts', from: entry.status, fromTitle: entry.status, to: status, cycle: entry.statusCycle + 1, data: {} });
		if (confirmed) await tx.emit({ kind: 'ContractScanVerified', scope: 'contracts', subject: { kind: 'entry', id: entryId }, data: {} });
	});
}

/** One March of one manager: what happened, by the clock. */
async function liveThroughMarch(): Promise<{ leadIds: number[]; contractIds: number[] }> {
	const { workspace, clock } = world;
	// Monday 2 March, 09:00: three leads. The first is called after 30 minutes and becomes a deal, the second is assigned only, the third is lost.
	const [first, second, third] = [await aLead(workspace, inCharge()), await aLead(workspace, inCharge()), await aLead(workspace, inCharge())];
	clock.advance({ minutes: 10 });
	await moveLeadTo(workspace, second.id, 'assigned');
	clock.advance({ minutes: 20 });
	await moveLeadTo(workspace, first.id, 'first_call');
	clock.set('2026-03-02T17:00:00+03:00');
	await moveLeadTo(workspace, third.id, 'lost');
	clock.set('2026-03-03T09:30:00+03:00');
	await moveLeadTo(workspace, first.id, 'converted');
	await workspace.transaction(byHand(), async (tx) => await leads.update(tx, first.id, { dealId: world.deal.id }));
	await recordPayment(workspace, { dealId: world.deal.id, kopecks: 100_00, paidAt: clock() }, byHand());
	await recordPayment(workspace, { dealId: world.deal.id, kopecks: -30_00, paidAt: clock() }, byHand());
	// Three contracts: the original of the first is back in time, of the second late, of the third not at all.
	const contracts = [await anEntry(workspace, inCharge()), await anEntry(workspace, inCharge()), await anEntry(workspace, inCharge())];
	for (const contract of contracts) await moveContractTo(contract.id, 'scan', true);
	clock.set('2026-03-13T12:00:00+03:00');
	await moveContractTo(contracts[0]?.id ?? 0, 'original');
	clock.set('2026-03-20T12:00:00+03:00');
	await moveContractTo(contracts[1]?.id ?? 0, 'original');
	await moveDealTo(world.deal.id, 'completed');
	await workspace.transaction(byHand(), async (tx) => {
		const why = { cause: { actor: tx.call.actor }, event: null, escalation: null, facts: {}, recipient: null };
		const task = { title: 'Решить судьбу', body: '', assigneeId: world.people.nizhny.manager.id, participantIds: [], subjectKind: 'entry' as const, subjectId: contracts[2]?.id ?? 0, subjectCycle: 1, status: 'open' as const, dueAt: null, fileId: null, fileHash: null, why, createdAt: tx.now, closedAt: null, closedBy: null, closeNote: null };
		await tasks.insert(tx, { ...task, kind: 'escalation' });
		await tasks.insert(tx, { ...task, kind: 'ordinary' });
	});
	clock.set('2026-03-25T12:00:00+03:00');
	return { leadIds: [first.id, second.id, third.id], contractIds: contracts.map((contract) => contract.id) };
}

const numbers = async (more: Partial<EffectivenessQuery> = {}) => {
	const { rows } = await effectiveness(world.workspace, { ...march, ...more });
	return Object.fromEntries(rows.map((row) => [row.stage === null ? row.metric : `${row.metric}:${row.stage}`, [row.count, row.total]]));
};

describe.each(['sqlite-memory', 'postgres'] as const)('the effectiveness of a manager, on %s', (driver) => {
	beforeEach(async () => {
		world = await moneyWorld(driver);
	});

	it('R-STAT-1: counts what happened in the period', async () => {
		await liveThroughMarch();
		// The second lead was never called: 17 working days from 09:00 on 2 March to 12:00 on 25 March, less 9 March, at 9 hours.
		const untouched = (16 * 9 + 3) * 60;
		expect(await numbers()).toEqual({
			leads_taken: [3, 3],
			leads_converted: [1, 1],
			conversion: [3, 1],
			'conversion_by_stage:new': [3, 1],
			'conversion_by_stage:assigned': [1, 0],
			'conversion_by_stage:first_call': [1, 1],
			'time_on_stage:new': [3, 10 + 30 + 480],
			'time_on_stage:first_call': [1, 24 * 60],
			'time_on_stage:certification/contract': [1, (18 * 24 + 3) * 60],
			reaction_time: [3, 30 + 480 + untouched],
			contracts_signed: [3, 3],
			originals_returned: [2, 2],
			originals_in_time: [3, 1],
			escalations_caused: [1, 1],
			payments: [2, 70_00],
			completed_orders: [1, 1],
		});
	});

	it('R-STAT-1: a stage entered on several days of the period counts once, and each stay in it', async () => {
		const { workspace, clock } = world;
		const lead = await aLead(workspace, inCharge());
		for (const [day, stage] of [['03', 'first_call'], ['05', 'no_answer'], ['11', 'first_call'], ['18', 'converted'], ['19', 'first_call'], ['25', 'converted']] as const) {
			clock.set(`2026-03-${day}T12:00:00+03:00`);
			await moveLeadTo(workspace, lead.id, stage);
		}
		const { rows } = await effectiveness(workspace, { ...march, metrics: ['conversion_by_stage', 'leads_converted', 'time_on_stage'] });
		const of = (metric: MetricCode) => rows.filter((row) => row.metric === metric).map(({ stage, count, total }) => [stage, count, total]);
		expect(of('conversion_by_stage')).toEqual([['first_call', 1, 0], ['new', 1, 0], ['no_answer', 1, 0]]);
		expect(of('leads_converted')).toEqual([[null, 1, 1]]);
		const day = 24 * 60;
		expect(of('time_on_stage')).toEqual([['converted', 1, day], ['first_call', 3, (2 + 7 + 6) * day], ['new', 1, day + 3 * 60], ['no_answer', 1, 6 * day]]);
		const behind = await listBehind(workspace, { ...march, metric: 'conversion_by_stage', stage: 'first_call' });
		expect(behind.map((fact) => fact.at)).toEqual([at('2026-03-03T12:00:00+03:00')]);
	});

	it('R-STAT-1: every number opens the list behind it, and the list adds up to the number', async () => {
		const { leadIds, contractIds } = await liveThroughMarch();
		const { rows } = await effectiveness(world.workspace, march);
		expect(rows.length).toBeGreaterThan(10);
		for (const { metric, managerId, departmentId, stage, count, total } of rows) {
			const facts = await listBehind(world.workspace, { ...march, metric, managerId, departmentId, stage });
			expect([metric, facts.length, facts.reduce((sum, fact) => sum + fact.value, 0)]).toEqual([metric, count, total]);
		}
		const ids = async (metric: MetricCode, stage?: string) => (await listBehind(world.workspace, { ...march, metric, stage })).map((fact) => fact.subject.id);
		expect(await ids('leads_taken')).toEqual(leadIds);
		expect(await ids('conversion_by_stage', 'first_call')).toEqual([leadIds[0]]);
		expect((await listBehind(world.workspace, { ...march, metric: 'originals_in_time' })).map((fact) => [fact.subject.id, fact.value])).toEqual(
			expect.arrayContaining([[contractIds[0], 1], [contractIds[1], 0], [contractIds[2], 0]]),
		);
	});

	it('R-STAT-1: by manager, department and period: another one has nothing of it', async () => {
		await liveThroughMarch();
		expect(await numbers({ managerId: world.people.novosibirsk.manager.id })).toEqual({});
		expect(await numbers({ departmentId: world.people.novosibirsk.department.id })).toEqual({});
		expect(await numbers({ departmentId: world.people.nizhny.department.id, metrics: ['payments'] })).toEqual({ payments: [2, 70_00] });
		expect(await numbers({ from: march.to, to: march.to + 1 })).toEqual({});
		await expect(numbers({ to: march.from })).rejects.toThrow(InvalidInputError);
	});

	it('R-STAT-1: an order completed twice, and a contract signed before the period, count once and where they belong', async () => {
		const { contractIds } = await liveThroughMarch();
		world.clock.set('2026-04-10T12:00:00+03:00');
		await moveDealTo(world.deal.id, 'tests');
		await moveDealTo(world.deal.id, 'completed');
		await moveContractTo(contractIds[2] ?? 0, 'original');
		const april = await numbers({ from: march.to, to: at('2026-05-01T00:00:00+03:00') });
		expect(april.completed_orders).toBeUndefined();
		expect(april.contracts_signed).toBeUndefined();
		expect(april.originals_returned).toEqual([1, 1]);
		expect((await numbers()).originals_in_time).toEqual([3, 1]);
	});
});

describe('working time between two instants', () => {
	const nizhny = createWorkingCalendar({ zone: 'Europe/Moscow' });
	it.each([
		['within a day', '2026-03-02T10:00:00+03:00', '2026-03-02T10:30:00+03:00', 30],
		['over a night', '2026-03-02T17:30:00+03:00', '2026-03-03T09:15:00+03:00', 45],
		['over a weekend', '2026-03-06T20:00:00+03:00', '2026-03-10T09:05:00+03:00', 5],
		['none', '2026-03-07T10:00:00+03:00', '2026-03-08T10:00:00+03:00', 0],
		['backwards', '2026-03-03T10:00:00+03:00', '2026-03-02T10:00:00+03:00', 0],
	])('R-STAT-1: %s', (_what, from, to, minutes) => {
		world = { close: async () => undefined } as MoneyWorld;
		expect(workingTimeBetween(nizhny, at(from), at(to)) / 60_000).toBe(minutes);
	});
});
