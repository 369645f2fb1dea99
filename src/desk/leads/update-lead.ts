import type { Call } from '../../call';
import { changesOf, mergeFields } from '../../crm/changes';
import { InputReader } from '../../crm/input-reader';
import type { Lead } from '../../crm/lead';
import { readEmail, readPhone } from '../../crm/lead-request';
import { companies, contacts, leads } from '../../store/crm-tables';
import { moveStepsBoundTo } from '../escalations/end-escalation';
import { loadPeople } from '../organisation/people';
import { keepRequestOfLead } from '../priority/client-requests';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { leadPipeline, viewLead } from './lead-view';
import type { LeadView } from './lead-view';

/** What may change on a lead's card. Absent keeps what is there; null or an empty text clears. */
export interface LeadChanges {
	readonly title?: string | null;
	readonly clientName?: string | null;
	readonly companyName?: string | null;
	readonly phone?: string | null;
	readonly email?: string | null;
	readonly source?: string | null;
	readonly comment?: string | null;
	/** Merged over the present ones: a field that is not named stays. */
	readonly fields?: Readonly<Record<string, unknown>> | null;
	/** The agreed time of the next call, ms. What waits for it moves with it; null parks it visibly. */
	readonly callAt?: number | null;
	readonly companyId?: number | null;
	readonly contactId?: number | null;
}

export interface UpdateLead {
	readonly leadId: number;
	readonly changes: LeadChanges;
}

/** The lead as it stands now, and what was written. */
export interface LeadUpdateResult extends LeadView {
	readonly leadId: number;
	/** Names of the fields that really changed. */
	readonly changed: readonly string[];
}

/** Texts that a lead cannot be without; null given for them is as good as not given. */
const NEEDED = ['title', 'clientName', 'source'] as const;

function readTexts(reader: InputReader, changes: LeadChanges): Partial<Lead> {
	const needed = NEEDED.filter((field) => changes[field] !== undefined && changes[field] !== null).map((field) => [field, reader.required(field, changes[field])]);
	return {
		...(Object.fromEntries(needed) as Partial<Pick<Lead, (typeof NEEDED)[number]>>),
		...(changes.companyName !== undefined && { companyName: reader.text('companyName', changes.companyName) }),
		...(changes.comment !== undefined && { comment: reader.text('comment', changes.comment, reader.limits.comment) }),
		...(changes.phone !== undefined && { phone: readPhone(reader, 'phone', changes.phone).phone }),
		...(changes.email !== undefined && { email: readEmail(reader, 'email', changes.email) }),
	};
}

async function readLinks(tx: DeskTransaction, reader: InputReader, changes: LeadChanges): Promise<Partial<Lead>> {
	const companyId = changes.companyId === undefined ? undefined : reader.whole('companyId', changes.companyId);
	const contactId = changes.contactId === undefined ? undefined : reader.whole('contactId', changes.contactId);
	if (companyId && !(await companies.find(tx, companyId))) reader.refuse('companyId', `there is no company ${companyId}`);
	if (contactId && !(await contacts.find(tx, contactId))) reader.refuse('contactId', `there is no contact ${contactId}`);
	return { ...(companyId !== undefined && { companyId }), ...(contactId !== undefined && { contactId }) };
}

function readCallAt(reader: InputReader, changes: LeadChanges, lead: Lead, now: number): Partial<Lead> {
	if (changes.callAt === undefined) return {};
	const callAt = reader.instant('callAt', changes.callAt);
	if (callAt !== null && callAt <= now && callAt !== lead.callAt) reader.refuse('callAt', `${new Date(callAt).toISOString()} is past; give a later time`);
	return { callAt };
}

async function update(tx: DeskTransaction, { leadId, changes }: UpdateLead): Promise<LeadUpdateResult> {
	const lead = await leads.lock(tx, leadId);
	const reader = new InputReader();
	const wanted: Partial<Lead> = {
		...readTexts(reader, changes),
		...(await readLinks(tx, reader, changes)),
		...readCallAt(reader, changes, lead, tx.now),
		fields: mergeFields(lead.fields, reader.fields('fields', changes.fields)),
	};
	const { values, changed, before, after } = changesOf(lead, wanted);
	const updated: Lead = { ...lead, ...values, ...(changed.length > 0 && { updatedAt: tx.now }) };
	if (updated.phone === null && updated.email === null && changed.some((field) => field === 'phone' || field === 'email')) reader.refuse('phone', 'a phone or an e-mail must stay, or nobody can answer the client');
	reader.settle();
	if (changed.length > 0) {
		const subject = { kind: 'lead' as const, id: leadId };
		await leads.update(tx, leadId, { ...values, updatedAt: tx.now });
		await tx.emit({ kind: 'LeadUpdated', subject, data: { title: updated.title, stage: updated.stage, responsibleId: updated.responsibleId, changed, before, after } });
		if (changed.includes('companyId')) await keepRequestOfLead(tx, updated);
		if (changed.includes('callAt')) await moveStepsBoundTo(tx, subject, 'callAt', updated.callAt);
	}
	return { leadId, changed, ...viewLead(updated, await leadPipeline(tx), await loadPeople(tx)) };
}

/**
 * Changes a lead's card; writing what is there already changes nothing and makes no event.
 * @throws {InvalidInputError} with all faults
 */
export async function updateLead(workspace: Workspace, input: UpdateLead, call: Call): Promise<EffectOutcome<LeadUpdateResult>> {
	return await workspace.effect(call, 'lead change', async (tx) => await update(tx, input));
}
