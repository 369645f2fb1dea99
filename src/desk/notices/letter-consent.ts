import { letters } from '../../store/notice-tables';
import type { Queryable } from '../../store/database';
import { consentTexts } from '../../texts';
import { mayAdvertise } from '../contacts/may-advertise';
import type { DeskTransaction } from '../workspace';
import { letterAddress } from './letter-address';
import type { LetterAddress } from './letter-address';
import { settleLetterIn } from './settle-letter';

/** Why advertising may not go to the address, in Russian; null when it may. */
export async function consentLacks(query: Queryable, address: LetterAddress): Promise<string | null> {
	const consent = await mayAdvertise(query, address.contactId === null ? { email: address.email } : { contactId: address.contactId }, address.behind);
	if (consent.allowed) return null;
	return consent.consentAt === null ? consentTexts.noConsent(address.email) : consentTexts.refused(address.email);
}

/**
 * The last look before a letter is mailed: who refused advertising while it waited, for a mail server that was away or for an operator,
 * does not get it. The letter is then settled as failed. Answers the reason; null when the delivery is about no letter, or it may go.
 */
export async function withdrawUnwanted(tx: DeskTransaction, deliveryId: number): Promise<string | null> {
	const row = await tx.get("select e.data_json from deliveries d join events e on e.id = d.event_id where d.id = :deliveryId and e.kind = 'LetterRequested'", { deliveryId });
	if (!row) return null;
	const { letterId } = JSON.parse(String(row.data_json)) as { letterId: number };
	const letter = await letters.get(tx, letterId);
	if (letter.purpose !== 'advertising') return null;
	const { subjectKind: kind, subjectId: id } = letter;
	const address = kind === null || id === null ? null : await letterAddress(tx, { kind, id });
	const reason = await consentLacks(tx, { email: letter.toAddress, contactId: null, behind: address?.behind ?? [] });
	if (reason !== null) await settleLetterIn(tx, { letterId, state: 'failed', note: reason });
	return reason;
}
