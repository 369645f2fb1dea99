import { recordRequests } from '../../../../src/desk/priority/client-requests';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { aboutCompany, companyField, companyIdOf } from './company-fields';

export const logRequest: Operation = {
	value: 'logRequest',
	name: 'Log Request',
	action: 'Log a request of a company',
	description: 'A request that came past the leads, or from the time before this system: it counts towards the yearly target. Leads count by themselves.',
	changes: true,
	about: aboutCompany,
	properties: [
		...companyField,
		{ displayName: 'At', name: 'at', type: 'dateTime', default: '', description: 'When it came. Empty means now.' },
		{ displayName: 'Source', name: 'source', type: 'string', default: 'phone', required: true, placeholder: 'e.g. phone' },
	],
	options: [{ displayName: 'External Key', name: 'externalKey', type: 'string', default: '', description: "The sender's own ID of this request; a second one with it changes nothing" }],
	async execute(item) {
		const request = { companyId: companyIdOf(item), at: await item.instantOrNow('at'), source: item.text('source'), externalKey: item.maybeText('options.externalKey') };
		return effect(await recordRequests(await item.workspace(), [request], item.call()), ({ recorded }) => ({ companyId: request.companyId, subjectKind: 'company', subjectId: request.companyId, at: request.at, recorded: recorded === 1 }));
	},
};
