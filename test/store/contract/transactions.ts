import type { SqlTransaction } from '../../../src/store/database';
import { NestedTransactionError, TransactionOverError } from '../../../src/store/transaction-rules';
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

	describe('the last statement, whose commit travels with it', () => {
		it('R-CORE-6: is committed with all before it, also when it is the only one, and answers how many rows it changed', async () => {
			const { database } = store();
			// Several in turn: a connection learns the short way on its first transaction.
			for (const name of ['a', 'b', 'c']) expect(await inTransaction(database, async (tx) => await tx.last.run(addCompany(name)))).toBe(1);
			const changed = await inTransaction(database, async (tx) => {
				await tx.run(addCompany('d'));
				return await tx.last.run("update companies set name = name || '!'");
			});
			expect(changed).toBe(4);
			expect(await database.read(async (query) => await query.all('select name from companies order by name'))).toEqual([{ name: 'a!' }, { name: 'b!' }, { name: 'c!' }, { name: 'd!' }]);
		});

		it('R-CORE-6: takes all before it back when it fails, and the connection serves on', async () => {
			const { database } = store();
			for (const before of [0, 1, 2]) {
				const broken = inTransaction(database, async (tx) => {
					for (let n = 0; n < before; n++) await tx.run(addCompany('a'));
					await tx.last.run('insert into companies (name, created_at, updated_at) values (null, 0, 0)');
				});
				await expect(broken).rejects.toThrow(/null/i);
				expect(await database.read(async (query) => await query.get(companies))).toEqual({ n: 0 });
			}
			await expect(inTransaction(database, async (tx) => await tx.last.run('insert into no_such_table (a) values (1)'))).rejects.toThrow(/no_such_table/);
			await expect(inTransaction(database, async (tx) => await tx.last.run('insert into companies (name) values (:name)', { name: 'half \ud800' }))).rejects.toThrow();
			await inTransaction(database, async (tx) => await tx.last.run(addCompany('e')));
			expect(await database.read(async (query) => await query.get(companies))).toEqual({ n: 1 });
		});

		it('R-CORE-6: tells of the commit after it, and lets nothing follow', async () => {
			const { database } = store();
			const told: string[] = [];
			await inTransaction(database, async (tx) => {
				tx.afterCommit(() => void told.push('committed'));
				await tx.last.run(addCompany('f'));
				told.push('ran');
			});
			expect(told).toEqual(['ran', 'committed']);
			for (const follow of [async (tx: SqlTransaction) => await tx.run(addCompany('g')), async (tx: SqlTransaction) => await tx.get(companies), async (tx: SqlTransaction) => await tx.last.run(addCompany('g'))]) {
				const tooLong = inTransaction(database, async (tx) => {
					await tx.last.run("update companies set name = 'h'");
					await follow(tx);
				});
				await expect(tooLong).rejects.toThrow(TransactionOverError);
			}
			expect(await database.read(async (query) => await query.get(companies))).toEqual({ n: 1 });
		});
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
