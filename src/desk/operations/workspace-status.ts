import { calendarWarnings, createWorkingCalendar, dayOf } from '../../calendar';
import { copiedTriggers } from '../../journal/consumers';
import type { CopiedTrigger } from '../../journal/consumers';
import type { Queryable } from '../../store/database';
import { nextDueAfter, unheardTimers } from '../../timers/timers';
import { loadProductionYears } from '../organisation/people';
import { hasWorkNow } from '../runtime/playback';
import type { Workspace, WorkspaceInfo } from '../workspace';
import { listConsumers } from './list-consumers';
import type { ListedConsumer } from './list-consumers';
import { DAY_MS } from '../../milliseconds';

export interface WorkspaceCounts {
	readonly leads: number;
	readonly deals: number;
	readonly companies: number;
	readonly entries: number;
	readonly openTasks: number;
	readonly armedTimers: number;
	readonly pendingDeliveries: number;
	readonly parkedDeliveries: number;
	readonly openEffects: number;
}

export interface WorkspaceStatus {
	readonly name: string;
	readonly mode: WorkspaceInfo['mode'];
	/** The workspace clock, ms and as ISO text in UTC. */
	readonly now: number;
	readonly nowIso: string;
	/** Where a sandbox is playing to, ms; null when it is not. */
	readonly clockTarget: number | null;
	/** Nothing is left to do at this instant for workflows that run: whoever played the clock forward may look at what came of it. */
	readonly quiet: boolean;
	readonly counts: WorkspaceCounts;
	/** The next timer that is not due yet, ms. */
	readonly nextDueAt: number | null;
	/** Timers that fell due and that no published workflow listens to: a workflow is missing or switched off. */
	readonly unheardTimers: ReadonlyArray<{ readonly rule: string; readonly step: string; readonly count: number }>;
	/** Triggers that no running n8n has looked after for ten minutes. */
	readonly consumersNotSeen: ReadonlyArray<Pick<ListedConsumer, 'id' | 'workflowName' | 'nodeName' | 'seenAt' | 'pending'>>;
	/** Triggers of several published workflows that are alike: a workflow was imported twice, and everything happens twice. */
	readonly copiedTriggers: readonly CopiedTrigger[];
	/** Years whose production calendar is missing and that deadlines reach already, in Russian. */
	readonly calendarWarnings: readonly string[];
	readonly schemaVersion: number;
	/** Where the data lives; never a password. */
	readonly location: string;
}

/** Deadlines of the shipped rules reach at most this far, and the decree for a year is published in the autumn before. */
const CALENDAR_HORIZON_MS = 90 * DAY_MS;

/** A workflow that was taken off is silent after seconds; its successor is no copy of it. */
const COPY_SEEN_WITHIN_MS = 60_000;

const countSql: Readonly<Record<keyof WorkspaceCounts, string>> = {
	leads: 'leads',
	deals: 'deals',
	companies: 'companies',
	entries: 'register_entries',
	openTasks: "tasks where status = 'open'",
	armedTimers: "timers where state = 'armed'",
	pendingDeliveries: "deliveries where state = 'pending'",
	parkedDeliveries: "deliveries where state = 'parked'",
	openEffects: "effects where state in ('reserved', 'unknown')",
};

async function countAll(query: Queryable): Promise<WorkspaceCounts> {
	const columns = Object.entries(countSql).map(([name, from]) => `(select count(*) from ${from}) as "${name}"`);
	const row = (await query.get(`select ${columns.join(', ')}`)) ?? {};
	return Object.fromEntries(Object.keys(countSql).map((name) => [name, Number(row[name])])) as unknown as WorkspaceCounts;
}

async function missingYears(query: Queryable, now: number): Promise<string[]> {
	const zone = 'Europe/Moscow';
	return calendarWarnings(createWorkingCalendar({ zone, years: await loadProductionYears(query) }), dayOf(zone, now + CALENDAR_HORIZON_MS));
}

/** How the workspace is: what an operator looks at first when something does not come. */
export async function workspaceStatus(workspace: Workspace): Promise<WorkspaceStatus> {
	const consumers = await listConsumers(workspace);
	const leaseNow = await workspace.database.leaseClock();
	return await workspace.read(async (query) => {
		const info = await workspace.info(query);
		const now = await workspace.now(query);
		const schema = await query.get('select max(version) as version from schema_versions');
		return {
			name: info.name,
			mode: info.mode,
			now,
			nowIso: new Date(now).toISOString(),
			clockTarget: info.clockTargetAt,
			quiet: !(await hasWorkNow(workspace, query, leaseNow)),
			counts: await countAll(query),
			nextDueAt: await nextDueAfter(query, now),
			unheardTimers: await unheardTimers(query, now),
			consumersNotSeen: consumers.filter((consumer) => !consumer.isSeen).map(({ id, workflowName, nodeName, seenAt, pending }) => ({ id, workflowName, nodeName, seenAt, pending })),
			copiedTriggers: await copiedTriggers(query, leaseNow - COPY_SEEN_WITHIN_MS),
			calendarWarnings: await missingYears(query, now),
			schemaVersion: Number(schema?.version),
			location: workspace.database.location,
		};
	});
}
