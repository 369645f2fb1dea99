import type { WorkingCalendar } from '../../../calendar';

/** A manager of the demo company with the habits that make the charts of effectiveness differ. */
export interface DemoManager {
	readonly id: number;
	readonly name: string;
	readonly headId: number;
	readonly departmentId: number;
	readonly calendar: WorkingCalendar;
	readonly legalEntityIds: readonly [usual: number, other: number];
	/** Working hours until a new lead is called, on average. */
	readonly reactionHours: number;
	/** Share of enquiries of known clients that become deals. */
	readonly conversion: number;
	/** Days between the confirmed scan and the original, on average. */
	readonly originalDays: number;
}

/** Habits by e-mail. */
export const habits: Readonly<Record<string, Pick<DemoManager, 'reactionHours' | 'conversion' | 'originalDays'>>> = {
	'ivan@example.com': { reactionHours: 0.8, conversion: 0.52, originalDays: 6 },
	'elena@example.com': { reactionHours: 1.6, conversion: 0.44, originalDays: 8 },
	'maria@example.com': { reactionHours: 1.1, conversion: 0.48, originalDays: 7 },
	'sergey@example.com': { reactionHours: 4.5, conversion: 0.31, originalDays: 13 },
};
