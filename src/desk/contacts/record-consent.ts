import type { Call } from '../../call';
import type { Contact } from '../../crm/company';
import { InputReader } from '../../crm/input-reader';
import { readEmail, readPhone } from '../../crm/lead-request';
import { NotFoundError } from '../../errors';
import { contacts } from '../../store/crm-tables';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { addContact } from './add-contact';
import { findContacts } from './find-contacts';

export const consentDecisions = ['consent', 'refusal'] as const;
export type ConsentDecision = (typeof consentDecisions)[number];

export interface RecordConsent {
	/** Who decided: one of the three. */
	readonly contactId?: number | null;
	readonly email?: string | null;
	readonly phone?: string | null;
	readonly decision: ConsentDecision;
	/** How we know, for the burden of proof: "form on the website, 3 March", "unsubscribe link" … */
	readonly source: string;
}

export interface ConsentRecorded {
	readonly decision: ConsentDecision;
	/** Everyone it was written to; the first is the person addressed. */
	readonly contactIds: readonly number[];
}

/** Writes a consent or refusal to one contact, in the caller's transaction. */
export async function writeConsent(tx: DeskTransaction, contact: Contact, decision: ConsentDecision, source: string): Promise<void> {
	const changes = decision === 'consent' ? { marketingConsentAt: tx.now, consentSource: source } : { marketingRefusedAt: tx.now };
	await contacts.update(tx, contact.id, { ...changes, updatedAt: tx.now });
	await tx.emit({ kind: 'ContactUpdated', state: decision, subject: { kind: 'contact', id: contact.id }, data: { name: contact.name, decision, source, changed: Object.keys(changes) } });
}

async function addressed(tx: DeskTransaction, person: { contactId: number | null; email: string | null; phone: string | null; decision: ConsentDecision }): Promise<Contact[]> {
	if (person.contactId !== null) return [await contacts.lock(tx, person.contactId)];
	const known = await findContacts(tx, person);
	if (known.length > 0) return known;
	const point = person.email ?? person.phone ?? '';
	if (person.decision === 'consent') throw new NotFoundError('Contact', point);
	// A refusal must hold for whoever turns up with this address later, so it is kept even for a stranger.
	return [await addContact(tx, { companyId: null, name: point, email: person.email, phone: person.phone })];
}

async function record(tx: DeskTransaction, input: RecordConsent): Promise<ConsentRecorded> {
	const reader = new InputReader();
	const contactId = reader.whole('contactId', input.contactId);
	const { phone } = readPhone(reader, 'phone', input.phone);
	const email = readEmail(reader, 'email', input.email);
	const decision = reader.oneOf('decision', input.decision, consentDecisions);
	const source = reader.required('source', input.source);
	if (decision === null && reader.faults.every((fault) => fault.field !== 'decision')) reader.refuse('decision', 'is missing');
	if (contactId === null && phone === null && email === null && reader.faults.length === 0) reader.refuse('contactId', 'give the contact, an e-mail or a phone');
	reader.settle();
	const people = await addressed(tx, { contactId, phone, email, decision: decision ?? 'refusal' });
	// A consent is the person's own; a refusal holds for every record of the same person.
	const reached = new Map(people.map((contact) => [contact.id, contact]));
	if (decision === 'refusal') for (const person of people) for (const duplicate of await findContacts(tx, person)) reached.set(duplicate.id, duplicate);
	for (const contact of reached.values()) await writeConsent(tx, contact, decision ?? 'refusal', source);
	return { decision: decision ?? 'refusal', contactIds: [...reached.keys()] };
}

/**
 * Records what a client says about advertising (R-LEAD-3 stage 15: mailing only with consent). A refusal is written to all
 * contacts with the same e-mail or phone, and outweighs every earlier consent.
 * @throws {InvalidInputError | NotFoundError}
 */
export async function recordConsent(workspace: Workspace, input: RecordConsent, call: Call): Promise<EffectOutcome<ConsentRecorded>> {
	return await workspace.effect(call, 'advertising consent', async (tx) => await record(tx, input));
}
