/** One engine in a process of its own: renders so many documents when asked, and says how long each took and what memory it needed. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { textOf } from '../../test/documents/docx-text';
import { clientsIn } from '../../test/documents/many-clients';
import { answer } from '../child/answer';
import { CLIENTS, engines } from './engines';
import type { Engine, EngineName } from './engines';

export interface RenderQuestion {
	readonly documents: number;
	/** Look into every document for other clients' marks, outside of the stopwatch. */
	readonly search?: boolean;
}

export interface RenderAnswer {
	/** Time in rendering alone. */
	readonly ms: number;
	/** Of the processors for one document, all threads together: what a busy machine disturbs least. */
	readonly processorMs: number;
	readonly p50Ms: number;
	readonly p99Ms: number;
	/** Of the process since its start, MB. */
	readonly peakMb: number;
	/** After a collection, MB. */
	readonly heapMb: number;
	/** What the first client's contract says, without empty lines. */
	readonly text: string;
}

const [root = '', engineName = ''] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'deal-desk-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
// The frame ends its children with SIGTERM, which skips the exit handlers unless it is turned into an exit.
process.once('SIGTERM', () => process.exit());

const engine: Promise<Engine> = engines[engineName as EngineName]({ root, folder });
const hashes = new Map<number, string>();

function search(client: number, bytes: Uint8Array): void {
	const found = clientsIn(textOf(bytes));
	if (found.length !== 1 || found[0] !== client) throw new Error(`The contract of client ${client} shows the marks of clients ${found.join(', ')}.`);
	const hash = createHash('sha256').update(bytes).digest('hex');
	if ((hashes.get(client) ?? hash) !== hash) throw new Error(`The contract of client ${client} has other bytes than the time before.`);
	hashes.set(client, hash);
}

answer(async (question: RenderQuestion): Promise<RenderAnswer> => {
	const render = await engine;
	const text = textOf(await render(0)).split('\n').map((line) => line.trim()).filter((line) => line !== '').join('\n');
	const times: number[] = [];
	const used = process.cpuUsage();
	for (let document = 0; document < question.documents; document++) {
		const client = document % CLIENTS;
		const begun = performance.now();
		const bytes = await render(client);
		times.push(performance.now() - begun);
		if (question.search) search(client, bytes);
	}
	const { user, system } = process.cpuUsage(used);
	const ms = times.reduce((sum, one) => sum + one, 0);
	const sorted = times.toSorted((a, b) => a - b);
	const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
	global.gc?.();
	return { ms, processorMs: (user + system) / 1_000 / question.documents, p50Ms: at(0.5), p99Ms: at(0.99), peakMb: process.resourceUsage().maxRSS / 1024, heapMb: process.memoryUsage().heapUsed / 1e6, text };
});
