import { acknowledgeEscalation } from '../../../src/desk/escalations/end-escalation';
import { effect } from '../../shared/output';
import type { Operation } from '../../shared/resource';
import { aboutSubject } from '../../shared/subject-of';
import { endFields, endOf } from './escalation-fields';

export const acknowledge: Operation = {
	value: 'acknowledge',
	name: 'Acknowledge',
	action: 'Acknowledge an escalation',
	description: 'The person reacted: what is pending for the record stops',
	changes: true,
	about: aboutSubject(),
	properties: endFields({ displayName: 'Decision', placeholder: 'e.g. Клиент подпишет до пятницы', description: 'What was decided, in words; kept in the journal' }),
	async execute(item) {
		const input = endOf(item);
		return effect(await acknowledgeEscalation(await item.workspace(), input, item.call()), (ended) => ({ subjectKind: input.subject.kind, subjectId: input.subject.id, ended, count: ended.length }));
	},
};
