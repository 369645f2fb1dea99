import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { clientOrganisation } from '../test/requisites/sample-parties';
import { openWorkspace } from '../src/desk/open-workspace';
import type { StorageConfig } from '../src/desk/open-workspace';
import type { Workspace } from '../src/desk/workspace';
import { brokenPromises } from './checks';
import { Crew } from './crew';
import type { RunLine } from './messages';
import { Monkey } from './monkey';
import type { MonkeyOptions } from './monkey';
import { openOffice } from './office';
import { retryImpatiently } from './operator';
import { readLines, readOutside } from './outside';
import { randomness } from './randomness';
import { recoveryOf } from './recovery';
import type { Recovery } from './recovery';
import { Senders } from './senders';
import { timersEach } from './story';
import { temporaryFolder } from './temporary-folder';
import { SPEED, workspaceClockAt } from './worker-config';
import type { Pace, WorkerConfig } from './worker-config';

export interface ChaosOptions extends Pick<MonkeyOptions, 'kills' | 'pauses' | 'pauseMs' | 'clockSteps' | 'longestStepMs' | 'everyMs'> {
	/** The bundled worker (build-worker.ts). */
	readonly program: string;
	readonly storage: StorageConfig;
	readonly workers: number;
	/** Requests from outside; each makes an event that a workflow has to act on. */
	readonly events: number;
	readonly timers: number;
	readonly seed: number;
	readonly pace: Pace;
	/** After about how many statements a worker kills itself; null: never. */
	readonly dieAfterAbout: number | null;
	readonly longestPauseMs: number;
	/** How often a workflow fails by itself between two effects, of 1; its pause is waited out. */
	readonly stumbles: number;
	/** The run is cut off after so long, ms; what was begun is finished all the same. */
	readonly longestMs: number;
	/** When nothing more has come to rest for so long after the last kill, nothing will, ms. */
	readonly standstillMs: number;
	/** Disturbs the database itself while the run goes on. */
	readonly meddle?: (progress: () => number, signal: AbortSignal) => Promise<void>;
	readonly say?: (line: string) => void;
}

export interface ChaosOutcome {
	/** Empty when every promise was kept. */
	readonly broken: readonly string[];
	readonly kills: number;
	readonly pauses: number;
	readonly clockSteps: number;
	readonly accepted: number;
	readonly sentAgain: number;
	readonly deliveries: number;
	readonly events: number;
	readonly timersFired: number;
	readonly contracts: number;
	readonly outside: number;
	readonly repeats: number;
	readonly retriedByHand: number;
	readonly unknownEffects: number;
	readonly recovery: Recovery;
	/** How late timers fired, in real time, ms. */
	readonly latestTimerMs: number;
	readonly durationMs: number;
	readonly troubles: ReadonlyMap<string, number>;
}

/** What is left to do; the database may be away. */
async function unfinished(workspace: Workspace): Promise<number> {
	const row = await workspace.read(
		async (query) => await query.get("select (select count(*) from deliveries where state in ('pending', 'claimed', 'parked')) + (select count(*) from timers where state in ('armed', 'unheard')) as n"),
	);
	return Number(row?.n);
}

/** Waits until nothing is left to do. How fast that goes is the machine's affair; that it goes on is ours. */
async function comeToRest(workspace: Workspace, standstillMs: number, say: (line: string) => void): Promise<void> {
	let least = Number.POSITIVE_INFINITY;
	let lessAt = performance.now();
	for (let looks = 0; performance.now() < lessAt + standstillMs; looks++) {
		const left = await unfinished(workspace);
		if (left === 0) return;
		if (left < least) lessAt = performance.now();
		least = Math.min(least, left);
		if (looks % 40 === 0) say(`  coming to rest: ${left} deliveries and timers left`);
		await pause(250);
	}
}

async function countAll(workspace: Workspace) {
	const row = await workspace.read(
		async (query) =>
			await query.get(
				`select (select count(*) from deliveries) as deliveries, (select count(*) from events) as events, (select count(*) from timers where state = 'fired') as timers,
					(select count(*) from register_entries where register = 'contracts') as contracts, (select count(*) from effects where state = 'unknown') as unknown,
					(select max(settled_at - due_at) from timers where state = 'fired') as late`,
			),
	);
	const number = (name: string) => Number(row?.[name] ?? 0);
	return { deliveries: number('deliveries'), events: number('events'), timersFired: number('timers'), contracts: number('contracts'), unknownEffects: number('unknown'), latestTimerMs: Math.round(number('late') / SPEED) };
}

/** One run of chaos on one workspace, from the first request to the verdict. */
export async function runChaos(options: ChaosOptions): Promise<ChaosOutcome> {
	const { storage, seed, say = () => undefined } = options;
	const begun = performance.now();
	const random = randomness(seed);
	const folder = temporaryFolder('deal-desk-chaos');
	const epochAt = Date.now();
	const workspace = await openWorkspace({ storage, mode: 'live', systemClock: () => workspaceClockAt(epochAt, Date.now()) });
	const office = await openOffice(workspace);
	const common: Omit<WorkerConfig, 'name' | 'clockStepMs' | 'dieAtStatement' | 'seed'> = {
		storage,
		epochAt,
		pace: options.pace,
		batchSize: 5,
		longestPauseMs: options.longestPauseMs,
		stumbles: options.stumbles,
		timersEach: timersEach(options.timers, options.events),
		legalEntityIds: office.legalEntityIds,
		client: clientOrganisation(),
		runsFile: join(folder.path, 'runs.jsonl'),
		outsideFile: join(folder.path, 'outside.jsonl'),
	};
	const accepted = new Map<number, number>();
	const crew = new Crew({ program: options.program, size: options.workers, common, random, dieAfterAbout: options.dieAfterAbout });
	const monkey = new Monkey(crew, { ...options, random, workDone: () => accepted.size / options.events });
	const stop = AbortSignal.timeout(options.longestMs);
	const over = new AbortController();
	// Requests keep pace with the kills, so that every kill finds work in hand.
	const allowed = () => Math.max(options.workers * 4, Math.ceil(options.events * monkey.progress));
	const senders = new Senders(crew, { requests: options.events, accepted, managerIds: office.managerIds, random, leavesWithinMs: (3 * common.timersEach * 60_000) / SPEED, allowed });
	const progress = setInterval(() => say(`  ${crew.kills.length} kills, ${accepted.size} requests accepted, ${crew.alive().length} workers alive`), 10_000);
	const byHand = retryImpatiently(workspace, over.signal);
	try {
		await Promise.all([monkey.rampage(stop), senders.sendAll(stop), options.meddle?.(() => monkey.progress, stop)]);
		crew.calmDown();
		await comeToRest(workspace, options.standstillMs, say);
	} finally {
		clearInterval(progress);
		over.abort();
		await crew.stop();
	}
	const outside = readOutside(common.outsideFile);
	const broken = await brokenPromises(workspace.database, { accepted: accepted, timersEach: common.timersEach, outside });
	const outcome: ChaosOutcome = {
		broken: [...crew.deaths, ...broken],
		kills: crew.kills.length,
		pauses: monkey.pauses,
		clockSteps: monkey.clockSteps,
		accepted: accepted.size,
		sentAgain: senders.sentAgain,
		outside: outside.length,
		repeats: crew.repeats,
		retriedByHand: await byHand,
		recovery: recoveryOf(readLines<RunLine>(common.runsFile), crew.kills),
		troubles: crew.troubles,
		...(await countAll(workspace)),
		durationMs: performance.now() - begun,
	};
	await workspace.database.close();
	folder.remove();
	return outcome;
}
