import { generateContract } from '../../../../src/desk/contracts/generate-contract';
import { getFile } from '../../../../src/desk/files/get-file';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { contractFields, contractOptions, contractRequest } from './contract-fields';

export const generate: Operation = {
	value: 'generate',
	name: 'Generate',
	action: 'Generate a contract and file it',
	description: 'Check, number, render and file the contract of a deal as one step. A deal with a live contract of this legal entity gets that one back.',
	changes: true,
	about: (item) => `deal ${item.subject('deal').id}`,
	properties: [...contractFields, { displayName: 'Output Binary Field', name: 'outputField', type: 'string', default: 'data', required: true, hint: 'The name of the output field to put the .docx in' }],
	options: [...contractOptions, { displayName: 'Regenerate', name: 'regenerate', type: 'boolean', default: false, description: 'Whether to make another contract although the deal has a live one' }],
	async execute(item) {
		const workspace = await item.workspace();
		const outputField = item.text('outputField');
		const request = contractRequest(item);
		const outcome = await generateContract(workspace, { ...request, regenerate: item.flag('options.regenerate') }, item.call());
		const output = effect(outcome, (contract) => ({ ...contract, dealId: request.dealId, subjectKind: 'entry', subjectId: contract.entryId }));
		if (outcome.kind === 'overtaken' || outcome.result.fileId === null) return output;
		const file = await getFile(workspace, outcome.result.fileId);
		const binary = await item.context.helpers.prepareBinaryData(Buffer.from(file.bytes), outcome.result.fileName ?? file.name, file.mime);
		return { ...output, binary: { [outputField]: binary } };
	},
};
