import { isBlocked, vatClause } from '../../documents';
import { deals } from '../../store/crm-tables';
import type { Workspace } from '../workspace';
import { collectContract, inWords } from './contract-input';
import type { ContractFault, ContractMaterial, ContractRequest } from './contract-input';

/** What the contract would say, for the person who is about to ask for it. */
export interface ContractSummary {
	readonly client: string;
	readonly legalEntity: string;
	/** ISO */
	readonly contractDate: string;
	readonly totalKopecks: number;
	/** Per cent; null without VAT, or while the regime is not known. */
	readonly vatRate: number | null;
	readonly subject: string;
	readonly termWorkingDays: number;
	readonly prepaymentPercent: number;
	/** The legal entity's own template, or the shipped one. */
	readonly template: 'own' | 'shipped';
}

export interface ContractPreflight {
	/** A contract can be generated; warnings may be there all the same. */
	readonly ok: boolean;
	readonly faults: readonly ContractFault[];
	/** Always null: looking spends no number. */
	readonly number: null;
	readonly summary: ContractSummary | null;
}

function vatRateOf({ draft }: ContractMaterial): number | null {
	try {
		return vatClause(draft.ourEntity.vatRegimes, draft.contract.date, draft.contract.totalKopecks).rate;
	} catch {
		// Whatever keeps the clause from being written is among the faults.
		return null;
	}
}

function summaryOf(material: ContractMaterial): ContractSummary {
	const { entity, company, draft } = material;
	const { date, totalKopecks, subject, termWorkingDays, prepaymentPercent = 0 } = draft.contract;
	return {
		client: company.name,
		legalEntity: entity.shortName,
		contractDate: date,
		totalKopecks,
		vatRate: vatRateOf(material),
		subject,
		termWorkingDays,
		prepaymentPercent,
		template: material.templateFileId === null ? 'shipped' : 'own',
	};
}

/**
 * Looks at everything a deal's contract needs and lists all that is wrong, in words an operator understands (R-CON-2).
 * Writes nothing and spends no number.
 * @throws {NotFoundError} when there is no such deal
 */
export async function preflightDealContract(workspace: Workspace, request: ContractRequest): Promise<ContractPreflight> {
	return await workspace.read(async (query) => {
		const deal = await deals.get(query, request.dealId);
		const { material, faults } = await collectContract(query, deal, request, await workspace.now(query));
		return { ok: material !== null && !isBlocked(faults), faults: faults.map(inWords), number: null, summary: material === null ? null : summaryOf(material) };
	});
}
