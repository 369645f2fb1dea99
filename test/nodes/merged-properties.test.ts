import * as fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';
import { mergedProperties } from '../../nodes/shared/merged-properties';
import type { OperationForm } from '../../nodes/shared/merged-properties';

const field = (name: string, description = ''): INodeProperties => ({ displayName: name, name, type: 'string', default: '', description });
const form = (resource: string, operation: string, ...names: string[]): OperationForm => ({ resource, operation, properties: names.map((name) => field(name)) });

/** What the editor shows of the list for one operation. */
function shownFor(properties: readonly INodeProperties[], { resource, operation }: OperationForm): string[] {
	const shown = properties.filter(({ displayOptions: { show } = {} }) => (resource === undefined || show?.resource?.includes(resource)) && show?.operation?.includes(operation));
	return shown.map(({ name, description }) => `${name}${description}`);
}

it('R-CORE-6: what operations ask for alike is one property', () => {
	const merged = mergedProperties([form('lead', 'move', 'subject', 'stage', 'options'), form('lead', 'get', 'subject'), form('deal', 'move', 'subject', 'reason', 'options')]);
	expect(merged.map(({ name }) => name)).toEqual(['subject', 'reason', 'stage', 'options']);
	expect(merged[0]?.displayOptions?.show).toEqual({ resource: ['lead', 'deal'], operation: ['move', 'get'] });
});

it('R-CORE-6: a property is not shared where that would show it for an operation that has none', () => {
	const merged = mergedProperties([form('lead', 'move', 'note'), form('deal', 'create', 'note'), form('deal', 'move')]);
	expect(merged.map(({ displayOptions }) => displayOptions?.show)).toEqual([
		{ resource: ['lead'], operation: ['move'] },
		{ resource: ['deal'], operation: ['create'] },
	]);
});

it('R-CORE-6: conditions of the property itself stay as they are', () => {
	const properties: INodeProperties[] = [{ ...field('subjectId'), displayOptions: { show: { subject: ['chosen'] }, hide: { kind: ['none'] } } }];
	expect(mergedProperties([{ operation: 'start', properties }, { operation: 'stop', properties }])).toEqual([
		{ ...field('subjectId'), displayOptions: { show: { operation: ['start', 'stop'], subject: ['chosen'] }, hide: { kind: ['none'] } } },
	]);
});

it('R-CORE-6: every operation shows what it asks for and nothing else, in its own order', () => {
	const properties = fc.uniqueArray(fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), description: fc.constantFrom('', '!') }), { selector: ({ name, description }) => name + description, maxLength: 6 });
	const forms = fc.uniqueArray(fc.record({ resource: fc.constantFrom('lead', 'deal', 'company'), operation: fc.constantFrom('get', 'move', 'create'), properties }), { selector: ({ resource, operation }) => `${resource} ${operation}` });
	fc.assert(
		fc.property(forms, (drawn) => {
			const all: OperationForm[] = drawn.map((one) => ({ ...one, properties: one.properties.map(({ name, description }) => field(name, description)) }));
			const merged = mergedProperties(all);
			for (const one of all) expect(shownFor(merged, one)).toEqual(one.properties.map(({ name, description }) => `${name}${description}`));
		}),
	);
});
