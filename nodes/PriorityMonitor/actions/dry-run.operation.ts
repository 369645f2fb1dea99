import { dryRunPage } from '../../../src/desk/priority/dry-run-page';
import { viewDryRun } from '../../../src/desk/priority/dry-run-view';
import { departmentField, departmentOf } from '../../shared/department-of';
import type { OperationItem } from '../../shared/operation-item';
import { record, records } from '../../shared/output';
import type { Output } from '../../shared/output';
import type { Operation } from '../../shared/resource';
import { currentTargets, policyOf, restOption, targetFields } from './target-fields';
import { DAY_MS } from '../../../src/milliseconds';


async function view(item: OperationItem) {
	const workspace = await item.workspace();
	const department = await departmentOf(item);
	const to = await item.instantOrNow('to');
	return await viewDryRun(workspace, {
		policy: policyOf(item),
		current: policyOf(item, 'current.'),
		from: item.maybeInstant('from') ?? to - 90 * DAY_MS,
		to,
		time: item.text('time'),
		mostListed: item.maybeNumber('options.mostListed') ?? 1_000,
		...(department && { departmentId: department.id }),
	});
}

export const dryRun: Operation = {
	value: 'dryRun',
	name: 'Dry Run',
	action: 'Try other targets on past dates',
	description: 'Who would have been reminded of, how many per manager and week, and how that differs from the targets in force. Nothing is sent and nothing is marked.',
	changes: false,
	properties: [
		{ displayName: 'From', name: 'from', type: 'dateTime', default: '', description: 'Empty means 90 days before the end' },
		{ displayName: 'To', name: 'to', type: 'dateTime', default: '', description: 'Empty means now. At most two years are played.' },
		departmentField,
		...targetFields,
		currentTargets,
		{ displayName: 'Time', name: 'time', type: 'string', default: '09:00', required: true, description: "When the mornings are, by the department's clock" },
		{
			displayName: 'Put Out',
			name: 'putOut',
			type: 'options',
			default: 'counts',
			options: [
				{ name: 'Page', value: 'page', description: 'One item with the totals, and all of it as a page in "html"' },
				{ name: 'Per Manager and Week', value: 'counts', description: 'One item each, with the difference to the targets in force' },
				{ name: 'Who', value: 'who', description: 'One item for each reminder, in order of time' },
			],
		},
	],
	options: [{ displayName: 'Most Reminders Listed', name: 'mostListed', type: 'number', typeOptions: { minValue: 1, maxValue: 100_000 }, default: 1_000, description: 'All are counted; so many are listed one by one' }, restOption],
	async execute(item): Promise<Output | Output[]> {
		const played = await view(item);
		const { counts, listed, ...totals } = played;
		if (item.text('putOut') === 'who') return await records(listed.map((one) => ({ subjectKind: 'company', subjectId: one.companyId, ...one })));
		if (item.text('putOut') === 'counts') return await records(counts);
		return record({ ...totals, html: await dryRunPage(played) });
	},
};
