import type { ConsumerFilter } from '../src/desk/runtime/listen';
import type { TakeInLead } from '../src/desk/leads/take-in-lead';
import type { EscalationStep } from '../src/escalation/escalation';

/*
 * What happens to the company of a chaos run. The workers act it out, the checks know from it what must be there in the end:
 * a request says in its title which part it plays, and everything about it follows from that.
 */

/** The parts, each of so many in ten requests. */
const shares = {
	/** Nothing but the notice that every new lead gets. */
	plain: 3,
	/** An escalation runs to its end: reminders, then a task with the head. */
	escalates: 3,
	/** An escalation runs and the lead leaves its stage at some moment. */
	leaves: 1,
	/** Something outside the database happens behind an Only Once gate. */
	gate: 2,
	/** The lead becomes a deal, and the deal gets a contract with a number. */
	converts: 1,
} as const;

export type Part = keyof typeof shares;

const inTen = (Object.keys(shares) as Part[]).flatMap((part) => Array.from({ length: shares[part] }, () => part));

/** The part of request number `n`. */
export const partOf = (n: number): Part => inTen[n % inTen.length] ?? 'plain';

export const titleOf = (n: number): string => `${partOf(n)} ${n}`;

/** The part that a lead's title names. */
export const partIn = (title: string): Part => title.split(' ')[0] as Part;

/** The sender's own id of request number `n`: the same key is the same lead. */
export const keyOf = (n: number): string => `request-${n}`;

/** @param managerIds whose leads these are, in turns */
export function requestOf(n: number, managerIds: readonly number[]): TakeInLead {
	return {
		clientName: `Клиент ${n}`,
		companyName: 'ООО «Кабель-Пример»',
		phone: `+7920${String(n).padStart(7, '0')}`,
		title: titleOf(n),
		source: 'website',
		externalKey: keyOf(n),
		responsibleId: managerIds[n % managerIds.length] ?? null,
		repeatWithinHours: 0,
	};
}

export const RULE = 'chaos-call-back';

/** Pauses between steps on the workspace clock. */
export const STEP_MS = 60_000;

const step = (code: string, times: number): EscalationStep => ({ code, wait: { kind: 'after', wait: { amount: STEP_MS / 60_000, unit: 'minutes' } }, times, inWorkingHours: false });

/** So many timers one after the other: reminders, and a task at the end. */
export const stepsOf = (timersEach: number): readonly EscalationStep[] => [...(timersEach > 1 ? [step('remind', timersEach - 1)] : []), step('task', 1)];

/** How many timers each escalation needs so that so many fire in all. */
export const timersEach = (timers: number, requests: number): number => Math.max(1, Math.ceil(timers / Math.max(1, Math.floor((requests * shares.escalates) / inTen.length))));

/** The workflows that listen, each with its one trigger. */
export const listeners = {
	welcome: [{ kind: 'LeadStageChanged', state: 'new' }],
	steps: [{ kind: 'EscalationStepDue', scope: RULE }],
	contracts: [{ kind: 'DealCreated' }],
} as const satisfies Record<string, readonly ConsumerFilter[]>;

export type WorkflowName = keyof typeof listeners;
export const workflowNames = Object.keys(listeners) as WorkflowName[];

export const consumerId = (workflow: WorkflowName): string => `chaos:${workflow}`;

/** The key of a node's effect for a delivery, of the form that nodes/shared/effect-keys.ts makes. */
export const effectKey = (deliveryId: number, node: string): string => `d${deliveryId}/${node}/0`;
