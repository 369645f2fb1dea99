import { unschedulePriorityMonitor } from '../../../src/desk/priority/priority-schedule';
import { InvalidInputError } from '../../../src/errors';
import { departmentField, departmentOf } from '../../shared/department-of';
import { effect } from '../../shared/output';
import type { Operation } from '../../shared/resource';

export const unschedule: Operation = {
	value: 'unschedule',
	name: 'Stop Mornings',
	action: 'Stop the mornings of a department',
	description: 'The clients of one department are not checked in the morning any more',
	changes: true,
	properties: [{ ...departmentField, required: true }],
	async execute(item) {
		const department = await departmentOf(item);
		if (!department) throw new InvalidInputError([{ field: 'Department', reason: 'is not chosen' }]);
		const outcome = await unschedulePriorityMonitor(await item.workspace(), department.id, item.call());
		return effect(outcome.kind === 'overtaken' ? outcome : { kind: outcome.kind, result: { departmentId: department.id, subjectKind: 'department', subjectId: department.id, stopped: outcome.result } });
	},
};
