import type { CutoffRule } from './report-settings';
import type { RestatementReason } from './month-close';

/** A closed month as people read it (R-PAY-4). Money in kopecks, instants in ms; names are those of today. */
export interface MonthReport {
	readonly month: string;
	readonly departments: readonly DepartmentMonth[];
	readonly byManager: readonly ReportGroup[];
	readonly byPipeline: readonly ReportGroup[];
	readonly byLegalEntity: readonly ReportGroup[];
	/** The closed months up to this one, oldest first, each department by itself. */
	readonly history: readonly HistoryPoint[];
	readonly lines: readonly ReportLine[];
	readonly restatements: readonly ReportRestatement[];
}

/** What was frozen, what changed since, and both together: the live total (R-PAY-3). */
export interface Sums {
	readonly snapshotKopecks: number;
	readonly restatedKopecks: number;
	readonly totalKopecks: number;
}

export interface DepartmentMonth extends Sums {
	readonly departmentId: number;
	readonly name: string;
	readonly closeId: number;
	readonly fromAt: number;
	readonly cutoffAt: number;
	readonly closedAt: number;
	/** More than 0: caught up after it was missed. */
	readonly lateByMs: number;
	readonly rule: CutoffRule;
	readonly paymentCount: number;
	/** The month before and the same month a year ago, as they stand now; null when they were not closed here. */
	readonly previousKopecks: number | null;
	readonly yearAgoKopecks: number | null;
}

export interface ReportGroup extends Sums {
	readonly key: string;
	readonly title: string;
	readonly paymentCount: number;
}

export interface HistoryPoint {
	readonly month: string;
	readonly departmentId: number;
	readonly departmentName: string;
	readonly totalKopecks: number;
}

interface Line {
	readonly departmentId: number;
	readonly departmentName: string;
	readonly paymentId: number;
	readonly dealId: number;
	readonly dealTitle: string;
	readonly managerId: number;
	readonly managerName: string;
	readonly pipelineTitle: string;
	readonly pipeline: string;
	readonly legalEntityId: number | null;
	readonly legalEntityName: string;
}

export interface ReportLine extends Line {
	readonly kopecks: number;
	readonly paidAt: number;
	readonly document: string | null;
}

export interface ReportRestatement extends Line {
	readonly id: number;
	readonly oldKopecks: number;
	readonly newKopecks: number;
	readonly differenceKopecks: number;
	readonly reason: RestatementReason;
	/** Who or what made the change. */
	readonly by: string;
	readonly at: number;
}

/** Adds snapshot lines and restatements up by whatever `keyOf` says, largest total first. */
export function groupReport(lines: readonly ReportLine[], restatements: readonly ReportRestatement[], keyOf: (line: ReportLine | ReportRestatement) => { key: string; title: string }): ReportGroup[] {
	const groups = new Map<string, { key: string; title: string; snapshotKopecks: number; restatedKopecks: number; paymentCount: number }>();
	const groupOf = (line: ReportLine | ReportRestatement) => {
		const { key, title } = keyOf(line);
		let group = groups.get(key);
		if (!group) groups.set(key, (group = { key, title, snapshotKopecks: 0, restatedKopecks: 0, paymentCount: 0 }));
		return group;
	};
	for (const line of lines) {
		const group = groupOf(line);
		group.snapshotKopecks += line.kopecks;
		group.paymentCount += 1;
	}
	for (const restatement of restatements) groupOf(restatement).restatedKopecks += restatement.differenceKopecks;
	return [...groups.values()].map((group) => ({ ...group, totalKopecks: group.snapshotKopecks + group.restatedKopecks })).sort((a, b) => b.totalKopecks - a.totalKopecks || a.title.localeCompare(b.title, 'ru'));
}

export const addSums = (sums: readonly Sums[]): Sums => ({
	snapshotKopecks: sums.reduce((sum, one) => sum + one.snapshotKopecks, 0),
	restatedKopecks: sums.reduce((sum, one) => sum + one.restatedKopecks, 0),
	totalKopecks: sums.reduce((sum, one) => sum + one.totalKopecks, 0),
});
