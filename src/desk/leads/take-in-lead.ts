import type { Call } from '../../call';
import type { Contact } from '../../crm/company';
import { defaultLimits, InputReader } from '../../crm/input-reader';
import type { TextLimits } from '../../crm/input-reader';
import type { Lead } from '../../crm/lead';
import { readLeadRequest } from '../../crm/lead-request';
import type { LeadEnquiry, LeadRequest } from '../../crm/lead-request';
import { stageFacts } from '../../crm/move-lead';
import { firstStage, LEAD_PIPELINE } from '../../crm/pipeline';
import type { Stage } from '../../crm/pipeline';
import type { Department, Employee } from '../../organisation/organisation';
import type { People } from '../../organisation/recipients';
import { leads } from '../../store/crm-tables';
import { addContact } from '../contacts/add-contact';
import { writeConsent } from '../contacts/record-consent';
import { loadPeople } from '../organisation/people';
import { nameOf, readDepartment, readResponsible } from '../organisation/placement';
import { keepRequestOfLead } from '../priority/client-requests';
import { enterState } from '../subjects/enter-state';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { claimLead, leadKeyOf } from './claim-lead';
import { leadPipeline } from './lead-view';
import { findClient } from './link-client';
import type { KnownClient } from './link-client';
import { chooseResponsible, holdDepartment } from './place-lead';
import { repeatLead } from './repeat-lead';
import { HOUR_MS } from '../../milliseconds';

export interface TakeInLead extends LeadEnquiry {
	/** An enquiry without an external key that says the same within so many hours is a repetition; 0: never. */
	readonly repeatWithinHours: number;
	/** Tighter limits than the usual ones; they cannot be loosened. */
	readonly limits?: Partial<TextLimits>;
}

export interface LeadTakenIn {
	readonly leadId: number;
	/** False: the same request came before, and this is its lead. */
	readonly created: boolean;
	readonly stage: string;
	readonly responsibleId: number;
	readonly responsibleName: string;
	readonly companyId: number | null;
	readonly contactId: number | null;
	/** By what the lead (externalKey, content) or its client (phone, email, inn) was recognised; null: all new. */
	readonly matchedBy: 'externalKey' | 'content' | 'phone' | 'email' | 'inn' | null;
	/** What a person should look at although the request was taken in. */
	readonly warnings: readonly string[];
}


/** The limits may come from the sender's own body, so they can only be lowered. */
function tightened(limits: Partial<TextLimits> | undefined): TextLimits {
	const lower = (name: keyof TextLimits) => (typeof limits?.[name] === 'number' ? Math.min(limits[name], defaultLimits[name]) : defaultLimits[name]);
	return { shortText: lower('shortText'), comment: lower('comment'), fieldValue: lower('fieldValue'), fieldCount: lower('fieldCount') };
}

interface Intake {
	readonly request: LeadRequest;
	readonly department: Department | null;
	readonly responsible: Employee | null;
	readonly windowMs: number;
}

/** @throws {InvalidInputError} with all faults: of the texts, and of what they refer to */
function read(input: TakeInLead, people: People): Intake {
	const reader = new InputReader(tightened(input.limits));
	const request = readLeadRequest(reader, input);
	const department = readDepartment(reader, 'departmentCode', request.departmentCode, people);
	const responsible = readResponsible(reader, 'responsibleId', request.responsibleId, people);
	if (!Number.isFinite(input.repeatWithinHours) || input.repeatWithinHours < 0) reader.refuse('repeatWithinHours', 'must be a number of hours, 0 or more');
	reader.settle();
	return { request, department, responsible, windowMs: input.repeatWithinHours * HOUR_MS };
}

function draftOf(request: LeadRequest, client: KnownClient, person: Employee, department: Department | null, stage: Stage, now: number): Omit<Lead, 'id' | 'externalKey'> {
	const { clientName, companyName, phone, email, source, comment, fields } = request;
	return {
		title: request.title ?? companyName ?? clientName,
		stage: stage.code,
		stageCycle: 1,
		stageSince: now,
		stageVisits: 1,
		responsibleId: person.id,
		departmentId: department?.id ?? person.departmentId,
		companyId: client.company?.id ?? null,
		contactId: client.contact?.id ?? null,
		clientName,
		companyName: companyName ?? client.company?.name ?? null,
		phone,
		email,
		source,
		comment,
		fields,
		callAt: null,
		dealId: null,
		createdAt: now,
		updatedAt: now,
	};
}

/** The contact is made after the lead has its key: a repetition must leave nothing behind. */
async function withContact(tx: DeskTransaction, lead: Lead, client: KnownClient, request: LeadRequest): Promise<Contact> {
	const contact = client.contact ?? (await addContact(tx, { companyId: client.company?.id ?? null, name: lead.clientName, phone: lead.phone, email: lead.email }));
	if (client.contact === null) await leads.update(tx, lead.id, { contactId: contact.id });
	if (request.marketingConsent) await writeConsent(tx, contact, 'consent', request.source);
	return contact;
}

async function announce(tx: DeskTransaction, lead: Lead, stage: Stage, request: LeadRequest, matchedBy: KnownClient['matchedBy']): Promise<void> {
	const subject = { kind: 'lead' as const, id: lead.id };
	const { title, clientName, source, companyId, contactId, responsibleId } = lead;
	await keepRequestOfLead(tx, lead);
	await tx.emit({ kind: 'LeadCreated', scope: LEAD_PIPELINE, state: stage.code, subject, data: { title, clientName, source, companyId, contactId, responsibleId, matchedBy, warnings: request.warnings } });
	await enterState(tx, { subject, event: 'LeadStageChanged', scope: LEAD_PIPELINE, from: null, fromTitle: null, to: stage.code, cycle: lead.stageCycle, data: stageFacts(lead, stage) });
}

async function takeIn(tx: DeskTransaction, input: TakeInLead): Promise<LeadTakenIn> {
	const people = await loadPeople(tx);
	const { request, department, responsible, windowMs } = read(input, people);
	const receiving = await holdDepartment(tx, department, people);
	const client = await findClient(tx, request);
	const person = await chooseResponsible(tx, { named: responsible, known: client.managers, department: receiving }, people);
	const stage = firstStage(await leadPipeline(tx), 'open');
	const taken = await claimLead(tx, draftOf(request, client, person, department, stage, tx.now), leadKeyOf(request, windowMs));
	const { warnings } = request;
	if (!taken.created) {
		const matchedBy = request.externalKey === null ? 'content' : 'externalKey';
		const { id, responsibleId, companyId, contactId } = await repeatLead(tx, taken.lead, request, matchedBy);
		return { leadId: id, created: false, stage: taken.lead.stage, responsibleId, responsibleName: nameOf(people, responsibleId) ?? '', companyId, contactId, matchedBy, warnings };
	}
	const contact = await withContact(tx, taken.lead, client, request);
	const lead = { ...taken.lead, contactId: contact.id };
	await announce(tx, lead, stage, request, client.matchedBy);
	return { leadId: lead.id, created: true, stage: stage.code, responsibleId: person.id, responsibleName: person.name, companyId: lead.companyId, contactId: contact.id, matchedBy: client.matchedBy, warnings };
}

/**
 * Takes an enquiry in (R-LEAD-1): the same request sent twice makes one lead, a known client is linked, and somebody is in
 * charge of it from the first moment on.
 * @throws {InvalidInputError} with all faults; nothing was saved then
 * @throws {ConflictError} when nobody works here who could take it
 */
export async function takeInLead(workspace: Workspace, input: TakeInLead, call: Call): Promise<EffectOutcome<LeadTakenIn>> {
	return await workspace.effect(call, 'lead intake', async (tx) => await takeIn(tx, input));
}
