import { join } from 'node:path';

import { startEscalation } from '../../src/desk/escalations/start-escalation';
import type { StorageConfig } from '../../src/desk/open-workspace';
import type { Workspace } from '../../src/desk/workspace';
import { after, call } from '../escalation/watched-lead';
import { listenTo } from '../helpers/listeners';
import { makeOrganisation } from '../helpers/organisation';
import { aLead } from '../helpers/subjects';
import { sharedDrivers, temporaryStorage, temporaryWorkspace } from '../helpers/temporary-workspace';
import type { Driver } from '../helpers/temporary-workspace';
import { startWorker } from '../helpers/worker-processes';
import type { WorkerProcess } from '../helpers/worker-processes';
import type { WorkerInput } from './worker';

const entry = join(__dirname, 'worker.ts');
const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

/** Longer runs for the nightly job: DEAL_DESK_CHAOS_SECONDS=600. */
const CHAOS_MS = Number(process.env.DEAL_DESK_CHAOS_SECONDS ?? 1.5) * 1_000;
const LEADS = Math.max(60, Math.round(CHAOS_MS / 50));
const PATIENCE_MS = 4 * CHAOS_MS + 40_000;

const start = (storage: StorageConfig, input: Partial<WorkerInput> = {}): WorkerProcess =>
	startWorker(entry, { config: { storage, mode: 'live' }, consumer: 'workflow:node', leaseMs: 30_000, longestWorkMs: 3, ...input } satisfies WorkerInput);

/** Leads whose timers fell due long ago, on the clock of the workers. */
async function overdueLeads(driver: Driver) {
	const { workspace, config } = await temporaryWorkspace({ driver });
	const { nizhny } = await makeOrganisation(workspace);
	await listenTo(workspace, [{ kind: 'EscalationStepDue' }]);
	for (let n = 0; n < LEADS; n++) {
		const lead = await aLead(workspace, { responsibleId: nizhny.manager.id, departmentId: nizhny.department.id });
		await startEscalation(workspace, { rule: 'call-back', subject: { kind: 'lead', id: lead.id }, steps: [after(1, 'hours'), after(300, 'calendar_days', { code: 'task' })], note: '' }, call);
	}
	return { workspace, storage: config.storage };
}

const counts = async (workspace: Workspace) =>
	await workspace.read(
		async (query) =>
			await query.get(`select (select count(*) from timers where state = 'fired') as fired, (select count(*) from timers where state = 'armed') as armed,
				(select count(*) from deliveries where state = 'done') as done, (select count(*) from deliveries) as deliveries,
				(select count(*) from stage_history where to_state = 'noted') as noted, (select count(distinct from_state) from stage_history where to_state = 'noted') as keys`),
	);

async function untilWorkedOff(workspace: Workspace, workers: readonly WorkerProcess[]): Promise<void> {
	const giveUpAt = performance.now() + PATIENCE_MS - CHAOS_MS - 5_000;
	for (;;) {
		if (Number((await counts(workspace))?.done) === LEADS) return;
		if (performance.now() > giveUpAt) throw new Error(`Not worked off: ${JSON.stringify(await counts(workspace))} ${workers.map((worker) => worker.errors()).join('')}`);
		await pause(20);
	}
}

async function endAll(workers: readonly WorkerProcess[]): Promise<Array<number | string>> {
	for (const worker of workers) worker.end();
	return await Promise.all(workers.map(async (worker) => await worker.ended));
}

/** Each lead: one timer fired and the next armed, one delivery, one note; and the one that all processes tried. */
const exactly = { fired: LEADS, armed: LEADS, done: LEADS, deliveries: LEADS, noted: LEADS + 1, keys: LEADS + 1 };

describe.each(sharedDrivers)('several processes on %s', (driver) => {
	it('R-CORE-6: open a new workspace at once', async () => {
		const { storage, remove } = await temporaryStorage(driver);
		const workers = Array.from({ length: 4 }, () => start(storage, { consumer: null }));
		expect(await Promise.all(workers.map(async (worker) => await worker.ended))).toEqual(workers.map(() => 0));
		await remove();
	}, PATIENCE_MS);

	it('R-CORE-1, R-CORE-3: share the work: no timer fires twice, no delivery is handed out twice', async () => {
		const { workspace, storage } = await overdueLeads(driver);
		const workers = [start(storage), start(storage), start(storage)];
		await untilWorkedOff(workspace, workers);
		expect(await endAll(workers)).toEqual([0, 0, 0]);
		expect(await counts(workspace)).toEqual(exactly);
		expect(await workspace.read(async (query) => await query.get('select max(attempt) as attempts from deliveries'))).toEqual({ attempts: 1 });
	}, PATIENCE_MS);

	it('R-CORE-2, R-CORE-3: are killed and frozen all the time: nothing is lost and no effect happens twice', async () => {
		const { workspace, storage } = await overdueLeads(driver);
		const hasty = { leaseMs: 150, longestWorkMs: 80 };
		const workers = [start(storage, hasty), start(storage, hasty), start(storage, hasty)];
		let killed = 0;
		const until = performance.now() + CHAOS_MS;
		for (let turn = 0; turn < 6 || performance.now() < until; turn++) {
			// Whoever has a batch in hand: the others have nothing to lose yet.
			const place = await Promise.any([pause(2_000).then(() => 0), ...workers.map(async (worker, index) => await worker.says('working').then(() => index))]);
			const victim = workers[place];
			await pause(Math.random() * 60);
			if (turn % 3 === 2) {
				// Longer than its lease: it goes on with work that another process has taken over.
				victim?.freeze();
				await pause(200);
				victim?.thaw();
				continue;
			}
			victim?.kill();
			killed += 1;
			workers.splice(place, 1);
			workers.push(start(storage, hasty));
		}
		await untilWorkedOff(workspace, workers);
		await endAll(workers);
		expect(killed).toBeGreaterThanOrEqual(4);
		expect(await counts(workspace)).toEqual(exactly);
		// Control: work was really interrupted and taken up again.
		expect(Number((await workspace.read(async (query) => await query.get('select max(attempt) as attempts from deliveries')))?.attempts)).toBeGreaterThan(1);
	}, PATIENCE_MS);
});
