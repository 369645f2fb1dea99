/** Queue mode: triggers on the main process, requests through the webhook process, work on the workers; each of them dies, and so do Redis and PostgreSQL. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { stoppablePostgres } from '../../chaos/stoppable-postgres';
import type { StoppablePostgres } from '../../chaos/stoppable-postgres';
import { systemCall } from '../../src/call';
import { demoClients } from '../../src/desk/demo/company-facts';
import { getEntry } from '../../src/desk/registers/get-entry';
import { listEntries } from '../../src/desk/registers/list-entries';
import { moveLead } from '../../src/desk/leads/move-lead';
import { listLetters } from '../../src/desk/notices/list-letters';
import { listNotifications } from '../../src/desk/notices/list-notifications';
import { listOpenEffects } from '../../src/desk/operations/list-open-effects';
import { FORM_LOGIN, KEY, startDeskOn } from './desk-server';
import type { DeskServer } from './desk-server';
import { createDatabase, eventually, N8nCluster, startRedis } from './harness';
import type { TestRedis } from './harness';
import { expectOneLeadOfFifty } from './same-lead';

const PREFIX = 'deal_desk_test';
/** The smallest file that is a PDF. */
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
/** A batch big enough to be caught at work, small enough to be repeated one by one. */
const LEADS = 12;
/** A lock or a lease of 30 s, the look for it, the pause before the next attempt, the runs themselves. */
const RECOVERY_MS = 90_000;
const OUTAGE_MS = 12_000;

describe('queue mode', () => {
	let postgres: StoppablePostgres;
	let redis: TestRedis;
	let desk: DeskServer<N8nCluster>;
	let leadId = 0;

	beforeAll(async () => {
		postgres = await stoppablePostgres(join(__dirname, '..', '..'));
		redis = await startRedis();
		const database = await createDatabase(postgres.address('n8n'));
		desk = await startDeskOn(
			async (options) => await N8nCluster.start({ ...options, database, redis: redis.address, prefix: PREFIX }),
			['take-in-lead', 'run-lead-robots', 'make-contract', 'run-contract-register', 'take-actions-by-webhook', 'operate-workspace', 'send-letters', 'report-failures'],
			{ storage: { kind: 'postgres', ...postgres.address('company') } },
		);
	}, 300_000);
	afterAll(async () => {
		await desk?.stop();
		await redis?.close(PREFIX);
		await postgres?.close();
	}, 300_000);

	// One test that fails must not hold up the letters of the next.
	afterEach(() => desk?.mailbox.release());

	const leadsWithKey = async (externalKey: string) => (await desk.workspace.read(async (query) => await query.all('select id from leads where external_key = :externalKey', { externalKey }))).map(({ id }) => Number(id));

	/** How often each lead's manager was told what the stage asks for. */
	const noticesOf = async (leadIds: readonly number[], words: string) => {
		const found = (await listNotifications(desk.workspace, { limit: 1000 })).items.filter(({ text }) => text.includes(words));
		return leadIds.map((id) => found.filter(({ subjectId }) => subjectId === id).length);
	};

	let series = 0;
	const takeIn = async (name: string) => {
		series += 1;
		const answers = await Promise.all(Array.from({ length: LEADS }, async (_, index) => await desk.post('lead', { clientName: `${name} ${index}`, phone: `+7920${series}00${String(index).padStart(4, '0')}`, externalKey: `${name}-${index}` })));
		expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
		await desk.settle();
		return answers.map(({ body }) => Number(body.leadId));
	};

	/** The moves are made beside n8n, so that its triggers find them all at once. */
	const moveAll = async (leadIds: readonly number[], stage: string) => {
		for (const leadId of leadIds) await moveLead(desk.workspace, { leadId, stage }, systemCall('test'));
	};

	const untilSome = async (leadIds: readonly number[], words: string) => {
		const seen = async () => (await noticesOf(leadIds, words)).filter((count) => count > 0).length;
		for (const giveUpAt = Date.now() + 20_000; (await seen()) < 2 && Date.now() < giveUpAt; ) await pause(2);
		return await seen();
	};

	const once = Array.from({ length: LEADS }, () => 1);

	it('R-LEAD-1, R-CORE-2: fifty identical requests to the webhook process make one lead and one notice; workers did the work', async () => {
		leadId = await expectOneLeadOfFifty(desk);
		const executed = (name: 'main' | 'webhook' | 'worker-1' | 'worker-2') => [...desk.n8n.logOf(name).matchAll(/Worker finished execution/g)].length;
		expect([executed('main'), executed('webhook')]).toEqual([0, 0]);
		expect(executed('worker-1')).toBeGreaterThan(0);
		expect(executed('worker-2')).toBeGreaterThan(0);
		// The main process holds the triggers and leaves requests to the webhook process.
		expect((await desk.n8n.mainWebhook('deal-desk/lead', { headers: { 'X-Deal-Desk-Key': KEY }, body: { clientName: 'Анна Волкова', phone: '+7 831 200-00-01' } })).status).toBe(404);
		expect((await desk.get('status')).body).toMatchObject({ consumersNotSeen: [], quiet: true });
	}, 300_000);

	it('R-LEAD-6, R-CON-1, R-CON-7: a contract is made on one machine and its scan taken in on another', async () => {
		expect(await desk.post('lead/convert', { leadId, pipeline: 'certification', legalEntity: 1, amount: 125000.5, fields: { product: 'светильники', termWorkingDays: 30 } })).toMatchObject({ status: 200, body: { created: true } });
		await desk.settle();
		const [contract] = (await listEntries(desk.workspace, { register: 'contracts' })).items;
		expect(contract).toMatchObject({ status: 'not_signed', fileHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
		// Taken in by the webhook process, read by a worker, each with a disk of its own.
		const form = new FormData();
		form.set('entryId', String(contract?.id));
		form.set('scan', new Blob([PDF], { type: 'application/pdf' }), 'скан.pdf');
		expect(await desk.post('contract/scan', form)).toMatchObject({ status: 200 });
		await desk.settle();
		expect((await getEntry(desk.workspace, contract!.id)).status).toBe('scan');
	}, 300_000);

	it('R-CORE-2: both workers killed in the middle of their runs, the robots have told everybody once and the letter is not sent again', async () => {
		const ids = await takeIn('Рабочий');
		const client = demoClients[1]!.contact;
		const { body } = await desk.post('lead', { clientName: client.name, phone: client.phone, email: client.email, externalKey: 'letter' });
		await desk.settle();
		desk.mailbox.hold();
		expect(await desk.post('lead/move', { leadId: body.leadId, stage: 'docs_requested', by: 'Иван Кузнецов' })).toMatchObject({ status: 200 });
		const sent = () => desk.mailbox.to(client.email).length;
		await eventually(() => sent() === 1);
		await moveAll(ids, 'assigned');
		expect(await untilSome(ids, 'ТН ВЭД')).toBeGreaterThan(0);
		expect(desk.n8n.busyWorkers().length).toBeGreaterThan(0);
		await Promise.all(desk.n8n.workers.map(async (name) => await desk.n8n.kill9(name)));
		const diedAt = Date.now();
		desk.mailbox.release();
		await Promise.all(desk.n8n.workers.map(async (name) => await desk.n8n.launch(name)));
		await eventually(async () => (await listLetters(desk.workspace)).items.some(({ state }) => state === 'unknown'), RECOVERY_MS);
		await desk.settle(RECOVERY_MS);
		console.info(`Both workers dead, everything settled after ${Date.now() - diedAt} ms`);
		expect(await noticesOf(ids, 'ТН ВЭД')).toEqual(once);
		expect(sent()).toBe(1);
		expect(await listOpenEffects(desk.workspace)).toContainEqual(expect.objectContaining({ kind: 'letter', state: 'unknown' }));
	}, 240_000);

	it('R-CORE-1, R-CORE-3: the main process killed with a batch in hand, it takes over its own leases when it is back', async () => {
		const ids = await takeIn('Главный');
		await moveAll(ids, 'assigned');
		expect(await untilSome(ids, 'ТН ВЭД')).toBeGreaterThan(0);
		await desk.n8n.kill9('main');
		const diedAt = Date.now();
		// Requests are taken in all the same.
		const late = await desk.post('lead', { clientName: 'Без главного', phone: '+79201234567', externalKey: 'no-main' });
		expect(late).toMatchObject({ status: 200, body: { created: true } });
		await desk.n8n.launch('main');
		await desk.n8n.untilLive();
		await desk.settle(RECOVERY_MS);
		console.info(`Main process dead, everything settled after ${Date.now() - diedAt} ms`);
		expect(await noticesOf(ids, 'ТН ВЭД')).toEqual(once);
		expect(await noticesOf([Number(late.body.leadId)], 'перезвоните')).toEqual([1]);
	}, 240_000);

	it('R-CORE-1: Redis killed and started again, no run is forgotten', async () => {
		const ids = await takeIn('Редис');
		await moveAll(ids, 'assigned');
		expect(await untilSome(ids, 'ТН ВЭД')).toBeGreaterThan(0);
		if (redis.own) {
			await redis.kill9();
			await redis.start();
		}
		await desk.settle(RECOVERY_MS);
		expect(await noticesOf(ids, 'ТН ВЭД')).toEqual(once);
		for (const name of ['main', 'webhook', ...desk.n8n.workers] as const) expect([name, desk.n8n.isRunning(name)]).toEqual([name, true]);
	}, 300_000);

	it('R-CORE-1, R-CORE-6: PostgreSQL stopped for a while, nothing is lost and nothing doubled', async () => {
		const ids = await takeIn('База');
		await moveAll(ids, 'assigned');
		await untilSome(ids, 'ТН ВЭД');
		await postgres.halt('stop');
		const stoppedAt = Date.now();
		const enquiry = { clientName: 'Без базы', phone: '+79207654321', externalKey: 'no-database' };
		const refused = await desk.post('lead', enquiry).then(({ status }) => status, () => 0);
		expect(refused).not.toBe(200);
		await pause(Math.max(0, stoppedAt + OUTAGE_MS - Date.now()));
		await postgres.start();
		const backAt = Date.now();
		// Whoever got no answer asks again with the same key.
		await eventually(async () => (await desk.post('lead', enquiry).catch(() => undefined))?.status === 200, RECOVERY_MS);
		await desk.settle(RECOVERY_MS);
		console.info(`PostgreSQL away for ${backAt - stoppedAt} ms, everything settled ${Date.now() - backAt} ms after`);
		expect(await noticesOf(ids, 'ТН ВЭД')).toEqual(once);
		const back = await leadsWithKey('no-database');
		expect(back).toHaveLength(1);
		expect(await noticesOf(back, 'перезвоните')).toEqual([1]);
		for (const name of ['main', 'webhook', ...desk.n8n.workers] as const) expect([name, desk.n8n.isRunning(name)]).toEqual([name, true]);
		expect((await desk.get('parked')).body).toEqual(expect.anything());
	}, 240_000);

	it('R-LEAD-1: a form is opened through the webhook process', async () => {
		expect((await fetch(`${desk.n8n.webhookUrl}/form/deal-desk/new-lead`)).status).toBe(401);
		const page = await fetch(`${desk.n8n.webhookUrl}/form/deal-desk/new-lead`, { headers: { authorization: FORM_LOGIN } });
		expect(page.status).toBe(200);
		expect(await page.text()).toContain('<form');
	}, 300_000);
});
