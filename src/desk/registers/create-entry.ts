import type { Call } from '../../call';
import { InvalidInputError } from '../../errors';
import type { InputFault } from '../../errors';
import { keptText, missingFields, readFields } from '../../registers/entry-fields';
import type { RegisterEntry } from '../../registers/register';
import { isNumberFree } from '../../store/numbering';
import { legalEntities } from '../../store/organisation-tables';
import { registerEntries } from '../../store/register-tables';
import { keepFile } from '../files/store-file';
import type { Upload } from '../files/store-file';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { announceCreated, announceFile } from './keep-entry';
import { findLinked } from './linked-records';
import { loadRegister } from './load-register';

export interface NewEntry {
	/** Register code: contracts, certificates, incoming, originals, inspections, or an own one. */
	readonly register: string;
	readonly number?: string | null;
	readonly title: string;
	/** The deal's client when absent. */
	readonly companyId?: number | null;
	readonly dealId?: number | null;
	/** The deal's legal entity when absent. */
	readonly legalEntityId?: number | null;
	/** The responsible person of the deal, then of the client, when absent. */
	readonly responsibleId?: number | null;
	readonly fields?: Readonly<Record<string, unknown>>;
	readonly file?: Upload;
	/** `imported` marks old entries that are carried over, so that workflows can tell them from new ones. */
	readonly origin?: 'by_hand' | 'imported';
}

async function numberFaults(tx: DeskTransaction, register: string, number: string | null): Promise<InputFault[]> {
	if (number === null || (await isNumberFree(tx, register, number))) return [];
	return [{ field: 'number', reason: `the number ${number} is taken in this register; numbers are never used twice, not even of annulled entries` }];
}

async function entityFaults(tx: DeskTransaction, legalEntityId: number | null | undefined): Promise<InputFault[]> {
	if (legalEntityId == null || (await legalEntities.find(tx, legalEntityId))) return [];
	return [{ field: 'legalEntityId', reason: `there is no legal entity ${legalEntityId}` }];
}

async function create(tx: DeskTransaction, input: NewEntry): Promise<RegisterEntry> {
	const definition = await loadRegister(tx, input.register);
	const number = keptText(input.number);
	const title = keptText(input.title) ?? '';
	const linked = await findLinked(tx, input);
	const { values: fields, faults } = readFields(definition, input.fields ?? {});
	const all = [
		...(title === '' ? [{ field: 'title', reason: 'the entry needs a title' }] : []),
		...(await numberFaults(tx, definition.code, number)),
		...linked.faults,
		...(await entityFaults(tx, input.legalEntityId)),
		...faults,
		...missingFields(definition, definition.initialStatus, fields),
	];
	const { responsible } = linked;
	if (all.length > 0 || responsible === null) throw new InvalidInputError(all);
	const file = input.file ? await keepFile(tx, input.file) : null;
	const entry = await registerEntries.insert(tx, {
		register: definition.code,
		number,
		title,
		companyId: linked.company?.id ?? null,
		dealId: linked.deal?.id ?? null,
		legalEntityId: input.legalEntityId ?? linked.deal?.legalEntityId ?? null,
		responsibleId: responsible.id,
		departmentId: responsible.departmentId,
		status: definition.initialStatus,
		statusCycle: 1,
		statusSince: tx.now,
		statusReason: null,
		fields,
		fileId: file?.id ?? null,
		fileHash: file?.hash ?? null,
		fileName: file?.name ?? null,
		verification: null,
		origin: input.origin ?? 'by_hand',
		createdAt: tx.now,
		updatedAt: tx.now,
	});
	await announceCreated(tx, definition, entry, input.origin ?? 'by_hand');
	if (file) await announceFile(tx, definition, entry, null);
	return entry;
}

/**
 * Files an entry in a register by hand (R-REG-1, R-REG-3). It starts in the register's first status, and the robots of that
 * status run once.
 * @throws {InvalidInputError} with all faults; nothing is saved then
 */
export async function createEntry(workspace: Workspace, input: NewEntry, call: Call): Promise<EffectOutcome<RegisterEntry>> {
	return await workspace.effect(call, 'register entry', async (tx) => await create(tx, input));
}
