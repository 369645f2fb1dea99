import type { ConsumerFilter } from '../../journal/consumers';
import { eventKinds } from '../../journal/event';
import type { DeskEvent, EventKind } from '../../journal/event';

export { eventKinds } from '../../journal/event';
export type { EventKind } from '../../journal/event';

/** What an operator picks: kinds of events, and for those that know such a thing where it must have happened. Empty means any. */
export interface EventChoice {
	readonly kinds: readonly EventKind[];
	readonly pipelines: readonly string[];
	readonly stages: readonly string[];
	readonly registers: readonly string[];
	readonly statuses: readonly string[];
	readonly priorities: readonly string[];
	readonly origins: readonly string[];
}

type Dimension = Exclude<keyof EventChoice, 'kinds'>;

const ofStage = { scope: 'pipelines', state: 'stages', origin: 'origins' } as const;
const ofStatus = { scope: 'registers', state: 'statuses', origin: 'origins' } as const;

/** Which choice narrows which part of an event; a kind that is not here knows none of them and is taken whenever it happens. */
const dimensions: Partial<Record<EventKind, { readonly scope?: Dimension; readonly state?: Dimension; readonly origin?: Dimension }>> = {
	LeadStageChanged: ofStage,
	DealStageChanged: ofStage,
	DealPaidSumChanged: { scope: 'pipelines' },
	PaymentChanged: { scope: 'pipelines' },
	CompanyPriorityChanged: { state: 'priorities' },
	RegisterEntryCreated: ofStatus,
	RegisterEntryStatusChanged: ofStatus,
	RegisterEntryUpdated: { scope: 'registers' },
	RegisterFileAttached: { scope: 'registers' },
	ContractScanVerified: { scope: 'registers' },
	ContractScanRejected: { scope: 'registers' },
};

const standingNames = { pipelines: 'pipeline', stages: 'stage', registers: 'register', statuses: 'status', priorities: 'priority', origins: 'origin' } as const;
export type StandingName = (typeof standingNames)[Dimension];

/** Scope and state of an event by the names that people use for them; nothing where they mean something else. */
export function standingOf({ kind, scope, state }: DeskEvent): Partial<Record<StandingName, string>> {
	const { scope: ofScope, state: ofState } = dimensions[kind] ?? {};
	return { ...(ofScope !== undefined && { [standingNames[ofScope]]: scope }), ...(ofState !== undefined && { [standingNames[ofState]]: state }) };
}

/** Kinds to listen to, in the order of their titles. Escalation steps have a trigger of their own. */
export const listenableKinds: ReadonlyArray<{ readonly kind: EventKind; readonly title: string }> = Object.entries(eventKinds)
	.map(([kind, title]) => ({ kind: kind as EventKind, title }))
	.filter(({ kind }) => kind !== 'EscalationStepDue')
	.sort((left, right) => left.title.localeCompare(right.title, 'en'));

/** The filters of a consumer: every combination of what was chosen, for each kind. */
export function filtersOf(choice: EventChoice): ConsumerFilter[] {
	const any = [undefined];
	const chosen = (dimension: Dimension | undefined) => (dimension === undefined || choice[dimension].length === 0 ? any : choice[dimension]);
	return choice.kinds.flatMap((kind) => {
		const { scope, state, origin } = dimensions[kind] ?? {};
		return chosen(scope).flatMap((inScope) =>
			chosen(state).flatMap((inState) =>
				chosen(origin).map((inOrigin) => ({
					kind,
					...(inScope !== undefined && { scope: inScope }),
					...(inState !== undefined && { state: inState }),
					...(inOrigin !== undefined && { origin: inOrigin }),
				})),
			),
		);
	});
}

/** Filters for steps of escalations. Empty means any. */
export function stepFiltersOf(rules: readonly string[], steps: readonly string[]): ConsumerFilter[] {
	const any = [undefined];
	return (rules.length === 0 ? any : rules).flatMap((scope) =>
		(steps.length === 0 ? any : steps).map((state) => ({ kind: 'EscalationStepDue' as const, ...(scope !== undefined && { scope }), ...(state !== undefined && { state }) })),
	);
}
