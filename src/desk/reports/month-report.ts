import { breathe } from '../../breathe';
import { NotFoundError } from '../../errors';
import type { EventCause } from '../../journal/event';
import type { People } from '../../organisation/recipients';
import { monthBefore, monthPlus } from '../../reports/month';
import type { MonthClose, RestatementReason } from '../../reports/month-close';
import { MonthGroups } from '../../reports/month-report';
import type { DepartmentMonth, HistoryPoint, MonthReport, ReportLine, ReportRestatement } from '../../reports/month-report';
import type { Queryable, SqlRow } from '../../store/database';
import { monthCloses } from '../../store/money-tables';
import { reportTexts } from '../../texts';
import { loadPeople } from '../organisation/people';
import type { Workspace } from '../workspace';

export interface MonthReportQuery {
	/** '2026-03' */
	readonly month: string;
	/** Only these departments; all that closed the month when absent. */
	readonly departmentIds?: readonly number[];
	/** Months of history before this one. */
	readonly historyMonths?: number;
}

const DEFAULT_HISTORY = 12;
const number = (row: SqlRow, column: string): number => Number(row[column]);

const context = `c.department_id, x.payment_id, x.deal_id, coalesce(d.title, '') as deal_title, x.manager_id, coalesce(e.name, '') as manager_name, x.pipeline, coalesce(p.title, x.pipeline) as pipeline_title,
	x.legal_entity_id, l.short_name as legal_entity_name`;
const joins = `join month_closes c on c.id = x.close_id left join deals d on d.id = x.deal_id left join employees e on e.id = x.manager_id left join pipelines p on p.code = x.pipeline
	left join legal_entities l on l.id = x.legal_entity_id where c.month = :month`;
const linesSql = `select ${context}, x.id, x.kopecks, x.paid_at, x.document from month_close_lines x ${joins} and x.close_id = :closeId and x.id > :afterId order by x.id limit :most`;
const restatementsSql = `select ${context}, x.id, x.old_kopecks, x.new_kopecks, x.difference_kopecks, x.reason, x.cause_json, x.at from restatements x ${joins} order by x.id`;
const historySql = `select c.month, c.department_id, c.total_kopecks + coalesce((select sum(r.difference_kopecks) from restatements r where r.close_id = c.id), 0) as total
	from month_closes c where c.month >= :first and c.month <= :month order by c.month, c.department_id`;

const nameOf = (people: People, departmentId: number): string => people.departments.get(departmentId)?.name ?? `№ ${departmentId}`;

function contextOf(row: SqlRow, people: People) {
	const departmentId = number(row, 'department_id');
	return {
		departmentId,
		departmentName: nameOf(people, departmentId),
		paymentId: number(row, 'payment_id'),
		dealId: number(row, 'deal_id'),
		dealTitle: String(row.deal_title),
		managerId: number(row, 'manager_id'),
		managerName: String(row.manager_name),
		pipeline: String(row.pipeline),
		pipelineTitle: String(row.pipeline_title),
		legalEntityId: row.legal_entity_id === null ? null : number(row, 'legal_entity_id'),
		legalEntityName: row.legal_entity_name === null ? reportTexts.noLegalEntity : String(row.legal_entity_name),
	};
}

const lineOf = (row: SqlRow, people: People): ReportLine => ({ ...contextOf(row, people), kopecks: number(row, 'kopecks'), paidAt: number(row, 'paid_at'), document: row.document === null ? null : String(row.document) });

const restatementOf = (row: SqlRow, people: People): ReportRestatement => ({
	...contextOf(row, people),
	id: number(row, 'id'),
	oldKopecks: number(row, 'old_kopecks'),
	newKopecks: number(row, 'new_kopecks'),
	differenceKopecks: number(row, 'difference_kopecks'),
	reason: row.reason as RestatementReason,
	by: (JSON.parse(String(row.cause_json)) as EventCause).actor.name,
	at: number(row, 'at'),
});

function departmentMonth(close: MonthClose, name: string, restatements: readonly ReportRestatement[], history: readonly HistoryPoint[]): DepartmentMonth {
	const { departmentId, month } = close;
	const restatedKopecks = restatements.filter((one) => one.departmentId === departmentId).reduce((sum, one) => sum + one.differenceKopecks, 0);
	const totalIn = (wanted: string) => history.find((point) => point.departmentId === departmentId && point.month === wanted)?.totalKopecks ?? null;
	return {
		departmentId,
		name,
		closeId: close.id,
		fromAt: close.fromAt,
		cutoffAt: close.cutoffAt,
		closedAt: close.closedAt,
		lateByMs: close.lateByMs,
		rule: close.settings,
		paymentCount: close.paymentCount,
		snapshotKopecks: close.totalKopecks,
		restatedKopecks,
		totalKopecks: close.totalKopecks + restatedKopecks,
		previousKopecks: totalIn(monthBefore(month)),
		yearAgoKopecks: totalIn(monthPlus(month, -12)),
	};
}

/** Lines read at once: few enough to keep n8n's event loop free. */
const PAGE = 1_000;

/** The snapshot is frozen, so that reading it piece by piece sees one state of it. */
async function* linePages(workspace: Workspace, month: string, closeIds: readonly number[], people: People): AsyncGenerator<ReportLine[]> {
	for (const closeId of closeIds) {
		for (let afterId = 0; ; ) {
			const rows = await workspace.read(async (query) => await query.all(linesSql, { month, closeId, afterId, most: PAGE }));
			yield rows.map((row) => lineOf(row, people));
			if (rows.length < PAGE) break;
			afterId = number(rows.at(-1) ?? {}, 'id');
			await breathe();
		}
	}
}

interface Frame {
	readonly closes: readonly MonthClose[];
	readonly people: People;
	readonly restatements: readonly ReportRestatement[];
	readonly history: readonly HistoryPoint[];
}

type IsAsked = (one: { readonly departmentId: number }) => boolean;
const asksFor = ({ departmentIds }: MonthReportQuery): IsAsked => ({ departmentId }) => departmentIds === undefined || departmentIds.includes(departmentId);

const closesOf = async (query: Queryable, month: string, isAsked: IsAsked): Promise<MonthClose[]> => (await monthCloses.select(query, 'where month = :month order by department_id', { month })).filter(isAsked);
const restatementsOf = async (query: Queryable, month: string, people: People, isAsked: IsAsked): Promise<ReportRestatement[]> => (await query.all(restatementsSql, { month })).map((row) => restatementOf(row, people)).filter(isAsked);

async function readFrame(query: Queryable, asked: MonthReportQuery): Promise<Frame> {
	const { month } = asked;
	const isAsked = asksFor(asked);
	const closes = await closesOf(query, month, isAsked);
	if (closes.length === 0) throw new NotFoundError('A closed month', month);
	const people = await loadPeople(query);
	const restatements = await restatementsOf(query, month, people, isAsked);
	// The same month a year ago is compared with, so at least twelve months are read.
	const history = (await query.all(historySql, { month, first: monthPlus(month, -Math.max(12, asked.historyMonths ?? DEFAULT_HISTORY)) }))
		.map((row): HistoryPoint => ({ month: String(row.month), departmentId: number(row, 'department_id'), departmentName: nameOf(people, number(row, 'department_id')), totalKopecks: number(row, 'total') }))
		.filter(isAsked);
	return { closes, people, restatements, history };
}

/** The sums of an earlier month to compare with; null unless all departments of the report closed it. */
async function earlierGroups(workspace: Workspace, month: string, { closes: now, people }: Frame): Promise<MonthGroups | null> {
	const isAsked: IsAsked = (one) => now.some(({ departmentId }) => departmentId === one.departmentId);
	const { closes, restatements } = await workspace.read(async (query) => ({ closes: await closesOf(query, month, isAsked), restatements: await restatementsOf(query, month, people, isAsked) }));
	if (closes.length < now.length) return null;
	const groups = new MonthGroups();
	for await (const page of linePages(workspace, month, closes.map(({ id }) => id), people)) groups.addLines(page);
	groups.addRestatements(restatements);
	return groups;
}

async function read(workspace: Workspace, asked: MonthReportQuery): Promise<MonthReport> {
	const { month } = asked;
	const frame = await workspace.read(async (query) => await readFrame(query, asked));
	const { closes, people, restatements, history } = frame;
	const lines: ReportLine[] = [];
	for await (const page of linePages(workspace, month, closes.map((close) => close.id), people)) for (const line of page) lines.push(line);
	const groups = new MonthGroups();
	groups.addLines(lines);
	groups.addRestatements(restatements);
	const [previous, yearAgo] = [await earlierGroups(workspace, monthBefore(month), frame), await earlierGroups(workspace, monthPlus(month, -12), frame)];
	const firstShown = monthPlus(month, -(asked.historyMonths ?? DEFAULT_HISTORY));
	const listed = (by: keyof Pick<MonthGroups, 'byManager' | 'byPipeline' | 'byLegalEntity'>) => groups[by].list(previous && previous[by], yearAgo && yearAgo[by]);
	return {
		month,
		departments: closes.map((close) => departmentMonth(close, nameOf(people, close.departmentId), restatements, history)),
		byManager: listed('byManager'),
		byPipeline: listed('byPipeline'),
		byLegalEntity: listed('byLegalEntity'),
		history: history.filter((point) => point.month >= firstShown),
		lines,
		restatements,
	};
}

/**
 * The report of a closed month (R-PAY-4): the frozen snapshot, what was restated since, both together, and the months before,
 * by department, manager, pipeline and legal entity.
 * @throws {NotFoundError} when no such department has closed the month
 */
export async function loadMonthReport(workspace: Workspace, asked: MonthReportQuery): Promise<MonthReport> {
	return await read(workspace, asked);
}
