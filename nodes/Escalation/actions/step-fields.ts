import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { WaitUnit } from '../../../src/calendar';
import { InvalidInputError } from '../../../src/errors';
import type { EscalationStep, StepWait } from '../../../src/escalation/escalation';
import type { OperationItem } from '../../shared/operation-item';
import { textOf } from '../../shared/checked-value';
import { instantOf } from '../../shared/parameter-instant';
import { waitUnitOptions } from '../../shared/wait-fields';

/** What decides when a step falls due. */
type StepKind = 'after' | 'on_date' | 'at';

const kindOptions: INodePropertyOptions[] = [
	{ name: 'After a Wait', value: 'after', description: 'Since the start, or since the step before fired' },
	{ name: 'At a Given Time', value: 'at' },
	{ name: 'On a Date of the Record', value: 'on_date', description: 'And along with it, when the date is moved; without a date the step waits' },
];

const shownFor = (...kinds: StepKind[]) => ({ show: { due: kinds } });

const stepValues: INodeProperties[] = [
	{
		displayName: 'Step',
		name: 'code',
		type: 'string',
		default: '',
		placeholder: 'e.g. remind',
		description: 'What the Escalation Trigger listens to: "remind", "task" …',
	},
	{ displayName: 'Falls Due', name: 'due', type: 'options', default: 'after', options: kindOptions },
	{ displayName: 'Wait', name: 'amount', type: 'number', typeOptions: { minValue: 0 }, default: 1, displayOptions: shownFor('after'), description: '0 is at once' },
	{ displayName: 'Unit', name: 'unit', type: 'options', default: 'working_days', options: [...waitUnitOptions], displayOptions: shownFor('after') },
	{
		displayName: 'Date',
		name: 'field',
		type: 'string',
		default: 'callAt',
		displayOptions: shownFor('on_date'),
		description: 'Lead: callAt. Company: nextCallAt, nextLetterAt. Register entry: the code of a date field, e.g. expiresOn or dueOn.',
	},
	{ displayName: 'Days Before', name: 'daysBefore', type: 'number', typeOptions: { minValue: 0 }, default: 0, displayOptions: shownFor('on_date'), description: 'How many calendar days ahead of the date' },
	{ displayName: 'Time', name: 'at', type: 'dateTime', default: '', displayOptions: shownFor('at') },
	{
		displayName: 'Times',
		name: 'times',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: 1,
		displayOptions: shownFor('after'),
		description: 'How often it fires, each time after the same wait, before the next step begins',
	},
	{
		displayName: 'In Working Hours',
		name: 'inWorkingHours',
		type: 'boolean',
		default: true,
		description: "Whether it fires in the responsible person's working hours only; outside them it is put off to the next opening",
	},
];

/** The ladder: first a notice, later a task with the head. What a step does is decided behind the Escalation Trigger. */
export const stepsField: INodeProperties = {
	displayName: 'Steps',
	name: 'steps',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Step',
	default: { step: [{ code: 'remind', due: 'after', amount: 1, unit: 'working_days', times: 1, inWorkingHours: true }] },
	options: [{ displayName: 'Step', name: 'step', values: stepValues }],
	description: 'One after the other, each counted from the one before. They end by themselves when the record leaves its stage or status.',
};

const textIn = (row: IDataObject, field: string): string => textOf(row[field], field);

/** A number as it stands; what is wrong with it is said by the use case, for all steps at once. */
function numberIn(row: IDataObject, name: string, field: string, otherwise: number): number {
	const text = textIn(row, field);
	const value = text === '' ? otherwise : Number(text.replace(',', '.'));
	if (Number.isNaN(value)) throw new InvalidInputError([{ field: name, reason: `"${text}" is not a number` }]);
	return value;
}

function waitIn(row: IDataObject, name: string, zone: string): StepWait {
	const due = textIn(row, 'due') || 'after';
	if (due === 'on_date') return { kind: 'at', at: null, field: textIn(row, 'field'), daysBefore: numberIn(row, name, 'daysBefore', 0) };
	if (due === 'at') {
		const at = instantOf(row.at, zone, name);
		if (at === null) throw new InvalidInputError([{ field: name, reason: 'has no time' }]);
		return { kind: 'at', at, field: null };
	}
	return { kind: 'after', wait: { amount: numberIn(row, name, 'amount', 1), unit: (textIn(row, 'unit') || 'working_days') as WaitUnit } };
}

/** The steps as the node is set. A row that was never touched in the editor lacks fields, so each has its default here too. */
export function stepsOf(item: OperationItem): EscalationStep[] {
	const zone = item.context.getTimezone();
	return item.rows('steps.step').map((row, index) => {
		const name = `Step ${index + 1}`;
		const wait = waitIn(row, name, zone);
		return { code: textIn(row, 'code'), wait, times: wait.kind === 'after' ? numberIn(row, name, 'times', 1) : 1, inWorkingHours: row.inWorkingHours !== false };
	});
}
