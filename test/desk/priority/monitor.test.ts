import { createDeal } from '../../../src/desk/deals/create-deal';
import { updateDeal } from '../../../src/desk/deals/update-deal';
import { createWorkingCalendar } from '../../../src/calendar';
import { defaultPolicy, defaultTargets } from '../../../src/cadence/priority-policy';
import { morningsBetween } from '../../../src/cadence/recurrence';
import { dryRunPriorities } from '../../../src/desk/priority/dry-run';
import { findDueClients } from '../../../src/desk/priority/find-due-clients';
import { keepRequestOfDeal, keepRequestOfLead, recordRequests } from '../../../src/desk/priority/client-requests';
import { logContact } from '../../../src/desk/priority/log-contact';
import { PRIORITY_MONITOR, schedulePriorityMonitor, unschedulePriorityMonitor } from '../../../src/desk/priority/priority-schedule';
import { remindDueClients } from '../../../src/desk/priority/remind-due-clients';
import { saveDepartment } from '../../../src/desk/organisation/save-department';
import { fireDueTimers } from '../../../src/desk/escalations/fire-due-timers';
import { InvalidInputError } from '../../../src/errors';
import { registerConsumer } from '../../../src/journal/consumers';
import { companies } from '../../../src/store/crm-tables';
import { listTimers } from '../../../src/timers/timers';
import { aCompany, aLead } from '../../helpers/subjects';
import { sharedDrivers, temporaryWorkspace } from '../../helpers/temporary-workspace';
import { makeOrganisation } from '../../helpers/organisation';
import { at, byHand, done, eventsOf, moneyWorld } from '../payments/money-world';
import type { MoneyWorld } from '../payments/money-world';

let world: MoneyWorld;
beforeEach(async () => {
	world = await moneyWorld();
});
afterEach(async () => await world.close());

const DAY_MS = 86_400_000;
const keyClient = async (more: Partial<Parameters<typeof aCompany>[1]> = {}) =>
	await aCompany(world.workspace, { priority: 'key', responsibleId: world.people.nizhny.manager.id, departmentId: world.people.nizhny.department.id, createdAt: world.clock() - 100 * DAY_MS, ...more });
const remind = async (key: string | null = null, more = {}) => done(await remindDueClients(world.workspace, { policy: defaultPolicy, ...more }, byHand(key)));
const ids = (found: ReadonlyArray<{ companyId: number }>) => found.map((one) => one.companyId);

describe('the priority monitor', () => {
	it('R-PRI-2: puts out the due client with its manager and the reason in numbers', async () => {
		const client = await keyClient();
		const [found] = await remind();
		expect(found).toMatchObject({ companyId: client.id, name: client.name, priority: 'key', responsibleId: world.people.nizhny.manager.id, countInYear: 0, target: 20, expected: 5, gapDays: 18.3, daysSinceLast: 100, silent: true, behind: true });
		expect(found?.reasonText).toContain('Приоритет «ключевой»');
	});

	it('R-PRI-3: one reminder in a gap, then another', async () => {
		await keyClient();
		expect(await remind()).toHaveLength(1);
		expect(await remind()).toEqual([]);
		world.clock.advance({ days: 18 });
		expect(await remind()).toEqual([]);
		world.clock.advance({ hours: 6 });
		expect(await remind()).toHaveLength(1);
		expect(await eventsOf(world.workspace, 'PriorityRemindersMade')).toHaveLength(2);
	});

	it('R-PRI-3: a logged contact begins the gap anew', async () => {
		const client = await keyClient();
		await remind();
		world.clock.advance({ days: 18 });
		await logContact(world.workspace, { companyId: client.id, at: world.clock(), kind: 'call', note: 'просил перезвонить' }, byHand());
		world.clock.advance({ days: 9 });
		expect(await remind()).toEqual([]);
		world.clock.advance({ days: 1 });
		expect(await remind()).toHaveLength(1);
		expect((await eventsOf(world.workspace, 'ContactLogged'))[0]).toMatchObject({ subjectId: client.id, data: { note: 'просил перезвонить' } });
		expect((await world.workspace.read(async (query) => await companies.get(query, client.id))).lastContactAt).not.toBeNull();
	});

	it('R-PRI-3: a new request begins the gap anew; known requests count once', async () => {
		const client = await keyClient({ createdAt: world.clock() - 20 * DAY_MS });
		await remind();
		world.clock.advance({ days: 18, hours: 6 });
		const requests = [{ companyId: client.id, at: world.clock() - 1, source: 'phone', externalKey: 'call:1' }];
		expect(done(await recordRequests(world.workspace, [...requests, { companyId: client.id, at: world.clock(), source: 'phone' }], byHand()))).toEqual({ recorded: 2, known: 0 });
		expect(done(await recordRequests(world.workspace, requests, byHand()))).toEqual({ recorded: 0, known: 1 });
		expect(await remind()).toEqual([]);
	});

	it('R-PRI-2: every lead of a company is a request, and goes along when the lead is linked to another company', async () => {
		const [first, second] = [await keyClient(), await keyClient()];
		const lead = await aLead(world.workspace, { companyId: first.id, responsibleId: world.people.nizhny.manager.id, departmentId: world.people.nizhny.department.id });
		await world.workspace.transaction(byHand(), async (tx) => await keepRequestOfLead(tx, lead));
		expect(ids(await findDueClients(world.workspace, { policy: defaultPolicy, which: 'remind' }))).toEqual([second.id]);
		await world.workspace.transaction(byHand(), async (tx) => await keepRequestOfLead(tx, { ...lead, companyId: second.id }));
		expect(ids(await findDueClients(world.workspace, { policy: defaultPolicy, which: 'remind' }))).toEqual([first.id]);
		await world.workspace.transaction(byHand(), async (tx) => await keepRequestOfLead(tx, { ...lead, companyId: null }));
		expect(ids(await findDueClients(world.workspace, { policy: defaultPolicy, which: 'remind' }))).toEqual([first.id, second.id]);
	});

	it('R-PRI-2: a deal that came without a lead is a request as well, one of a lead is not counted twice', async () => {
		const [first, second] = [await keyClient(), await keyClient()];
		const due = async () => ids(await findDueClients(world.workspace, { policy: defaultPolicy, which: 'remind' }));
		const deal = { title: 'Повторный заказ', pipeline: 'certification', companyId: first.id, responsibleId: world.people.nizhny.manager.id, externalKey: 'order-1' };
		const { dealId } = done(await createDeal(world.workspace, deal, byHand()));
		done(await createDeal(world.workspace, deal, byHand()));
		expect(await due()).toEqual([second.id]);
		done(await updateDeal(world.workspace, { dealId, changes: { companyId: second.id } }, byHand()));
		expect(await due()).toEqual([first.id]);
		done(await updateDeal(world.workspace, { dealId, changes: { companyId: null } }, byHand()));
		expect(await due()).toEqual([first.id, second.id]);
		await world.workspace.transaction(byHand(), async (tx) => await keepRequestOfDeal(tx, { id: dealId, companyId: first.id, leadId: 7, createdAt: tx.now }));
		expect(await due()).toEqual([first.id, second.id]);
	});

	it('R-CORE-2: a run that is repeated answers the same clients and marks nobody twice', async () => {
		const client = await keyClient();
		expect(ids(await remind('delivery:1:monitor:0'))).toEqual([client.id]);
		expect(ids(await remind('delivery:1:monitor:0'))).toEqual([client.id]);
		expect(await remind('delivery:2:monitor:0')).toEqual([]);
	});

	it("R-PRI-2: each department's morning finds its own clients, those of its managers included", async () => {
		const here = await keyClient();
		const there = await keyClient({ responsibleId: world.people.novosibirsk.manager.id });
		await world.workspace.transaction(byHand(), async (tx) => await companies.update(tx, there.id, { departmentId: null }));
		const find = async (departmentId: number) => ids(await findDueClients(world.workspace, { policy: defaultPolicy, which: 'remind', departmentId }));
		expect(await find(world.people.nizhny.department.id)).toEqual([here.id]);
		expect(await find(world.people.novosibirsk.department.id)).toEqual([there.id]);
	});

	it('R-PRI-3: puts out all of many clients, each once, and the same ones when the run is repeated', async () => {
		const since = world.clock() - 100 * DAY_MS;
		await world.workspace.transaction(byHand(), async (tx) => {
			await tx.run(
				`with recursive n(i) as (select 1 union all select i + 1 from n where i < 3100)
					insert into companies (name, priority, created_at, updated_at) select 'Клиент ' || i, 'key', cast(:since as bigint), cast(:since as bigint) from n`,
				{ since },
			);
		});
		const first = ids(await remind('many'));
		expect(first).toHaveLength(3_100);
		expect(first).toEqual([...new Set(first)].sort((a, b) => a - b));
		expect(ids(await remind('many'))).toEqual(first);
		expect(await remind()).toEqual([]);
	});

	it('R-PRI-1: the client whose priority was just changed can be checked alone', async () => {
		const [, second] = [await keyClient(), await keyClient()];
		expect(ids(await remind(null, { companyId: second.id }))).toEqual([second.id]);
		expect(await remind(null, { companyId: second.id })).toEqual([]);
	});

	it('R-CORE-6: impossible targets and requests are refused, and nothing is written', async () => {
		await expect(remind(null, { policy: { ...defaultPolicy, restPercent: 500 } })).rejects.toThrow(InvalidInputError);
		const refusal = await recordRequests(world.workspace, [{ companyId: 4711, at: world.clock(), source: 'x' }, { companyId: 4711, at: world.clock() + 1, source: 'x' }], byHand()).catch((error: unknown) => error);
		expect((refusal as InvalidInputError).faults.map((fault) => fault.field)).toEqual(['Request 1', 'Request 2', 'Request 2']);
	});
});

describe('the mornings of the monitor', () => {
	const timers = async () => await world.workspace.read(async (query) => (await listTimers(query, { limit: 10 })).filter((timer) => timer.rule === PRIORITY_MONITOR.rule));
	const listen = async () =>
		await world.workspace.transaction(byHand(), async (tx) => await registerConsumer(tx, { id: 'w:n', workflow: { id: 'w', name: 'Мониторинг' }, nodeName: 'Утро', filters: [{ kind: 'EscalationStepDue' }], whenBack: 'backlog', skipOvertaken: true }, 0));

	it('R-PRI-2: each working morning of the department announces itself and arms the next one; missed ones come once, late', async () => {
		await listen();
		const departmentId = world.people.novosibirsk.department.id;
		await schedulePriorityMonitor(world.workspace, { departmentId, time: '09:00' }, byHand());
		expect((await timers()).map((timer) => timer.dueAt)).toEqual([at('2026-03-03T09:00:00+07:00')]);
		world.clock.set('2026-03-06T09:00:00+07:00');
		expect(await fireDueTimers(world.workspace)).toMatchObject({ fired: 1 });
		expect(await fireDueTimers(world.workspace)).toMatchObject({ fired: 0 });
		const [due] = await eventsOf(world.workspace, 'EscalationStepDue');
		expect(due).toMatchObject({ scope: 'priority-monitor', state: 'morning', subjectId: departmentId, data: { lateByMs: 3 * DAY_MS } });
		// 7 to 9 March 2026 are days off.
		expect((await timers()).map((timer) => timer.dueAt)).toEqual([at('2026-03-10T09:00:00+07:00')]);
	});

	it('R-PRI-2: a morning missed while n8n was down, or planned for what is a day off by now, waits for the opening of the next working day', async () => {
		await listen();
		const { department } = world.people.novosibirsk;
		await schedulePriorityMonitor(world.workspace, { departmentId: department.id, time: '09:00' }, byHand());
		await saveDepartment(world.workspace, { code: department.code, name: department.name, zone: department.zone, extraDaysOff: ['2026-03-03', '2026-03-05'] }, byHand());
		world.clock.set('2026-03-03T09:00:00+07:00');
		expect(await fireDueTimers(world.workspace)).toMatchObject({ fired: 0, deferred: 1 });
		world.clock.set('2026-03-04T22:00:00+07:00');
		expect(await fireDueTimers(world.workspace)).toMatchObject({ fired: 0, deferred: 1 });
		world.clock.set('2026-03-06T09:00:00+07:00');
		expect(await fireDueTimers(world.workspace)).toMatchObject({ fired: 1 });
		expect((await eventsOf(world.workspace, 'EscalationStepDue'))[0]?.data).toMatchObject({ lateByMs: 3 * DAY_MS });
		expect((await timers()).map((timer) => timer.dueAt)).toEqual([at('2026-03-10T09:00:00+07:00')]);
	});

	it('R-PRI-2: another time moves the morning instead of adding one, and switching off takes it away', async () => {
		const departmentId = world.people.nizhny.department.id;
		await schedulePriorityMonitor(world.workspace, { departmentId, time: '09:00' }, byHand());
		await schedulePriorityMonitor(world.workspace, { departmentId, time: '10:30' }, byHand());
		expect((await timers()).map((timer) => timer.dueAt)).toEqual([at('2026-03-02T10:30:00+03:00')]);
		expect(done(await unschedulePriorityMonitor(world.workspace, departmentId, byHand()))).toBe(true);
		expect(await timers()).toEqual([]);
		await expect(schedulePriorityMonitor(world.workspace, { departmentId, time: '25:00' }, byHand())).rejects.toThrow(InvalidInputError);
	});
});

describe('the dry run', () => {
	it('R-PRI-2: says who would have been reminded of under other targets, by manager and week, with the difference, and writes nothing', async () => {
		const client = await keyClient({ createdAt: at('2026-01-01T00:00:00+03:00') });
		const run = { current: defaultPolicy, policy: { ...defaultPolicy, targets: { ...defaultTargets, key: 4 } }, from: at('2026-01-12T00:00:00+03:00'), to: at('2026-05-01T00:00:00+03:00'), time: '09:00' };
		const report = await dryRunPriorities(world.workspace, run);
		// 91.25 days after 1 January is 2 April, 06:00. With a gap of 18.25 days: 19 January, 9 February, 2 and 23 March, 13 April.
		expect(report.listed).toEqual([{ companyId: client.id, name: client.name, priority: 'key', responsibleId: world.people.nizhny.manager.id, at: at('2026-04-02T09:00:00+03:00') }]);
		expect(report).toMatchObject({ clients: 1, reminders: 1, current: 5, difference: -4 });
		expect(report.counts).toContainEqual({ responsibleId: world.people.nizhny.manager.id, week: '2026-W14', reminders: 1, current: 0, difference: 1 });
		expect(await world.workspace.read(async (query) => await query.all('select * from priority_reminders'))).toEqual([]);
		await expect(dryRunPriorities(world.workspace, { ...run, to: run.from })).rejects.toThrow(InvalidInputError);
	});

	it('R-PRI-3: plays what the monitor does: morning by morning the same clients', async () => {
		const start = world.clock();
		for (const [index, priority] of (['small', 'medium', 'large', 'cool', 'key', 'key', 'cool', 'large'] as const).entries()) {
			const client = await keyClient({ priority, createdAt: start - (index * 97 + 5) * DAY_MS });
			const requests = Array.from({ length: index * 3 }, (_, number) => ({ companyId: client.id, at: start - ((number * 41 * (index + 1)) % 700) * DAY_MS, source: 'import' }));
			if (requests.length > 0) await recordRequests(world.workspace, requests, byHand());
		}
		const departmentId = world.people.nizhny.department.id;
		const end = start + 120 * DAY_MS;
		const played = await dryRunPriorities(world.workspace, { policy: defaultPolicy, current: defaultPolicy, from: start, to: end, time: '09:00', departmentId });
		const real: Array<[number, number]> = [];
		await schedulePriorityMonitor(world.workspace, { departmentId, time: '09:00' }, byHand());
		await world.workspace.transaction(byHand(), async (tx) => await registerConsumer(tx, { id: 'w:n', workflow: { id: 'w', name: 'М' }, nodeName: 'У', filters: [{ kind: 'EscalationStepDue' }], whenBack: 'backlog', skipOvertaken: true }, 0));
		while (world.clock() <= end) {
			if ((await fireDueTimers(world.workspace)).fired > 0) for (const { companyId } of await remind(null, { departmentId })) real.push([world.clock(), companyId]);
			world.clock.advance({ hours: 1 });
		}
		expect(real.length).toBeGreaterThan(10);
		expect(played.listed.map((one) => [one.at, one.companyId])).toEqual(real);
	});

	it('R-PRI-2: played over mornings that the monitor has been through, it says what was said then, the first morning included', async () => {
		const start = world.clock();
		const departmentId = world.people.nizhny.department.id;
		for (const [index, priority] of (['medium', 'large', 'cool', 'key', 'key', 'cool', 'large', 'key'] as const).entries()) {
			const client = await keyClient({ priority, createdAt: start - (index * 61 + 400) * DAY_MS });
			await recordRequests(world.workspace, [{ companyId: client.id, at: start - (index * 13 + 40) * DAY_MS, source: 'import' }], byHand());
		}
		const mornings = morningsBetween(start, start + 400 * DAY_MS, '09:00', createWorkingCalendar({ zone: 'Europe/Moscow' }));
		const real: Array<[number, number]> = [];
		for (const morning of mornings) {
			world.clock.advance({ ms: morning - world.clock() });
			for (const { companyId } of await remind(null, { departmentId })) real.push([morning, companyId]);
		}
		const from = start + 300 * DAY_MS;
		const { listed } = await dryRunPriorities(world.workspace, { policy: defaultPolicy, current: defaultPolicy, from, to: world.clock(), time: '09:00', departmentId });
		const inPeriod = real.filter(([at]) => at > from);
		const perWeek = (list: ReadonlyArray<[number, number]>) => list.filter(([at]) => at <= from + 7 * DAY_MS).length;
		expect(inPeriod.length).toBeGreaterThan(15);
		// A day's difference can stay, since the gap is counted on from a morning that is not kept.
		expect(Math.abs(listed.length - inPeriod.length)).toBeLessThanOrEqual(2);
		expect(perWeek(listed.map(({ at, companyId }) => [at, companyId]))).toBeLessThanOrEqual(perWeek(inPeriod) + 1);
	});
});

describe.each(sharedDrivers)('two monitors at once, on %s', (driver) => {
	it('R-PRI-3: each client is reminded of once', async () => {
		const { workspace, clock, openAgain, close } = await temporaryWorkspace({ driver });
		const people = await makeOrganisation(workspace);
		const inCharge = { responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id };
		for (let index = 0; index < 30; index++) await aCompany(workspace, { ...inCharge, priority: 'key', createdAt: clock() - 100 * DAY_MS });
		const other = await openAgain(() => clock() + 1);
		const runs = await Promise.all([workspace, other, workspace, other].map(async (one) => done(await remindDueClients(one, { policy: defaultPolicy }, byHand()))));
		expect(runs.flatMap(ids).sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
		await close();
	});
});
