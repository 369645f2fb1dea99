import { inTransaction } from './store-under-test';
import type { ContractFile } from './store-under-test';

const columns = { name: 'text', inn: 'text', created_at: 'bigint', updated_at: 'bigint' } as const;
const named = (name: string) => ({ name, inn: null, created_at: 1_800_000_000_000, updated_at: 0 });
const companies = 'select id, name, inn, created_at from companies order by id';

/** R-CORE-6: many rows at once are what they would be one by one. */
export const insertRowsContract: ContractFile = (store) => {
	it('R-CORE-6: many rows are inserted in their order, with their ids answered in it, however many they are', async () => {
		const { database } = store();
		for (const count of [0, 1, 31, 32, 33, 100]) {
			const names = Array.from({ length: count }, (_, n) => `${count}-${n}: «Ромашка», "O'Neill", {a,b}, \\n, NULL, ${'я'.repeat(n)}`);
			const ids = await inTransaction(database, async (tx) => await tx.insertRows({ table: 'companies', columns, rows: names.map(named) }));
			const rows = await database.read(async (query) => await query.all(`${companies} limit ${count} offset (select count(*) - ${count} from companies)`));
			expect(rows).toEqual(names.map((name, n) => ({ id: ids[n], name, inn: null, created_at: 1_800_000_000_000 })));
		}
	});

	it('R-CORE-6: all of them or none', async () => {
		const { database } = store();
		const rows = Array.from({ length: 50 }, (_, n) => ({ ...named(String(n)), ...(n === 40 && { name: null }) }));
		await expect(inTransaction(database, async (tx) => await tx.insertRows({ table: 'companies', columns, rows }))).rejects.toThrow(/null/i);
		await expect(inTransaction(database, async (tx) => await tx.insertRows({ table: 'companies', columns, rows: [named('a'), named('half \ud800')] }))).rejects.toThrow('lone surrogate');
		expect(await database.read(async (query) => await query.all(companies))).toEqual([]);
	});

	it('R-CORE-6: as the last statement of a transaction they are committed with it', async () => {
		const { database } = store();
		for (const count of [2, 70]) await inTransaction(database, async (tx) => await tx.last.insertRows({ table: 'companies', columns, rows: Array.from({ length: count }, (_, n) => named(String(n))) }));
		expect(await database.read(async (query) => await query.get('select count(*) as n from companies'))).toEqual({ n: 72 });
	});
};
