import type { Call } from '../../call';
import type { Deal } from '../../crm/deal';
import type { Lead } from '../../crm/lead';
import { InvalidInputError } from '../../errors';
import type { InputFault } from '../../errors';
import type { SqlTransaction } from '../../store/database';
import type { EffectOutcome, Workspace } from '../workspace';

/*
 * A request is what the cadence of a client is measured by (R-PRI-2): every lead of the company, every deal that came without one, and requests that came past
 * the lead funnel or from the time before this system.
 */

/**
 * Keeps the request that a lead stands for. To be called by whatever links a lead to a company, in its transaction; a lead
 * linked to another company later takes its request along, one linked to none any more takes it away.
 */
export async function keepRequestOfLead(tx: SqlTransaction, lead: Pick<Lead, 'id' | 'companyId' | 'createdAt' | 'source'>): Promise<void> {
	if (lead.companyId === null) {
		await tx.run('delete from client_requests where lead_id = :leadId and lead_id is not null', { leadId: lead.id });
		return;
	}
	await tx.run(
		`insert into client_requests (company_id, at, source, lead_id) values (:companyId, :at, :source, :leadId)
			on conflict (lead_id) where lead_id is not null do update set company_id = excluded.company_id`,
		{ companyId: lead.companyId, at: lead.createdAt, source: lead.source, leadId: lead.id },
	);
}

/**
 * Keeps the request that a deal stands for which came without a lead: a client who orders by telephone has not been silent. Called as
 * `keepRequestOfLead` is; the request of a deal with a lead is the lead's.
 */
export async function keepRequestOfDeal(tx: SqlTransaction, deal: Pick<Deal, 'id' | 'companyId' | 'leadId' | 'createdAt'>): Promise<void> {
	if (deal.leadId !== null) return;
	const key = `deal-desk:deal:${deal.id}`;
	if (deal.companyId === null) {
		await tx.run('delete from client_requests where external_key = :key', { key });
		return;
	}
	await tx.run(
		`insert into client_requests (company_id, at, source, external_key) values (:companyId, :at, 'deal', :key)
			on conflict (external_key) where external_key is not null do update set company_id = excluded.company_id`,
		{ companyId: deal.companyId, at: deal.createdAt, key },
	);
}

export interface ClientRequest {
	readonly companyId: number;
	/** ms */
	readonly at: number;
	/** Where it came from, in a word: "phone", "import" … */
	readonly source: string;
	/** What makes two requests the same one. */
	readonly externalKey?: string | null;
}

async function faultsOf(tx: SqlTransaction, requests: readonly ClientRequest[], now: number): Promise<InputFault[]> {
	const wanted = JSON.stringify([...new Set(requests.map((request) => request.companyId))].map((id) => ({ id })));
	const rows = await tx.all(`select c.id from companies c where c.id in (select cast(r.value ->> 'id' as bigint) from ${tx.jsonRows('wanted')})`, { wanted });
	const known = new Set(rows.map((row) => Number(row.id)));
	return requests.flatMap((request, index) => {
		const field = requests.length === 1 ? 'Request' : `Request ${index + 1}`;
		const faults: InputFault[] = [];
		if (!known.has(request.companyId)) faults.push({ field, reason: `there is no company ${request.companyId}` });
		if (!Number.isSafeInteger(request.at) || request.at <= 0) faults.push({ field, reason: 'its time is not a date and time' });
		else if (request.at > now) faults.push({ field, reason: `${new Date(request.at).toISOString()} lies in the future` });
		return faults;
	});
}

/**
 * Records requests of clients, one or a whole import; known external keys are passed over.
 * @returns how many were new
 * @throws {InvalidInputError} with all faults; then nothing is recorded
 */
export async function recordRequests(workspace: Workspace, requests: readonly ClientRequest[], call: Call): Promise<EffectOutcome<{ recorded: number; known: number }>> {
	return await workspace.effect(call, 'client requests', async (tx) => {
		const faults = await faultsOf(tx, requests, tx.now);
		if (faults.length > 0) throw new InvalidInputError(faults);
		const recorded = await tx.run(
			`insert into client_requests (company_id, at, source, external_key)
				select cast(r.value ->> 'companyId' as bigint), cast(r.value ->> 'at' as bigint), r.value ->> 'source', r.value ->> 'externalKey' from ${tx.jsonRows('requests')} where true
				on conflict do nothing`,
			{ requests: JSON.stringify(requests.map((request) => ({ externalKey: null, ...request }))) },
		);
		if (recorded > 0) {
			const [only] = requests;
			const subject = requests.length === 1 && only ? ({ kind: 'company', id: only.companyId } as const) : ({ kind: 'workspace', id: 1 } as const);
			await tx.emit({ kind: 'CompanyUpdated', scope: 'requests', subject, data: { requests: recorded, source: only?.source ?? '' } });
		}
		return { recorded, known: requests.length - recorded };
	});
}
