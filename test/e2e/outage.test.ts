/** The workspace's PostgreSQL goes away under a working n8n, and is not there yet when n8n starts. */
import { setTimeout as pause } from 'node:timers/promises';

import { stoppablePostgres } from '../../chaos/stoppable-postgres';
import type { StoppablePostgres } from '../../chaos/stoppable-postgres';
import { projectFolder } from '../../scripts/lib/places.mjs';
import { runsWith } from './cut-off';
import { startDeskServer } from './desk-server';
import type { DeskAnswer, DeskServer } from './desk-server';
import { eventually } from './harness';
import { InsistentClient } from './insistent-client';
import { brokenPromises, lastEvent } from './kept-promises';

/** A longer one for a patient machine: DEAL_DESK_OUTAGE_SECONDS=60. */
const OUTAGE_MS = Number(process.env.DEAL_DESK_OUTAGE_SECONDS ?? 15) * 1_000;
const EVERY_MS = 400;

describe('a workspace on PostgreSQL', () => {
	let postgres: StoppablePostgres;
	let desk: DeskServer;
	let since = 0;

	beforeAll(async () => {
		postgres = await stoppablePostgres(projectFolder);
		desk = await startDeskServer(['take-in-lead', 'run-lead-robots', 'send-letters', 'operate-workspace', 'report-failures'], { mode: 'live', storage: { kind: 'postgres', ...postgres.address('desk') } });
		since = await lastEvent(desk.workspace);
	}, 240_000);
	// A test that failed in the middle leaves it stopped.
	beforeEach(async () => await postgres.start());
	afterAll(async () => {
		await desk?.stop();
		await postgres?.close();
	});

	const enquiry = (n: number, batch: string) => ({ clientName: `Клиент ${n}`, phone: `+7920${batch}${String(n).padStart(5, '0')}`, externalKey: `${batch}-${n}` });
	const sendLeads = (client: InsistentClient, batch: string, count: number) =>
		Array.from({ length: count }, async (_, n) => {
			await pause(n * EVERY_MS);
			return await client.post('lead', enquiry(n, batch));
		});
	/** How often each lead of a batch was told of to its manager. */
	const tellings = async (batch: string) =>
		(await desk.workspace.read(async (query) => await query.all("select l.external_key, count(n.id) as n from leads l left join notifications n on n.subject_kind = 'lead' and n.subject_id = l.id and n.text like '%перезвоните%' where l.external_key like :batch group by l.external_key", { batch: `${batch}-%` }))).map(({ n }) => n);
	const triggerRuns = () => [...runsWith(desk, 'mode', 'trigger').values()].reduce((sum, n) => sum + n, 0);
	const warnings = () => desk.n8n.logs.match(/Deal Desk cannot work with the workspace in .*/g) ?? [];

	it('R-CORE-1, R-CORE-6: stopped and started again, it is worked with as if nothing had been: all requests are in, once, and everybody told, once', async () => {
		const client = new InsistentClient(desk.n8n.baseUrl);
		const count = Math.ceil((OUTAGE_MS + 6_000) / EVERY_MS);
		const sent = sendLeads(client, '11', count);
		await pause(2_000);
		await postgres.halt('stop');
		await pause(2_000);
		const runs = triggerRuns();

		const refused = await desk.post('lead', enquiry(0, '12'));
		expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable', tryAgain: true, error: 'Deal Desk could not look at this request' } });
		await pause(OUTAGE_MS - 2_000);
		expect(triggerRuns()).toBe(runs);
		const [warning, ...more] = warnings();
		expect(warning).toMatch(/in 127\.0\.0\.1:\d+\/desk, schema desk just now and keeps trying: .*(Start PostgreSQL|See whether it was stopped)/);
		expect(more.length).toBeLessThanOrEqual(Math.ceil(OUTAGE_MS / 60_000));

		await postgres.start();
		const back = performance.now();
		const answers: DeskAnswer[] = await Promise.all(sent);
		await eventually(async () => !(await tellings('11')).includes(0), 120_000);
		console.log(`all told ${Math.round((performance.now() - back) / 1_000)} s after PostgreSQL was back`);
		await desk.settle();
		expect(client.sentAgain).toBeGreaterThan(0);
		expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
		expect(await tellings('11')).toEqual(answers.map(() => 1));
		expect(await tellings('12')).toEqual([]);
		expect(await brokenPromises(desk.workspace, since)).toEqual([]);
	}, 240_000);

	it('R-CORE-1: ended at a blow while letters are on their way, it loses none and sends none twice', async () => {
		const client = new InsistentClient(desk.n8n.baseUrl);
		const sent = sendLeads(client, '13', 15);
		await pause(2_500);
		await postgres.halt('crash');
		await pause(3_000);
		await postgres.start();
		await Promise.all(sent);
		await eventually(async () => !(await tellings('13')).includes(0), 120_000);
		await desk.settle();
		expect(await tellings('13')).toEqual(sent.map(() => 1));
		expect(await brokenPromises(desk.workspace, since)).toEqual([]);
		const texts = desk.mailbox.letters.map(({ to, mail }) => `${to.join()} ${mail.text}`);
		expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
	}, 300_000);

	it('R-CORE-1: not there yet when n8n starts, it is found once it is: n8n says what is missing, and nobody has to do anything', async () => {
		await desk.n8n.kill9();
		await postgres.halt('stop');
		await desk.n8n.restart();
		expect(desk.n8n.logs).toMatch(/keeps trying: Nothing answers at 127\.0\.0\.1:\d+\. Start PostgreSQL/);
		await postgres.start();
		const client = new InsistentClient(desk.n8n.baseUrl);
		expect(await client.post('lead', enquiry(0, '14'))).toMatchObject({ status: 200 });
		const back = performance.now();
		await eventually(async () => (await tellings('14')).join() === '1', 90_000);
		console.log(`told ${Math.round((performance.now() - back) / 1_000)} s after PostgreSQL was there`);
		await desk.settle(180_000);
		expect(await brokenPromises(desk.workspace, since)).toEqual([]);
	}, 240_000);
});
