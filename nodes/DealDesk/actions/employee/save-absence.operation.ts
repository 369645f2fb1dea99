import { saveAbsence as keepAbsence } from '../../../../src/desk/organisation/save-absence';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const saveAbsence: Operation = {
	value: 'setAbsence',
	name: 'Set Absence',
	action: 'Set when an employee is away',
	description: 'While a person is away, notices and tasks go to the substitute',
	changes: true,
	properties: [
		{ displayName: 'Email', name: 'email', type: 'string', default: '', required: true, placeholder: 'e.g. anna@example.com' },
		{ displayName: 'From', name: 'fromAt', type: 'dateTime', default: '', description: 'Empty means the person is here' },
		{ displayName: 'Until', name: 'untilAt', type: 'dateTime', default: '', description: 'The first moment the person is back; empty means until further notice' },
		{ displayName: 'Substitute Email', name: 'substituteEmail', type: 'string', default: '', description: 'Empty keeps the substitute on record' },
	],
	async execute(item) {
		const substituteEmail = item.maybeText('substituteEmail');
		const input = { email: item.text('email'), fromAt: item.maybeInstant('fromAt'), untilAt: item.maybeInstant('untilAt'), ...(substituteEmail !== null && { substituteEmail }) };
		return effect(await keepAbsence(await item.workspace(), input, item.call()), ({ employee, ...rest }) => ({ employeeId: employee.id, ...rest, ...employee }));
	},
};
