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

export interface DepartmentMonth extends Sums, EarlierSums {
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
}

/** What stands beside a sum to compare it with; null where the month was not closed here. */
export interface EarlierSums {
	/** The month before, as it stands now. */
	readonly previousKopecks: number | null;
	/** The same month a year ago, as it stands now. */
	readonly yearAgoKopecks: number | null;
}

export interface ReportGroup extends Sums, EarlierSums {
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

type GroupKey = (line: ReportLine | ReportRestatement) => { key: string; title: string };

interface Group {
	readonly key: string;
	readonly title: string;
	snapshotKopecks: number;
	restatedKopecks: number;
	paymentCount: number;
}

/** Adds snapshot lines and restatements up by a key, piece by piece: a long month need not be in memory for it. */
export class GroupSums {
	private readonly groups = new Map<string, Group>();

	constructor(private readonly keyOf: GroupKey) {}

	addLines(lines: readonly ReportLine[]): void {
		for (const line of lines) {
			const group = this.of(this.keyOf(line));
			group.snapshotKopecks += line.kopecks;
			group.paymentCount += 1;
		}
	}

	addRestatements(restatements: readonly ReportRestatement[]): void {
		for (const restatement of restatements) this.of(this.keyOf(restatement)).restatedKopecks += restatement.differenceKopecks;
	}

	/**
	 * Largest total first. Who had money in the month before and has none now is there too: that is what is compared for.
	 * @param previous the groups of the month before, null when it was not closed
	 * @param yearAgo those of the same month a year ago
	 */
	list(previous: GroupSums | null, yearAgo: GroupSums | null): ReportGroup[] {
		for (const { key, title } of previous?.groups.values() ?? []) if (previous?.totalOf(key) !== 0) this.of({ key, title });
		return [...this.groups.values()]
			.map((group) => ({ ...group, totalKopecks: this.totalOf(group.key), previousKopecks: previous && previous.totalOf(group.key), yearAgoKopecks: yearAgo && yearAgo.totalOf(group.key) }))
			.sort((a, b) => b.totalKopecks - a.totalKopecks || a.title.localeCompare(b.title, 'ru'));
	}

	private totalOf(key: string): number {
		const group = this.groups.get(key);
		return group ? group.snapshotKopecks + group.restatedKopecks : 0;
	}

	private of({ key, title }: { readonly key: string; readonly title: string }): Group {
		let group = this.groups.get(key);
		if (!group) this.groups.set(key, (group = { key, title, snapshotKopecks: 0, restatedKopecks: 0, paymentCount: 0 }));
		return group;
	}
}

/** The sums of a month by manager, pipeline and legal entity. */
export class MonthGroups {
	readonly byManager = new GroupSums((line) => ({ key: String(line.managerId), title: line.managerName }));
	readonly byPipeline = new GroupSums((line) => ({ key: line.pipeline, title: line.pipelineTitle }));
	readonly byLegalEntity = new GroupSums((line) => ({ key: String(line.legalEntityId ?? ''), title: line.legalEntityName }));

	addLines(lines: readonly ReportLine[]): void {
		for (const groups of [this.byManager, this.byPipeline, this.byLegalEntity]) groups.addLines(lines);
	}

	addRestatements(restatements: readonly ReportRestatement[]): void {
		for (const groups of [this.byManager, this.byPipeline, this.byLegalEntity]) groups.addRestatements(restatements);
	}
}

/** Earlier sums of several departments together, where every one of them has them. */
export function addEarlier(departments: readonly EarlierSums[]): EarlierSums {
	const whole = (values: ReadonlyArray<number | null>): number | null => (values.includes(null) ? null : values.reduce<number>((sum, value) => sum + (value ?? 0), 0));
	return { previousKopecks: whole(departments.map((one) => one.previousKopecks)), yearAgoKopecks: whole(departments.map((one) => one.yearAgoKopecks)) };
}

export const addSums = (sums: readonly Sums[]): Sums => ({
	snapshotKopecks: sums.reduce((sum, one) => sum + one.snapshotKopecks, 0),
	restatedKopecks: sums.reduce((sum, one) => sum + one.restatedKopecks, 0),
	totalKopecks: sums.reduce((sum, one) => sum + one.totalKopecks, 0),
});
