import { createHash } from 'node:crypto';

import { CONTENT_KEY, contentOf } from '../../crm/lead-request';
import type { LeadRequest } from '../../crm/lead-request';
import type { Lead } from '../../crm/lead';
import { leads } from '../../store/crm-tables';
import type { DeskTransaction } from '../workspace';

/** What makes two requests the same one. `windowMs` null: for good, as with a key of the sender's. */
export interface LeadKey {
	readonly key: string | null;
	readonly windowMs: number | null;
}

/** The sender's own key, or one made of the content. Without a window, content says nothing and every request is a new lead. */
export function leadKeyOf(request: LeadRequest, windowMs: number): LeadKey {
	if (request.externalKey !== null) return { key: request.externalKey, windowMs: null };
	if (windowMs <= 0) return { key: null, windowMs: null };
	return { key: `${CONTENT_KEY}${createHash('sha256').update(contentOf(request)).digest('hex')}`, windowMs };
}

/**
 * Makes the lead, or answers the one that has its key: the unique column decides, so that of fifty parallel requests one
 * makes it and the others wait for it (R-LEAD-1). The window runs from the first request and has no bucket borders that two
 * requests could straddle: a lead that outlived its window gives up the key, under a lock, and the next insert takes it.
 */
export async function claimLead(tx: DeskTransaction, draft: Omit<Lead, 'id' | 'externalKey'>, { key, windowMs }: LeadKey): Promise<{ lead: Lead; created: boolean }> {
	for (;;) {
		const made = await leads.insertUnlessTaken(tx, { ...draft, externalKey: key });
		if (made) return { lead: made, created: true };
		const holder = await leads.first(tx, `where external_key = :key${tx.lockRows}`, { key });
		// Somebody else made it give up the key between the two statements: there is room again.
		if (!holder) continue;
		if (windowMs === null || tx.now - holder.createdAt < windowMs) return { lead: holder, created: false };
		await leads.update(tx, holder.id, { externalKey: `${key}#${holder.id}` });
	}
}
