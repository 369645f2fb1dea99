import type { Contact } from '../../src/crm/company';
import type { Deal } from '../../src/crm/deal';
import { defaultPipelines } from '../../src/crm/default-pipelines';
import type { Lead } from '../../src/crm/lead';
import type { Pipeline } from '../../src/crm/pipeline';

export const funnel = defaultPipelines[0] as Pipeline;
export const certification = defaultPipelines[1] as Pipeline;

/** Noon in Moscow on Monday, 2 March 2026. */
export const NOW = Date.parse('2026-03-02T12:00:00+03:00');
export const HOUR = 3_600_000;

export const lead = (overrides: Partial<Lead> = {}): Lead => ({
	id: 12,
	title: 'Сертификат на обувь',
	stage: 'needs',
	stageCycle: 4,
	stageSince: NOW - HOUR,
	stageVisits: 1,
	responsibleId: 3,
	departmentId: 2,
	companyId: null,
	contactId: null,
	clientName: 'Сергей Клиентов',
	companyName: null,
	phone: '+79200000001',
	email: null,
	source: 'website',
	comment: null,
	fields: {},
	callAt: null,
	dealId: null,
	externalKey: null,
	createdAt: NOW - HOUR,
	updatedAt: NOW - HOUR,
	...overrides,
});

export const deal = (overrides: Partial<Deal> = {}): Deal => ({
	id: 7,
	title: 'Сертификация обуви',
	pipeline: 'certification',
	stage: 'contract',
	stageCycle: 1,
	stageSince: NOW - HOUR,
	companyId: null,
	contactId: null,
	leadId: null,
	responsibleId: 3,
	departmentId: 2,
	legalEntityId: null,
	amountKopecks: 0,
	paidKopecks: 0,
	fields: {},
	externalKey: null,
	createdAt: NOW - HOUR,
	updatedAt: NOW - HOUR,
	...overrides,
});

export const contact = (overrides: Partial<Contact> = {}): Contact => ({
	id: 1,
	companyId: null,
	name: 'Сергей',
	phone: null,
	email: null,
	marketingConsentAt: null,
	marketingRefusedAt: null,
	consentSource: null,
	createdAt: NOW,
	updatedAt: NOW,
	...overrides,
});

/** What a function throws, for looking at its parts. */
export function thrownBy(act: () => unknown): unknown {
	try {
		act();
	} catch (error) {
		return error;
	}
	throw new Error('Nothing was thrown');
}
