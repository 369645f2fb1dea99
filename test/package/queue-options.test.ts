/** What `npm run start:queue` refuses before it does anything, and whose schemas it touches. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { queueFolderAt } from '../../scripts/lib/data-folder.mjs';
import { OperatorError } from '../../scripts/lib/operator-error.mjs';
import { freePorts } from '../../scripts/lib/ports.mjs';
import { createSchema, dropSchema, hasSchema } from '../../scripts/lib/postgres.mjs';
import { makeN8nSchema, queueDemoOf, requireOwnPlaces } from '../../scripts/lib/queue-demo.mjs';
import { readQueueOptions } from '../../scripts/lib/queue-options.mjs';
import { requireServices } from '../../scripts/lib/queue-services.mjs';
import { readRevisions } from '../../scripts/lib/n8n-revisions.mjs';
import { companyInSchema } from '../../scripts/lib/seed.mjs';
import { freshPostgres } from '../helpers/postgres';

const refusalOf = async (work: () => unknown): Promise<OperatorError> => {
	try {
		await work();
	} catch (error) {
		if (error instanceof OperatorError) return error;
		throw error;
	}
	throw new Error('It was not refused.');
};

describe('the options of npm run start:queue', () => {
	it('takes everything from its defaults, which are not those of npm start', () => {
		expect(readQueueOptions([], {})).toMatchObject({
			postgres: { host: '127.0.0.1', port: 5432, database: 'postgres', user: 'postgres', ssl: false },
			redis: { host: '127.0.0.1', port: 6379, db: 0, tls: false },
			name: 'deal_desk_demo',
			port: 5690,
			webhookPort: 5691,
			workers: 2,
		});
	});

	it('lets a variable win over a default, and a flag over a variable', () => {
		const env = { DEAL_DESK_QUEUE_POSTGRES: 'postgres://me:a%2Fb@db:5433/desk?sslmode=require', DEAL_DESK_QUEUE_WEBHOOK_PORT: '7001', DEAL_DESK_QUEUE_WORKERS: '3' };
		expect(readQueueOptions(['--workers', '4', '--redis', 'rediss://u:p@cache:6380/2'], env)).toMatchObject({
			postgres: { host: 'db', port: 5433, database: 'desk', user: 'me', password: 'a/b', ssl: true },
			redis: { host: 'cache', port: 6380, user: 'u', password: 'p', db: 2, tls: true },
			webhookPort: 7001,
			workers: 4,
		});
	});

	it.each([
		[['--workers', '0'], /--workers must be a number from 1 to 16, not "0"/],
		[['--name', 'Deal Desk'], /--name must be made of lower-case letters/],
		[['--port', '99999'], /--port must be a port number/],
		[['--redis', '127.0.0.1:6379'], /--redis \(DEAL_DESK_QUEUE_REDIS\) is not the address of a Redis/],
		[['--postgres', 'postgres://me:secret@db'], /--postgres \(DEAL_DESK_QUEUE_POSTGRES\) is not the address of a PostgreSQL database: "postgres:\/\/me:…@db"/],
		[['--bogus'], /bogus/],
	])('refuses %p and says why', async (args, words) => {
		expect((await refusalOf(() => readQueueOptions(args, {}))).message).toMatch(words);
	});
});

describe('the services of npm run start:queue', () => {
	it('says which one does not answer, where, and how to start it', async () => {
		const [port = 0] = await freePorts(1);
		const postgres = { host: '127.0.0.1', port, database: 'd', user: 'u', password: 'p' };
		const redis = { host: '127.0.0.1', port, user: '', password: '', db: 0, tls: false };
		const noPostgres = await refusalOf(async () => await requireServices({ postgres, redis }));
		expect([noPostgres.message, noPostgres.advice]).toEqual([`No PostgreSQL answers at 127.0.0.1:${port}.`, expect.stringMatching(/docker run[^]*apt-get install postgresql[^]*DEAL_DESK_QUEUE_POSTGRES=/)]);
		const there = await freshPostgres();
		const noRedis = await refusalOf(async () => await requireServices({ postgres: there, redis }));
		expect([noRedis.message, noRedis.advice]).toEqual([`No Redis answers at 127.0.0.1:${port}.`, expect.stringMatching(/docker run[^]*apt-get install redis-server[^]*DEAL_DESK_QUEUE_REDIS=/)]);
		const noDatabase = await refusalOf(async () => await requireServices({ postgres: { ...there, database: 'nowhere' }, redis }));
		expect([noDatabase.message, noDatabase.advice]).toEqual([expect.stringContaining('There is no database "nowhere"'), expect.stringContaining('createdb nowhere')]);
	});
});

describe('the schemas of npm run start:queue', () => {
	const OURS = "npm run start:queue, /home/anna's/deal-desk on desk";

	it('belong to one folder: another one neither uses nor removes them', async () => {
		const place = await freshPostgres();
		expect(await hasSchema(place, OURS)).toBe(false);
		await createSchema(place, OURS);
		expect(await hasSchema(place, OURS)).toBe(true);
		const refusal = await refusalOf(async () => await hasSchema(place, 'another clone'));
		expect([refusal.message, refusal.advice]).toEqual([expect.stringContaining(OURS), expect.stringContaining('--name')]);
		expect(await dropSchema(place, 'another clone')).toBe(false);
		expect(await dropSchema(place, OURS)).toBe(true);
		expect(await hasSchema(place, OURS)).toBe(false);
	});

	it('are refused when the folder with their key is gone, or is that of npm start', async () => {
		const root = mkdtempSync(join(tmpdir(), 'deal-desk-queue-folder-'));
		try {
			const data = queueFolderAt(root);
			const demo = { ...queueDemoOf(readQueueOptions([], {}), data), n8n: await freshPostgres(), company: await freshPostgres() };
			await expect(requireOwnPlaces(data, demo)).resolves.toBeUndefined();
			await makeN8nSchema(data, demo);
			expect((await refusalOf(async () => await requireOwnPlaces(data, demo))).advice).toContain('npm run reset -- --queue');
			writeFileSync(data.access, '{}');
			writeFileSync(data.importLedger, '{}');
			await expect(requireOwnPlaces(data, demo)).resolves.toBeUndefined();
			// Made anew, nothing counts as imported any more; found again, everything does.
			await makeN8nSchema(data, demo);
			expect(existsSync(data.importLedger)).toBe(true);
			await dropSchema(demo.n8n, demo.owner);
			await makeN8nSchema(data, demo);
			expect(existsSync(data.importLedger)).toBe(false);
			await dropSchema(demo.n8n, demo.owner);
			writeFileSync(data.company, '');
			expect((await refusalOf(async () => await requireOwnPlaces(data, demo))).message).toContain('belongs to npm start');
		} finally {
			rmSync(root, { recursive: true, force: true });
		}
	});

	it('take a demo company whole or not at all', async () => {
		const address = await freshPostgres();
		const place = companyInSchema(address, OURS);
		await place.makeUnfinished();
		// Cut short here, it is begun afresh.
		expect(await place.isFilled()).toBe(false);
		expect(await place.makeUnfinished()).toMatchObject({ kind: 'postgres', schema: `${address.schema}_unfinished` });
		await place.putInPlace();
		expect(await place.isFilled()).toBe(true);
		await dropSchema(address, OURS);
	});

	it('hold no revisions before n8n has been there', async () => {
		const database = await freshPostgres();
		await createSchema(database, OURS);
		expect(await readRevisions({ userFolder: '', database })).toEqual({ workflows: new Map(), credentials: new Map() });
		await dropSchema(database, OURS);
	});
});
