import { schedulePriorityMonitor, schedulePriorityMonitors } from '../../../src/desk/priority/priority-schedule';
import type { PlannedMorning } from '../../../src/desk/priority/priority-schedule';
import { departmentField, departmentOf } from '../../shared/department-of';
import { effect, effects } from '../../shared/output';
import type { Operation } from '../../shared/resource';

const plannedItem = (planned: PlannedMorning): object => ({ subjectKind: 'department', subjectId: planned.departmentId, rule: 'priority-monitor', step: 'morning', ...planned });

export const schedule: Operation = {
	value: 'schedule',
	name: 'Plan Mornings',
	action: 'Plan the mornings of departments',
	description: 'From now on an Escalation Trigger with the rule "priority-monitor" starts on every working morning of the department, or of all that have managers, also late when n8n was down. Doing it again changes the time, or nothing.',
	changes: true,
	properties: [
		departmentField,
		{ displayName: 'Time', name: 'time', type: 'string', default: '09:00', required: true, placeholder: 'e.g. 09:00', description: "By the department's clock; when it opens later, at the opening" },
	],
	async execute(item) {
		const [workspace, department, time] = [await item.workspace(), await departmentOf(item), item.text('time')];
		if (department) return effect(await schedulePriorityMonitor(workspace, { departmentId: department.id, time }, item.call()), plannedItem);
		return effects(await schedulePriorityMonitors(workspace, time, item.call()), (planned) => planned.map(plannedItem));
	},
};
