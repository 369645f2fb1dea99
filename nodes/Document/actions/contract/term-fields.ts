import type { INodeProperties } from 'n8n-workflow';

import type { ContractTermsInput } from '../../../../src/desk/contracts/contract-terms';
import { InvalidInputError } from '../../../../src/errors';
import type { OperationItem } from '../../../shared/operation-item';

const texts = ['subject', 'product', 'standard', 'scheme', 'city'] as const;
const numbers = ['termWorkingDays', 'prepaymentPercent'] as const;

/** The terms of one contract, where they differ from what the deal says; the fields of the deal bear the same names. */
export const contractTermFields: INodeProperties = {
	displayName: 'Terms',
	name: 'terms',
	type: 'fixedCollection',
	default: {},
	placeholder: 'Add Terms',
	description: 'Where the contract differs from the deal. A term left empty comes from the field of the deal with the same name, else from the default.',
	options: [
		{
			displayName: 'Terms',
			name: 'term',
			values: [
				{ displayName: 'City', name: 'city', type: 'string', default: '', description: 'Where the contract is concluded; that of the legal entity by default' },
				{ displayName: 'Extra (JSON)', name: 'extra', type: 'json', default: '{}', description: 'Further texts for own templates: {"warranty": "12 месяцев"} fills {extra.warranty}' },
				{ displayName: 'Prepayment (Percent)', name: 'prepaymentPercent', type: 'string', default: '', placeholder: 'e.g. 50', description: '0 is paid after the act, 100 in advance. 100 by default.' },
				{ displayName: 'Product', name: 'product', type: 'string', default: '', description: 'What is certified' },
				{ displayName: 'Scheme', name: 'scheme', type: 'string', default: '', placeholder: 'e.g. 1с' },
				{ displayName: 'Standard', name: 'standard', type: 'string', default: '', placeholder: 'e.g. ТР ТС 004/2011' },
				{ displayName: 'Subject', name: 'subject', type: 'string', default: '', placeholder: 'e.g. сертификация кабельной продукции', description: 'What is done; the title of the deal by default' },
				{ displayName: 'Term (Working Days)', name: 'termWorkingDays', type: 'string', default: '', placeholder: 'e.g. 30', description: '30 by default' },
			],
		},
	],
};

function extraOf(item: OperationItem, path: string): Record<string, string> {
	return Object.fromEntries(
		Object.entries(item.object(path)).map(([name, value]) => {
			if (typeof value !== 'string' && typeof value !== 'number') throw new InvalidInputError([{ field: `Extra: ${name}`, reason: 'must be a text or a number' }]);
			return [name, String(value)];
		}),
	);
}

/** What was filled in, in the shape the use case takes. */
export function contractTerms(item: OperationItem, path: string): ContractTermsInput {
	const filled = <T>(names: readonly string[], read: (path: string) => T | null) => names.map((name) => [name, read(`${path}.${name}`)] as const).filter(([, value]) => value !== null);
	const extra = extraOf(item, `${path}.extra`);
	return {
		...Object.fromEntries(filled(texts, (field) => item.maybeText(field))),
		...Object.fromEntries(filled(numbers, (field) => item.maybeNumber(field))),
		...(Object.keys(extra).length > 0 && { extra }),
	};
}
