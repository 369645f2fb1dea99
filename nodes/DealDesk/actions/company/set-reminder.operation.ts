import { setCompanyReminder } from '../../../../src/desk/reminders/set-company-reminder';
import { effect } from '../../../shared/output';
import type { OperationItem } from '../../../shared/operation-item';
import type { Operation } from '../../../shared/resource';
import { aboutCompany, companyField, companyIdOf } from './company-fields';

/** Which of the plans is meant. */
const kindOf = (item: OperationItem): 'call' | 'letter' => (item.text('kind') === 'letter' ? 'letter' : 'call');

export const setReminder: Operation = {
	value: 'setReminder',
	name: 'Plan Call or Letter',
	action: 'Plan the next call or letter of a company',
	description: "Set, move or clear the date on the card. It reaches the manager in their working hours, and comes back every so many days when wanted.",
	changes: true,
	about: (item) => `${aboutCompany(item)} ${kindOf(item)}`,
	properties: [
		...companyField,
		{
			displayName: 'What',
			name: 'kind',
			type: 'options',
			default: 'call',
			options: [
				{ name: 'Call', value: 'call' },
				{ name: 'Letter', value: 'letter' },
			],
		},
		{ displayName: 'At', name: 'at', type: 'dateTime', default: '', description: 'When it is next due. Empty clears the date: nobody is reminded any more. Without an offset it is meant in the time zone of whoever is responsible for the company.' },
		{
			displayName: 'Repeat',
			name: 'repeat',
			type: 'options',
			default: 'keep',
			options: [
				{ name: 'As It Was', value: 'keep', description: 'Once, when nothing was planned before' },
				{ name: 'Every so Many Days', value: 'every' },
				{ name: 'Once', value: 'once' },
			],
		},
		{ displayName: 'Every (Days)', name: 'repeatDays', type: 'number', typeOptions: { minValue: 1, maxValue: 366 }, default: 30, displayOptions: { show: { repeat: ['every'] } }, description: 'Calendar days between two dates' },
		{ displayName: 'Note', name: 'note', type: 'string', typeOptions: { rows: 2 }, default: '', description: 'What to call or write about; empty leaves what was noted before' },
	],
	async execute(item) {
		const [repeat, note] = [item.text('repeat'), item.maybeText('note')];
		const input = {
			companyId: companyIdOf(item),
			kind: kindOf(item),
			at: await item.maybeInstantOf(item.subject('company'), 'at'),
			...(repeat === 'once' && { repeatDays: null }),
			...(repeat === 'every' && { repeatDays: item.number('repeatDays') }),
			...(note !== null && { note }),
		};
		return effect(await setCompanyReminder(await item.workspace(), input, item.call()), (answer) => ({ subjectKind: 'company', subjectId: answer.companyId, ...answer }));
	},
};
