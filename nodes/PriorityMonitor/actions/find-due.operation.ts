import type { DueClient } from '../../../src/cadence/due-client';
import { findDueClients } from '../../../src/desk/priority/find-due-clients';
import { remindDueClients } from '../../../src/desk/priority/remind-due-clients';
import { priorityTitles } from '../../../src/texts';
import { departmentField, departmentOf } from '../../shared/department-of';
import type { OperationItem } from '../../shared/operation-item';
import { effectsInPieces, records } from '../../shared/output';
import type { Operation } from '../../shared/resource';
import { policyOf, restOption, targetFields } from './target-fields';

/** Which clients are looked at: those of the department the event is about, the one company, or all. */
async function clientsOf(item: OperationItem): Promise<{ companyId?: number; departmentId?: number }> {
	if (item.text('check') === 'chosen') {
		const department = await departmentOf(item);
		return department ? { departmentId: department.id } : {};
	}
	const subject = subjectOf(item);
	if (subject?.kind === 'company') return { companyId: subject.id };
	if (subject?.kind === 'department') return { departmentId: subject.id };
	return {};
}

/** The department or company that the trigger's event, or else the item, is about. */
function subjectOf(item: OperationItem): { kind: string; id: number } | null {
	for (const json of [item.startJson, item.json]) {
		if (json && ['company', 'department'].includes(String(json.subjectKind))) return { kind: String(json.subjectKind), id: Number(json.subjectId) };
	}
	return null;
}

const dueItem = (client: DueClient): object => ({ subjectKind: 'company', subjectId: client.companyId, ...client, priorityTitle: priorityTitles[client.priority] });

export const findDue: Operation = {
	value: 'findDue',
	name: 'Find Due Clients',
	action: 'Find due clients',
	description: 'Clients who left no request in their gap or are behind the yearly target, one item each with the reason in numbers',
	changes: true,
	about: (item) => {
		const subject = item.text('check') === 'chosen' ? null : subjectOf(item);
		return subject ? `${subject.kind} ${subject.id}` : '';
	},
	properties: [
		{
			displayName: 'Check',
			name: 'check',
			type: 'options',
			default: 'event',
			options: [
				{ name: "Clients of the Trigger's Event", value: 'event', description: 'Of the department whose morning it is, or the company whose priority changed; without either, all clients' },
				{ name: 'Clients of a Department', value: 'chosen' },
			],
		},
		{ ...departmentField, displayOptions: { show: { check: ['chosen'] } } },
		{
			displayName: 'Put Out',
			name: 'putOut',
			type: 'options',
			default: 'remind',
			options: [
				{ name: 'All Who Are Due', value: 'due', description: 'Also those reminded of already; nothing is marked' },
				{ name: 'Who Is to Be Reminded Of', value: 'remind', description: 'Each once per gap: they are marked, and a request or a logged contact begins the gap anew' },
			],
		},
		...targetFields,
	],
	options: [restOption],
	async execute(item) {
		const workspace = await item.workspace();
		const search = { policy: policyOf(item), ...(await clientsOf(item)) };
		if (item.text('putOut') === 'due') return await records(await findDueClients(workspace, { ...search, which: 'due' }), dueItem);
		return await effectsInPieces(await remindDueClients(workspace, search, item.call()), dueItem);
	},
};
