import { cancelEscalation } from '../../../src/desk/escalations/end-escalation';
import { effect } from '../../shared/output';
import type { Operation } from '../../shared/resource';
import { aboutSubject } from '../../shared/subject-of';
import { endFields, endOf } from './escalation-fields';

export const cancel: Operation = {
	value: 'cancel',
	name: 'Cancel',
	action: 'Cancel an escalation',
	description: 'Call off what is pending for the record, without anybody having reacted',
	changes: true,
	about: aboutSubject(),
	properties: endFields({ displayName: 'Reason', placeholder: 'e.g. Заведено по ошибке', description: 'Why it is called off; kept in the journal' }),
	async execute(item) {
		const input = endOf(item);
		return effect(await cancelEscalation(await item.workspace(), input, item.call()), (ended) => ({ subjectKind: input.subject.kind, subjectId: input.subject.id, ended, count: ended.length }));
	},
};
