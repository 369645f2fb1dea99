import type { IDataObject } from 'n8n-workflow';

import { standingOf } from '../../src/desk/runtime/event-filters';
import type { Delivery } from '../../src/desk/runtime/listen';
import type { DeskEvent } from '../../src/desk/runtime/latest-event';
import { readable } from './readable';
import { MINUTE_MS } from '../../src/milliseconds';

/** An event as a workflow meets it: flat, with the words of its kind of subject. */
export type EventToJson = (event: DeskEvent) => IDataObject;

/** The facts of an event, its subject under `subjectKind` and `subjectId` and under its own name (`leadId`, `entryId`, …). */
export function eventJson(event: DeskEvent): IDataObject {
	const { id, kind, at, scope, state, origin, subject, data } = event;
	return {
		...standingOf(event),
		...readable(data),
		subjectKind: subject.kind,
		subjectId: subject.id,
		[`${subject.kind}Id`]: subject.id,
		event: readable({ id, kind, at, scope, state, origin }),
	};
}


/** A step of an escalation: the rule, the step, the operator's note, when it was due and how late it is. */
export function stepJson(event: DeskEvent): IDataObject {
	const { subject, data } = event;
	return {
		...readable(data),
		lateByMinutes: Math.round(Number(data.lateByMs ?? 0) / MINUTE_MS),
		subjectKind: subject.kind,
		subjectId: subject.id,
		[`${subject.kind}Id`]: subject.id,
		event: readable({ id: event.id, kind: event.kind, at: event.at }),
	};
}

/** What the run carries along so that each of its effects knows its cause (start-item.ts). */
export function deliveredJson({ id, attempt, event }: Delivery, toJson: EventToJson): IDataObject {
	return { delivery: { id, attempt }, ...toJson(event) };
}

/** An event shown to somebody who builds a workflow: nothing was delivered, so nothing is acknowledged. */
export function sampleJson(event: DeskEvent, toJson: EventToJson): IDataObject {
	return { delivery: null, ...toJson(event) };
}
