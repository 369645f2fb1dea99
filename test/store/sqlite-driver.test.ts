import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DatabaseUnavailableError } from '../../src/store/database';
import { checkSqliteRuntime, openSqlite } from '../../src/store/sqlite-driver';

const folder = mkdtempSync(join(tmpdir(), 'deal-desk-driver-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('SQLite', () => {
	it.each([
		[{ node: '24.14.9', sqlite: '3.53.4' }, /needs Node 24\.15\.0 or newer, this n8n runs on 24\.14\.9/],
		[{ node: '24.21.0', sqlite: '3.51.2' }, /needs SQLite 3\.51\.3 or newer, this Node carries 3\.51\.2/],
	])('refuses a runtime on which it is known to be unsafe: %j', (versions, message) => {
		expect(() => checkSqliteRuntime(versions)).toThrow(message);
	});

	it.each([{ node: '24.15.0', sqlite: '3.51.3' }, { node: '26.0.0', sqlite: '3.60.0' }, { node: '24.100.0' }])('takes %j', (versions) => {
		expect(() => checkSqliteRuntime(versions)).not.toThrow();
	});

	it('makes the folder it is told to live in (but no way to it), and keeps what was committed through a power cut', async () => {
		const database = await openSqlite(join(folder, 'new', 'desk.sqlite'));
		const pragmas = await database.transaction(async (tx) => [await tx.get('pragma journal_mode'), await tx.get('pragma synchronous')]);
		expect(pragmas).toEqual([{ journal_mode: 'wal' }, { synchronous: 2 }]);
		await database.close();
	});

	it('says in words when the file is something else, or a folder', async () => {
		const text = join(folder, 'notes.txt');
		writeFileSync(text, 'not a database, but long enough to look like a header of one, and then some more text after it');
		await expect(openSqlite(text)).rejects.toThrow(DatabaseUnavailableError);
		await expect(openSqlite(text)).rejects.toThrow(/not a database.*Check that it is a SQLite file/s);
		await expect(openSqlite(folder)).rejects.toThrow(DatabaseUnavailableError);
	});

	it('keeps whole numbers as integers and texts as texts, one by one and many at once, up to the largest', async () => {
		const database = await openSqlite(':memory:');
		const kept = await database.transaction(async (tx) => {
			await tx.run('create table t (id integer primary key, n bigint, i integer, s text)');
			await tx.run('insert into t (n, i, s) values (:n, :i, :s)', { n: Number.MAX_SAFE_INTEGER, i: -5, s: '5' });
			await tx.insertRows({ table: 't', columns: { n: 'bigint', i: 'integer', s: 'text' }, rows: [{ n: Number.MAX_SAFE_INTEGER, i: -5, s: '5' }] });
			return await tx.all('select n, i, s, typeof(n) as n_type, typeof(i) as i_type, typeof(s) as s_type from t');
		});
		const one = { n: Number.MAX_SAFE_INTEGER, i: -5, s: '5', n_type: 'integer', i_type: 'integer', s_type: 'text' };
		expect(kept).toEqual([one, one]);
		await database.close();
	});

	it('lets the event loop turn during a long series of transactions, so that leases are renewed meanwhile', async () => {
		const database = await openSqlite(':memory:');
		await database.transaction(async (tx) => await tx.run('create table t (n integer)'));
		let ticks = 0;
		const ticking = setInterval(() => (ticks += 1), 1);
		// A busy machine may keep this process waiting, so the series ends with the first tick; starved, it would never come.
		const until = performance.now() + 4_000;
		while (ticks === 0 && performance.now() < until) await database.transaction(async (tx) => await tx.run('insert into t (n) values (1)'));
		clearInterval(ticking);
		await database.close();
		// Without letting go there would be none: awaits that never leave the tick starve every timer.
		expect(ticks).toBeGreaterThan(0);
	});

	it('a writer waits for another process without blocking, and gets its turn', async () => {
		const path = join(folder, 'shared.sqlite');
		const [one, other] = [await openSqlite(path), await openSqlite(path)];
		await one.transaction(async (tx) => await tx.run('create table t (n integer)'));
		const order: string[] = [];
		let begun: () => void = () => undefined;
		const hasBegun = new Promise<void>((resolve) => {
			begun = resolve;
		});
		const first = one.transaction(async (tx) => {
			begun();
			await new Promise((resolve) => setTimeout(resolve, 120));
			order.push('first');
			await tx.run('insert into t (n) values (1)');
		});
		await hasBegun;
		await Promise.all([first, other.transaction(async (tx) => void order.push(`second sees ${Number((await tx.get('select count(*) as n from t'))?.n)}`))]);
		expect(order).toEqual(['first', 'second sees 1']);
		for (const database of [one, other]) await database.close();
	});
});
