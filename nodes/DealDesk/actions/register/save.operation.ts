import { saveRegister } from '../../../../src/desk/registers/save-register';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

const example = {
	code: 'protocols',
	title: 'Протоколы испытаний',
	entryTitle: 'Протокол',
	initialStatus: 'draft',
	statuses: [
		{ code: 'draft', title: 'черновик', next: ['issued'] },
		{ code: 'issued', title: 'выдан', next: [] },
	],
	fields: [{ code: 'issuedOn', title: 'Дата выдачи', type: 'date', requiredIn: ['issued'] }],
};

export const save: Operation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update a register',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	changes: true,
	about: (item) => `register ${String(item.object('register').code)}`,
	properties: [
		{
			displayName: 'Register (JSON)',
			name: 'register',
			type: 'json',
			typeOptions: { rows: 14 },
			default: JSON.stringify(example, null, 2),
			required: true,
			description: 'Statuses with the moves allowed from each, and own fields. A status that entries stand on cannot be left out.',
		},
	],
	async execute(item) {
		return effect(await saveRegister(await item.workspace(), item.object('register'), item.call()));
	},
};
