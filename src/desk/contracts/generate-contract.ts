import type { Call } from '../../call';
import type { Deal } from '../../crm/deal';
import { buildContractData, isBlocked, renderDocx } from '../../documents';
import type { Fault } from '../../documents';
import { InvalidInputError } from '../../errors';
import { contractSequenceKey, contractYear, formatContractNumber } from '../../registers/contract-number';
import { CONTRACT_REGISTER } from '../../registers/default-registers';
import { mimeOf } from '../../registers/file-kind';
import type { RegisterEntry } from '../../registers/register';
import { deals } from '../../store/crm-tables';
import { isNumberFree, nextNumber } from '../../store/numbering';
import { registerEntries } from '../../store/register-tables';
import { contractTexts } from '../../texts';
import { keepFile } from '../files/store-file';
import type { FileInfo } from '../files/store-file';
import { announceCreated, entryFacts, entryRef } from '../registers/keep-entry';
import { loadRegister } from '../registers/load-register';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { collectContract, inWords } from './contract-input';
import type { ContractMaterial, ContractRequest } from './contract-input';
import { liveContracts } from './live-contract';

export interface GenerateContract extends ContractRequest {
	/** Makes another contract although the deal has a live one with this legal entity. The earlier one is left to people. */
	readonly regenerate?: boolean;
}

export interface ContractGenerated {
	readonly entryId: number;
	readonly number: string | null;
	readonly fileId: number | null;
	readonly fileName: string | null;
	readonly fileHash: string | null;
	/** False when the deal had a live contract with this legal entity already: that one is answered, no number is spent. */
	readonly created: boolean;
	/** What pre-flight doubts and a person should look at; empty for a contract that was there already. */
	readonly warnings: readonly Fault[];
}

const answer = (entry: RegisterEntry, created: boolean, warnings: readonly Fault[] = []): ContractGenerated => ({ entryId: entry.id, number: entry.number, fileId: entry.fileId, fileName: entry.fileName, fileHash: entry.fileHash, created, warnings });

/** The next free number of the legal entity in the year of the contract date. Numbers that were written by hand are passed over: they are taken. */
async function drawNumber(tx: DeskTransaction, { entity, pattern, draft }: ContractMaterial): Promise<string> {
	const year = contractYear(draft.contract.date);
	for (;;) {
		const seq = await nextNumber(tx, contractSequenceKey(entity.id, year));
		const number = formatContractNumber(pattern, { year, seq, entityCode: entity.code });
		if (await isNumberFree(tx, CONTRACT_REGISTER, number)) return number;
	}
}

async function render(tx: DeskTransaction, { draft, template, company }: ContractMaterial, number: string): Promise<FileInfo> {
	const bytes = renderDocx(template, buildContractData({ ...draft, contract: { ...draft.contract, number } }));
	return await keepFile(tx, { name: `${contractTexts.fileName(number, company.name)}.docx`, mime: mimeOf('docx'), bytes });
}

async function fileContract(tx: DeskTransaction, deal: Deal, material: ContractMaterial, earlier: readonly RegisterEntry[], warnings: readonly Fault[]): Promise<RegisterEntry> {
	const { entity, company, draft } = material;
	const definition = await loadRegister(tx, CONTRACT_REGISTER);
	const number = await drawNumber(tx, material);
	const file = await render(tx, material, number);
	const entry = await registerEntries.insert(tx, {
		register: CONTRACT_REGISTER,
		number,
		title: contractTexts.entryTitle(company.name, deal.title),
		companyId: company.id,
		dealId: deal.id,
		legalEntityId: entity.id,
		responsibleId: deal.responsibleId,
		departmentId: deal.departmentId,
		status: definition.initialStatus,
		statusCycle: 1,
		statusSince: tx.now,
		statusReason: null,
		fields: { contractDate: draft.contract.date, amountKopecks: draft.contract.totalKopecks },
		fileId: file.id,
		fileHash: file.hash,
		fileName: file.name,
		verification: null,
		origin: 'generated',
		createdAt: tx.now,
		updatedAt: tx.now,
	});
	await announceCreated(tx, definition, entry, 'generated');
	await tx.emit({
		kind: 'ContractGenerated',
		scope: CONTRACT_REGISTER,
		state: entry.status,
		origin: 'generated',
		subject: entryRef(entry),
		data: {
			...entryFacts(definition, entry),
			client: company.name,
			legalEntity: entity.shortName,
			contractDate: draft.contract.date,
			amountKopecks: draft.contract.totalKopecks,
			// Contracts of the same deal that are still alive: people decide what becomes of them.
			earlierNumbers: earlier.map((one) => one.number),
			warnings: warnings.map((one) => one.message),
		},
	});
	return entry;
}

/** Warnings are named along with the errors: whoever mends one will want to look at the other. */
function refusal(faults: readonly Fault[]): InvalidInputError {
	return new InvalidInputError(
		faults.map(inWords).map(({ field, reason }) => ({ field, reason })),
		'Correct what is listed and ask for the contract again; no number was spent.',
	);
}

/** The entity chosen for the contract is the deal's from now on, unless it has one: reports and the next contract go by it. */
async function keepLegalEntity(tx: DeskTransaction, deal: Deal, legalEntityId: number): Promise<void> {
	if (deal.legalEntityId !== null) return;
	await deals.update(tx, deal.id, { legalEntityId, updatedAt: tx.now });
	await tx.emit({
		kind: 'DealUpdated',
		scope: deal.pipeline,
		subject: { kind: 'deal', id: deal.id },
		data: { title: deal.title, stage: deal.stage, responsibleId: deal.responsibleId, changed: ['legalEntityId'], before: { legalEntityId: null }, after: { legalEntityId } },
	});
}

async function generate(tx: DeskTransaction, input: GenerateContract): Promise<ContractGenerated> {
	// One contract at a time for a deal: of two parallel runs the second finds the contract of the first.
	const deal = await deals.lock(tx, input.dealId);
	const { material, entity, faults } = await collectContract(tx, deal, input, tx.now);
	const earlier = entity === null ? [] : await liveContracts(tx, deal.id, entity.id);
	const [present] = earlier;
	if (present && !input.regenerate) return answer(present, false);
	if (material === null || isBlocked(faults)) throw refusal(faults);
	await keepLegalEntity(tx, deal, material.entity.id);
	return answer(await fileContract(tx, deal, material, earlier, faults), true, faults);
}

/**
 * Makes the contract of a deal from the template of the chosen legal entity, gives it the next number and files it, not
 * signed, in the contract register (R-CON-1). One transaction: pre-flight, number, document, file, entry and events stand or
 * fall together, so a fault spends no number. A deal with a live contract of that legal entity gets it back.
 * @throws {InvalidInputError} with everything that pre-flight found (R-CON-2)
 */
export async function generateContract(workspace: Workspace, input: GenerateContract, call: Call): Promise<EffectOutcome<ContractGenerated>> {
	return await workspace.effect(call, 'contract', async (tx) => await generate(tx, input));
}
