import type { Actor } from '../../../call';
import { leads } from '../../../store/crm-tables';
import { keepRequestOfLead } from '../../priority/client-requests';
import type { DeskTransaction } from '../../workspace';
import type { HistoryClient } from './clients';
import type { HistoryLead } from './leads';
import type { WrittenClient } from './write-clients';
import { standing, writeStays } from './write-stays';

export const actorOf = ({ name }: { readonly name: string }): Actor => ({ kind: 'person', name });

/** Writes an enquiry, its way and, for a client, the request it counts as. Answers its id. */
export async function writeLead(tx: DeskTransaction, lead: HistoryLead, written: ReadonlyMap<HistoryClient, WrittenClient>): Promise<number> {
	const { client, manager, clientName, companyName, phone, email, source, service, stays, lostReason } = lead;
	const known = client ? written.get(client) : undefined;
	const { stage, cycle, since, visits } = standing(stays);
	const createdAt = stays[0]?.at ?? tx.now;
	const row = await leads.insert(tx, {
		title: `${service.title}: ${service.product}`,
		stage,
		stageCycle: cycle,
		stageSince: since,
		stageVisits: visits,
		responsibleId: manager.id,
		departmentId: manager.departmentId,
		companyId: known?.companyId ?? null,
		contactId: known?.contactId ?? null,
		clientName,
		companyName,
		phone,
		email,
		source,
		comment: null,
		fields: { product: service.product, region: manager.calendar.zone === 'Asia/Novosibirsk' ? '54' : '52', ...(lostReason !== null && { reason: lostReason }) },
		callAt: null,
		dealId: null,
		externalKey: null,
		createdAt,
		updatedAt: since,
	});
	await writeStays(tx, { kind: 'lead', id: row.id }, stays, actorOf(manager));
	await keepRequestOfLead(tx, row);
	return row.id;
}
