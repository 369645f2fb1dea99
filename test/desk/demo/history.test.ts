import { defaultPolicy } from '../../../src/cadence/priority-policy';
import { systemCall } from '../../../src/call';
import { seedDemoCompany } from '../../../src/desk/demo/demo-company';
import { Chance } from '../../../src/desk/demo/history/chance';
import { effectiveness } from '../../../src/desk/effectiveness/effectiveness';
import { findDueClients } from '../../../src/desk/priority/find-due-clients';
import { closedMonths } from '../../../src/desk/reports/closed-months';
import { dueCloses } from '../../../src/desk/reports/due-closes';
import type { Workspace } from '../../../src/desk/workspace';
import { ConflictError } from '../../../src/errors';
import { hasValidInnChecksum } from '../../../src/requisites';
import type { SqlRow } from '../../../src/store/database';
import { listTimers } from '../../../src/timers/timers';
import { fixedClock } from '../../helpers/fixed-clock';
import { temporaryWorkspace } from '../../helpers/temporary-workspace';

const NOW = '2026-11-23T14:00:00+03:00';
const now = Date.parse(NOW);
const DAY_MS = 86_400_000;
const demo = systemCall('demo company');

async function told(at = NOW): Promise<Workspace> {
	const { workspace } = await temporaryWorkspace({ mode: 'sandbox', systemClock: fixedClock(at) });
	await seedDemoCompany(workspace, demo, { history: true });
	return workspace;
}

let workspace: Workspace;
beforeAll(async () => {
	workspace = await told();
}, 60_000);

const all = async (sql: string, of = workspace): Promise<SqlRow[]> => await of.read(async (query) => await query.all(sql));
const number = async (sql: string): Promise<number> => Number((await all(sql))[0]?.n);

describe('two years of the demo company', () => {
	it('R-STAT-1: has some two hundred clients, three thousand enquiries, their deals and payments', async () => {
		expect(await number('select count(*) as n from companies')).toBe(204);
		expect(await number('select count(*) as n from leads')).toBeGreaterThan(2_500);
		expect(await number('select count(*) as n from deals')).toBeGreaterThan(500);
		expect(await number('select count(*) as n from payments')).toBeGreaterThan(1_000);
		expect(await number('select count(distinct stage) as n from leads')).toBeGreaterThan(8);
		expect(await number('select count(distinct priority) as n from companies')).toBe(5);
	});

	it('R-CORE-5: the same instant tells the same story, to the letter', async () => {
		const again = await told();
		for (const table of ['companies', 'leads', 'stage_history', 'deals', 'payments', 'register_entries', 'month_closes', 'restatements', 'priority_reminders', 'events']) {
			expect([table, await all(`select * from ${table} order by 1`, again)]).toEqual([table, await all(`select * from ${table} order by 1`)]);
		}
	}, 60_000);

	it('R-CORE-5: the same day tells the same story, at whatever hour', async () => {
		const evening = await told('2026-11-23T21:17:05+03:00');
		for (const table of ['leads', 'stage_history', 'deals', 'payments', 'client_requests', 'month_close_lines']) {
			expect([table, await all(`select * from ${table} order by 1`, evening)]).toEqual([table, await all(`select * from ${table} order by 1`)]);
		}
	}, 60_000);

	it('R-CORE-3: nothing happened in the future, and the clock of the sandbox is where it was', async () => {
		expect(await workspace.read(async (query) => await workspace.now(query))).toBe(now);
		for (const [table, column] of [['leads', 'stage_since'], ['deals', 'stage_since'], ['payments', 'paid_at'], ['stage_history', 'at'], ['register_entries', 'updated_at'], ['client_requests', 'at'], ['client_contacts', 'at'], ['events', 'at'], ['tasks', 'created_at']]) {
			expect([table, (await number(`select max(${column}) as n from ${table}`)) <= now]).toEqual([table, true]);
		}
	});

	it('R-DEAL-2: the paid sum of every deal is the sum of its payments', async () => {
		expect(await all('select d.id from deals d where d.paid_kopecks <> (select coalesce(sum(p.kopecks), 0) from payments p where p.deal_id = d.id and p.deleted_at is null)')).toEqual([]);
	});

	it('R-PAY-3: every month is closed in time, and snapshot and restatements are the live total', async () => {
		expect((await closedMonths(workspace)).length).toBe(24);
		expect(await number('select count(*) as n from month_closes where late_by_ms > 0')).toBe(0);
		expect(await number('select count(*) as n from restatements')).toBeGreaterThan(5);
		expect(
			await all(
				`select c.id from month_closes c where c.total_kopecks + coalesce((select sum(r.difference_kopecks) from restatements r where r.close_id = c.id), 0)
					<> (select coalesce(sum(p.kopecks), 0) from payments p join deals d on d.id = p.deal_id where d.department_id = c.department_id and p.deleted_at is null and p.paid_at > c.from_at and p.paid_at <= c.cutoff_at)`,
			),
		).toEqual([]);
		expect(await dueCloses(workspace)).toEqual([]);
		const cutoffs = (await workspace.read(async (query) => await listTimers(query, { limit: 500 }))).filter(({ rule }) => rule === 'monthly-close');
		expect(cutoffs.map(({ dueAt }) => (dueAt ?? 0) > now)).toEqual([true, true]);
	});

	it('R-CON-1: contract numbers are unique and the next one goes on where the history ends', async () => {
		expect(await number('select count(*) - count(distinct number) as n from register_entries')).toBe(0);
		const [row] = await all("select e.legal_entity_id, count(*) as n from register_entries e where e.number like '%2026%' and e.legal_entity_id = 1 group by e.legal_entity_id");
		expect(await number("select last as n from number_sequences where key = 'contract:1:2026'")).toBe(Number(row?.n));
	});

	it('R-ORG-2: every ИНН is unique and passes its control digits', async () => {
		const inns = (await all('select inn from companies where inn is not null')).map(({ inn }) => String(inn));
		expect(inns.filter((inn) => !hasValidInnChecksum(inn))).toEqual([]);
	});

	it('R-PRI-3: the monitor has something to say, and has said what it had to until today', async () => {
		const due = await findDueClients(workspace, { policy: defaultPolicy, which: 'due' });
		expect(due.length).toBeGreaterThan(30);
		expect(due.filter(({ remind }) => remind).length).toBeLessThan(10);
	});

	it('R-STAT-1: managers differ', async () => {
		const { rows } = await effectiveness(workspace, { from: now - 365 * DAY_MS, to: now, metrics: ['conversion', 'reaction_time', 'payments', 'originals_in_time', 'escalations_caused'] });
		for (const metric of ['conversion', 'reaction_time', 'payments', 'originals_in_time'] as const) {
			const averages = rows.filter((row) => row.metric === metric).map(({ total, average }) => (metric === 'payments' ? total : average));
			expect([metric, averages.length, Math.max(...averages) > 1.2 * Math.min(...averages)]).toEqual([metric, 4, true]);
		}
	});

	it('R-CORE-6: is told once, and never into a live workspace', async () => {
		await expect(seedDemoCompany(workspace, demo, { history: true })).rejects.toThrow(ConflictError);
		const { workspace: live } = await temporaryWorkspace();
		await expect(seedDemoCompany(live, demo, { history: true })).rejects.toThrow(ConflictError);
	});
});

it('R-CORE-5: a source of chance repeats itself for the same seed and for no other', () => {
	const draws = (seed: number) => {
		const chance = new Chance(seed);
		return Array.from({ length: 5 }, () => chance.whole(1, 1_000_000));
	};
	expect(draws(7)).toEqual(draws(7));
	expect(draws(7)).not.toEqual(draws(8));
});
