import { setTimeout as pause } from 'node:timers/promises';

import type { Crew } from './crew';
import { NoAnswerError } from './crew';
import type { Wish } from './messages';
import { partOf, requestOf } from './story';

/** Requests under way at once. */
const AT_ONCE = 6;

export interface SendersOptions {
	readonly requests: number;
	/** Filled with the accepted requests and the lead that each was answered with. */
	readonly accepted: Map<number, number>;
	readonly managerIds: readonly number[];
	readonly random: () => number;
	/** The longest time between a lead's arrival and the moment it leaves its stage, ms. */
	readonly leavesWithinMs: number;
	/** How many requests may have been sent by now: spreads them over the run. */
	readonly allowed: () => number;
}

/** The outside world: sends every request until it is told that it was accepted, and then remembers that it was. */
export class Senders {
	/** Requests that had to be sent again because no answer came. */
	sentAgain = 0;
	private next = 0;
	private readonly moves = new Set<Promise<void>>();

	constructor(
		private readonly crew: Crew,
		private readonly options: SendersOptions,
	) {}

	/** Resolves when everything has been accepted, or when `signal` says that it is enough. */
	async sendAll(signal: AbortSignal): Promise<void> {
		await Promise.all(Array.from({ length: AT_ONCE }, async () => await this.sendInTurn(signal)));
		await Promise.all(this.moves);
	}

	private async sendInTurn(signal: AbortSignal): Promise<void> {
		while (this.next < this.options.requests && !signal.aborted) {
			if (this.next >= this.options.allowed()) {
				await pause(20);
				continue;
			}
			const n = this.next;
			this.next += 1;
			const leadId = await this.insist({ kind: 'take_in', request: requestOf(n, this.options.managerIds) }, signal);
			if (leadId === null) return;
			this.options.accepted.set(n, leadId);
			if (partOf(n) === 'leaves') this.leaveLater(leadId, signal);
		}
	}

	private leaveLater(leadId: number, signal: AbortSignal): void {
		const moved = pause(this.options.random() * this.options.leavesWithinMs).then(async () => void (await this.insist({ kind: 'move', leadId }, signal)));
		this.moves.add(moved);
		void moved.finally(() => this.moves.delete(moved));
	}

	private async insist(wish: Wish, signal: AbortSignal): Promise<number | null> {
		while (!signal.aborted) {
			try {
				return await this.crew.ask(wish);
			} catch (error) {
				if (!(error instanceof NoAnswerError)) throw error;
				this.sentAgain += 1;
				await pause(20 + this.options.random() * 80);
			}
		}
		return null;
	}
}
