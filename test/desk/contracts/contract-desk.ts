import { systemCall } from '../../../src/call';
import type { Call } from '../../../src/call';
import type { Deal } from '../../../src/crm/deal';
import { generateContract } from '../../../src/desk/contracts/generate-contract';
import type { ContractGenerated, GenerateContract } from '../../../src/desk/contracts/generate-contract';
import type { Workspace } from '../../../src/desk/workspace';
import type { LegalEntity } from '../../../src/organisation/legal-entity';
import { legalEntities } from '../../../src/store/organisation-tables';
import { registerEntries } from '../../../src/store/register-tables';
import { makeOrganisation } from '../../helpers/organisation';
import type { Organisation } from '../../helpers/organisation';
import { aCompany, aDeal } from '../../helpers/subjects';
import { temporaryWorkspace } from '../../helpers/temporary-workspace';
import type { TemporaryWorkspaceOptions } from '../../helpers/temporary-workspace';
import { clientOrganisation, entrepreneurWoman, organisation } from '../../requisites/sample-parties';

export const call = systemCall('Иван Менеджеров');
export const keyed = (effectKey: string): Call => ({ ...call, effectKey });

export async function anEntity(workspace: Workspace, overrides: Partial<Omit<LegalEntity, 'id'>> = {}): Promise<LegalEntity> {
	return await workspace.transaction(call, async (tx) =>
		await legalEntities.insert(tx, {
			code: 'SE',
			shortName: 'ООО «Современный эталон»',
			party: organisation(),
			vatRegimes: [{ from: '2019-01-01', kind: 'general' }],
			numberPattern: 'СЭ-{yyyy}/{seq:4}',
			city: 'Нижний Новгород',
			templateFileId: null,
			overrides: {},
			active: true,
			createdAt: tx.now,
			...overrides,
		}),
	);
}

export const anEntrepreneur = async (workspace: Workspace): Promise<LegalEntity> =>
	await anEntity(workspace, { code: 'SP', shortName: 'ИП Сидорова-Петрова М. И.', party: entrepreneurWoman(), vatRegimes: [{ from: '2023-02-01', kind: 'exempt_simplified' }], numberPattern: '{seq}/{yy}-{entity}', city: 'Новосибирск' });

/** A deal of Nizhny Novgorod for 125 000 roubles with a client whose requisites are complete. */
export async function dealFor(workspace: Workspace, people: Organisation, entity: LegalEntity | null, overrides: Partial<Omit<Deal, 'id'>> = {}): Promise<Deal> {
	const inCharge = { responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id };
	const company = overrides.companyId === undefined ? await aCompany(workspace, { ...inCharge, name: 'ООО «Кабель-Пример»', party: clientOrganisation() }) : null;
	return await aDeal(workspace, { ...inCharge, title: 'Сертификация кабеля', companyId: company?.id ?? null, legalEntityId: entity?.id ?? null, amountKopecks: 125_000_00, ...overrides });
}

/** A workspace with people, one legal entity and one deal ready for its contract. */
export async function contractDesk(options: TemporaryWorkspaceOptions = {}) {
	const temporary = await temporaryWorkspace(options);
	const { workspace } = temporary;
	const people = await makeOrganisation(workspace);
	const entity = await anEntity(workspace);
	return { ...temporary, people, entity, deal: await dealFor(workspace, people, entity) };
}

export async function generated(workspace: Workspace, input: GenerateContract, by: Call = call): Promise<ContractGenerated> {
	const outcome = await generateContract(workspace, input, by);
	if (outcome.kind !== 'done') throw new Error(`The effect was ${outcome.kind}`);
	return outcome.result;
}

export const contracts = async (workspace: Workspace) => await workspace.read(async (query) => await registerEntries.select(query, "where register = 'contracts' order by id"));

/** Everything a contract writes, counted: nothing of it may be left after a refusal. */
export async function traces(workspace: Workspace) {
	const row = await workspace.read(async (query) =>
		await query.get(
			`select (select count(*) from register_entries) as entries, (select count(*) from files) as files, (select count(*) from number_sequences) as sequences,
				(select count(*) from effects) as effects, (select count(*) from register_history) as history, (select count(*) from events where subject_kind = 'entry') as events`,
		),
	);
	return { ...row };
}
export const nothing = { entries: 0, files: 0, sequences: 0, effects: 0, history: 0, events: 0 };
