import { startEscalation } from '../../../src/desk/escalations/start-escalation';
import { effect } from '../../shared/output';
import type { Operation } from '../../shared/resource';
import { aboutSubject, anySubjectFields } from '../../shared/subject-of';
import { ruleField } from './escalation-fields';
import { stepsField, stepsOf } from './step-fields';

export const start: Operation = {
	value: 'start',
	name: 'Start',
	action: 'Start an escalation',
	description: 'Watch over a record: the steps fall due one after the other until somebody reacts or the record moves on',
	changes: true,
	about: aboutSubject(),
	properties: [
		ruleField,
		...anySubjectFields(),
		{
			displayName: 'Note',
			name: 'note',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. Решить дальнейшую судьбу договора {number}',
			description: 'What the person is asked to do. It comes along with every step; words in single braces are facts of the record at that time.',
		},
		stepsField,
	],
	async execute(item) {
		const input = { rule: item.text('rule'), subject: item.subject(), note: item.text('note'), steps: stepsOf(item) };
		return effect(await startEscalation(await item.workspace(), input, item.call()), ({ subject, ...started }) => ({ ...started, subjectKind: subject.kind, subjectId: subject.id }));
	},
};
