import { LEASE_MS } from '../src/journal/deliveries';
import type { Database } from '../src/store/database';
import { leave, send, workOff } from './act-out';
import type { Actor } from './act-out';
import { withCrashPoints } from './crash-points';
import { randomness } from './randomness';
import type { Stage } from './stage';
import { partOf } from './story';
import type { Part } from './story';

class ProcessDied extends Error {}

/** A process that dies at the n-th place it could; once dead it does nothing more. */
export function mortal(database: Database, place: number) {
	let left = place;
	const point = () => {
		left -= 1;
		if (left <= 0) throw new ProcessDied();
	};
	return { database: withCrashPoints(database, point), point, hasDied: () => left <= 0 };
}

/** One process's part in the story of one request: takes it in, runs the workflows, lets the lead leave, fires the timers. */
async function live(stage: Stage, actor: Actor, n: number): Promise<void> {
	const leadId = await send(actor, n);
	stage.accepted.set(n, leadId);
	await workOff(actor);
	stage.clock.advance({ minutes: 1 });
	await workOff(actor);
	await leave(actor, n, leadId);
	stage.clock.advance({ minutes: 1 });
	await workOff(actor);
}

/** A life that ends at a place, or not: then there is no such place. */
async function liveUntil(stage: Stage, place: number, n: number): Promise<boolean> {
	const process = mortal(stage.workspace.database, place);
	const actor = stage.actor({ database: process.database, between: async () => process.point() });
	await live(stage, actor, n).catch((error: unknown) => {
		if (!process.hasDied()) throw error;
	});
	// Whoever comes next waits for the lease, as everybody does.
	stage.clock.advance({ ms: LEASE_MS });
	return process.hasDied();
}

/** The n-th request of a part. */
const requestOfPart = (part: Part, n: number): number => {
	for (let request = 0, found = 0; ; request++) if (partOf(request) === part && found++ === n) return request;
};

export interface DyingOptions {
	/** 1: at every place. */
	readonly stride: number;
	/** The first place, from 1. */
	readonly from?: number;
}

/**
 * Lets a process die at every place of a request's story, a fresh request for each, and another one go on: before each
 * statement of a transaction, before its commit and after it, and between any two effects. Answers how many places there were.
 */
export async function dieEverywhere(stage: Stage, part: Part, { stride, from = 1 }: DyingOptions): Promise<number> {
	const random = randomness(stride);
	for (let place = from, life = 0; ; place += stride, life++) {
		const request = requestOfPart(part, life);
		if (!(await liveUntil(stage, place, request))) return place - 1;
		// Every second time the one who takes over dies as well, somewhere.
		if (life % 2 === 1) await liveUntil(stage, 1 + Math.floor(random() * place), request);
		await live(stage, stage.actor(), request);
		await stage.playOn();
	}
}
