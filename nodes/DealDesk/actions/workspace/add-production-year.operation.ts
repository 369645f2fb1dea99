import { addProductionYear as add } from '../../../../src/desk/operations/add-production-year';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const addProductionYear: Operation = {
	value: 'addProductionYear',
	name: 'Add Production Year',
	action: 'Add a year of the production calendar',
	description: 'Days off, moved working days and shortened days of one year, once the decree is out',
	changes: true,
	properties: [
		{
			displayName: 'Year (JSON)',
			name: 'year',
			type: 'json',
			default: '{\n  "year": 2027,\n  "source": "",\n  "daysOff": [],\n  "workingWeekends": [],\n  "shortened": []\n}',
			required: true,
			description: 'Days as ISO dates; daysOff are weekdays on which nobody works',
		},
	],
	async execute(item) {
		return effect(await add(await item.workspace(), { year: item.object('year') }, item.call()));
	},
};
