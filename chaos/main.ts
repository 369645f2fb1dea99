/** `npm run chaos`: kills, freezes and misleads several processes on one workspace by the thousand, and then counts what they did. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { StorageConfig } from '../src/desk/open-workspace';
import { buildProgram } from './build-worker';
import { dieEverywhere } from './die-everywhere';
import { readOptions } from './options';
import type { ChaosDriver, CommandOptions } from './options';
import { runChaos } from './run-chaos';
import type { ChaosOptions, ChaosOutcome } from './run-chaos';
import { stoppablePostgres } from './stoppable-postgres';
import type { StoppablePostgres } from './stoppable-postgres';
import { openStage } from './stage';
import type { Part } from './story';
import { table } from './table';
import { temporaryFolder } from './temporary-folder';
import { countHarm } from './verdict';

const root = process.cwd();
// The folders of the run are removed when the process ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
const begun = performance.now();
const say = (line: string) => console.log(`[${((performance.now() - begun) / 1_000).toFixed(0).padStart(5)} s] ${line}`);

interface Place {
	readonly storage: (name: string) => StorageConfig;
	readonly postgres: StoppablePostgres | null;
	close(): Promise<void>;
}

async function placeFor(driver: ChaosDriver): Promise<Place> {
	if (driver === 'postgres') {
		const postgres = await stoppablePostgres(root);
		return { postgres, storage: (name) => ({ kind: 'postgres', ...postgres.address(name) }), close: async () => await postgres.close() };
	}
	const folder = temporaryFolder('deal-desk-chaos-db');
	return { postgres: null, storage: (name) => ({ kind: 'sqlite', path: join(folder.path, `${name}.sqlite`) }), close: async () => folder.remove() };
}

/** PostgreSQL goes away twice while everything runs: once in good order, once at a blow. */
const outages = (postgres: StoppablePostgres) => async (progress: () => number, signal: AbortSignal) => {
	for (const [at, how, ms] of [[0.3, 'stop', 8_000], [0.6, 'crash', 4_000]] as const) {
		while (progress() < at && !signal.aborted) await pause(100);
		say(`  PostgreSQL is away for ${ms / 1_000} s (${how})`);
		await postgres.halt(how);
		await pause(ms);
		await postgres.start();
	}
};

type Common = Pick<ChaosOptions, 'program' | 'seed' | 'workers' | 'say'>;

/** Many kills under short leases, so that every recovery is seen. */
const manyKills = async (options: CommandOptions, common: Common, place: Place): Promise<ChaosOutcome> =>
	await runChaos({
		...common,
		storage: place.storage('many'),
		events: options.events,
		timers: options.timers,
		kills: options.kills,
		pauses: Math.ceil(options.kills / 20),
		pauseMs: 3_500,
		clockSteps: Math.ceil(options.kills / 50),
		longestStepMs: 20_000,
		everyMs: 450,
		pace: { leaseMs: 1_500, housekeepingMs: 300, everyMs: 100 },
		dieAfterAbout: 1_500,
		longestPauseMs: 4,
		stumbles: 0.003,
		longestMs: options.minutes * 60_000,
		standstillMs: 90_000,
		...(place.postgres && { meddle: outages(place.postgres) }),
	});

/** Few kills under the leases as they are shipped, of processes that have work in hand: how long until others go on with it. */
const realLeases = async (options: CommandOptions, common: Common, place: Place): Promise<ChaosOutcome> =>
	await runChaos({
		...common,
		storage: place.storage('real'),
		events: options.realKills * 25,
		timers: options.realKills * 25,
		kills: options.realKills,
		pauses: 2,
		pauseMs: 40_000,
		clockSteps: 0,
		longestStepMs: 0,
		everyMs: 5_000,
		pace: {},
		dieAfterAbout: null,
		longestPauseMs: 250,
		stumbles: 0.003,
		longestMs: options.minutes * 60_000,
		standstillMs: 90_000,
	});

/** The database is away for longer than any lease, while work is in hand and arrives. */
const longOutage = async (common: Common, place: Place, postgres: StoppablePostgres): Promise<ChaosOutcome> =>
	await runChaos({
		...common,
		storage: place.storage('away'),
		events: 150,
		timers: 150,
		kills: 0,
		pauses: 0,
		pauseMs: 0,
		clockSteps: 0,
		longestStepMs: 0,
		everyMs: 1_000,
		pace: {},
		dieAfterAbout: null,
		longestPauseMs: 250,
		stumbles: 0.003,
		longestMs: 300_000,
		standstillMs: 90_000,
		meddle: async () => {
			await pause(4_000);
			say('  PostgreSQL is away for a minute');
			await postgres.halt('stop');
			await pause(60_000);
			await postgres.start();
		},
	});

const parts: readonly Part[] = ['plain', 'escalates', 'leaves', 'gate', 'converts'];

interface CrashPoints {
	readonly places: number;
	readonly broken: readonly string[];
}

/** A process that dies once at every place between two writes, and another one that goes on. */
async function everyPlace(stride: number, place: Place): Promise<CrashPoints> {
	let places = 0;
	const broken: string[] = [];
	for (const part of parts) {
		const stage = await openStage(place.storage(`places_${part}`));
		const found = await dieEverywhere(stage, part, { stride });
		say(`  a lead that is "${part}": ${found} places`);
		places += Math.ceil(found / stride);
		broken.push(...(await stage.broken()).map((words) => `${part}: ${words}`));
		await stage.close();
	}
	return { places, broken };
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

const figures: ReadonlyArray<readonly [string, (outcome: ChaosOutcome) => string]> = [
	['kills', ({ kills }) => String(kills)],
	['pauses longer than a lease', ({ pauses }) => String(pauses)],
	['clock steps', ({ clockSteps }) => String(clockSteps)],
	['requests accepted', ({ accepted }) => String(accepted)],
	['  sent again for want of an answer', ({ sentAgain }) => String(sentAgain)],
	['events written', ({ events }) => String(events)],
	['deliveries settled', ({ deliveries }) => String(deliveries)],
	['timers fired', ({ timersFired }) => String(timersFired)],
	['contracts numbered', ({ contracts }) => String(contracts)],
	['effects behind the gate', ({ outside }) => String(outside)],
	['  of unknown outcome, with a person', ({ unknownEffects }) => String(unknownEffects)],
	['repetitions absorbed by the ledger', ({ repeats }) => String(repeats)],
	['deliveries retried by hand', ({ retriedByHand }) => String(retriedByHand)],
	['runs taken over from the dead', ({ recovery }) => String(recovery.deliveries)],
	['  recovery p99', ({ recovery }) => seconds(recovery.p99Ms)],
	['  recovery max', ({ recovery }) => seconds(recovery.maxMs)],
	['latest timer', ({ latestTimerMs }) => seconds(latestTimerMs)],
	['duration', ({ durationMs }) => seconds(durationMs)],
	['lost', ({ broken }) => String(countHarm(broken, 'lost'))],
	['doubled', ({ broken }) => String(countHarm(broken, 'doubled'))],
	['early', ({ broken }) => String(countHarm(broken, 'early'))],
	['contract numbers with a gap or a duplicate', ({ broken }) => String(countHarm(broken, 'numbered wrong'))],
	['promises broken in all', ({ broken }) => String(broken.length)],
];

function inAll(outcomes: readonly ChaosOutcome[]): string {
	const sum = (what: 'kills' | 'pauses' | 'clockSteps' | 'accepted' | 'deliveries' | 'timersFired' | 'contracts') => outcomes.reduce((all, outcome) => all + outcome[what], 0);
	return `In all: ${sum('kills')} kills, ${sum('pauses')} pauses, ${sum('clockSteps')} clock steps; ${sum('accepted')} requests, ${sum('deliveries')} events acted on, ${sum('timersFired')} timers, ${sum('contracts')} contracts.`;
}

function report(name: string, broken: readonly string[]): void {
	if (broken.length === 0) return;
	console.log(`\n✗ ${name}:\n${broken.map((words) => `  ${words}`).join('\n')}`);
	process.exitCode = 1;
}

function close(outcomes: ReadonlyMap<string, ChaosOutcome>, crashes: ReadonlyMap<string, CrashPoints>): void {
	const names = [...outcomes.keys()];
	if (names.length > 0) console.log(`\n${table(['', ...names], figures.map(([title, figure]) => [title, ...[...outcomes.values()].map(figure)]))}\n\n${inAll([...outcomes.values()])}`);
	for (const [name, { broken, troubles }] of outcomes) {
		if (troubles.size > 0) console.log(`\nErrors that the processes of "${name}" survived:`);
		for (const [words, times] of [...troubles].sort((a, b) => b[1] - a[1]).slice(0, 8)) console.log(`  ${times}× ${words.slice(0, 160)}`);
		report(name, broken);
	}
	for (const [driver, { places, broken }] of crashes) {
		console.log(`\n${driver}: stopped once at each of ${places} places between two writes and recovered; promises broken: ${broken.length}`);
		report(`${driver}, stopped between two writes`, broken);
	}
	console.log(process.exitCode === 1 ? '\nPromises were broken.' : '\nNothing lost, nothing doubled, nothing early.');
}

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2));
	say(`Seed ${options.seed}; a run with the same seed takes the same turns, as far as the machine lets it`);
	const worker = await buildProgram(root, 'worker');
	const outcomes = new Map<string, ChaosOutcome>();
	const crashes = new Map<string, CrashPoints>();
	try {
		for (const driver of options.drivers) {
			const place = await placeFor(driver);
			const common: Common = { program: worker.file, seed: options.seed, workers: options.workers, say };
			try {
				if (options.crashStride > 0) {
					say(`${driver}: a process stops once at every place between two writes`);
					crashes.set(driver, await everyPlace(options.crashStride, place));
				}
				if (options.kills > 0) {
					say(`${driver}: ${options.kills} kills of ${options.workers} processes, ${options.events} requests, ${options.timers} timers`);
					outcomes.set(driver, await manyKills(options, common, place));
				}
				if (options.realKills > 0) {
					say(`${driver}: ${options.realKills} kills under the leases as they are shipped`);
					outcomes.set(`${driver}, real leases`, await realLeases(options, common, place));
					if (place.postgres) outcomes.set(`${driver}, away`, await longOutage(common, place, place.postgres));
				}
			} finally {
				await place.close();
			}
		}
	} finally {
		worker.remove();
	}
	close(outcomes, crashes);
}

void main().catch((error: unknown) => {
	console.error(error instanceof RangeError ? error.message : error);
	process.exitCode = 1;
});
