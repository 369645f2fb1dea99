import { notify } from '../../../../src/desk/notices/notify';
import type { Notified } from '../../../../src/desk/notices/notify';
import { notifyAll } from '../../../../src/desk/notices/notify-all';
import type { NoticeAnswer, NoticeRequest } from '../../../../src/desk/notices/notify-all';
import type { EffectOutcome } from '../../../../src/desk/workspace';
import { allAtOnce } from '../../../shared/all-at-once';
import type { OperationItem } from '../../../shared/operation-item';
import { effects } from '../../../shared/output';
import type { Output } from '../../../shared/output';
import { recipientFields, recipientOf } from '../../../shared/recipient-fields';
import type { Operation } from '../../../shared/resource';
import { aboutSubject, anySubjectFields } from '../../../shared/subject-of';

function requestOf(item: OperationItem): NoticeRequest {
	const link = item.maybeText('options.link');
	return { input: { subject: item.subject(), ...recipientOf(item), text: item.text('text'), ...(link !== null && { link }) }, call: item.call() };
}

const describe = (outcome: EffectOutcome<Notified>): Output[] =>
	effects(outcome, ({ notifications, subject }) => notifications.map((one) => ({ ...one, subjectKind: subject.kind, subjectId: subject.id, subjectTitle: subject.title })));

export const notifyOperation: Operation = {
	value: 'notify',
	name: 'Notify',
	action: 'Notify people about a record',
	description: 'Put a notice on the desk of the people responsible; one item for each of them comes out',
	changes: true,
	properties: [
		...anySubjectFields(),
		...recipientFields('Who gets the notice'),
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 3 },
			required: true,
			default: '',
			placeholder: 'e.g. {subject}: перезвоните клиенту {client}, {phone}',
			description: 'Words in single braces are filled in with facts about the subject: {subject}, {client}, {stage} or {status}, {responsible}, own fields and more; behind an Escalation Trigger also {note}, {step} and {late}',
		},
	],
	options: [
		{
			displayName: 'Link',
			name: 'link',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/cards/12',
			description: "Where the notice leads. Empty means the subject's card.",
		},
	],
	about: aboutSubject(),
	execute: async (item) => {
		const { input, call } = requestOf(item);
		return describe(await notify(await item.workspace(), input, call));
	},
	// A morning's reminders are a thousand items of one run.
	executeAll: allAtOnce<NoticeRequest, NoticeAnswer>({
		read: requestOf,
		act: async (item, requests, stopAtFailure) => await notifyAll(await item.workspace(), requests, stopAtFailure),
		say: (answer) => {
			if (answer.kind === 'failed') throw answer.error;
			return describe(answer.outcome);
		},
	}),
};
