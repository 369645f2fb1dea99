import type { Contact } from './company';

type ConsentFacts = Pick<Contact, 'marketingConsentAt' | 'marketingRefusedAt' | 'consentSource'>;

export interface AdvertisingConsent {
	readonly allowed: boolean;
	/** For the answer to "why was this letter (not) sent". */
	readonly reason: string;
	readonly consentAt: number | null;
	/** The last refusal of theirs or of a duplicate; a later consent may outweigh it. */
	readonly refusedAt: number | null;
	readonly source: string | null;
}

const latest = (instants: ReadonlyArray<number | null>): number | null => instants.reduce((late, at) => (at !== null && (late === null || at > late) ? at : late), null);

/**
 * Whether advertising may be sent (R-LEAD-3 stage 15; domain facts 4.6: prior consent, the sender proves it). Silence is no
 * consent; of a consent and a refusal the later one holds, and a refusal wins a tie.
 * @param own the contacts addressed: only their consent counts
 * @param duplicates contacts with the same e-mail or phone: their refusals count too
 */
export function advertisingConsent(own: readonly ConsentFacts[], duplicates: readonly ConsentFacts[]): AdvertisingConsent {
	const consentAt = latest(own.map((contact) => contact.marketingConsentAt));
	const refusedAt = latest([...own, ...duplicates].map((contact) => contact.marketingRefusedAt));
	const source = own.find((contact) => contact.marketingConsentAt === consentAt)?.consentSource ?? null;
	if (consentAt === null) return { allowed: false, reason: refusedAt === null ? 'no consent to advertising is recorded' : `advertising was refused on ${new Date(refusedAt).toISOString()}`, consentAt, refusedAt, source: null };
	if (refusedAt !== null && refusedAt >= consentAt) return { allowed: false, reason: `advertising was refused on ${new Date(refusedAt).toISOString()}`, consentAt, refusedAt, source };
	return { allowed: true, reason: `consent of ${new Date(consentAt).toISOString()}${source === null ? '' : `, ${source}`}`, consentAt, refusedAt, source };
}
