import { companies, contacts } from '../../../store/crm-tables';
import { keepSubjectState } from '../../../store/subject-states';
import { keepCompanyReminder } from '../../reminders/keep-company-reminder';
import type { DeskTransaction } from '../../workspace';
import type { Chance } from './chance';
import type { HistoryClient } from './clients';
import { DAY_MS } from '../../../milliseconds';
import { workingMomentAfter } from './passages';
import { contactNotes } from './words';

export interface WrittenClient {
	readonly companyId: number;
	readonly contactId: number;
	/** Calls, letters and meetings, ms, ascending. */
	readonly contacts: readonly number[];
}

const DAYS_BETWEEN_CONTACTS = { small: 240, medium: 120, large: 80, cool: 60, key: 45 } as const;

/** When the manager was in touch with the client besides its requests. */
function contactsOf(chance: Chance, client: HistoryClient, from: number, now: number): number[] {
	const moments: number[] = [];
	let at = Math.max(from, client.knownSince);
	for (;;) {
		at = workingMomentAfter(chance, client.manager.calendar, at, DAYS_BETWEEN_CONTACTS[client.priority] * DAY_MS);
		if (at >= Math.min(now, client.silentFrom + 30 * DAY_MS)) return moments;
		moments.push(at);
	}
}

/** Writes a client with its contact person and what the manager noted. */
export async function writeClient(tx: DeskTransaction, chance: Chance, client: HistoryClient, from: number, now: number): Promise<WrittenClient> {
	const { name, inn, priority, manager, knownSince, contact } = client;
	const moments = contactsOf(chance, client, from, now);
	const nextCallAt = chance.happens(0.08) ? workingMomentAfter(chance, manager.calendar, now, chance.whole(2, 12) * DAY_MS) : null;
	const company = await companies.insert(tx, { name, inn, priority, departmentId: manager.departmentId, responsibleId: manager.id, party: null, nextCallAt, nextLetterAt: null, lastContactAt: moments.at(-1) ?? null, createdAt: knownSince, updatedAt: knownSince });
	await keepSubjectState(tx, { kind: 'company', id: company.id }, { state: 'company', cycle: 1 }, null);
	if (nextCallAt !== null) await keepCompanyReminder(tx, company, 'call');
	const person = await contacts.insert(tx, { companyId: company.id, name: contact.name, phone: contact.phone, email: contact.email, marketingConsentAt: contact.consents ? knownSince : null, marketingRefusedAt: null, consentSource: contact.consents ? 'website' : null, createdAt: knownSince, updatedAt: knownSince });
	for (const at of moments) {
		await tx.run('insert into client_contacts (company_id, at, kind, note, actor_json) values (:companyId, :at, :kind, :note, :actor)', { companyId: company.id, at, kind: chance.pick(['call', 'call', 'letter', 'meeting']), note: chance.pick(contactNotes), actor: JSON.stringify({ kind: 'person', name: manager.name }) });
	}
	return { companyId: company.id, contactId: person.id, contacts: moments };
}
