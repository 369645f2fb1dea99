import { systemCall } from '../../call';
import { DEFAULT_MOST_ATTEMPTS } from '../../journal/backoff';
import { touchConsumers } from '../../journal/consumers';
import { consumersWithWork, reapDeliveries } from '../../journal/deliveries';
import type { FailedDelivery } from '../../journal/deliveries';
import type { Pump } from '../../journal/pump';
import { isTimerDue } from '../../timers/timers';
import { fireDueTimers } from '../escalations/fire-due-timers';
import { parkStaleEffects } from '../operations/park-stale-effects';
import type { DeskTransaction, Workspace } from '../workspace';
import { playbackStep } from './playback';

export interface TimekeeperOptions {
	/** Pause between looks when nothing happens, ms. */
	readonly everyMs?: number;
	/** Pause between looks for leases that ran out, ms. */
	readonly housekeepingMs?: number;
	/** Told of an error in the loop itself (the database is away); the loop goes on. */
	readonly onError?: (error: Error) => void;
}

/** How often consumers are marked as alive and expired leases are looked for: with the lease and a look, within the promised 35 s of a kill. */
const HOUSEKEEPING_MS = 3_000;
/** Timers fired in one transaction: a few milliseconds of SQLite, so that n8n's event loop stays free. */
const SWEEP = 100;

/** Writes the event that makes a parked delivery visible to workflows that report failures. */
export async function reportParked(tx: DeskTransaction, failed: readonly FailedDelivery[], error: string): Promise<void> {
	for (const delivery of failed) {
		if (!delivery.parked) continue;
		const row = await tx.get('select e.kind, e.subject_kind, e.subject_id, c.workflow_name, c.node_name, c.workflow_id from deliveries d join events e on e.id = d.event_id left join consumers c on c.id = d.consumer_id where d.id = :id', { id: delivery.id });
		// A report about a report that failed would never end.
		if (!row || row.kind === 'DeliveryParked') continue;
		await tx.emit({
			kind: 'DeliveryParked',
			scope: String(row.workflow_id ?? ''),
			subject: { kind: row.subject_kind as 'lead', id: Number(row.subject_id) },
			data: { deliveryId: delivery.id, eventId: delivery.eventId, eventKind: row.kind, workflow: row.workflow_name, node: row.node_name, attempts: delivery.attempt, error },
		});
	}
}

/**
 * The loop of one process on one workspace: fires due timers, recovers leases of dead processes, plays a sandbox's clock and
 * wakes the pumps of this process's triggers. Any number of processes may run one each; every step is a guarded transaction.
 */
export class Timekeeper {
	private readonly pumps = new Map<string, Pump>();
	private timer: NodeJS.Timeout | null = null;
	private looking: Promise<void> | null = null;
	private again = false;
	private unsubscribe: (() => void) | null = null;
	private keptHouseAt = Number.NEGATIVE_INFINITY;

	constructor(
		private readonly workspace: Workspace,
		private readonly options: TimekeeperOptions = {},
	) {}

	add(pump: Pump): void {
		this.pumps.set(pump.consumer, pump);
		if (this.timer) return this.wake();
		this.timer = setInterval(() => this.wake(), this.options.everyMs ?? 500);
		this.unsubscribe = this.workspace.onWake(() => this.wake());
		this.wake();
	}

	/** Takes a pump out and waits for its batch in hand; the loop ends with the last pump. */
	async remove(pump: Pump): Promise<void> {
		// A workflow that is published again brings its new pump before the old one has gone.
		if (this.pumps.get(pump.consumer) === pump) this.pumps.delete(pump.consumer);
		if (this.pumps.size === 0) {
			if (this.timer) clearInterval(this.timer);
			this.timer = null;
			this.unsubscribe?.();
		}
		await pump.stop();
		// The database may be closed after this: nothing of the loop is left at work.
		if (this.pumps.size === 0) await this.looking;
	}

	wake(): void {
		if (this.looking) {
			this.again = true;
			return;
		}
		this.looking = this.lookUntilQuiet().finally(() => {
			this.looking = null;
		});
	}

	private async lookUntilQuiet(): Promise<void> {
		do {
			this.again = false;
			await this.look();
		} while (this.again && this.pumps.size > 0);
	}

	/** One look. Each part by itself: trouble with one must not keep the others from their work. */
	private async look(): Promise<void> {
		await this.attempt(async () => await this.keepHouse());
		await this.attempt(async () => await this.fire());
		await this.attempt(async () => await this.play());
		await this.attempt(async () => await this.wakePumps());
	}

	private async attempt(part: () => Promise<void>): Promise<void> {
		try {
			await part();
		} catch (error) {
			this.report(error);
		}
	}

	private report(error: unknown): void {
		this.options.onError?.(error instanceof Error ? error : new Error(String(error)));
	}

	private async fire(): Promise<void> {
		if (!(await this.workspace.read(async (query) => await isTimerDue(query, await this.workspace.now(query))))) return;
		const sweep = await fireDueTimers(this.workspace, SWEEP);
		for (const failure of sweep.failures) this.report(failure.error);
		if (sweep.fired + sweep.deferred + sweep.dropped + sweep.unheard > 0) this.again = true;
	}

	private async play(): Promise<void> {
		const step = await playbackStep(this.workspace);
		if (step.kind === 'moved') this.again = true;
	}

	private async wakePumps(): Promise<void> {
		const now = await this.workspace.database.leaseClock();
		for (const consumer of await this.workspace.read(async (query) => await consumersWithWork(query, now))) {
			const pump = this.pumps.get(consumer);
			// Not awaited: a slow workflow must not keep the timers of the others waiting.
			if (pump) void this.attempt(async () => await pump.drain()).finally(() => this.wakeIfPlaying());
		}
	}

	private wakeIfPlaying(): void {
		if (this.workspace.mode === 'sandbox' && this.timer) this.wake();
	}

	private async keepHouse(): Promise<void> {
		if (performance.now() - this.keptHouseAt < (this.options.housekeepingMs ?? HOUSEKEEPING_MS)) return;
		this.keptHouseAt = performance.now();
		const now = await this.workspace.database.leaseClock();
		await this.workspace.transaction(systemCall('leases'), async (tx) => {
			await touchConsumers(tx, [...this.pumps.keys()], now);
			const reaped = await reapDeliveries(tx, { now, mostAttempts: DEFAULT_MOST_ATTEMPTS, most: 500 });
			await reportParked(tx, reaped, 'The process that ran the workflow stopped or stood still longer than its lease.');
			await parkStaleEffects(tx);
		});
	}
}
