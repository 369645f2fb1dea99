import type { INodeProperties } from 'n8n-workflow';

import { packageNodes } from './helpers/package-nodes';

function everyProperty(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => {
		const inner = (property.options ?? []).flatMap((option) => ('values' in option ? option.values : 'type' in option ? [option as INodeProperties] : []));
		return [property, ...everyProperty(inner)];
	});
}

describe.each(Object.entries(packageNodes))('%s', (_name, { description, methods }) => {
	const properties = everyProperty(description.properties);

	it('R-CORE-6: every list of the editor has its method', () => {
		const loaded = properties.flatMap(({ typeOptions }) => typeOptions?.loadOptionsMethod ?? []);
		expect(loaded.filter((method) => !Object.hasOwn(methods?.loadOptions ?? {}, method))).toEqual([]);
		const searched = properties.flatMap(({ modes = [] }) => modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []));
		expect(searched.filter((method) => !Object.hasOwn(methods?.listSearch ?? {}, method))).toEqual([]);
	});

	it('R-CORE-6: the credential can be tested, whichever node n8n asks', () => {
		const [credential] = description.credentials ?? [];
		expect(credential).toMatchObject({ name: 'dealDeskApi', required: true });
		expect(Object.keys(methods?.credentialTest ?? {})).toContain(credential?.testedBy);
	});
});
