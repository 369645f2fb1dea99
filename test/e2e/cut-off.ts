import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { DeskServer } from './desk-server';

/*
 * Kills n8n while many workflows are in the middle of a run. Chance would seldom find that: a run takes a tenth of a second.
 * So the runs are made to wait before a write, by a transaction of ours that keeps the workspace's one writer's place, until all
 * are there; then they are let go for a moment of chance, and the kill falls somewhere into what they do.
 *
 * A run that was through with its writes before the place was taken ends meanwhile, so "all are there" may never come. The
 * kill then hits those that are: whom it hit, n8n's records say afterwards (`runsWith`), and the caller begins another round.
 */

/** How long the runs are waited for. A writer of the package gives up after 30 s, and then its run ends by itself. */
const GATHERING_MS = 10_000;

/** Workflows with a batch in hand. */
export async function workflowsAtWork({ workspace }: DeskServer): Promise<Set<string>> {
	const rows = await workspace.read(async (query) => await query.all("select distinct c.workflow_id from deliveries d join consumers c on c.id = d.consumer_id where d.state = 'claimed' and d.claim_token > ''"));
	return new Set(rows.map((row) => String(row.workflow_id)));
}

/** What n8n itself keeps of the runs, by workflow: how many have this value. Its own lists show a hundred at most. */
export function runsWith({ n8n }: DeskServer, column: 'status' | 'mode', value: 'running' | 'crashed' | 'trigger'): Map<string, number> {
	const database = new DatabaseSync(join(n8n.userFolder, '.n8n', 'database.sqlite'), { readOnly: true, timeout: 5_000 });
	try {
		const rows = database.prepare(`select workflowId, count(*) as n from execution_entity where ${column} = ? group by workflowId`).all(value);
		return new Map(rows.map((row) => [String(row.workflowId), Number(row.n)]));
	} finally {
		database.close();
	}
}

const includesAll = (all: ReadonlySet<string> | ReadonlyMap<string, unknown>, wanted: readonly string[]): boolean => wanted.every((one) => all.has(one));

export interface CutOff {
	/** Workflows that events begin, to be met with deliveries in hand. */
	readonly atWork: readonly string[];
	/** What else begins when these stand still, and the workflows to be met running then. */
	readonly meanwhile: { readonly begin: () => void; readonly running: readonly string[] };
	/** The longest that the runs are let go before the kill, ms; how long is left to chance. */
	readonly letGoMs: number;
}

/** Waits until it is so, but not for ever. */
async function gathered(isSo: () => boolean | Promise<boolean>, everyMs: number): Promise<void> {
	for (const giveUpAt = Date.now() + GATHERING_MS; !(await isSo()) && Date.now() < giveUpAt; ) await pause(everyMs);
}

export async function killInTheMiddle(desk: DeskServer, { atWork, meanwhile, letGoMs }: CutOff): Promise<void> {
	let letGo: () => void = () => undefined;
	const held = new Promise<void>((resolve) => (letGo = resolve));
	await gathered(async () => includesAll(await workflowsAtWork(desk), atWork), 2);
	const holding = desk.workspace.database.transaction(async () => await held);
	meanwhile.begin();
	// A batch that was taken up is not a run yet.
	await gathered(() => includesAll(runsWith(desk, 'status', 'running'), [...atWork, ...meanwhile.running]), 100).finally(letGo);
	await holding;
	await pause(Math.random() * letGoMs);
	await desk.n8n.kill9();
}
