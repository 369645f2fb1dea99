import type { Call } from '../../call';
import { changesOf } from '../../crm/changes';
import type { Contact } from '../../crm/company';
import { InputReader } from '../../crm/input-reader';
import { readEmail, readPhone } from '../../crm/lead-request';
import { companies, contacts } from '../../store/crm-tables';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { addContact } from './add-contact';
import { findContacts } from './find-contacts';

export interface SaveContact {
	/** Changes this one; absent: makes a contact, or finds the one with this name and phone or e-mail. */
	readonly contactId?: number | null;
	readonly name?: string | null;
	/** Null or empty text clears; absent keeps. */
	readonly phone?: string | null;
	readonly email?: string | null;
	readonly companyId?: number | null;
}

export interface ContactSaved {
	readonly contactId: number;
	readonly created: boolean;
	readonly companyId: number | null;
	readonly name: string;
	readonly phone: string | null;
	readonly email: string | null;
	readonly changed: readonly string[];
}

const answer = (contact: Contact, created: boolean, changed: readonly string[]): ContactSaved => ({ contactId: contact.id, created, companyId: contact.companyId, name: contact.name, phone: contact.phone, email: contact.email, changed });

/** Only what was given: absent fields stay as they are. */
async function read(tx: DeskTransaction, reader: InputReader, input: SaveContact): Promise<Partial<Pick<Contact, 'name' | 'phone' | 'email' | 'companyId'>>> {
	const companyId = input.companyId === undefined ? undefined : reader.whole('companyId', input.companyId);
	if (companyId && !(await companies.find(tx, companyId))) reader.refuse('companyId', `there is no company ${companyId}`);
	return {
		...(input.name !== undefined && input.name !== null && { name: reader.required('name', input.name) }),
		...(input.phone !== undefined && { phone: readPhone(reader, 'phone', input.phone).phone }),
		...(input.email !== undefined && { email: readEmail(reader, 'email', input.email) }),
		...(companyId !== undefined && { companyId }),
	};
}

async function change(tx: DeskTransaction, contact: Contact, wanted: Partial<Contact>): Promise<ContactSaved> {
	const { values, changed, before, after } = changesOf(contact, wanted);
	if (changed.length > 0) {
		await contacts.update(tx, contact.id, { ...values, updatedAt: tx.now });
		await tx.emit({ kind: 'ContactUpdated', state: 'changed', subject: { kind: 'contact', id: contact.id }, data: { name: values.name ?? contact.name, changed, before, after } });
	}
	return answer({ ...contact, ...values }, false, changed);
}

async function save(tx: DeskTransaction, input: SaveContact): Promise<ContactSaved> {
	const reader = new InputReader();
	const given = await read(tx, reader, input);
	const contactId = reader.whole('contactId', input.contactId);
	if (contactId === null && given.name === undefined) reader.refuse('name', 'is missing');
	reader.settle();
	if (contactId !== null) return await change(tx, await contacts.lock(tx, contactId), given);
	const { name = '', phone = null, email = null, companyId = null } = given;
	// An office phone is shared by several people, so only the same name makes it the same person.
	const known = (await findContacts(tx, { phone, email })).find((contact) => contact.name.toLowerCase() === name.toLowerCase());
	if (known) return await change(tx, await contacts.lock(tx, known.id), { ...(phone !== null && { phone }), ...(email !== null && { email }), ...(companyId !== null && { companyId }) });
	return answer(await addContact(tx, { name, phone, email, companyId }), true, []);
}

/**
 * Makes or changes a contact. Phone and e-mail are normalised, so that a later enquiry recognises the person (R-LEAD-1).
 * @throws {InvalidInputError} with all faults
 */
export async function saveContact(workspace: Workspace, input: SaveContact, call: Call): Promise<EffectOutcome<ContactSaved>> {
	return await workspace.effect(call, 'contact', async (tx) => await save(tx, input));
}
