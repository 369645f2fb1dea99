import type { Call } from '../../call';
import { InvalidInputError } from '../../errors';
import { companies } from '../../store/crm-tables';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';

export interface ClientContact {
	readonly companyId: number;
	/** ms */
	readonly at: number;
	/** "call", "letter", "meeting" … */
	readonly kind: string;
	readonly note: string | null;
}

/**
 * Keeps a contact with a client in its history and its card: it begins the gap of the priority monitor anew (R-PRI-3). For
 * use cases that are in a transaction already and write their own event.
 */
export async function keepContact(tx: DeskTransaction, contact: ClientContact): Promise<void> {
	await tx.run('insert into client_contacts (company_id, at, kind, note, actor_json) values (:companyId, :at, :kind, :note, :actor)', {
		companyId: contact.companyId,
		at: contact.at,
		kind: contact.kind,
		note: contact.note,
		actor: JSON.stringify(tx.call.actor),
	});
	await tx.run('update companies set last_contact_at = :at, updated_at = :now where id = :companyId and coalesce(last_contact_at, 0) < :at', { companyId: contact.companyId, at: contact.at, now: tx.now });
}

/** Logs a contact with a client by hand (R-PRI-3). @throws {InvalidInputError | NotFoundError} */
export async function logContact(workspace: Workspace, contact: ClientContact, call: Call): Promise<EffectOutcome<{ companyId: number; lastContactAt: number | null }>> {
	return await workspace.effect(call, 'contact', async (tx) => {
		const before = await companies.lock(tx, contact.companyId);
		if (!Number.isSafeInteger(contact.at) || contact.at <= 0 || contact.at > tx.now) throw new InvalidInputError([{ field: 'At', reason: 'give the date and time of a contact that has taken place' }]);
		await keepContact(tx, contact);
		await tx.emit({ kind: 'ContactLogged', state: contact.kind, subject: { kind: 'company', id: before.id }, data: { companyId: before.id, title: before.name, at: contact.at, note: contact.note, responsibleId: before.responsibleId } });
		return { companyId: before.id, lastContactAt: Math.max(before.lastContactAt ?? 0, contact.at) };
	});
}
