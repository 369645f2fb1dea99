import type { Call } from '../../call';
import { InputReader } from '../../crm/input-reader';
import type { Lead } from '../../crm/lead';
import type { Employee } from '../../organisation/organisation';
import { leads } from '../../store/crm-tables';
import { handOverEscalations } from '../escalations/hand-over-escalations';
import { loadPeople } from '../organisation/people';
import { readResponsible } from '../organisation/placement';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { leadPipeline, viewLead } from './lead-view';
import type { LeadView } from './lead-view';

export interface AssignLead {
	readonly leadId: number;
	readonly responsibleId: number;
}

/** The lead as it stands now. */
export interface LeadAssigned extends LeadView {
	readonly leadId: number;
	readonly previousId: number;
	/** False when this person had the lead already. */
	readonly changed: boolean;
}

async function handOver(tx: DeskTransaction, lead: Lead, to: Employee): Promise<Lead> {
	const subject = { kind: 'lead' as const, id: lead.id };
	// The lead goes with its manager: heads and reports follow the department of the person in charge.
	const values = { responsibleId: to.id, departmentId: to.departmentId, updatedAt: tx.now };
	await leads.update(tx, lead.id, values);
	await handOverEscalations(tx, subject, to.id);
	await tx.emit({
		kind: 'LeadUpdated',
		state: 'assigned',
		subject,
		data: { title: lead.title, stage: lead.stage, responsibleId: to.id, changed: ['responsibleId'], before: { responsibleId: lead.responsibleId }, after: { responsibleId: to.id } },
	});
	return { ...lead, ...values };
}

async function assign(tx: DeskTransaction, input: AssignLead): Promise<LeadAssigned> {
	const people = await loadPeople(tx);
	const reader = new InputReader();
	const person = readResponsible(reader, 'responsibleId', input.responsibleId, people);
	if (person === null && reader.faults.length === 0) reader.refuse('responsibleId', 'is missing');
	reader.settle();
	const before = await leads.lock(tx, input.leadId);
	const changed = person !== null && person.id !== before.responsibleId;
	const lead = changed ? await handOver(tx, before, person) : before;
	return { leadId: lead.id, previousId: before.responsibleId, changed, ...viewLead(lead, await leadPipeline(tx), people) };
}

/**
 * Puts a person in charge of a lead; the stage stays as it is. What runs on the lead goes on in that person's hours.
 * @throws {InvalidInputError} when the person is unknown or left
 */
export async function assignLead(workspace: Workspace, input: AssignLead, call: Call): Promise<EffectOutcome<LeadAssigned>> {
	return await workspace.effect(call, 'lead assignment', async (tx) => await assign(tx, input));
}
