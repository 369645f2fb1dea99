import { dueAfter } from '../../calendar';
import type { Wait, WorkingCalendar } from '../../calendar';
import { InvalidInputError } from '../../errors';
import { addUp, metricCodes } from '../../reports/effectiveness';
import type { EffectivenessReport, MetricCode, MetricFact, MetricRow, StatPeriod } from '../../reports/effectiveness';
import type { Queryable, SqlParams, SqlRow } from '../../store/database';
import type { SubjectKind } from '../../subject';
import { calendarOfDepartment, loadPeople } from '../organisation/people';
import type { Workspace } from '../workspace';
import { metrics } from './metrics';
import type { Metric } from './metrics';
import { bySlices } from './period-slices';
import { workingTimeBetween } from './working-time';
import { MINUTE_MS } from '../../milliseconds';

export interface EffectivenessQuery extends StatPeriod {
	readonly managerId?: number;
	readonly departmentId?: number;
	/** Only these; all when absent. */
	readonly metrics?: readonly MetricCode[];
	/** The term within which an original counts as in time (R-CON-8). */
	readonly originalTerm?: Wait;
}

const DEFAULT_TERM: Wait = { amount: 10, unit: 'calendar_days' };

interface Reading {
	readonly now: number;
	readonly term: Wait;
	readonly calendars: ReadonlyMap<number, WorkingCalendar>;
}

function conditions({ managerId, departmentId }: Pick<EffectivenessQuery, 'managerId' | 'departmentId'>, stage?: string | null): { where: string; params: SqlParams } {
	const clauses = [...(managerId === undefined ? [] : ['f.manager_id = :managerId']), ...(departmentId === undefined ? [] : ['f.department_id = :departmentId']), ...(stage === undefined || stage === null ? [] : ['f.stage = :stage'])];
	return {
		where: clauses.length > 0 ? ` where ${clauses.join(' and ')}` : '',
		params: { ...(managerId !== undefined && { managerId }), ...(departmentId !== undefined && { departmentId }), ...(stage !== undefined && stage !== null && { stage }) },
	};
}

const periodParams = (slice: StatPeriod, whole: StatPeriod, now: number): SqlParams => ({ from: slice.from, to: slice.to, periodFrom: whole.from, now });

function rowToFact(row: SqlRow): MetricFact {
	return {
		subject: { kind: row.subject_kind as SubjectKind, id: Number(row.subject_id) },
		itemId: Number(row.item_id),
		managerId: Number(row.manager_id),
		departmentId: Number(row.department_id),
		stage: row.stage === null ? null : String(row.stage),
		at: Number(row.at),
		value: Number(row.value),
	};
}

/** Facts whose value depends on a working calendar; null: nothing is decided about it yet, or not in this period. */
const reckoners: Record<NonNullable<Metric['reckoned']>, (fact: MetricFact, untilAt: number | null, period: StatPeriod, reading: Reading) => MetricFact | null> = {
	working_minutes: (fact, untilAt, _period, { calendars, now }) => {
		const calendar = calendars.get(fact.departmentId);
		return calendar ? { ...fact, value: Math.round(workingTimeBetween(calendar, fact.at, untilAt ?? now) / MINUTE_MS) } : null;
	},
	in_time: (fact, untilAt, period, { calendars, now, term }) => {
		const calendar = calendars.get(fact.departmentId);
		if (!calendar) return null;
		const deadline = dueAfter(fact.at, term, calendar);
		const inTime = untilAt !== null && untilAt <= deadline;
		const at = inTime ? untilAt : deadline;
		return at > now || at < period.from || at >= period.to ? null : { ...fact, at, value: inTime ? 1 : 0 };
	},
};

/** A period of one metric, asked in one piece or in many. */
async function asking<T>(workspace: Workspace, metric: Metric, asked: EffectivenessQuery, ask: (query: Queryable, slice: StatPeriod) => Promise<readonly T[]>): Promise<readonly T[]> {
	const one = async (slice: StatPeriod) => await workspace.read(async (query) => await ask(query, slice));
	// PostgreSQL holds nobody up while it reads, however long that takes; what is reckoned afterwards does.
	const elsewhere = workspace.database.dialect === 'postgres';
	const inOnePiece = metric.whole === true || (elsewhere && metric.reckoned === undefined);
	return await (inOnePiece ? one(asked) : bySlices(asked, one, () => (elsewhere ? 0 : performance.now())));
}

async function factsOf(workspace: Workspace, metric: Metric, asked: EffectivenessQuery, reading: Reading, stage?: string | null): Promise<readonly MetricFact[]> {
	const { where, params } = conditions(asked, stage);
	const { reckoned } = metric;
	return await asking(workspace, metric, asked, async (query, slice) => {
		const rows = await query.all(`select f.* from (${metric.sql}) f${where}`, { ...periodParams(slice, asked, reading.now), ...params });
		if (reckoned === undefined) return rows.map(rowToFact);
		return rows.map((row) => reckoners[reckoned](rowToFact(row), row.until_at === null || row.until_at === undefined ? null : Number(row.until_at), asked, reading)).filter((fact) => fact !== null);
	});
}

async function addedUp(workspace: Workspace, metric: Metric, asked: EffectivenessQuery, reading: Reading): Promise<MetricRow[]> {
	if (metric.reckoned !== undefined) return addUp(metric.code, metric.unit, await factsOf(workspace, metric, asked, reading));
	const { where, params } = conditions(asked);
	const sums = await asking(
		workspace,
		metric,
		asked,
		async (query, slice) =>
			await query.all(`select f.manager_id, f.department_id, f.stage, count(*) as count, sum(f.value) as total from (${metric.sql}) f${where} group by f.manager_id, f.department_id, f.stage`, {
				...periodParams(slice, asked, reading.now),
				...params,
			}),
	);
	return mergeSums(metric, sums);
}

/** Sums of parts of the period, added up. */
function mergeSums({ code, unit }: Metric, sums: readonly SqlRow[]): MetricRow[] {
	const merged = new Map<string, { managerId: number; departmentId: number; stage: string | null; count: number; total: number }>();
	for (const row of sums) {
		const key = `${row.manager_id}/${row.department_id}/${row.stage ?? ''}`;
		const known = merged.get(key) ?? { managerId: Number(row.manager_id), departmentId: Number(row.department_id), stage: row.stage === null ? null : String(row.stage), count: 0, total: 0 };
		merged.set(key, { ...known, count: known.count + Number(row.count), total: known.total + Number(row.total) });
	}
	return [...merged.values()].map((row) => ({ metric: code, unit, ...row, average: row.total / row.count }));
}

async function prepare(query: Queryable, workspace: Workspace, asked: EffectivenessQuery): Promise<Reading> {
	const people = await loadPeople(query);
	const calendars: Array<[number, WorkingCalendar]> = [];
	for (const id of people.departments.keys()) calendars.push([id, await calendarOfDepartment(query, id, people)]);
	return { now: await workspace.now(query), term: asked.originalTerm ?? DEFAULT_TERM, calendars: new Map(calendars) };
}

function check({ from, to }: StatPeriod): void {
	if (!(to > from)) throw new InvalidInputError([{ field: 'Period', reason: 'ends before it begins' }]);
}

const byOrder = (a: MetricRow, b: MetricRow): number => metricCodes.indexOf(a.metric) - metricCodes.indexOf(b.metric) || a.departmentId - b.departmentId || a.managerId - b.managerId || (a.stage ?? '').localeCompare(b.stage ?? '');

/**
 * The effectiveness of managers in a period (R-STAT-1): each metric by manager, department and stage.
 * @throws {InvalidInputError}
 */
export async function effectiveness(workspace: Workspace, asked: EffectivenessQuery): Promise<EffectivenessReport> {
	check(asked);
	const reading = await workspace.read(async (query) => await prepare(query, workspace, asked));
	const rows: MetricRow[] = [];
	for (const code of asked.metrics ?? metricCodes) rows.push(...(await addedUp(workspace, metrics[code], asked, reading)));
	return { from: asked.from, to: asked.to, rows: rows.sort(byOrder) };
}

export interface ListBehind extends Omit<EffectivenessQuery, 'metrics'> {
	readonly metric: MetricCode;
	readonly stage?: string | null;
	readonly limit?: number;
}

/**
 * The list behind a number of {@link effectiveness}: asked with the same period, manager, department and stage, its facts add
 * up to exactly that number. In order of time.
 */
export async function listBehind(workspace: Workspace, asked: ListBehind): Promise<MetricFact[]> {
	check(asked);
	if (!metricCodes.includes(asked.metric)) throw new InvalidInputError([{ field: 'Number', reason: `"${asked.metric}" is not known; give one of ${metricCodes.join(', ')}` }]);
	const reading = await workspace.read(async (query) => await prepare(query, workspace, asked));
	const facts = await factsOf(workspace, metrics[asked.metric], asked, reading, asked.stage);
	return facts.toSorted((a, b) => a.at - b.at || a.itemId - b.itemId).slice(0, asked.limit ?? Number.POSITIVE_INFINITY);
}
