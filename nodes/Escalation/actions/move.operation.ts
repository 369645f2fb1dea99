import { moveEscalation } from '../../../src/desk/escalations/end-escalation';
import { InvalidInputError } from '../../../src/errors';
import { effect } from '../../shared/output';
import type { Operation } from '../../shared/resource';
import { aboutSubject, anySubjectFields } from '../../shared/subject-of';
import { ruleFilterField } from './escalation-fields';

export const move: Operation = {
	value: 'move',
	name: 'Move',
	action: 'Move the next step of an escalation',
	description: 'Let the next step fall due at another time',
	changes: true,
	about: aboutSubject(),
	properties: [
		...anySubjectFields(),
		{ ...ruleFilterField, required: true, description: 'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>' },
		{ displayName: 'New Time', name: 'dueAt', type: 'dateTime', default: '', description: 'When the next step falls due. Empty parks it until a time is given.' },
	],
	async execute(item) {
		const rule = item.text('rule');
		if (rule === '') throw new InvalidInputError([{ field: 'Rule', reason: 'is not chosen' }]);
		const subject = item.subject();
		const outcome = await moveEscalation(await item.workspace(), { subject, rule, dueAt: item.maybeInstant('dueAt') }, item.call());
		return effect(outcome, (moved) => ({ ...moved, rule, subjectKind: subject.kind, subjectId: subject.id }));
	},
};
