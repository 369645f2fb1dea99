import type { EventCause } from '../journal/event';
import type { SubjectKind } from '../subject';

/** The answer to "why does this exist", kept with every notice, task and letter (R-CORE-4). */
export interface Why {
	/** Workflow, node and execution that made it, or the person. */
	readonly cause: EventCause;
	/** The event behind it, when a trigger delivered one. */
	readonly event: { readonly id: number; readonly kind: string; readonly at: number } | null;
	/** The escalation step behind it. Instants are ms. */
	readonly escalation: {
		readonly rule: string;
		readonly step: string;
		readonly occurrence: number;
		readonly dueAt: number;
		readonly firedAt: number;
		readonly lateByMs: number;
		readonly calendar: string;
		readonly warnings: readonly string[];
	} | null;
	/** The facts that were read when it was made. */
	readonly facts: Readonly<Record<string, string>>;
	/** Why this person: substitute, one level up … */
	readonly recipient: string | null;
}

export interface Notification {
	readonly id: number;
	readonly recipientId: number;
	readonly text: string;
	readonly link: string | null;
	readonly subjectKind: SubjectKind | null;
	readonly subjectId: number | null;
	readonly why: Why;
	readonly createdAt: number;
	readonly readAt: number | null;
}

export interface Task {
	readonly id: number;
	/** `verification`: the head checks one particular file; `escalation`: nobody reacted; `ordinary`: anything else. */
	readonly kind: 'ordinary' | 'escalation' | 'verification';
	readonly title: string;
	readonly body: string;
	readonly assigneeId: number;
	/** The head joined to the task, and others. */
	readonly participantIds: readonly number[];
	readonly subjectKind: SubjectKind | null;
	readonly subjectId: number | null;
	/** The stay in a status it belongs to: when the subject leaves it, the task is cancelled visibly. */
	readonly subjectCycle: number | null;
	readonly status: 'open' | 'done' | 'cancelled';
	readonly dueAt: number | null;
	readonly fileId: number | null;
	readonly fileHash: string | null;
	readonly why: Why;
	readonly createdAt: number;
	readonly closedAt: number | null;
	readonly closedBy: string | null;
	readonly closeNote: string | null;
}

export interface Letter {
	readonly id: number;
	readonly toAddress: string;
	readonly subject: string;
	readonly body: string;
	/** Advertising needs a recorded consent; a letter about an enquiry or a contract does not (domain facts 4.6). */
	readonly purpose: 'service' | 'advertising';
	readonly state: 'requested' | 'sent' | 'failed' | 'unknown';
	readonly subjectKind: SubjectKind | null;
	readonly subjectId: number | null;
	readonly fileId: number | null;
	readonly why: Why;
	readonly createdAt: number;
	readonly settledAt: number | null;
	readonly note: string | null;
}
