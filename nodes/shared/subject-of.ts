import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInputError } from '../../src/errors';
import { subjectKinds } from '../../src/subject';
import type { SubjectKind, SubjectRef } from '../../src/subject';
import { recordLocator } from './locators';
import type { OperationItem } from './operation-item';

/** What an operation may be about, as operators call it; the keys are what workflow JSON stores. */
const kindTitles = { company: 'Company', deal: 'Deal', lead: 'Lead', entry: 'Register Entry' } as const;

const subjectSource = (what: string): INodeProperties => ({
	displayName: 'Subject',
	name: 'subject',
	type: 'options',
	default: 'event',
	options: [
		{ name: 'Chosen Record', value: 'chosen', description: 'One picked from a list or named by its ID' },
		{ name: "From the Item", value: 'item', description: 'What the incoming item is about' },
		{ name: "From the Trigger's Event", value: 'event', description: 'What the event that started the run is about, or else the incoming item' },
	],
	description: `Which ${what} this is about`,
});

const chosen = { show: { subject: ['chosen'] } };

/** "Subject" for an operation about a record of one kind. */
export function subjectField(kind: keyof typeof kindTitles): INodeProperties[] {
	const title = kindTitles[kind];
	return [subjectSource(title.toLowerCase()), { ...recordLocator(kind, { displayName: title, name: 'subjectId' }), displayOptions: chosen }];
}

/** "Subject" for an operation that can be about several kinds of records. */
export function anySubjectFields(): INodeProperties[] {
	return [
		subjectSource('record'),
		{
			displayName: 'Record Type',
			name: 'subjectKind',
			type: 'options',
			default: 'lead',
			displayOptions: chosen,
			options: Object.entries(kindTitles).map(([value, name]) => ({ name, value })),
		},
		...(Object.keys(kindTitles) as Array<keyof typeof kindTitles>).map((kind) => ({
			...recordLocator(kind, { displayName: kindTitles[kind], name: 'subjectId' }),
			displayOptions: { show: { ...chosen.show, subjectKind: [kind] } },
		})),
	];
}

function idOn(json: IDataObject, field: string): number | null {
	const id = Number(json[field] ?? Number.NaN);
	return Number.isSafeInteger(id) && id > 0 ? id : null;
}

/** The subject that an item's json names: `subjectKind` and `subjectId`, or `leadId` and the like when the kind is known. */
function subjectOn(json: IDataObject | null, kind: SubjectKind | undefined): SubjectRef | null {
	if (!json) return null;
	const named = subjectKinds.find((candidate) => candidate === json.subjectKind);
	const id = idOn(json, 'subjectId');
	if (named && id !== null && (kind === undefined || kind === named)) return { kind: named, id };
	const own = kind === undefined ? null : idOn(json, `${kind}Id`);
	return kind !== undefined && own !== null ? { kind, id: own } : null;
}

function chosenSubject(item: OperationItem, kind: SubjectKind | undefined): SubjectRef {
	const named = item.text('subjectKind');
	const chosen = kind ?? (Object.keys(kindTitles) as Array<keyof typeof kindTitles>).find((candidate) => candidate === named);
	if (!chosen) throw new InvalidInputError([{ field: 'Record Type', reason: `"${named}" is not known; give one of ${Object.keys(kindTitles).join(', ')}` }]);
	return { kind: chosen, id: item.id('subjectId') };
}

/** @throws {InvalidInputError} when nothing says what the operation is about */
export function subjectOf(item: OperationItem, kind?: SubjectKind): SubjectRef {
	const source = item.text('subject');
	if (source === 'chosen') return chosenSubject(item, kind);
	const found = (source === 'item' ? null : subjectOn(item.startJson, kind)) ?? subjectOn(item.json, kind);
	if (found) return found;
	const fields = kind === undefined ? 'subjectKind and subjectId' : `subjectKind and subjectId, or ${kind}Id`;
	throw new InvalidInputError(
		[{ field: 'Subject', reason: `neither the event that started the run nor the item names ${kind === undefined ? 'a record' : `a ${kind}`} (${fields})` }],
		'Start the workflow with a Deal Desk trigger, hand over those fields, or choose the record in the node.',
	);
}

/** For `about` of an operation (resource.ts): the subject in short, "lead 12". */
export function aboutSubject(kind?: SubjectKind): (item: OperationItem) => string {
	return (item) => {
		const subject = item.subject(kind);
		return `${subject.kind} ${subject.id}`;
	};
}
