import type { Company, Contact, Priority } from '../crm/company';
import type { Deal } from '../crm/deal';
import type { Lead, LeadFields } from '../crm/lead';
import type { LegalEntityRequisites } from '../requisites/party';
import { integer, json, maybeInteger, maybeJson, maybeOneOf, maybeText, Table, text } from './table';

export const leads = new Table<Lead>('leads', 'Lead', {
	id: integer('id'),
	title: text('title'),
	stage: text('stage'),
	stageCycle: integer('stage_cycle'),
	stageSince: integer('stage_since'),
	stageVisits: integer('stage_visits'),
	responsibleId: integer('responsible_id'),
	departmentId: integer('department_id'),
	companyId: maybeInteger('company_id'),
	contactId: maybeInteger('contact_id'),
	clientName: text('client_name'),
	companyName: maybeText('company_name'),
	phone: maybeText('phone'),
	email: maybeText('email'),
	source: text('source'),
	comment: maybeText('comment'),
	fields: json<LeadFields>('fields_json'),
	callAt: maybeInteger('call_at'),
	dealId: maybeInteger('deal_id'),
	externalKey: maybeText('external_key'),
	createdAt: integer('created_at'),
	updatedAt: integer('updated_at'),
});

export const deals = new Table<Deal>('deals', 'Deal', {
	id: integer('id'),
	title: text('title'),
	pipeline: text('pipeline'),
	stage: text('stage'),
	stageCycle: integer('stage_cycle'),
	stageSince: integer('stage_since'),
	companyId: maybeInteger('company_id'),
	contactId: maybeInteger('contact_id'),
	leadId: maybeInteger('lead_id'),
	responsibleId: integer('responsible_id'),
	departmentId: integer('department_id'),
	legalEntityId: maybeInteger('legal_entity_id'),
	amountKopecks: integer('amount_kopecks'),
	paidKopecks: integer('paid_kopecks'),
	fields: json<Deal['fields']>('fields_json'),
	externalKey: maybeText('external_key'),
	createdAt: integer('created_at'),
	updatedAt: integer('updated_at'),
});

export const companies = new Table<Company>('companies', 'Company', {
	id: integer('id'),
	name: text('name'),
	inn: maybeText('inn'),
	priority: maybeOneOf<Priority>('priority'),
	departmentId: maybeInteger('department_id'),
	responsibleId: maybeInteger('responsible_id'),
	party: maybeJson<LegalEntityRequisites>('party_json'),
	nextCallAt: maybeInteger('next_call_at'),
	nextLetterAt: maybeInteger('next_letter_at'),
	lastContactAt: maybeInteger('last_contact_at'),
	createdAt: integer('created_at'),
	updatedAt: integer('updated_at'),
});

export const contacts = new Table<Contact>('contacts', 'Contact', {
	id: integer('id'),
	companyId: maybeInteger('company_id'),
	name: text('name'),
	phone: maybeText('phone'),
	email: maybeText('email'),
	marketingConsentAt: maybeInteger('marketing_consent_at'),
	marketingRefusedAt: maybeInteger('marketing_refused_at'),
	consentSource: maybeText('consent_source'),
	createdAt: integer('created_at'),
	updatedAt: integer('updated_at'),
});
