import type { CompanyDateField } from '../cadence/recurrence';

/** R-PRI-4: what can be planned on a company's card. */
export const reminderKinds = ['call', 'letter'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** The date on the card, and the rule that its timer fires under: what a trigger filters on. */
export const reminderOf: { readonly [K in ReminderKind]: { readonly field: CompanyDateField; readonly rule: string; readonly step: string } } = {
	call: { field: 'nextCallAt', rule: 'company-call', step: 'remind' },
	letter: { field: 'nextLetterAt', rule: 'company-letter', step: 'remind' },
};

/** How a planned call or letter comes back; its date stands on the company's card. */
export interface CompanyReminder {
	readonly id: number;
	readonly companyId: number;
	readonly kind: ReminderKind;
	/** Calendar days between two dates; null: once. */
	readonly repeatDays: number | null;
	/** What to call or write about. */
	readonly note: string;
	readonly updatedAt: number;
}
