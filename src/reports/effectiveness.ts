import type { SubjectRef } from '../subject';

/** What is counted of a manager's work (R-STAT-1). */
export const metricCodes = [
	'leads_taken',
	'leads_converted',
	'conversion',
	'conversion_by_stage',
	'time_on_stage',
	'reaction_time',
	'contracts_signed',
	'originals_returned',
	'originals_in_time',
	'escalations_caused',
	'payments',
	'completed_orders',
] as const;
export type MetricCode = (typeof metricCodes)[number];

/** How a metric is read: a number of things, a share of them (0 to 1), minutes on average, or money. */
export type MetricUnit = 'count' | 'share' | 'minutes' | 'kopecks';

/** One thing a number is made of. Every number is the sum or average of its facts, so each opens the list behind it. */
export interface MetricFact {
	readonly subject: SubjectRef;
	/** The payment or task itself, where the subject is what it belongs to; else the subject's own id. */
	readonly itemId: number;
	readonly managerId: number;
	readonly departmentId: number;
	/** Stage, for metrics by stage; for deals with the pipeline before it: certification/tests. */
	readonly stage: string | null;
	/** When it counted, ms. */
	readonly at: number;
	/** 1 for a count, 1 or 0 for a share, minutes or kopecks. */
	readonly value: number;
}

export interface MetricRow {
	readonly metric: MetricCode;
	readonly unit: MetricUnit;
	readonly managerId: number;
	readonly departmentId: number;
	readonly stage: string | null;
	/** How many facts. */
	readonly count: number;
	/** Their values added up. */
	readonly total: number;
	/** total / count: the share, or the average minutes. */
	readonly average: number;
}

/** A period of the statistics, ms: from `from` up to, not including, `to`. */
export interface StatPeriod {
	readonly from: number;
	readonly to: number;
}

export interface EffectivenessReport extends StatPeriod {
	readonly rows: readonly MetricRow[];
}

/** Adds facts up by manager, department and stage. */
export function addUp(metric: MetricCode, unit: MetricUnit, facts: readonly MetricFact[]): MetricRow[] {
	const rows = new Map<string, { managerId: number; departmentId: number; stage: string | null; count: number; total: number }>();
	for (const { managerId, departmentId, stage, value } of facts) {
		const key = `${managerId}/${departmentId}/${stage ?? ''}`;
		const row = rows.get(key) ?? { managerId, departmentId, stage, count: 0, total: 0 };
		rows.set(key, { ...row, count: row.count + 1, total: row.total + value });
	}
	return [...rows.values()].map((row) => ({ metric, unit, ...row, average: row.total / row.count }));
}
