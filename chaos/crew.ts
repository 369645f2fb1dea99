import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

import type { FromWorker, ToWorker, Wish } from './messages';
import { CONFIG_VARIABLE } from './worker-config';
import type { WorkerConfig } from './worker-config';

/** A wish whose worker died, stands still or refused: nobody knows whether it came true, so whoever sent it sends it again. */
export class NoAnswerError extends Error {
	override readonly name = 'NoAnswerError';
}

/** How long a sender waits for an answer, as a website does. */
const PATIENCE_MS = 15_000;

export interface Worker {
	readonly name: string;
	readonly child: ChildProcess;
	ready: boolean;
	/** Stands still since somebody stopped it. */
	paused: boolean;
}

/** A kill, by the monkey or by the worker itself. */
export interface Kill {
	readonly worker: string;
	/** Real clock, ms. */
	readonly at: number;
}

/** What differs from worker to worker is filled in here. */
export type CommonConfig = Omit<WorkerConfig, 'name' | 'clockStepMs' | 'dieAtStatement' | 'seed'>;

export interface CrewOptions {
	readonly program: string;
	readonly size: number;
	readonly common: CommonConfig;
	readonly random: () => number;
	/** After about how many statements a worker kills itself; null: never. */
	readonly dieAfterAbout: number | null;
}

/** Keeps so many workers alive, as a service manager does. */
export class Crew {
	readonly kills: Kill[] = [];
	/** Errors that the loops survived, by their text. */
	readonly troubles = new Map<string, number>();
	/** Ends of processes that nobody asked for: each is a defect. */
	readonly deaths: string[] = [];
	repeats = 0;
	private readonly workers = new Map<string, Worker>();
	private readonly answers = new Map<number, { worker: string; settle: (answer: number | Error) => void }>();
	private started = 0;
	private wishes = 0;
	private clockStepMs = 0;
	private stopping = false;
	private suicides: boolean;

	constructor(private readonly options: CrewOptions) {
		this.suicides = options.dieAfterAbout !== null;
		// One that stands still would not notice that its starter has gone.
		process.prependOnceListener('exit', this.killAll);
		for (let n = 0; n < options.size; n++) this.start();
	}

	/** Workers that run at this moment. */
	alive(): Worker[] {
		return [...this.workers.values()].filter(({ ready, paused }) => ready && !paused);
	}

	/** Nobody kills itself any more, from the next start on. */
	calmDown(): void {
		this.suicides = false;
	}

	kill(worker: Worker): void {
		worker.child.kill('SIGKILL');
	}

	/** Lets a worker stand still; it goes on where it was, not knowing. */
	async freeze(worker: Worker, ms: number): Promise<void> {
		worker.paused = true;
		worker.child.kill('SIGSTOP');
		await pause(ms);
		worker.child.kill('SIGCONT');
		worker.paused = false;
	}

	/** Sets the clock of the machine that all workers run on. */
	setClock(stepMs: number): void {
		this.clockStepMs = stepMs;
		for (const worker of this.workers.values()) this.tell(worker, { kind: 'clock', stepMs });
	}

	/** Asks some worker; answers the lead it is about. @throws {NoAnswerError} when it must be asked again */
	async ask(wish: Wish): Promise<number> {
		const candidates = this.alive();
		const worker = candidates[Math.floor(this.options.random() * candidates.length)];
		if (!worker) throw new NoAnswerError('Nobody is there');
		const id = (this.wishes += 1);
		const impatience = new AbortController();
		const answer = new Promise<number | Error>((resolve) => this.answers.set(id, { worker: worker.name, settle: resolve }));
		const silence = pause(PATIENCE_MS, new NoAnswerError(`${worker.name} did not answer`), { signal: impatience.signal });
		this.tell(worker, { kind: 'wish', id, wish });
		const said = await Promise.race([answer, silence]);
		impatience.abort();
		silence.catch(() => undefined);
		this.answers.delete(id);
		if (said instanceof Error) throw said;
		return said;
	}

	/** Ends all workers in good order. */
	async stop(): Promise<void> {
		this.stopping = true;
		process.removeListener('exit', this.killAll);
		const ends = [...this.workers.values()].map(async ({ child }) => {
			if (child.exitCode !== null || child.signalCode !== null) return;
			await new Promise((resolve) => {
				child.once('exit', resolve);
				child.kill('SIGCONT');
				child.send({ kind: 'stop' } satisfies ToWorker, () => undefined);
				setTimeout(() => child.kill('SIGKILL'), 20_000).unref();
			});
		});
		await Promise.all(ends);
	}

	private readonly killAll = (): void => {
		for (const { child } of this.workers.values()) child.kill('SIGKILL');
	};

	private dieAtStatement(): number | null {
		const { dieAfterAbout, random } = this.options;
		return !this.suicides || dieAfterAbout === null ? null : 1 + Math.floor(random() * 2 * dieAfterAbout);
	}

	private start(): void {
		this.started += 1;
		const { program, common, random } = this.options;
		const config: WorkerConfig = { ...common, name: `w${this.started}`, clockStepMs: this.clockStepMs, seed: Math.floor(random() * 2 ** 32), dieAtStatement: this.dieAtStatement() };
		const child = fork(program, [], { execArgv: ['--disable-warning=ExperimentalWarning'], stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env: { ...process.env, NODE_OPTIONS: '', [CONFIG_VARIABLE]: JSON.stringify(config) } });
		const worker: Worker = { name: config.name, child, ready: false, paused: false };
		this.workers.set(worker.name, worker);
		let words = '';
		child.stderr?.on('data', (chunk: Buffer) => (words = `${words}${chunk.toString()}`.slice(-2_000)));
		child.on('message', (message: FromWorker) => this.hear(worker, message));
		child.on('exit', (code, signal) => this.ended(worker, code, signal, words));
		// A message to a process that has just died; its end is told by "exit".
		child.on('error', () => undefined);
	}

	private tell(worker: Worker, message: ToWorker): void {
		if (worker.child.connected) worker.child.send(message, () => undefined);
	}

	private hear(worker: Worker, message: FromWorker): void {
		if (message.kind === 'ready') {
			worker.ready = true;
			// It was set while the process started.
			this.tell(worker, { kind: 'clock', stepMs: this.clockStepMs });
		} else if (message.kind === 'granted') this.answers.get(message.id)?.settle(message.leadId);
		else if (message.kind === 'failed') {
			this.count(message.error);
			this.answers.get(message.id)?.settle(new NoAnswerError(message.error));
		} else if (message.kind === 'trouble') this.count(message.error);
		else this.repeats += 1;
	}

	private count(trouble: string): void {
		this.troubles.set(trouble, (this.troubles.get(trouble) ?? 0) + 1);
	}

	private ended(worker: Worker, code: number | null, signal: NodeJS.Signals | null, words: string): void {
		this.workers.delete(worker.name);
		for (const { worker: asked, settle } of this.answers.values()) if (asked === worker.name) settle(new NoAnswerError(`${worker.name} died`));
		if (this.stopping) return;
		if (signal === 'SIGKILL') this.kills.push({ worker: worker.name, at: Date.now() });
		else if (code !== 75) this.deaths.push(`${worker.name} ended by itself (${signal ?? code}): ${words.trim()}`);
		// A service manager waits a little when a program does not come up at all.
		setTimeout(() => void (this.stopping || this.start()), code === 75 ? 300 : 0);
	}
}
