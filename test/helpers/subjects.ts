import { systemCall } from '../../src/call';
import type { Company } from '../../src/crm/company';
import type { Deal } from '../../src/crm/deal';
import type { Lead } from '../../src/crm/lead';
import { LEAD_PIPELINE } from '../../src/crm/pipeline';
import { enterState } from '../../src/desk/subjects/enter-state';
import type { Workspace } from '../../src/desk/workspace';
import type { RegisterEntry } from '../../src/registers/register';
import { companies, deals, leads } from '../../src/store/crm-tables';
import { registerEntries } from '../../src/store/register-tables';
import { keepSubjectState } from '../../src/store/subject-states';
import type { SubjectRef } from '../../src/subject';

/*
 * Records written straight into a workspace, past the use cases that usually make them: for tests of what lies below those
 * use cases. Each enters its state as every use case does, so events, guards and histories are there.
 */

interface InCharge {
	readonly responsibleId: number;
	readonly departmentId: number;
}

const test = systemCall('test');
const ref = (kind: SubjectRef['kind'], id: number): SubjectRef => ({ kind, id });

/** A lead on "new", first stay. */
export async function aLead(workspace: Workspace, overrides: InCharge & Partial<Omit<Lead, 'id'>>): Promise<Lead> {
	return await workspace.transaction(test, async (tx) => {
		const lead = await leads.insert(tx, {
			title: 'Сертификат на детскую обувь',
			stage: 'new',
			stageCycle: 1,
			stageSince: tx.now,
			stageVisits: 1,
			companyId: null,
			contactId: null,
			clientName: 'Сергей Клиентов',
			companyName: 'ООО «Ромашка»',
			phone: '+79200000001',
			email: 'client@example.ru',
			source: 'website',
			comment: null,
			fields: {},
			callAt: null,
			dealId: null,
			externalKey: null,
			createdAt: tx.now,
			updatedAt: tx.now,
			...overrides,
		});
		await enterState(tx, { subject: ref('lead', lead.id), event: 'LeadStageChanged', scope: LEAD_PIPELINE, from: null, to: lead.stage, fromTitle: null, cycle: lead.stageCycle, data: {} });
		return lead;
	});
}

/** Moves a lead to a stage: another stay begins, also on the same stage. */
export async function moveLeadTo(workspace: Workspace, leadId: number, stage: string, call = test): Promise<Lead> {
	return await workspace.transaction(call, async (tx) => {
		const lead = await leads.lock(tx, leadId);
		const changes = { stage, stageCycle: lead.stageCycle + 1, stageSince: tx.now, updatedAt: tx.now };
		await leads.update(tx, leadId, changes);
		await enterState(tx, { subject: ref('lead', leadId), event: 'LeadStageChanged', scope: LEAD_PIPELINE, from: lead.stage, to: stage, fromTitle: lead.stage, cycle: changes.stageCycle, data: {} });
		return { ...lead, ...changes };
	});
}

/** A deal on the first stage of certification. */
export async function aDeal(workspace: Workspace, overrides: InCharge & Partial<Omit<Deal, 'id'>>): Promise<Deal> {
	return await workspace.transaction(test, async (tx) => {
		const deal = await deals.insert(tx, {
			title: 'Сертификация обуви',
			pipeline: 'certification',
			stage: 'contract',
			stageCycle: 1,
			stageSince: tx.now,
			companyId: null,
			contactId: null,
			leadId: null,
			legalEntityId: null,
			amountKopecks: 0,
			paidKopecks: 0,
			fields: {},
			externalKey: null,
			createdAt: tx.now,
			updatedAt: tx.now,
			...overrides,
		});
		await enterState(tx, { subject: ref('deal', deal.id), event: 'DealStageChanged', scope: deal.pipeline, from: null, to: deal.stage, fromTitle: null, cycle: deal.stageCycle, data: {} });
		return deal;
	});
}

/** A contract in the register, not signed. */
export async function anEntry(workspace: Workspace, overrides: InCharge & Partial<Omit<RegisterEntry, 'id'>>): Promise<RegisterEntry> {
	return await workspace.transaction(test, async (tx) => {
		const entry = await registerEntries.insert(tx, {
			register: 'contracts',
			number: null,
			title: 'Договор на сертификацию',
			companyId: null,
			dealId: null,
			legalEntityId: null,
			status: 'not_signed',
			statusCycle: 1,
			statusSince: tx.now,
			statusReason: null,
			fields: {},
			fileId: null,
			fileHash: null,
			fileName: null,
			verification: null,
			origin: 'by_hand',
			createdAt: tx.now,
			updatedAt: tx.now,
			...overrides,
		});
		await enterState(tx, { subject: ref('entry', entry.id), event: 'RegisterEntryStatusChanged', scope: entry.register, from: null, to: entry.status, fromTitle: null, cycle: entry.statusCycle, origin: entry.origin, data: {} });
		return entry;
	});
}

/** A company with a responsible manager. Companies have no stages; they stand in "company", first stay, for ever. */
export async function aCompany(workspace: Workspace, overrides: InCharge & Partial<Omit<Company, 'id'>>): Promise<Company> {
	return await workspace.transaction(test, async (tx) => {
		const company = await companies.insert(tx, {
			name: 'ООО «Ромашка»',
			inn: null,
			priority: null,
			party: null,
			nextCallAt: null,
			nextLetterAt: null,
			lastContactAt: null,
			createdAt: tx.now,
			updatedAt: tx.now,
			...overrides,
		});
		await keepSubjectState(tx, ref('company', company.id), { state: 'company', cycle: 1 }, null);
		return company;
	});
}
