import { saveAllReportSettings, saveReportSettings } from '../../../../src/desk/reports/report-settings';
import type { ReportSettingsSaved } from '../../../../src/desk/reports/report-settings';
import type { DayOffRule } from '../../../../src/reports/report-settings';
import { departmentField, departmentOf } from '../../../shared/department-of';
import type { OperationItem } from '../../../shared/operation-item';
import { effect, effects } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

function ruleOf(item: OperationItem) {
	const zone = item.maybeText('options.zone');
	const startsAt = item.maybeInstant('options.startsAt');
	return { day: item.number('day'), time: item.text('time'), dayOffRule: item.text('dayOffRule') as DayOffRule, ...(zone !== null && { zone }), ...(startsAt !== null && { startsAt }) };
}

const savedItem = ({ settings: { id: _, ...settings }, next, changed }: ReportSettingsSaved): object => ({ subjectKind: 'department', subjectId: settings.departmentId, ...settings, nextMonth: next.month, nextCutoffAt: next.toAt, changed });

export const declareCutOff: Operation = {
	value: 'declareCutOff',
	name: 'Declare Cut-Off',
	action: 'Declare when the months of departments end',
	description: 'From now on an Escalation Trigger with the rule "monthly-close" starts at every cut-off, also late when n8n was down. Doing it again changes the rule for months to come, or nothing.',
	changes: true,
	properties: [
		departmentField,
		{ displayName: 'Day of the Month', name: 'day', type: 'number', typeOptions: { minValue: 1, maxValue: 31 }, default: 20, description: 'A shorter month ends on its last day' },
		{ displayName: 'Time', name: 'time', type: 'string', default: '09:00', required: true, description: 'A payment at this very minute still belongs to the month; 24:00 counts the whole day in' },
		{
			displayName: 'If That Is a Day Off',
			name: 'dayOffRule',
			type: 'options',
			default: 'next',
			options: [
				{ name: 'Next Working Day', value: 'next' },
				{ name: 'Previous Working Day', value: 'previous' },
				{ name: 'Same Day All the Same', value: 'same' },
			],
		},
	],
	options: [
		{ displayName: 'Cut-Off Zone', name: 'zone', type: 'string', default: '', placeholder: 'e.g. Europe/Moscow', description: "IANA zone in which day and time are meant. Empty means the department's own." },
		{ displayName: 'Reports Begin At', name: 'startsAt', type: 'dateTime', default: '', description: 'Cut-offs up to here are never closed. Empty means from the first declaration on.' },
	],
	async execute(item) {
		const [workspace, department] = [await item.workspace(), await departmentOf(item)];
		if (department) return effect(await saveReportSettings(workspace, { ...ruleOf(item), departmentId: department.id }, item.call()), savedItem);
		return effects(await saveAllReportSettings(workspace, ruleOf(item), item.call()), (saved) => saved.map(savedItem));
	},
};
