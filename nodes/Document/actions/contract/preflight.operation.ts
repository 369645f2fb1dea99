import { preflightDealContract } from '../../../../src/desk/contracts/preflight-contract';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { contractFields, contractOptions, contractRequest } from './contract-fields';

export const preflight: Operation = {
	value: 'preflight',
	name: 'Pre-Flight',
	action: 'Check what a contract would be made of',
	description: 'All faults at once, before a number is spent: requisites of both sides, VAT, sum of the lines, template',
	changes: false,
	properties: contractFields,
	options: contractOptions,
	async execute(item) {
		const request = contractRequest(item);
		const answer = await preflightDealContract(await item.workspace(), request);
		// Made to be put into texts, where braces name facts; a fault of a template quotes its tags in braces.
		const faultsText = answer.faults.map(({ message }, index) => `${index + 1}) ${message}`).join('; ').replace(/[{}]/g, '\\$&');
		return record({ subjectKind: 'deal', subjectId: request.dealId, dealId: request.dealId, ...answer, faultsText });
	},
};
