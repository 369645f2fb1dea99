import type { Logger } from 'n8n-workflow';

import { Timekeeper } from '../../src/desk/runtime/timekeeper';
import type { Workspace } from '../../src/desk/workspace';

/** A database that is away is reported once in this time, not twice a second. */
const REPORT_EVERY_MS = 60_000;

/** Tells n8n's log what the loop ran into. The workflow stays active and the loop tries again by itself. */
export function reportTo(logger: Pick<Logger, 'warn'>, location: string, clock: () => number = () => performance.now()): (error: Error) => void {
	let reportedAt = Number.NEGATIVE_INFINITY;
	let silent = 0;
	return (error) => {
		if (clock() - reportedAt < REPORT_EVERY_MS) {
			silent += 1;
			return;
		}
		const more = silent > 0 ? ` (and ${silent} more since the last report)` : '';
		logger.warn(`Deal Desk cannot work with the workspace in ${location} just now and keeps trying: ${error.message}${more}`);
		reportedAt = clock();
		silent = 0;
	};
}

/**
 * One loop for each workspace of this process, however many triggers use it. It runs while it has a trigger and forgets
 * itself with its workspace. After a hot reload of the package the triggers of the old code still end their own loop.
 */
const keepers = new WeakMap<Workspace, Timekeeper>();

export function timekeeperOf(workspace: Workspace, logger: Pick<Logger, 'warn'>): Timekeeper {
	let keeper = keepers.get(workspace);
	if (!keeper) {
		keeper = new Timekeeper(workspace, { onError: reportTo(logger, workspace.database.location) });
		keepers.set(workspace, keeper);
	}
	return keeper;
}
