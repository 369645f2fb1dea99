import type { StatementRow } from '../../crm/bank-statement';
import { CONTRACT_REGISTER } from '../../registers/default-registers';
import type { Queryable } from '../../store/database';

/** The deal a statement row pays for and how it was found, or why none was. */
export type DealMatch = { readonly kind: 'found'; readonly dealId: number; readonly by: 'deal' | 'contract' | 'inn' } | { readonly kind: 'none'; readonly reason: string };

// "по договору № СЭ-2026/0001 от 02.03.2026": the number is what follows the word, with at least one digit in it.
const CONTRACT_IN_PURPOSE = /(?:договор\p{L}*|дог\.?)\s*(?:(?:№|N|No\.?)\s*)?([\p{L}\d][\p{L}\d\-/.]*)/iu;
const DEAL_IN_PURPOSE = /сделк\p{L}*\s*(?:№|N|#)\s*(\d{1,15})/iu;

/** The contract number a purpose of payment names, or null. */
export function contractNumberIn(purpose: string): string | null {
	const number = CONTRACT_IN_PURPOSE.exec(purpose)?.[1]?.replace(/[.\-/]+$/, '');
	return number !== undefined && /\d/.test(number) ? number : null;
}

const found = (dealId: number, by: 'deal' | 'contract' | 'inn'): DealMatch => ({ kind: 'found', dealId, by });
const none = (reason: string): DealMatch => ({ kind: 'none', reason });

async function byDealId(query: Queryable, dealId: number): Promise<DealMatch> {
	return (await query.get('select id from deals where id = :dealId', { dealId })) ? found(dealId, 'deal') : none(`there is no deal ${dealId}`);
}

async function byContract(query: Queryable, number: string): Promise<DealMatch | null> {
	const row = await query.get('select deal_id from register_entries where register = :register and number = :number', { register: CONTRACT_REGISTER, number });
	if (!row) return null;
	return row.deal_id === null ? none(`contract ${number} belongs to no deal; file it under its deal first`) : found(Number(row.deal_id), 'contract');
}

const listed = (ids: readonly number[]): string => ids.map((id) => `№ ${id}`).join(', ');

/** Deals of the payer that are still to be paid and of whose amount just this much is open, or that amount to just this; several fit, or none: a person decides. */
async function byInn(query: Queryable, inn: string, kopecks: number): Promise<DealMatch> {
	const rows = await query.all(
		`select d.id from companies c join deals d on d.company_id = c.id
			where c.inn = :inn and (d.amount_kopecks - d.paid_kopecks = :kopecks or (d.amount_kopecks = :kopecks and d.paid_kopecks < d.amount_kopecks) or (:kopecks < 0 and d.paid_kopecks >= -:kopecks)) order by d.id limit 6`,
		{ inn, kopecks },
	);
	const ids = rows.map((row) => Number(row.id));
	const [only] = ids;
	if (ids.length === 1 && only !== undefined) return found(only, 'inn');
	if (ids.length > 1) return none(`deals ${listed(ids)} of ИНН ${inn} fit the amount; add a column "Сделка" with the right one`);
	const known = await query.get('select id from companies where inn = :inn', { inn });
	return none(known ? `no deal of ИНН ${inn} fits the amount; add a column "Сделка" with the right one` : `ИНН ${inn} is not known, and no contract or deal is named`);
}

/**
 * Finds the deal of a statement row: by the deal it names, by the number of its contract (in a column, or in the purpose), or
 * by the payer's ИНН and the amount. What a row says outright outweighs what could be guessed.
 */
export async function matchDeal(query: Queryable, row: StatementRow): Promise<DealMatch> {
	if (row.dealId !== null) return await byDealId(query, row.dealId);
	if (row.contractNumber !== null) return (await byContract(query, row.contractNumber)) ?? none(`contract ${row.contractNumber} is not in the register`);
	const dealInPurpose = DEAL_IN_PURPOSE.exec(row.purpose ?? '')?.[1];
	if (dealInPurpose !== undefined) return await byDealId(query, Number(dealInPurpose));
	const number = contractNumberIn(row.purpose ?? '');
	const byNumber = number === null ? null : await byContract(query, number);
	if (byNumber) return byNumber;
	if (row.payerInn !== null) return await byInn(query, row.payerInn, row.kopecks);
	return none(number === null ? 'names no deal, contract or ИНН' : `contract ${number} is not in the register`);
}
