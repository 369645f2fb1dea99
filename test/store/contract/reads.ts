import { inTransaction } from './store-under-test';
import type { ContractFile } from './store-under-test';

const add = "insert into companies (name, created_at, updated_at) values ('a', 0, 0)";
const count = 'select count(*) as n from companies';

export const readContract: ContractFile = (store) => {
	it('R-CORE-6: shows a reader the state before or after a transaction, never one within', async () => {
		const { database } = store();
		let release: () => void = () => undefined;
		const hold = new Promise<void>((resolve) => {
			release = resolve;
		});
		let written: () => void = () => undefined;
		const hasWritten = new Promise<void>((resolve) => {
			written = resolve;
		});
		const writing = inTransaction(database, async (tx) => {
			await tx.run(add);
			written();
			await hold;
			await tx.run(add);
		});
		await hasWritten;
		const reading = database.read(async (query) => await query.get(count));
		// In memory there is one connection and the reader waits; everywhere else it answers while the writer is at work.
		if (store().openAgain) expect(await reading).toEqual({ n: 0 });
		release();
		await writing;
		expect([{ n: 0 }, { n: 2 }]).toContainEqual(await reading);
		expect(await database.read(async (query) => await query.get(count))).toEqual({ n: 2 });
	});

	it('answers integers as numbers, texts as text, null as null', async () => {
		const { database } = store();
		const row = await database.read(async (query) => await query.get('select cast(:big as bigint) as big, cast(:text as text) as text, cast(:absent as text) as absent, count(*) as n from companies', { big: Number.MAX_SAFE_INTEGER, text: 'Ё', absent: null }));
		expect(row).toEqual({ big: Number.MAX_SAFE_INTEGER, text: 'Ё', absent: null, n: 0 });
	});

	it('divides integers as integers and keeps an integer in a text column as it was written', async () => {
		const { database } = store();
		const row = await inTransaction(database, async (tx) => {
			await tx.run('insert into companies (name, created_at, updated_at) values (:name, 0, 0)', { name: '5' });
			await tx.run('update companies set inn = cast(:inn as text)', { inn: 7_707_083_893 });
			return await tx.get('select cast(:seven as bigint) / 2 as half, inn from companies', { seven: 7 });
		});
		expect(row).toEqual({ half: 3, inn: '7707083893' });
	});

	it('has a lease clock that runs with the time of day', async () => {
		const before = Date.now();
		const at = await store().database.leaseClock();
		// A second of leeway: on PostgreSQL it is another machine's clock.
		expect(Math.abs(at - before)).toBeLessThan(1_000 + (Date.now() - before));
	});
};
