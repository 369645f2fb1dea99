import { assignLead } from '../../../../src/desk/leads/assign-lead';
import { recordLocator } from '../../../shared/locators';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { aboutLead, leadField, leadIdOf, leadItem } from './lead-fields';

export const assign: Operation = {
	value: 'assign',
	name: 'Assign',
	action: 'Assign a lead to an employee',
	description: 'Give a lead to another responsible person; notices to come go to them',
	changes: true,
	about: aboutLead,
	properties: [...leadField, recordLocator('employee', { name: 'responsibleId', displayName: 'Responsible', required: true })],
	async execute(item) {
		return effect(await assignLead(await item.workspace(), { leadId: leadIdOf(item), responsibleId: item.id('responsibleId') }, item.call()), leadItem);
	},
};
