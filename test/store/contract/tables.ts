import { NotFoundError } from '../../../src/errors';
import { companies } from '../../../src/store/crm-tables';
import { files } from '../../../src/store/register-tables';
import { inTransaction } from './store-under-test';
import type { ContractFile } from './store-under-test';

const company = { name: 'ООО «Ромашка»', inn: '7707083893', priority: 'key' as const, departmentId: null, responsibleId: 7, party: null, nextCallAt: 1_800_000_000_000, nextLetterAt: null, lastContactAt: null, createdAt: 1, updatedAt: 2 };

export const tableContract: ContractFile = (store) => {
	it('gives a record back as it was written', async () => {
		const { database } = store();
		const written = await inTransaction(database, async (tx) => await companies.insert(tx, company));
		expect(written).toEqual({ ...company, id: expect.any(Number) });
		expect(await database.read(async (query) => await companies.get(query, written.id))).toEqual(written);
	});

	it('keeps bytes as they are', async () => {
		const { database } = store();
		const bytes = Uint8Array.from({ length: 512 }, (_, index) => index % 256);
		const kept = await inTransaction(database, async (tx) => {
			const { id } = await files.insert(tx, { hash: 'h', name: 'скан.pdf', mime: 'application/pdf', size: bytes.length, bytes, createdAt: 0 });
			return await files.get(tx, id);
		});
		expect(Buffer.from(kept.bytes).equals(Buffer.from(bytes))).toBe(true);
	});

	it('keeps many records as it keeps one, bytes and JSON among them, and answers their ids in order', async () => {
		const { database } = store();
		const records = [1, 2, 3].map((n) => ({ ...company, name: `№ ${n}`, inn: null }));
		const scans = [0, 255].map((first) => ({ hash: `h${first}`, name: 'скан.pdf', mime: 'application/pdf', size: 3, bytes: Uint8Array.from([first, 0, 92]), createdAt: 0 }));
		const [ids, fileIds] = await inTransaction(database, async (tx) => [await companies.insertAll(tx, records), await files.insertAll(tx, scans)] as const);
		expect(await database.read(async (query) => await companies.select(query, 'order by id'))).toEqual(records.map((record, n) => ({ ...record, id: ids[n] })));
		const kept = await database.read(async (query) => await files.select(query, 'order by id'));
		expect(kept.map(({ id, hash, bytes }) => [id, hash, [...bytes]])).toEqual(scans.map(({ hash, bytes }, n) => [fileIds[n], hash, [...bytes]]));
	});

	it('changes the given fields only and says whether the row was there', async () => {
		const { database } = store();
		const { id } = await inTransaction(database, async (tx) => await companies.insert(tx, company));
		expect(await inTransaction(database, async (tx) => [await companies.update(tx, id, { nextCallAt: null, priority: 'cool' }), await companies.update(tx, id + 1, { name: 'x' })])).toEqual([true, false]);
		expect(await database.read(async (query) => await companies.get(query, id))).toEqual({ ...company, id, nextCallAt: null, priority: 'cool' });
	});

	it('names the record that is not there', async () => {
		const { database } = store();
		await expect(database.read(async (query) => await companies.get(query, 404))).rejects.toThrow(NotFoundError);
		await expect(inTransaction(database, async (tx) => await companies.lock(tx, 404))).rejects.toThrow(/404/);
	});

	it('inserts unless a unique value is taken, and then says so without spoiling the transaction', async () => {
		const { database } = store();
		const outcome = await inTransaction(database, async (tx) => {
			const first = await companies.insertUnlessTaken(tx, company);
			const second = await companies.insertUnlessTaken(tx, { ...company, name: 'ООО «Лютик»' });
			return { first: first?.name, second, rows: await tx.get('select count(*) as n from companies') };
		});
		expect(outcome).toEqual({ first: company.name, second: undefined, rows: { n: 1 } });
	});
};
