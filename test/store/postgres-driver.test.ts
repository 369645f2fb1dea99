import { DatabaseUnavailableError } from '../../src/store/database';
import type { Database } from '../../src/store/database';
import { openPostgres } from '../../src/store/postgres-driver';
import type { PostgresConfig } from '../../src/store/postgres-driver';
import { dropSchema, freshPostgres } from '../helpers/postgres';

describe('PostgreSQL', () => {
	let config: PostgresConfig;
	let database: Database;
	beforeAll(async () => {
		config = await freshPostgres();
		database = await openPostgres(config);
		await database.transaction(async (tx) => {
			await tx.run('create table t (id integer primary key, n integer not null)');
			await tx.run('insert into t (id, n) values (1, 0), (2, 0)');
		});
	});
	afterAll(async () => {
		await database.close();
		await dropSchema(config);
	});

	const sum = async () => await database.read(async (query) => await query.get('select sum(n) as n from t'));

	it('R-CORE-6: work that swallows the error of a statement does not look saved: PostgreSQL rolled it back', async () => {
		const before = await sum();
		const swallowing = database.transaction(async (tx) => {
			await tx.run('update t set n = n + 1 where id = 1');
			await tx.run('insert into t (id, n) values (1, 1)').catch(() => 0);
		});
		await expect(swallowing).rejects.toThrow('rolled back because one of its statements had failed');
		expect(await sum()).toEqual(before);
	});

	it('R-CORE-6: two that block each other are told apart and both get through', async () => {
		const before = Number((await sum())?.n);
		let waiting = 0;
		let meet: () => void = () => undefined;
		const met = new Promise<void>((resolve) => {
			meet = resolve;
		});
		const crossing = async (first: number, second: number) =>
			await database.transaction(async (tx) => {
				await tx.run('update t set n = n + 1 where id = :id', { id: first });
				waiting += 1;
				if (waiting === 2) meet();
				await met;
				await tx.run('update t set n = n + 1 where id = :id', { id: second });
			});
		await Promise.all([crossing(1, 2), crossing(2, 1)]);
		expect(await sum()).toEqual({ n: before + 4 });
		expect(waiting).toBeGreaterThan(2);
	});

	it('R-CORE-6: should a transaction fail to begin, its first statement does not commit by itself', async () => {
		const lone = await openPostgres({ ...config, poolSize: 1 });
		// Two transactions: from the second on, begin and the first statement travel together.
		for (const id of [10, 11]) await lone.transaction(async (tx) => await tx.run('insert into t (id, n) values (:id, 0)', { id }));
		await lone.transaction(async (tx) => await tx.run('deallocate deal_desk_begin'));
		await expect(lone.transaction(async (tx) => await tx.run('insert into t (id, n) values (:id, 0)', { id: 12 }))).rejects.toThrow('deal_desk_begin');
		expect(await lone.read(async (query) => await query.all('select id from t where id >= 10 order by id'))).toEqual([{ id: 10 }, { id: 11 }]);
		await lone.close();
	});

	it('R-CORE-6: a first statement that fails takes all that follows with it', async () => {
		const lone = await openPostgres({ ...config, poolSize: 1 });
		const before = await sum();
		for (const _ of [1, 2]) {
			const failing = lone.transaction(async (tx) => {
				await tx.run('insert into t (id, n) values (1, 1)').catch(() => 0);
				await tx.run('update t set n = n + 1 where id = 2').catch(() => 0);
			});
			await expect(failing).rejects.toThrow('rolled back because one of its statements had failed');
		}
		expect(await sum()).toEqual(before);
		expect(await lone.transaction(async (tx) => await tx.get('select id, n from t where id = 10'))).toEqual({ id: 10, n: 0 });
		await lone.close();
	});

	it('recovers when the server ends a connection in the middle', async () => {
		const cut = database.transaction(async (tx) => {
			await tx.get('select pg_terminate_backend(pg_backend_pid())');
		});
		await expect(cut).rejects.toThrow(DatabaseUnavailableError);
		await expect(cut).rejects.toThrow(/PostgreSQL at 127\.0\.0\.1:\d+ ended the connection in the middle of the work \(.+\)\. See whether/);
		await expect(sum()).resolves.toBeDefined();
	});

	it('needs no right to create a schema that an administrator has made', async () => {
		await database.transaction(async (tx) => {
			await tx.run(`create role guest_${config.schema} login password 'guest'`);
			await tx.run(`create schema own_${config.schema} authorization guest_${config.schema}`);
		});
		const guest = await openPostgres({ ...config, user: `guest_${config.schema}`, password: 'guest', schema: `own_${config.schema}` });
		await guest.transaction(async (tx) => await tx.run('create table t (n integer)'));
		await guest.close();
		await dropSchema({ ...config, schema: `own_${config.schema}` });
		await database.transaction(async (tx) => await tx.run(`drop role guest_${config.schema}`));
	});

	it.each<[string, Partial<PostgresConfig>, RegExp]>([
		['nothing listens there', { port: 1 }, /Nothing answers at 127\.0\.0\.1:1/],
		['the password is wrong', { password: 'wrong' }, /refused the password of user "desk"/],
		['there is no such database', { database: 'nowhere' }, /There is no database "nowhere"/],
		['the schema has an impossible name', { schema: 'a"; drop schema public' }, /The schema name .* is not allowed/],
	])('says in words when %s, and never the password', async (_what, wrong, message) => {
		const opening = openPostgres({ ...config, ...wrong });
		await expect(opening).rejects.toThrow(DatabaseUnavailableError);
		await expect(opening).rejects.toThrow(message);
		await expect(opening).rejects.not.toThrow(/wrong/);
	});
});
