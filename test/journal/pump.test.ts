import { appendEvent } from '../../src/journal/append-events';
import { forgetConsumer } from '../../src/journal/consumers';
import { reapDeliveries } from '../../src/journal/deliveries';
import type { Delivery } from '../../src/journal/deliveries';
import { Pump } from '../../src/journal/pump';
import type { PumpOptions, Verdict } from '../../src/journal/pump';
import type { Workspace } from '../../src/desk/workspace';
import { listenTo } from '../helpers/listeners';
import { temporaryWorkspace } from '../helpers/temporary-workspace';

const consumer = 'workflow:node';
const cause = { actor: { kind: 'system', name: 'test' } } as const;
const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

/** A workflow whose runs a test writes down and decides about. The lease clock stands until the test moves it. */
async function aPump(options: Partial<PumpOptions> = {}, verdictOn: (batch: readonly number[], run: number) => Verdict | Promise<Verdict> = () => ({ kind: 'succeeded' })) {
	const { workspace } = await temporaryWorkspace();
	await listenTo(workspace, [{ kind: 'LeadUpdated' }]);
	let now = 1_800_000_000_000;
	const runs: number[][] = [];
	const parked: number[] = [];
	const store = { transaction: workspace.database.transaction, leaseClock: async () => now };
	const pump = new Pump(store, {
		consumer,
		batchSize: 50,
		settlePausesMs: [1, 1],
		run: async (deliveries: readonly Delivery[]) => {
			runs.push(deliveries.map(({ event }) => event.subject.id));
			return await verdictOn(runs.at(-1) ?? [], runs.length);
		},
		onFailed: async (_tx, failed) => void parked.push(...failed.filter((one) => one.parked).map(({ eventId }) => eventId)),
		...options,
	});
	const append = async (...ids: number[]) =>
		await workspace.database.transaction(async (tx) => {
			for (const id of ids) await appendEvent(tx, { kind: 'LeadUpdated', subject: { kind: 'lead', id }, data: {} }, now, cause);
		});
	const states = async () => await statesOf(workspace);
	const reap = async () => await workspace.database.transaction(async (tx) => await reapDeliveries(tx, { now, mostAttempts: 6, most: 100 }));
	return { workspace, store, pump, runs, parked, append, states, reap, advance: (ms: number) => (now += ms) };
}

async function statesOf(workspace: Workspace): Promise<Record<string, number>> {
	const rows = await workspace.read(async (query) => await query.all('select state, count(*) as n from deliveries group by state'));
	return Object.fromEntries(rows.map((row) => [String(row.state), Number(row.n)]));
}

describe('success', () => {
	it('R-CORE-1: 120 deliveries make three runs, and all are done', async () => {
		const { pump, runs, append, states } = await aPump();
		await append(...Array.from({ length: 120 }, (_, index) => index + 1));
		await pump.drain();
		expect(runs.map((batch) => batch.length)).toEqual([50, 50, 20]);
		expect(await states()).toEqual({ done: 120 });
	});

	it('R-CORE-1: is acknowledged only after the run has succeeded', async () => {
		const during: Array<Record<string, number>> = [];
		const { workspace, pump, append } = await aPump({}, async () => {
			during.push(await statesOf(workspace));
			return { kind: 'succeeded' };
		});
		await append(1, 2);
		await pump.drain();
		expect(during).toEqual([{ claimed: 2 }]);
	});

	it('what happens during a run is worked off by the same drain, also when nobody but the run says so', async () => {
		const { pump, runs, append } = await aPump({}, async (_batch, run) => {
			if (run === 1) {
				await append(2);
				void pump.drain();
			}
			return { kind: 'succeeded' };
		});
		await append(1);
		await pump.drain();
		expect(runs).toEqual([[1], [2]]);
	});
});

describe('failure', () => {
	it('R-CORE-1: after a failed batch each comes back alone; only the poisonous one is parked, after its attempts', async () => {
		const { pump, runs, parked, append, states, advance } = await aPump({}, (batch) => (batch.includes(2) ? { kind: 'failed', error: 'no e-mail' } : { kind: 'succeeded' }));
		await append(1, 2, 3);
		for (let look = 0; look < 10; look++) {
			await pump.drain();
			advance(3_600_000);
		}
		expect(runs).toEqual([[1, 2, 3], [1], [2], [3], [2], [2], [2], [2]]);
		expect(parked).toEqual([2]);
		expect(await states()).toEqual({ done: 2, parked: 1 });
	});

	it('R-CORE-1: a retry does not come before its pause is over', async () => {
		const { pump, runs, append, advance } = await aPump({}, () => ({ kind: 'failed', error: 'x' }));
		await append(1);
		await pump.drain();
		advance(4_999);
		await pump.drain();
		expect(runs).toHaveLength(1);
		advance(1);
		await pump.drain();
		expect(runs).toHaveLength(2);
	});

	it('R-CORE-1: what repeating cannot help is parked at once', async () => {
		const { pump, runs, parked, append } = await aPump({}, () => ({ kind: 'refused', error: 'the workflow waits' }));
		await append(1);
		await pump.drain();
		expect([runs, parked]).toEqual([[[1]], [1]]);
	});

	it('R-CORE-1: a run that throws counts as failed and keeps its words', async () => {
		const { workspace, pump, append } = await aPump({}, () => {
			throw new Error('the workflow is gone');
		});
		await append(1);
		await pump.drain();
		expect(await workspace.read(async (query) => await query.get('select state, last_error from deliveries'))).toEqual({ state: 'pending', last_error: 'the workflow is gone' });
	});

	it('R-CORE-1: many retries do not hold up what is fresh', async () => {
		const { pump, runs, append, advance } = await aPump({ batchSize: 10 }, (batch, run) => (run === 1 ? { kind: 'failed', error: 'mail server away' } : { kind: 'succeeded' }));
		await append(1, 2, 3, 4, 5);
		await pump.drain();
		await append(6, 7);
		advance(5_000);
		await pump.drain();
		expect(runs.findIndex((batch) => batch.includes(6))).toBeLessThanOrEqual(2);
		expect(runs.flat().sort()).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7]);
	});
});

describe('a run that does not end', () => {
	it('R-CORE-1: is given up, another attempt begins, and its late success changes nothing', async () => {
		let finish: (verdict: Verdict) => void = () => undefined;
		const { pump, runs, append, states, advance } = await aPump({ longestRunMs: 20 }, (_batch, run) => (run === 1 ? new Promise((resolve) => (finish = resolve)) : { kind: 'failed', error: 'again' }));
		await append(1);
		await pump.drain();
		expect(await states()).toEqual({ pending: 1 });
		advance(60_000);
		await pump.drain();
		finish({ kind: 'succeeded' });
		await pause(5);
		expect([runs.length, await states()]).toEqual([2, { pending: 1 }]);
	});

	it('R-CORE-1: its lease is renewed as long as it lives', async () => {
		const { pump, append, states, reap, advance } = await aPump({ leaseMs: 30 }, async () => {
			for (let turn = 0; turn < 4; turn++) {
				advance(20);
				await pause(25);
				expect(await reap()).toEqual([]);
			}
			return { kind: 'succeeded' };
		});
		await append(1);
		await pump.drain();
		expect(await states()).toEqual({ done: 1 });
	});

	it('R-CORE-3: whose process stood still longer than its lease is overtaken; its success counts for nothing, the next one’s does', async () => {
		const { pump, runs, append, states, reap, advance } = await aPump({}, async (_batch, run) => {
			if (run === 1) {
				advance(30_000);
				expect(await reap()).toHaveLength(1);
			}
			return { kind: 'succeeded' };
		});
		await append(1);
		await pump.drain();
		expect([runs, await states()]).toEqual([[[1], [1]], { done: 1 }]);
	});

	it('R-CORE-1: whose process was killed is taken up again after the lease, by whoever is there', async () => {
		const { store, pump, runs, append, states, reap, advance } = await aPump();
		await append(1, 2);
		// Claimed by a process that was killed before its run ended: nobody renews and nobody gives a verdict.
		const killed = new Pump(store, { consumer, batchSize: 50, run: async () => await new Promise<Verdict>(() => undefined) });
		void killed.drain();
		await pause(5);
		await pump.drain();
		expect([runs, await states()]).toEqual([[], { claimed: 2 }]);
		advance(30_000);
		expect(await reap()).toHaveLength(2);
		advance(5_000);
		await pump.drain();
		expect([runs, await states()]).toEqual([[[1], [2]], { done: 2 }]);
		void killed.stop();
	});
});

describe('stopping', () => {
	it('R-CORE-1: waits for the batch in hand and begins no other', async () => {
		let finish: (verdict: Verdict) => void = () => undefined;
		const { pump, runs, append, states } = await aPump({ batchSize: 1 }, () => new Promise((resolve) => (finish = resolve)));
		await append(1, 2);
		void pump.drain();
		await pause(5);
		let stopped = false;
		const stopping = pump.stop().then(() => (stopped = true));
		await pause(5);
		expect(stopped).toBe(false);
		finish({ kind: 'succeeded' });
		await stopping;
		await pump.drain();
		expect([runs, await states()]).toEqual([[[1]], { done: 1, pending: 1 }]);
	});

	it('R-CORE-1: a workflow that does not start gets its batch back untouched, and is not asked again and again', async () => {
		const { workspace, pump, runs, append } = await aPump({}, () => ({ kind: 'not_started' }));
		await append(1);
		await pump.drain();
		expect(runs).toHaveLength(1);
		expect(await workspace.read(async (query) => await query.get('select state, attempt, alone from deliveries'))).toEqual({ state: 'pending', attempt: 0, alone: 0 });
	});

	it('R-CORE-1: what was claimed while it was stopped is given back', async () => {
		const { workspace, pump, runs, store, append, states } = await aPump();
		await append(1);
		const original = store.transaction;
		store.transaction = async (work) => {
			const result = await original(work);
			void pump.stop();
			return result;
		};
		await pump.drain();
		expect([runs, await states()]).toEqual([[], { pending: 1 }]);
		expect(workspace.mode).toBe('live');
	});

	it('R-CORE-1: a consumer that is forgotten during its run settles nothing afterwards', async () => {
		const { workspace, pump, append, states } = await aPump({}, async () => {
			await workspace.database.transaction(async (tx) => await forgetConsumer(tx, consumer, 0));
			return { kind: 'succeeded' };
		});
		await append(1);
		await pump.drain();
		expect(await states()).toEqual({ skipped: 1 });
	});
});

describe('trouble with the database', () => {
	it('R-CORE-1: a verdict that could not be saved is saved again; the run is not repeated', async () => {
		const { pump, runs, store, append, states } = await aPump();
		await append(1);
		const original = store.transaction;
		let calls = 0;
		store.transaction = async (work) => {
			calls += 1;
			if (calls === 2) throw new Error('connection lost');
			return await original(work);
		};
		await pump.drain();
		expect([runs, await states()]).toEqual([[[1]], { done: 1 }]);
	});

	it('tells whoever asked it to drain, and drains again when asked', async () => {
		const { pump, runs, store, append } = await aPump();
		await append(1);
		const original = store.transaction;
		store.transaction = async () => {
			throw new Error('database away');
		};
		await expect(pump.drain()).rejects.toThrow('database away');
		store.transaction = original;
		await pump.drain();
		expect(runs).toEqual([[1]]);
	});
});
