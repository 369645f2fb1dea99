import { join } from 'node:path';

import { fixedClock } from '../test/helpers/fixed-clock';
import { clientOrganisation } from '../test/requisites/sample-parties';
import { openWorkspace } from '../src/desk/open-workspace';
import type { StorageConfig } from '../src/desk/open-workspace';
import { LEASE_MS } from '../src/journal/deliveries';
import type { Database } from '../src/store/database';
import { workOff } from './act-out';
import type { Actor } from './act-out';
import { brokenPromises } from './checks';
import { overDatabase } from './crash-points';
import { openOffice } from './office';
import { readOutside } from './outside';
import { temporaryFolder } from './temporary-folder';
import type { Surroundings } from './workflows';

const TIMERS_EACH = 2;

export interface ActorOptions {
	/** The database as this actor sees it: mortal, for one. */
	readonly database?: Database;
	/** How far the clock of its machine is off, ms; asked at every look. */
	readonly clockOff?: () => number;
	readonly between?: () => Promise<void>;
}

/** A new workspace with the office of a chaos run, a clock that stands until it is moved, and actors who come and go. */
export async function openStage(storage: StorageConfig) {
	const clock = fixedClock();
	const workspace = await openWorkspace({ storage, mode: 'live', systemClock: clock });
	const { managerIds, legalEntityIds } = await openOffice(workspace);
	const folder = temporaryFolder('deal-desk-stage');
	const outsideFile = join(folder.path, 'outside.jsonl');
	const accepted = new Map<number, number>();
	let actors = 0;
	const around: Surroundings = { timersEach: TIMERS_EACH, legalEntityIds, client: clientOrganisation(), outsideFile, between: async () => undefined, onRepeated: () => undefined };
	const actor = ({ database = workspace.database, clockOff = () => 0, between }: ActorOptions = {}): Actor => {
		const now = () => clock() + clockOff();
		return { workspace: overDatabase(workspace, database, now), name: `actor-${(actors += 1)}`, around: { ...around, ...(between && { between }) }, leaseClock: now, managerIds };
	};
	return {
		workspace,
		clock,
		accepted,
		actor,
		/** Somebody in good health plays everything to its end, pause by pause. */
		playOn: async () => {
			for (let turn = 0; turn < 3 + TIMERS_EACH; turn++) {
				await workOff(actor());
				clock.advance({ ms: Math.max(2 * LEASE_MS, 60_000) });
			}
			await workOff(actor());
		},
		broken: async (change: { outside?: readonly string[] } = {}) => await brokenPromises(workspace.database, { accepted, timersEach: TIMERS_EACH, outside: change.outside ?? readOutside(outsideFile) }),
		outside: () => readOutside(outsideFile),
		close: async () => {
			await workspace.database.close();
			folder.remove();
		},
	};
}

export type Stage = Awaited<ReturnType<typeof openStage>>;
