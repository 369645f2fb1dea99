import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import { searchMethod } from '../../nodes/shared/locators';
import type { NodeCall } from './node-call';
import { inputsOf } from './operation-fields';
import type { NamedOperation } from './operation-fields';
import { tinyDocx } from '../documents/tiny-docx';
import { aScan, onceKeyOfGate } from './world';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Records of the world (world.ts) by the list they are chosen from. */
const idBySearch: Readonly<Record<string, number>> = {
	[searchMethod('company')]: 1,
	[searchMethod('contact')]: 1,
	[searchMethod('deal')]: 1,
	[searchMethod('department')]: 2,
	[searchMethod('employee')]: 3,
	[searchMethod('entry')]: 1,
	[searchMethod('lead')]: 1,
	[searchMethod('legalEntity')]: 1,
	[searchMethod('task')]: 1,
};

/** Values that fit wherever a parameter of this name stands. */
const byName: Readonly<Record<string, unknown>> = {
	subject: 'chosen',
	clientName: 'Сергей Клиентов',
	phone: '+7 920 000-00-77',
	email: 'ivan@example.com',
	source: 'website',
	title: 'Сертификация кабеля',
	text: '{subject}: перезвоните',
	rule: 'watch',
	reason: 'клиент передумал',
	note: 'по телефону',
	by: 'Анна Соколова',
	paymentId: '1',
	letterId: '1',
	recordId: '1',
	fileId: '1',
	deliveryId: '1',
	consumerId: 'workflow:node',
	letterSubject: 'Ваша заявка',
	body: 'Здравствуйте!',
	register: 'contracts',
	stage: 'needs',
	code: 'se',
};

/** What one operation needs besides. */
const byOperation: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
	'Deal Desk, lead: takeIn': { enquiryFrom: 'fields', email: 'client@example.ru' },
	'Deal Desk, deal: move': { stage: 'prepayment' },
	'Deal Desk, payment: record': { amount: 10 },
	'Deal Desk, contact: recordConsent': { email: 'client@example.ru' },
	'Deal Desk, register: upsert': { register: undefined },
	'Deal Desk, workspace: addProductionYear': { year: { year: 2027, source: 'Постановление № 1', daysOff: ['01-01', '01-04', '01-05', '01-06', '01-07', '01-08', '02-23', '03-08', '11-04'].map((day) => `2027-${day}`), workingWeekends: [], shortened: [] } },
	'Document, template: render': { data: { name: 'Ромашка' } },
	'Document, template: preflight': { data: { name: 'Ромашка' } },
	'Priority Monitor: unschedule': { department: 'nn' },
	'Deal Desk, company: create': { name: 'ООО «Новая»' },
	'Deal Desk, contact: upsert': { name: 'Пётр Новый', email: 'new@example.ru', contactId: '' },
	'Deal Desk, registerEntry: create': { register: 'incoming', dealId: '', companyId: '' },
	'Deal Desk, registerEntry: changeStatus': { status: 'not_signed' },
	'Deal Desk, department: upsert': { code: 'nn' },
	'Deal Desk, workspace: recordFailedRun': { failedWorkflow: 'Take in a lead' },
	'Only Once: reserve': { kind: 'письмо клиенту' },
};

type GoodFile = NonNullable<NodeCall['file']>;

const template: GoodFile = { name: 'шаблон.docx', mime: DOCX, bytes: tinyDocx(['{name}']) };
const fileOf: Readonly<Record<string, GoodFile>> = {
	'Deal Desk, payment: importStatement': { name: 'выписка.csv', mime: 'text/csv', bytes: Buffer.from('Дата;Сумма;Сделка\n20.03.2026;1000,00;1\n') },
	'Deal Desk, legalEntity: setTemplate': { name: 'договор.docx', mime: DOCX, bytes: readFileSync(join(__dirname, '../../templates/contract-ooo.docx')) },
	'Document, template: render': template,
	'Document, template: preflight': template,
	'Document, template: listTags': template,
};

/** What lies in the binary field of the item. */
export const goodFile = (name: string): GoodFile => fileOf[name] ?? aScan;

function goodValue(property: INodeProperties): unknown {
	if (property.name in byName && property.type !== 'options') return byName[property.name];
	if (property.type === 'resourceLocator') return { mode: 'id', value: String(idBySearch[String(property.modes?.[0]?.typeOptions?.searchListMethod)] ?? '') };
	if (property.type === 'options' && property.name in byName && byName[property.name] !== undefined) return byName[property.name];
	return property.default;
}

/** Parameters with which the operation succeeds in the world of these tests; collections are left empty. */
export function goodCall({ name, operation }: NamedOperation): Record<string, unknown> {
	const parameters: Record<string, unknown> = {};
	for (const { path, property } of inputsOf(operation)) if (!path.includes('.')) parameters[path] ??= goodValue(property);
	for (const property of operation.properties) if (property.type === 'fixedCollection') parameters[property.name] = property.default;
	const own = { ...(name.includes('guardedEffect') && { onceKey: onceKeyOfGate }), ...byOperation[name] };
	for (const [path, value] of Object.entries(own)) parameters[path] = value ?? operation.properties.find((property) => property.name === path)?.default;
	return structuredClone(parameters);
}
