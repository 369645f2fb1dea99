import type { Call } from '../../call';
import { completeParty } from '../../crm/complete-party';
import type { PartialParty } from '../../crm/complete-party';
import { InputReader } from '../../crm/input-reader';
import type { LegalEntity } from '../../organisation/legal-entity';
import { numberPatternFaults } from '../../organisation/number-pattern-faults';
import { vatRegimeFaults } from '../../organisation/vat-regime-faults';
import { checkRequisites } from '../../requisites';
import type { LegalEntityRequisites, RequisiteFault } from '../../requisites';
import { legalEntities } from '../../store/organisation-tables';
import type { Queryable } from '../../store/database';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { readCode } from './find-in-organisation';
import { lockOrganisation } from './lock-organisation';
import { changedFields, organisationChanged, wholeWorkspace } from './organisation-changed';

/** One of our own legal entities by its code. Absent keeps what is there; requisites given go over the known ones. */
export interface SaveLegalEntity {
	readonly code: string;
	/** What people call it in lists; default: the short name of the requisites. */
	readonly shortName?: string;
	readonly party?: PartialParty;
	readonly vatRegimes?: LegalEntity['vatRegimes'];
	readonly numberPattern?: string;
	readonly city?: string;
	/** Requisite → why a failed checksum is right nevertheless. An empty reason takes the acceptance back. */
	readonly overrides?: Readonly<Record<string, string>>;
	/** False: no new contracts are made for it. */
	readonly active?: boolean;
}

export interface LegalEntitySaved {
	readonly legalEntity: LegalEntity;
	readonly created: boolean;
	readonly changed: readonly string[];
	/** Doubts that keep nothing from working; each goes when the number is corrected or a reason is recorded. */
	readonly warnings: readonly RequisiteFault[];
}

type Values = Omit<LegalEntity, 'id' | 'createdAt' | 'templateFileId'>;

/** Reasons live beside the requisites, in one place; those that came with them move there. */
function readOverrides(reader: InputReader, input: SaveLegalEntity, known: LegalEntity | undefined): Record<string, string> {
	const reasons = { ...known?.overrides, ...input.party?.overrides, ...input.overrides };
	const read = Object.entries(reasons).map(([requisite, reason]) => [requisite, reader.text(`Accepted Checksums, ${requisite}`, reason)] as const);
	return Object.fromEntries(read.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** The requisites as a contract will see them, and what is wrong with them. */
export function requisiteFaults(party: LegalEntityRequisites, overrides: Readonly<Record<string, string>>): RequisiteFault[] {
	return checkRequisites({ ...party, overrides: { ...party.overrides, ...overrides } });
}

function readValues(reader: InputReader, input: SaveLegalEntity, known: LegalEntity | undefined): Values {
	const given = reader.text('Short Name', input.shortName);
	const { overrides: _reasons, ...card } = input.party ?? {};
	const { overrides: _known, ...party } = completeParty(reader, card, known?.party ?? null, { name: given ?? '', inn: null });
	return {
		code: readCode(reader, 'Code', input.code),
		shortName: given ?? known?.shortName ?? party.shortName,
		party,
		vatRegimes: input.vatRegimes ?? known?.vatRegimes ?? [],
		numberPattern: input.numberPattern === undefined && known ? known.numberPattern : reader.required('Number Pattern', input.numberPattern),
		city: input.city === undefined && known ? known.city : reader.required('City', input.city),
		overrides: readOverrides(reader, input, known),
		active: input.active ?? known?.active ?? true,
	};
}

async function read(query: Queryable, input: SaveLegalEntity): Promise<{ values: Values; known: LegalEntity | undefined; warnings: RequisiteFault[] }> {
	const reader = new InputReader();
	const all = await legalEntities.select(query, 'order by id');
	const known = all.find((entity) => entity.code === String(input.code).trim().toLowerCase());
	const values = readValues(reader, input, known);
	const found = requisiteFaults(values.party, values.overrides);
	for (const { field, message } of found.filter((fault) => fault.severity === 'error')) reader.refuse(`party.${field}`, message);
	for (const reason of vatRegimeFaults(values.vatRegimes, values.party.form)) reader.refuse('VAT Regimes', reason);
	if (values.numberPattern !== '') for (const reason of numberPatternFaults(values, all.filter((other) => other.id !== known?.id))) reader.refuse('Number Pattern', reason);
	reader.settle();
	return { values, known, warnings: found.filter((fault) => fault.severity === 'warning') };
}

/** For use cases that are in a transaction already. */
export async function saveLegalEntityIn(tx: DeskTransaction, input: SaveLegalEntity): Promise<LegalEntitySaved> {
	await lockOrganisation(tx);
	const { values, known, warnings } = await read(tx, input);
	const { id, createdAt, templateFileId, ...before } = known ?? {};
	const changed = changedFields<Values>(known && (before as Values), values);
	const legalEntity = known ? { ...known, ...values } : await legalEntities.insert(tx, { ...values, templateFileId: null, createdAt: tx.now });
	if (known && changed.length > 0) await legalEntities.update(tx, known.id, values);
	// The reasons are in the journal with who gave them and when (R-ORG-2: overridden with a recorded reason).
	await organisationChanged(tx, 'legal_entity', { created: !known, changed, subject: wholeWorkspace, data: { legalEntityId: legalEntity.id, code: values.code, shortName: values.shortName, ...(changed.includes('overrides') && { overrides: values.overrides }) } });
	return { legalEntity, created: !known, changed, warnings };
}

/**
 * Makes or changes one of our legal entities (R-ORG-2). What is missing or ill-formed is refused, all at once; failed
 * control digits are warnings, which a recorded reason removes and which never block.
 * @throws {InvalidInputError} with all faults
 */
export async function saveLegalEntity(workspace: Workspace, input: SaveLegalEntity, call: Call): Promise<EffectOutcome<LegalEntitySaved>> {
	return await workspace.effect(call, 'legal entity', async (tx) => await saveLegalEntityIn(tx, input));
}
