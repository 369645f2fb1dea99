import { requestLetter } from '../../../../src/desk/notices/request-letter';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { aboutSubject, anySubjectFields } from '../../../shared/subject-of';

export const request: Operation = {
	value: 'request',
	name: 'Request',
	action: 'Request a letter to the client of a record',
	description: 'Find the address, check the consent where one is needed, and hand the letter to the workflow that sends letters. Without an address or consent nothing is requested, and the answer says why.',
	changes: true,
	about: aboutSubject(),
	properties: [
		...anySubjectFields(),
		{ displayName: 'Letter Subject', name: 'letterSubject', type: 'string', default: '', required: true, description: 'Words in single braces are facts of the record, as in a notification' },
		{ displayName: 'Body', name: 'body', type: 'string', typeOptions: { rows: 6 }, default: '', required: true },
		{
			displayName: 'Purpose',
			name: 'purpose',
			type: 'options',
			default: 'service',
			options: [
				{ name: 'Advertising', value: 'advertising', description: 'Needs a recorded consent of the person' },
				{ name: 'Service', value: 'service', description: 'About an enquiry or a contract of the client' },
			],
		},
		{ displayName: "With the Record's File", name: 'withSubjectFile', type: 'boolean', default: false, description: 'Whether the file attached now goes with the letter' },
	],
	async execute(item) {
		const input = {
			subject: item.subject(),
			letterSubject: item.text('letterSubject'),
			body: item.text('body'),
			purpose: item.text('purpose') === 'advertising' ? ('advertising' as const) : ('service' as const),
			withSubjectFile: item.flag('withSubjectFile'),
		};
		return effect(await requestLetter(await item.workspace(), input, item.call()), (answer) => ({ subjectKind: input.subject.kind, subjectId: input.subject.id, ...answer }));
	},
};
