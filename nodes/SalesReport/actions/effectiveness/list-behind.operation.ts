import { listBehind as listFacts } from '../../../../src/desk/effectiveness/effectiveness';
import { metricCodes } from '../../../../src/reports/effectiveness';
import type { MetricCode } from '../../../../src/reports/effectiveness';
import { reportTexts } from '../../../../src/texts';
import { records } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { askedOf, originalTermOptions, periodFields } from './period-fields';

/** 'leads_taken' → 'Leads Taken' */
const titleOf = (code: MetricCode): string => code.split('_').map((word) => (['by', 'in', 'on'].includes(word) ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`)).join(' ');
const byName = (a: { readonly name: string }, b: { readonly name: string }): number => a.name.localeCompare(b.name, 'en');

export const listBehind: Operation = {
	value: 'getFacts',
	name: 'Get List Behind a Number',
	action: 'Get the list behind a number',
	description: 'The leads, contracts, payments … that a number is made of, one item each, in order of time',
	changes: false,
	properties: [
		{ displayName: 'Number', name: 'metric', type: 'options', default: 'leads_taken', options: metricCodes.map((code) => ({ name: titleOf(code), value: code, description: reportTexts.metrics[code] })).sort(byName) },
		...periodFields,
		{ displayName: 'Limit', name: 'limit', type: 'number', typeOptions: { minValue: 1, maxValue: 10_000 }, default: 50, description: 'Max number of results to return' },
	],
	options: [...originalTermOptions, { displayName: 'Stage', name: 'stage', type: 'string', default: '', description: 'For numbers by stage: its code; of a deal with the pipeline before it, e.g. certification/tests' }],
	async execute(item) {
		const { asked } = await askedOf(item);
		const stage = item.maybeText('options.stage');
		const facts = await listFacts(await item.workspace(), { ...asked, metric: item.text('metric') as MetricCode, limit: item.number('limit'), ...(stage !== null && { stage }) });
		return await records(facts.map(({ subject, ...fact }) => ({ subjectKind: subject.kind, subjectId: subject.id, ...fact })));
	},
};
