import { deadContractStatuses } from '../../registers/contract-status';
import { CONTRACT_REGISTER } from '../../registers/default-registers';
import type { RegisterEntry } from '../../registers/register';
import type { Queryable } from '../../store/database';
import { registerEntries } from '../../store/register-tables';

/** The contracts of a deal with one of our legal entities that are still on their way, newest first. */
export async function liveContracts(query: Queryable, dealId: number, legalEntityId: number): Promise<RegisterEntry[]> {
	const dead = Object.fromEntries(deadContractStatuses.map((status, index) => [`dead${index}`, status]));
	const names = Object.keys(dead).map((name) => `:${name}`);
	return await registerEntries.select(
		query,
		`where register = :register and deal_id = :dealId and legal_entity_id = :legalEntityId and status not in (${names.join(', ')}) order by id desc`,
		{ register: CONTRACT_REGISTER, dealId, legalEntityId, ...dead },
	);
}
