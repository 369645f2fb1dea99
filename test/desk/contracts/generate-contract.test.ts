import { changeEntryStatus } from '../../../src/desk/registers/change-status';
import { createEntry } from '../../../src/desk/registers/create-entry';
import { getEntry } from '../../../src/desk/registers/get-entry';
import { getFile } from '../../../src/desk/files/get-file';
import { storeFile } from '../../../src/desk/files/store-file';
import { generateContract } from '../../../src/desk/contracts/generate-contract';
import { Workspace } from '../../../src/desk/workspace';
import { InvalidInputError, NotFoundError } from '../../../src/errors';
import type { Database, SqlTransaction } from '../../../src/store/database';
import { companies, deals } from '../../../src/store/crm-tables';
import { legalEntities } from '../../../src/store/organisation-tables';
import { textOf } from '../../documents/docx-text';
import { tinyDocx } from '../../documents/tiny-docx';
import { eventsAbout } from '../registers/register-desk';
import { anEntity, anEntrepreneur, call, contractDesk, contracts, dealFor, generated, keyed, nothing, traces } from './contract-desk';

it('R-CON-1: the contract is rendered from the template of the chosen legal entity, numbered and filed, not signed', async () => {
	const { workspace, clock, entity, deal, people } = await contractDesk();
	const contract = await generated(workspace, { dealId: deal.id });
	expect(contract).toMatchObject({ number: 'СЭ-2026/0001', created: true, fileName: 'Договор № СЭ-2026-0001, ООО «Кабель-Пример».docx' });

	const [entry] = await contracts(workspace);
	expect(entry).toMatchObject({
		id: contract.entryId,
		number: 'СЭ-2026/0001',
		title: 'ООО «Кабель-Пример»: Сертификация кабеля',
		status: 'not_signed',
		statusCycle: 1,
		origin: 'generated',
		dealId: deal.id,
		companyId: deal.companyId,
		legalEntityId: entity.id,
		responsibleId: people.nizhny.manager.id,
		fields: { contractDate: '2026-03-02', amountKopecks: 125_000_00 },
		createdAt: clock(),
	});
	const file = await getFile(workspace, contract.fileId ?? 0);
	expect(file.hash).toBe(contract.fileHash);
	const text = textOf(file.bytes).replaceAll('\u00a0', ' ');
	expect(text).toContain('ДОГОВОР № СЭ-2026/0001');
	expect(text).toContain('сертификация кабеля');
	expect(text).toContain('Современный эталон');
	expect(text).toContain('Кабель-Пример');
	expect(text).not.toMatch(/[{}]/);
});

it('R-PAY-4: a legal entity chosen for the contract becomes the deal\'s, so that reports name it; one the deal has stays', async () => {
	const { workspace, people, entity } = await contractDesk();
	const other = await anEntrepreneur(workspace);
	const [open, chosen] = [await dealFor(workspace, people, null), await dealFor(workspace, people, entity)];
	for (const deal of [open, chosen]) await generated(workspace, { dealId: deal.id, legalEntityId: other.id });
	const entityOf = async (id: number) => await workspace.read(async (query) => (await deals.get(query, id)).legalEntityId);
	expect([await entityOf(open.id), await entityOf(chosen.id)]).toEqual([other.id, entity.id]);
	const changes = await workspace.read(async (query) => await query.all("select subject_id, data_json from events where kind = 'DealUpdated'"));
	expect(changes.map((row) => [row.subject_id, JSON.parse(String(row.data_json))])).toEqual([[open.id, expect.objectContaining({ changed: ['legalEntityId'], after: { legalEntityId: other.id } })]]);
});

it('R-CON-1: entry created, entered its status as generated, and contract generated: one event each', async () => {
	const { workspace, deal } = await contractDesk();
	const { entryId, fileHash } = await generated(workspace, { dealId: deal.id });
	const events = await eventsAbout(workspace, entryId);
	expect(events.map((event) => [event.kind, event.scope, event.state, event.origin])).toEqual([
		['RegisterEntryCreated', 'contracts', 'not_signed', 'generated'],
		['RegisterEntryStatusChanged', 'contracts', 'not_signed', 'generated'],
		['ContractGenerated', 'contracts', 'not_signed', 'generated'],
	]);
	expect(events[2]?.data).toMatchObject({ number: 'СЭ-2026/0001', dealId: deal.id, fileHash, contractDate: '2026-03-02', amountKopecks: 125_000_00, client: 'ООО «Кабель-Пример»', earlierNumbers: [], warnings: [] });
	const { history } = await getEntry(workspace, entryId);
	expect(history).toHaveLength(1);
	expect(history[0]).toMatchObject({ action: 'created', file: { hash: fileHash } });
});

it('R-CON-1: an entrepreneur signs with the own template, pattern and numbers', async () => {
	const { workspace, people, deal } = await contractDesk();
	await generated(workspace, { dealId: deal.id });
	const entrepreneur = await anEntrepreneur(workspace);
	const other = await dealFor(workspace, people, entrepreneur);
	const contract = await generated(workspace, { dealId: other.id });
	expect(contract.number).toBe('1/26-SP');
	const text = textOf((await getFile(workspace, contract.fileId ?? 0)).bytes);
	expect(text).toContain('Сидорова-Петрова');
	expect(text).toContain('НДС не облагается');
});

it('R-CON-1: the legal entity that is asked for outweighs the one of the deal', async () => {
	const { workspace, deal } = await contractDesk();
	const entrepreneur = await anEntrepreneur(workspace);
	expect((await generated(workspace, { dealId: deal.id, legalEntityId: entrepreneur.id })).number).toBe('1/26-SP');
	// The contract with the other legal entity is another contract of the same deal.
	expect((await generated(workspace, { dealId: deal.id })).number).toBe('СЭ-2026/0001');
});

it('R-CON-1: the template that the operator uploaded is used', async () => {
	const { workspace, people } = await contractDesk();
	const template = await storeFile(workspace, { name: 'шаблон.docx', bytes: tinyDocx(['Договор {contract.number} от {contract.dateShort}, {executor.shortName}, {extra.courier}']) }, call);
	const entity = await anEntity(workspace, { code: 'OWN', numberPattern: 'Д-{yy}-{seq}', templateFileId: template.kind === 'done' ? template.result.id : 0 });
	const deal = await dealFor(workspace, people, entity);
	const contract = await generated(workspace, { dealId: deal.id, contractDate: '2026-03-05', terms: { extra: { courier: 'СДЭК' } } });
	expect(textOf((await getFile(workspace, contract.fileId ?? 0)).bytes)).toContain('Договор Д-26-1 от 05.03.2026, ООО «Современный эталон», СДЭК');
	// That template prints a field which was not given this time: known before a number is spent.
	const next = await dealFor(workspace, people, entity);
	await expect(generated(workspace, { dealId: next.id })).rejects.toThrow(/courier/);
});

it('R-CON-1: a deal that has a live contract gets it back, also from another workflow', async () => {
	const { workspace, deal } = await contractDesk();
	const first = await generated(workspace, { dealId: deal.id }, keyed('one'));
	expect(await generated(workspace, { dealId: deal.id }, keyed('two'))).toEqual({ ...first, created: false });
	expect(await generateContract(workspace, { dealId: deal.id }, keyed('one'))).toEqual({ kind: 'repeated', result: first });
	expect(await contracts(workspace)).toHaveLength(1);
});

it('R-CON-1: a contract that is asked for anew gets the next number; the earlier one is left to people and named', async () => {
	const { workspace, deal } = await contractDesk();
	await generated(workspace, { dealId: deal.id });
	const second = await generated(workspace, { dealId: deal.id, regenerate: true });
	expect(second).toMatchObject({ number: 'СЭ-2026/0002', created: true });
	expect((await contracts(workspace)).map((entry) => entry.status)).toEqual(['not_signed', 'not_signed']);
	expect((await eventsAbout(workspace, second.entryId)).at(-1)?.data).toMatchObject({ earlierNumbers: ['СЭ-2026/0001'] });
	expect(await generated(workspace, { dealId: deal.id })).toMatchObject({ number: 'СЭ-2026/0002', created: false });
});

it.each(['annulled', 'cancelled'])('R-CON-1: after an %s contract the deal gets another one, and the voided number stays taken', async (status) => {
	const { workspace, deal } = await contractDesk();
	const first = await generated(workspace, { dealId: deal.id });
	await changeEntryStatus(workspace, { entryId: first.entryId, status, reason: 'ошибка в цене' }, call);
	expect(await generated(workspace, { dealId: deal.id })).toMatchObject({ number: 'СЭ-2026/0002', created: true });
	expect((await contracts(workspace)).map((entry) => [entry.number, entry.status])).toEqual([
		['СЭ-2026/0001', status],
		['СЭ-2026/0002', 'not_signed'],
	]);
});

it('R-CON-1: numbers begin anew with the year of the contract date, in the zone of the department', async () => {
	const { workspace, clock, people, entity, deal } = await contractDesk();
	await generated(workspace, { dealId: deal.id });
	// 23:30 in Nizhny Novgorod on the last evening of the year: already the new year in Novosibirsk.
	clock.set('2026-12-31T23:30:00+03:00');
	const nizhny = await dealFor(workspace, people, entity);
	const siberian = await dealFor(workspace, people, entity, { responsibleId: people.novosibirsk.manager.id, departmentId: people.novosibirsk.department.id });
	expect((await generated(workspace, { dealId: nizhny.id })).number).toBe('СЭ-2026/0002');
	expect((await generated(workspace, { dealId: siberian.id })).number).toBe('СЭ-2027/0001');
	expect((await contracts(workspace)).map((entry) => entry.fields.contractDate)).toEqual(['2026-03-02', '2026-12-31', '2027-01-01']);
	// A contract dated back draws from its own year.
	const late = await dealFor(workspace, people, entity);
	clock.set('2027-01-11T10:00:00+03:00');
	expect((await generated(workspace, { dealId: late.id, contractDate: '2026-12-30' })).number).toBe('СЭ-2026/0003');
});

it('R-CON-1: a number that somebody wrote by hand is passed over, not used twice', async () => {
	const { workspace, deal, people } = await contractDesk();
	const byHand = async (number: string) => await createEntry(workspace, { register: 'contracts', number, title: 'из старого журнала', responsibleId: people.nizhny.manager.id, origin: 'imported' }, call);
	await byHand('СЭ-2026/0001');
	await byHand('СЭ-2026/0002');
	expect((await generated(workspace, { dealId: deal.id })).number).toBe('СЭ-2026/0003');
});

it('R-CON-2: faults of all kinds are refused together, and nothing is spent', async () => {
	const { workspace, people, entity } = await contractDesk();
	const deal = await dealFor(workspace, people, entity);
	await workspace.transaction(call, async (tx) => {
		const company = await companies.get(tx, deal.companyId ?? 0);
		await companies.update(tx, company.id, { party: company.party && { ...company.party, kpp: '', address: '' } });
		await legalEntities.update(tx, entity.id, { numberPattern: '{yyyy}', vatRegimes: [{ from: '2027-01-01', kind: 'general' }] });
	});
	const before = await traces(workspace);
	const bad = generateContract(workspace, { dealId: deal.id, lines: [{ title: 'Испытания', priceKopecks: 1_00 }] }, keyed('k'));
	await expect(bad).rejects.toBeInstanceOf(InvalidInputError);
	const fields = await bad.catch((error: InvalidInputError) => error.faults.map((fault) => fault.field));
	expect(fields).toEqual(expect.arrayContaining(['numberPattern', 'contract.totalKopecks', 'client.kpp', 'client.address', 'ourEntity.vatRegimes']));
	expect(await traces(workspace)).toEqual(before);
	expect(before).toEqual(nothing);
});

it('R-CON-2: a doubtful control digit does not stop the contract, it is named in the answer', async () => {
	const { workspace, people, entity } = await contractDesk();
	const deal = await dealFor(workspace, people, entity);
	await workspace.transaction(call, async (tx) => {
		const company = await companies.get(tx, deal.companyId ?? 0);
		await companies.update(tx, company.id, { party: company.party && { ...company.party, inn: '7704999008' } });
	});
	const { warnings, created } = await generated(workspace, { dealId: deal.id });
	expect(created).toBe(true);
	expect(warnings.map((fault) => fault.field)).toContain('client.inn');
});

/** A workspace on the same data whose writes to one table fail: what a full disk or a kill in mid-transaction looks like. */
function failingAt(workspace: Workspace, table: string, clock: () => number): Workspace {
	const { database } = workspace;
	const failing = <T extends unknown[], R>(run: (sql: string, ...rest: T) => Promise<R>) => async (sql: string, ...rest: T): Promise<R> => {
		if (sql.startsWith(`insert into ${table} `)) throw new Error('the disk is full');
		return await run(sql, ...rest);
	};
	const broken: Database = {
		...database,
		transaction: async (work) => await database.transaction(async (tx: SqlTransaction) => await work({ ...tx, get: failing(tx.get), all: failing(tx.all), run: failing(tx.run) })),
	};
	return new Workspace(broken, 'live', clock);
}

it.each(['files', 'register_entries', 'register_history', 'events', 'stage_history'])('R-CON-1: a failure at %s after the number was taken leaves no gap and no trace', async (table) => {
	const { workspace, clock, deal } = await contractDesk();
	await expect(generateContract(failingAt(workspace, table, clock), { dealId: deal.id }, keyed('k'))).rejects.toThrow('the disk is full');
	expect(await traces(workspace)).toEqual(nothing);
	expect(await generateContract(workspace, { dealId: deal.id }, keyed('k'))).toMatchObject({ kind: 'done', result: { number: 'СЭ-2026/0001' } });
});

it('R-CORE-6: an unknown deal is said plainly', async () => {
	const { workspace } = await contractDesk();
	await expect(generated(workspace, { dealId: 404 })).rejects.toBeInstanceOf(NotFoundError);
});
