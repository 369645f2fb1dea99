import type { SaveLegalEntity } from '../../../../src/desk/organisation/save-legal-entity';
import { saveLegalEntity } from '../../../../src/desk/organisation/save-legal-entity';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const save: Operation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update a legal entity of ours',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	changes: true,
	properties: [
		{ displayName: 'Code', name: 'code', type: 'string', default: '', required: true, placeholder: 'e.g. etalon' },
		{
			displayName: 'Fields',
			name: 'changes',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{ displayName: 'Accepted Checksums (JSON)', name: 'overrides', type: 'json', default: '{}', description: 'Requisite and the reason why it is right although its checksum fails, e.g. {"bank.account": "подтверждён банком 02.03.2026"}' },
				{ displayName: 'Active', name: 'active', type: 'boolean', default: true, description: 'Whether contracts are made for it' },
				{ displayName: 'City', name: 'city', type: 'string', default: '' },
				{ displayName: 'Number Pattern', name: 'numberPattern', type: 'string', default: '', placeholder: 'e.g. СЭ-{yyyy}/{seq:4}' },
				{ displayName: 'Requisites (JSON)', name: 'party', type: 'json', default: '{}', description: 'Form, fullName, shortName, inn, kpp, ogrn, address, bank, email, phone, signatory' },
				{ displayName: 'Short Name', name: 'shortName', type: 'string', default: '' },
				{ displayName: 'VAT Regimes (JSON)', name: 'vatRegimes', type: 'json', default: '[]', description: 'With the date each begins, e.g. [{"from": "2026-01-01", "kind": "general"}]' },
			],
		},
	],
	async execute(item) {
		const input: SaveLegalEntity = {
			code: item.text('code'),
			...(item.has('changes.shortName') && { shortName: item.text('changes.shortName') }),
			...(item.has('changes.numberPattern') && { numberPattern: item.text('changes.numberPattern') }),
			...(item.has('changes.city') && { city: item.text('changes.city') }),
			...(item.has('changes.active') && { active: item.flag('changes.active') }),
			...(item.has('changes.party') && { party: item.object('changes.party') }),
			...(item.has('changes.overrides') && { overrides: item.object('changes.overrides') as Record<string, string> }),
			...(item.has('changes.vatRegimes') && { vatRegimes: item.jsonList('changes.vatRegimes') as SaveLegalEntity['vatRegimes'] }),
		};
		return effect(await saveLegalEntity(await item.workspace(), input, item.call()), ({ legalEntity, ...rest }) => ({ legalEntityId: legalEntity.id, ...rest, ...legalEntity }));
	},
};
