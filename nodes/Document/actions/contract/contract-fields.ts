import type { INodeProperties } from 'n8n-workflow';

import type { ContractRequest } from '../../../../src/desk/contracts/contract-input';
import { InvalidInputError } from '../../../../src/errors';
import { recordLocator } from '../../../shared/locators';
import type { OperationItem } from '../../../shared/operation-item';
import { subjectField } from '../../../shared/subject-of';

export const contractFields: INodeProperties[] = [...subjectField('deal'), recordLocator('legalEntity', { name: 'legalEntityId', description: 'Our legal entity that signs; empty takes the one chosen in the deal' })];

export const contractOptions: INodeProperties[] = [
	{ displayName: 'Contract Date', name: 'contractDate', type: 'string', default: '', placeholder: 'e.g. 2026-11-23', description: 'The date both sides write; empty means today in the zone of the department' },
	{ displayName: 'Lines (JSON)', name: 'lines', type: 'json', default: '[]', description: 'Works with prices in kopecks, e.g. [{"title": "Сертификация", "quantity": 1, "unit": "усл.", "priceKopecks": 12500000}]. Empty makes one line of the deal\'s title and amount.' },
];

function linesOf(item: OperationItem): ContractRequest['lines'] {
	const given = item.raw('options.lines');
	const text = typeof given === 'string' ? given.trim() : JSON.stringify(given ?? []);
	if (text === '' || text === '[]') return undefined;
	try {
		const lines = JSON.parse(text) as unknown;
		if (Array.isArray(lines)) return lines as ContractRequest['lines'];
	} catch (error) {
		throw new InvalidInputError([{ field: 'Lines', reason: `is not valid JSON: ${(error as Error).message}` }]);
	}
	throw new InvalidInputError([{ field: 'Lines', reason: 'must be a JSON list of lines' }]);
}

export function contractRequest(item: OperationItem): ContractRequest {
	const lines = linesOf(item);
	const contractDate = item.text('options.contractDate');
	return { dealId: item.subject('deal').id, legalEntityId: item.maybeId('legalEntityId'), ...(lines && { lines }), ...(contractDate && { contractDate }) };
}
