import type { INodeProperties } from 'n8n-workflow';

import type { ContractRequest } from '../../../../src/desk/contracts/contract-input';
import { recordLocator } from '../../../shared/locators';
import type { OperationItem } from '../../../shared/operation-item';
import { subjectField } from '../../../shared/subject-of';
import { contractTermFields, contractTerms } from './term-fields';

export const contractFields: INodeProperties[] = [...subjectField('deal'), recordLocator('legalEntity', { name: 'legalEntityId', description: 'Our legal entity that signs; empty takes the one chosen in the deal' })];

export const contractOptions: INodeProperties[] = [
	{ displayName: 'Contract Date', name: 'contractDate', type: 'string', default: '', placeholder: 'e.g. 2026-11-23', description: 'The date both sides write; empty means today in the zone of the department' },
	{ displayName: 'Lines (JSON)', name: 'lines', type: 'json', default: '[]', description: 'Works with prices in kopecks, e.g. [{"title": "Сертификация", "quantity": 1, "unit": "усл.", "priceKopecks": 12500000}]. Empty makes one line of the deal\'s title and amount.' },
	contractTermFields,
];

export function contractRequest(item: OperationItem): ContractRequest {
	const lines = item.jsonList('options.lines') as NonNullable<ContractRequest['lines']>;
	const contractDate = item.text('options.contractDate');
	return { dealId: item.subject('deal').id, legalEntityId: item.maybeId('legalEntityId'), ...(lines.length > 0 && { lines }), ...(contractDate && { contractDate }), terms: contractTerms(item, 'options.terms.term') };
}
