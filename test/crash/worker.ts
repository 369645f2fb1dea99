import { systemCall } from '../../src/call';
import { fireDueTimers } from '../../src/desk/escalations/fire-due-timers';
import { openWorkspace } from '../../src/desk/open-workspace';
import type { WorkspaceConfig } from '../../src/desk/open-workspace';
import type { Workspace } from '../../src/desk/workspace';
import { reapDeliveries } from '../../src/journal/deliveries';
import { Pump } from '../../src/journal/pump';

/*
 * A process of the test: what n8n with an active workflow does, in small and in a hurry. It fires timers, hands deliveries to
 * its "workflow", recovers the leases of dead processes, and goes on until it is asked to end or is killed.
 */
export interface WorkerInput {
	readonly config: Omit<WorkspaceConfig, 'systemClock'>;
	/** Null: only opens the workspace. */
	readonly consumer: string | null;
	readonly leaseMs: number;
	/** Each delivery is worked on for up to so long. */
	readonly longestWorkMs: number;
}

/** More than any run of the test needs: parking is another test's business. */
const mostAttempts = 1_000;

const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

/** An effect that must happen once for its key, whoever tries it and however often. */
async function note(workspace: Workspace, key: string, deliveryId: number | null): Promise<void> {
	await workspace.effect({ ...systemCall('robot', key), deliveryId }, 'note', async (tx) => {
		await tx.run("insert into stage_history (subject_kind, subject_id, from_state, to_state, cycle, at, actor_json) values ('workspace', 1, :key, 'noted', 1, 0, '{}')", { key });
	});
}

function pumpOf(workspace: Workspace, consumer: string, input: WorkerInput): Pump {
	return new Pump(
		{ transaction: workspace.database.transaction, leaseClock: workspace.database.leaseClock },
		{
			consumer,
			batchSize: 10,
			leaseMs: input.leaseMs,
			mostAttempts,
			run: async (deliveries) => {
				process.send?.('working');
				for (const { id } of deliveries) {
					await note(workspace, `delivery ${id}`, id);
					await pause(Math.random() * input.longestWorkMs);
				}
				return { kind: 'succeeded' };
			},
		},
	);
}

/** Recovers what the dead left; the pause before the retry is skipped, because a test has little time. */
async function recover(workspace: Workspace): Promise<void> {
	const now = await workspace.database.leaseClock();
	await workspace.database.transaction(async (tx) => {
		const reaped = await reapDeliveries(tx, { now, mostAttempts, most: 100 });
		for (const { id } of reaped) await tx.run("update deliveries set available_at = 0 where id = :id and state = 'pending'", { id });
	});
}

async function main(input: WorkerInput): Promise<void> {
	const workspace = await openWorkspace(input.config);
	let ending = false;
	process.on('message', (message) => (ending ||= message === 'end'));
	process.on('disconnect', () => process.exit(0));
	await note(workspace, 'the same key in every process', null);
	const pump = input.consumer === null ? null : pumpOf(workspace, input.consumer, input);
	while (!ending && pump) {
		await fireDueTimers(workspace, 7);
		await recover(workspace);
		await pump.drain();
		await pause(2);
	}
	await workspace.database.close();
	process.disconnect?.();
}

main(JSON.parse(String(process.argv[2])) as WorkerInput).catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
