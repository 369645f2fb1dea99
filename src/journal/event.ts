import type { Actor } from '../call';
import type { SubjectRef } from '../subject';

/** All that can happen, in the past tense. The trigger offers this list; the titles are what the operator picks from. */
export const eventKinds = {
	LeadCreated: 'Lead created',
	LeadStageChanged: 'Lead entered a stage',
	LeadUpdated: 'Lead changed',
	LeadRepeated: 'Same request came again',
	LeadConverted: 'Lead became a deal',
	DealCreated: 'Deal created',
	DealStageChanged: 'Deal entered a stage',
	DealUpdated: 'Deal changed',
	DealPaidSumChanged: 'Paid sum of a deal changed',
	PaymentChanged: 'Payment recorded, corrected, moved or deleted',
	StatementImported: 'Bank statement imported',
	MonthClosed: 'Month of a department closed',
	MonthRestated: 'Closed month restated',
	CompanyCreated: 'Company created',
	CompanyUpdated: 'Company changed',
	CompanyPriorityChanged: 'Company priority changed',
	ContactUpdated: 'Contact changed',
	ContactLogged: 'Contact with a client logged',
	PriorityRemindersMade: 'Clients found due by the priority monitor',
	CompanyReminderSet: 'Planned call or letter set, moved or cleared',
	ContractGenerated: 'Contract generated',
	RegisterEntryCreated: 'Register entry created',
	RegisterEntryStatusChanged: 'Register entry entered a status',
	RegisterEntryUpdated: 'Register entry changed',
	RegisterFileAttached: 'File attached to a register entry',
	ContractScanVerified: 'Scan of a contract confirmed',
	ContractScanRejected: 'Scan of a contract rejected',
	TaskCreated: 'Task created',
	TaskClosed: 'Task closed',
	NotificationCreated: 'Notification created',
	LetterRequested: 'Letter to a client requested',
	LetterSettled: 'Letter to a client sent or refused',
	DecisionRecorded: 'Decision recorded',
	EscalationStarted: 'Escalation started',
	EscalationStepDue: 'Escalation step is due',
	EscalationMoved: 'Escalation moved',
	EscalationEnded: 'Escalation ended',
	DeliveryParked: 'Delivery parked',
	EffectParked: 'Effect with unknown outcome parked',
	EffectResolved: 'Parked effect decided by a person',
	RunFailed: 'Run of a workflow failed',
	OrganisationChanged: 'Organisation changed',
	WorkspaceChanged: 'Workspace changed',
} as const;
export type EventKind = keyof typeof eventKinds;

/** Where an entry or a stage change came from: made by the package (a generated contract), by a person, or as the answer to a check. */
export type Origin = 'generated' | 'by_hand' | 'rejected' | 'imported';

export interface NewEvent {
	readonly kind: EventKind;
	/** What a trigger filters on first: pipeline code, register code, escalation rule, or empty. */
	readonly scope?: string;
	/** What a trigger filters on second: stage, status or step code, or empty. */
	readonly state?: string;
	readonly origin?: Origin;
	readonly subject: SubjectRef;
	/** For events that say "entered a state": which stay in it, so that a delivery can be passed over once the subject moved on. */
	readonly cycle?: number;
	/** For `EscalationStepDue`: the escalation whose step it is. */
	readonly escalationId?: number;
	/** The facts as they were at the event; small, flat, without secrets. */
	readonly data: Readonly<Record<string, unknown>>;
}

/** The trail back: who or what made the event happen. */
export interface EventCause {
	readonly actor: Actor;
	readonly workflow?: { readonly id: string; readonly name: string };
	readonly node?: { readonly id: string; readonly name: string };
	readonly executionId?: string;
	readonly deliveryId?: number;
}

export interface DeskEvent extends NewEvent {
	readonly id: number;
	/** Workspace clock, ms. */
	readonly at: number;
	readonly scope: string;
	readonly state: string;
	readonly cause: EventCause;
}
