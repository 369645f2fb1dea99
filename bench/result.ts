import type { ContenderKind, Unit } from './entry';
import type { Machine } from './machine';
import type { Spread } from './statistics';

export interface Row {
	readonly contender: string;
	readonly kind: ContenderKind;
	readonly does: string;
	readonly size: number;
	readonly figure: Spread;
	readonly also: Readonly<Record<string, Spread>>;
	readonly rounds: number;
}

export interface GoalOutcome {
	readonly title: string;
	readonly wanted: string;
	readonly value: number;
	readonly reached: boolean;
}

/** What is kept of one entry: enough to print its table again without measuring. */
export interface EntryResult {
	readonly name: string;
	readonly question: string;
	readonly unit: Unit;
	readonly sizeOf: string;
	readonly remarks: string | null;
	readonly rows: readonly Row[];
	readonly goals: readonly GoalOutcome[];
	readonly machine: Machine;
	/** ISO day. */
	readonly date: string;
}
