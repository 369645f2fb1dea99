import { systemCall } from '../../src/call';
import { acknowledgeEscalation } from '../../src/desk/escalations/end-escalation';
import { fireDueTimers } from '../../src/desk/escalations/fire-due-timers';
import { startEscalation } from '../../src/desk/escalations/start-escalation';
import { enterState } from '../../src/desk/subjects/enter-state';
import { Workspace } from '../../src/desk/workspace';
import { reapDeliveries } from '../../src/journal/deliveries';
import { Pump } from '../../src/journal/pump';
import type { PumpStore } from '../../src/journal/pump';
import { leads } from '../../src/store/crm-tables';
import type { Database } from '../../src/store/database';
import { after } from '../escalation/watched-lead';
import { listenTo } from '../helpers/listeners';
import { makeOrganisation } from '../helpers/organisation';
import type { Organisation } from '../helpers/organisation';
import { aLead } from '../helpers/subjects';
import { temporaryWorkspace } from '../helpers/temporary-workspace';
import type { TemporaryWorkspace } from '../helpers/temporary-workspace';
import { dyingAt } from './dying-process';
import type { DyingProcess } from './dying-process';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-02T09:00:00+03:00');
const different = new Set(['deliveries.claim_token', 'deliveries.lease_until', 'consumers.seen_at', 'consumers.created_at']);
const tables = ['deliveries', 'events', 'consumer_filters', 'consumers', 'timers', 'escalations', 'subject_states', 'stage_history', 'effects', 'leads'] as const;

/** Everything that was written, but for what is different in every run: tokens and the clock of leases. One text, so that two compare at a glance. */
async function dump(database: Database): Promise<string> {
	const written: Record<string, unknown[]> = {};
	for (const table of tables) {
		const key = table === 'consumer_filters' ? 'consumer_id' : table === 'subject_states' ? 'subject_kind' : table === 'effects' ? 'key' : 'id';
		const rows = await database.read(async (query) => await query.all(`select * from ${table} order by ${key}`));
		written[table] = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !different.has(`${table}.${column}`))));
	}
	return JSON.stringify(written, null, '\t');
}

/** One database for all runs: each begins with the same lead, the same ids and the same clock. */
class Stage {
	now = START;
	private constructor(
		private readonly temporary: TemporaryWorkspace,
		private readonly people: Organisation,
	) {}

	static async open(driver: 'sqlite-memory' | 'postgres'): Promise<Stage> {
		const temporary = await temporaryWorkspace({ driver, systemClock: () => START });
		return new Stage(temporary, await makeOrganisation(temporary.workspace));
	}

	get database(): Database {
		return this.temporary.workspace.database;
	}

	/** A process that works on it, mortal or not. */
	workspaceOf(process: Pick<DyingProcess, 'database'>): Workspace {
		return new Workspace(process.database, 'live', () => this.now);
	}

	get alive(): Workspace {
		return this.workspaceOf(this);
	}

	/** PostgreSQL gives no id twice, also not that of a transaction that was lost; here they would only make two dumps differ. */
	async forgetLostIds(): Promise<void> {
		await this.database.transaction(async (tx) => {
			if (tx.dialect === 'sqlite') return;
			for (const table of ['deliveries', 'events', 'timers', 'escalations', 'stage_history']) await tx.all(`select setval(pg_get_serial_sequence('${table}', 'id'), (select coalesce(max(id), 0) + 1 from ${table}), false)`);
		});
	}

	async reset(): Promise<void> {
		this.now = START;
		await this.database.transaction(async (tx) => {
			if (tx.dialect === 'postgres') return void (await tx.run(`truncate ${tables.join(', ')} restart identity`));
			for (const table of tables) await tx.run(`delete from ${table}`);
			await tx.run('delete from sqlite_sequence');
		});
		const { manager, department } = this.people.nizhny;
		await aLead(this.alive, { responsibleId: manager.id, departmentId: department.id });
		await listenTo(this.alive, [{ kind: 'EscalationStepDue' }]);
		await listenTo(this.alive, [{ kind: 'EscalationStarted' }, { kind: 'EscalationEnded' }, { kind: 'LeadStageChanged' }], { id: 'journal' });
	}
}

const lead = { kind: 'lead' as const, id: 1 };
const keyed = (key: string) => systemCall('test', key);
const steps = [after(1, 'hours', { times: 2 }), after(1, 'hours', { code: 'task' })];

interface Operation {
	prepare(stage: Stage): Promise<void>;
	/** Safe to repeat: by its ledger key, or because what is due is due once. */
	run(workspace: Workspace): Promise<unknown>;
}

const started = async (stage: Stage, rule = 'call-back') => await startEscalation(stage.alive, { rule, subject: lead, steps, note: '' }, keyed(`start ${rule}`));

const operations: Readonly<Record<string, Operation>> = {
	'a change of stage with its event, deliveries, histories and cancelled timers': {
		prepare: async (stage) => void (await started(stage)),
		run: async (workspace) =>
			await workspace.effect(keyed('move'), 'lead stage', async (tx) => {
				await leads.update(tx, 1, { stage: 'needs', stageCycle: 2 });
				await enterState(tx, { subject: lead, event: 'LeadStageChanged', scope: 'leads', from: 'new', to: 'needs', fromTitle: 'Новая', cycle: 2, data: {} });
			}),
	},
	'the start of an escalation': {
		prepare: async () => undefined,
		run: async (workspace) => await startEscalation(workspace, { rule: 'call-back', subject: lead, steps, note: '' }, keyed('start')),
	},
	'an acknowledgement': {
		prepare: async (stage) => void (await started(stage)),
		run: async (workspace) => await acknowledgeEscalation(workspace, { subject: lead, reason: 'ok' }, keyed('acknowledge')),
	},
	'the firing of three timers': {
		prepare: async (stage) => {
			for (const rule of ['a', 'b', 'c']) await started(stage, rule);
			stage.now += HOUR;
		},
		run: async (workspace) => await fireDueTimers(workspace),
	},
};

describe.each(['sqlite-memory', 'postgres'] as const)('a process that dies on %s', (driver) => {
	// Every place in memory; on PostgreSQL, where each run costs a hundred round trips, every second one.
	const stride = driver === 'postgres' ? 2 : 1;
	let stage: Stage;
	beforeAll(async () => {
		stage = await Stage.open(driver);
	});

	it.each(Object.entries(operations))('R-CORE-6: anywhere within %s leaves all of it or nothing, and the next attempt completes it once', async (_name, { prepare, run }) => {
		await stage.reset();
		await prepare(stage);
		const before = await dump(stage.database);
		await run(stage.alive);
		const done = await dump(stage.database);
		expect(done).not.toBe(before);
		let deaths = 0;
		for (let place = 1; ; place += stride) {
			await stage.reset();
			await prepare(stage);
			const process = dyingAt(stage.database, place);
			await run(stage.workspaceOf(process)).catch(() => undefined);
			if (!process.hasDied()) break;
			deaths += 1;
			const found = await dump(stage.database);
			if (found !== before && found !== done) expect(found).toBe(done);
			await stage.forgetLostIds();
			await run(stage.alive);
			expect(await dump(stage.database)).toBe(done);
		}
		expect(deaths).toBeGreaterThan(3);
	}, 60_000);

	it('R-CORE-1, R-CORE-2: anywhere between the claim and the acknowledgement loses no delivery and doubles no effect', async () => {
		let deaths = 0;
		for (let place = 1; ; place += stride) {
			await stage.reset();
			for (const rule of ['a', 'b']) await started(stage, rule);
			stage.now += HOUR;
			await fireDueTimers(stage.alive);
			const process = dyingAt(stage.database, place);
			await workOff(stage.workspaceOf(process), 0);
			if (!process.hasDied()) break;
			deaths += 1;
			// Somebody else notices after the lease, and works off what is left, pause by pause.
			for (let look = 1; look <= 3; look++) await workOff(stage.alive, look * HOUR);
			const after = await stage.database.read(async (query) => [
				await query.all("select distinct state from deliveries where consumer_id = 'workflow:node'"),
				await query.get("select count(*) as n from effects where kind = 'note'"),
				await query.get("select count(*) as n from stage_history where to_state = 'noted'"),
			]);
			expect(after).toEqual([[{ state: 'done' }], { n: 2 }, { n: 2 }]);
		}
		expect(deaths).toBeGreaterThan(10);
	}, 60_000);
});

/** A workflow with one effect for each delivery, worked off at an instant of the lease clock. */
async function workOff(workspace: Workspace, leaseNow: number): Promise<void> {
	const store: PumpStore = { transaction: workspace.database.transaction, leaseClock: async () => leaseNow };
	const pump = new Pump(store, {
		consumer: 'workflow:node',
		batchSize: 50,
		settlePausesMs: [1],
		run: async (deliveries) => {
			for (const { id } of deliveries) {
				await workspace.effect({ ...systemCall('robot', `delivery ${id}`), deliveryId: id }, 'note', async (tx) => {
					await tx.run("insert into stage_history (subject_kind, subject_id, from_state, to_state, cycle, at, actor_json) values ('lead', 1, null, 'noted', 1, 0, '{}')");
				});
			}
			return { kind: 'succeeded' };
		},
	});
	const reap = workspace.database.transaction(async (tx) => await reapDeliveries(tx, { now: leaseNow, mostAttempts: 6, most: 100 }));
	await reap.then(async () => await pump.drain()).catch(() => undefined);
}
