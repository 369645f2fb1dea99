import { setTimeout as pause } from 'node:timers/promises';

import type { Crew } from './crew';

/** How far the kills may be ahead of the work. */
const AHEAD = 0.03;

export interface MonkeyOptions {
	/** Kills in all, those of workers by their own hand included. */
	readonly kills: number;
	/** Times a worker is made to stand still. */
	readonly pauses: number;
	/** How long it stands still: longer than a lease. */
	readonly pauseMs: number;
	/** Times the machine's clock is set, forwards and backwards by turns. */
	readonly clockSteps: number;
	/** The furthest it is set. */
	readonly longestStepMs: number;
	/** Time between two kills on average. */
	readonly everyMs: number;
	/** How much of the other work is done, of 1: kills are spread over all of it. */
	readonly workDone: () => number;
	readonly random: () => number;
}

/** Kills, freezes and sets clocks at random moments until it has done so often enough. */
export class Monkey {
	pauses = 0;
	clockSteps = 0;
	private readonly frozen = new Set<Promise<void>>();

	constructor(
		private readonly crew: Crew,
		private readonly options: MonkeyOptions,
	) {}

	/** How much of its work is done, of 1. */
	get progress(): number {
		const { kills } = this.options;
		return kills === 0 ? 1 : Math.min(1, this.crew.kills.length / kills);
	}

	async rampage(signal: AbortSignal): Promise<void> {
		const { random, everyMs, workDone } = this.options;
		while (this.progress < 1 && !signal.aborted) {
			await pause(random() * 2 * everyMs);
			if (this.progress <= workDone() + AHEAD) this.disturb();
		}
		this.crew.setClock(0);
		await Promise.all(this.frozen);
	}

	private disturb(): void {
		const { pauses, clockSteps, random, longestStepMs } = this.options;
		if (this.pauses < pauses * this.progress) return this.freezeSomebody();
		if (this.clockSteps < clockSteps * this.progress) {
			this.clockSteps += 1;
			return this.crew.setClock(Math.round((this.clockSteps % 2 === 0 ? -1 : 1) * random() * longestStepMs));
		}
		const victim = this.somebody();
		if (victim) this.crew.kill(victim);
	}

	private somebody() {
		const alive = this.crew.alive();
		// The last one alive would be no race.
		return alive.length < 2 ? undefined : alive[Math.floor(this.options.random() * alive.length)];
	}

	private freezeSomebody(): void {
		const worker = this.somebody();
		if (!worker) return;
		this.pauses += 1;
		const freezing = this.crew.freeze(worker, this.options.pauseMs);
		this.frozen.add(freezing);
		void freezing.finally(() => this.frozen.delete(freezing));
	}
}
