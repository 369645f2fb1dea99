import { verifyScan as verify } from '../../../../src/desk/registers/verify-scan';
import { InvalidInputError } from '../../../../src/errors';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { aboutEntry, entryField, entryIdOf } from './register-entry-fields';

/** A misspelt verdict confirms nothing. */
const verdicts = ['confirmed', 'rejected'] as const;

export const verifyScan: Operation = {
	value: 'verifyScan',
	name: 'Verify Scan',
	action: 'Record the verdict on the scan of a contract',
	description: 'Confirm or reject the very file the head has looked at. Confirmed, the wait for the original begins; rejected, the contract is "not signed" again.',
	changes: true,
	about: aboutEntry,
	properties: [
		...entryField,
		{
			displayName: 'Verdict',
			name: 'outcome',
			type: 'options',
			default: 'confirmed',
			options: [
				{ name: 'Confirmed', value: 'confirmed', description: 'The scan is genuine and complete' },
				{ name: 'Rejected', value: 'rejected', description: 'The scan cannot be accepted; a reason is needed' },
			],
		},
		{ displayName: 'Verified By', name: 'by', type: 'string', default: '', required: true, description: 'Name of the person who looked at the file' },
		{ displayName: 'Reason', name: 'reason', type: 'string', default: '', description: 'Why it is rejected' },
		{ displayName: 'File Hash', name: 'fileHash', type: 'string', default: '', description: 'SHA-256 of the file that was looked at, as the task names it; a file replaced meanwhile is then refused. Empty means the file attached now.' },
	],
	async execute(item) {
		const outcome = verdicts.find((candidate) => candidate === item.text('outcome'));
		if (!outcome) throw new InvalidInputError([{ field: 'verdict', reason: `"${item.text('outcome')}" is not known; give one of ${verdicts.join(', ')}` }]);
		const input = { entryId: entryIdOf(item), outcome, by: item.text('by'), reason: item.text('reason'), ...(item.text('fileHash') && { fileHash: item.text('fileHash') }) };
		return effect(await verify(await item.workspace(), input, item.call()), ({ entry, ...rest }) => ({ entryId: entry.id, subjectKind: 'entry', subjectId: entry.id, ...rest, ...entry }));
	},
};
