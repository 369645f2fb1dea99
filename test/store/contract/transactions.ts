import { NestedTransactionError } from '../../../src/store/outermost-only';
import { append, inTransaction, register, statesOf } from './store-under-test';
import type { ContractFile } from './store-under-test';

const companies = 'select count(*) as n from companies';
const addCompany = (name: string) => `insert into companies (name, created_at, updated_at) values ('${name}', 0, 0)`;

/** R-CORE-1, R-CORE-6: a transaction happens whole or not at all, and says which. */
export const transactionContract: ContractFile = (store) => {
	it('R-CORE-6: leaves nothing behind when the work throws, and passes its error on', async () => {
		const { database } = store();
		await register(database);
		const broken = inTransaction(database, async (tx) => {
			await tx.run(addCompany('a'));
			await append({ ...database, transaction: async (work) => await work(tx) }, 3);
			throw new Error('stop');
		});
		await expect(broken).rejects.toThrow('stop');
		expect(await database.read(async (query) => await query.get(companies))).toEqual({ n: 0 });
		expect(await statesOf(database)).toEqual({});
	});

	it('R-CORE-6: is usable after a failed statement and a rollback', async () => {
		const { database } = store();
		await expect(inTransaction(database, async (tx) => await tx.run('insert into no_such_table (a) values (1)'))).rejects.toThrow(/no_such_table/);
		await inTransaction(database, async (tx) => await tx.run(addCompany('b')));
		expect(await database.read(async (query) => await query.get(companies))).toEqual({ n: 1 });
	});

	it('answers how many rows a statement changed; none is an answer', async () => {
		const { database } = store();
		expect(await inTransaction(database, async (tx) => [await tx.run(addCompany('c')), await tx.run("update companies set name = 'd' where name = 'c'"), await tx.run("update companies set name = 'd' where name = 'c'")])).toEqual([1, 1, 0]);
	});

	it('tells of the commit after it, never after a rollback, and a listener that throws harms nobody', async () => {
		const { database } = store();
		const told: string[] = [];
		await inTransaction(database, async (tx) => {
			tx.afterCommit(() => {
				throw new Error('deaf');
			});
			tx.afterCommit(() => told.push('committed'));
			expect(told).toEqual([]);
		});
		await inTransaction(database, async (tx) => {
			tx.afterCommit(() => told.push('never'));
			throw new Error('no');
		}).catch(() => undefined);
		expect(told).toEqual(['committed']);
	});

	it('refuses a transaction or read within a transaction instead of waiting for itself', async () => {
		const { database } = store();
		await expect(inTransaction(database, async () => await database.transaction(async () => 1))).rejects.toThrow(NestedTransactionError);
		await expect(inTransaction(database, async () => await database.read(async () => 1))).rejects.toThrow(NestedTransactionError);
	});

	it('lets work that a transaction started but did not wait for begin its own later', async () => {
		const { database } = store();
		let later: Promise<number> = Promise.resolve(0);
		await inTransaction(database, async () => {
			later = new Promise((resolve) => setTimeout(resolve, 1)).then(async () => await database.transaction(async () => 7));
		});
		await expect(later).resolves.toBe(7);
	});

	it('runs many transactions of one process, each whole', async () => {
		const { database } = store();
		await inTransaction(database, async (tx) => await tx.run(addCompany('counter')));
		await Promise.all(
			Array.from({ length: 25 }, async () => {
				await inTransaction(database, async (tx) => {
					const row = await tx.get(`select created_at from companies where name = 'counter'${tx.lockRows}`);
					await tx.run('update companies set created_at = :next where name = :name', { next: Number(row?.created_at) + 1, name: 'counter' });
				});
			}),
		);
		expect(await database.read(async (query) => await query.get('select created_at as n from companies'))).toEqual({ n: 25 });
	});

	it('refuses a statement whose parameter was forgotten, and takes one name several times', async () => {
		const { database } = store();
		await expect(inTransaction(database, async (tx) => await tx.get('select cast(:a as text) as a, cast(:b as text) as b', { a: 'x' }))).rejects.toThrow('SQL parameter :b was not given');
		expect(await inTransaction(database, async (tx) => await tx.get("select cast(:a as text) as a, cast(:a as text) as b, 'it''s :a' as c", { a: 'x' }))).toEqual({ a: 'x', b: 'x', c: "it's :a" });
	});
};
