/**
 * n8n is killed with -9 in the middle of runs of every shipped workflow, then started again: whoever sent something is
 * answered in the end, and everything has happened once. All fifteen are live together, as in a company.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { projectFolder } from '../../scripts/lib/places.mjs';
import { systemCall } from '../../src/call';
import { priorities } from '../../src/crm/company';
import { updateCompany } from '../../src/desk/companies/update-company';
import { demoClients } from '../../src/desk/demo/company-facts';
import { convertLead } from '../../src/desk/leads/convert-lead';
import { moveLead } from '../../src/desk/leads/move-lead';
import { takeInLead } from '../../src/desk/leads/take-in-lead';
import { createTask } from '../../src/desk/notices/create-task';
import { recordPayment } from '../../src/desk/payments/record-payment';
import { changeEntryStatus } from '../../src/desk/registers/change-status';
import { reportParked } from '../../src/desk/runtime/timekeeper';
import type { SqlParams } from '../../src/store/database';
import { readWorkflow } from '../harness/workflow-json';
import { killInTheMiddle, runsWith } from './cut-off';
import { startDeskServer } from './desk-server';
import type { DeskAnswer, DeskServer } from './desk-server';
import { InsistentClient } from './insistent-client';
import { brokenPromises, lastEvent } from './kept-promises';

const test = systemCall('test');
/** A Tuesday morning, and an instant in a month that the demo company has closed. */
const START = '2026-06-16T10:00:00+03:00';
const CLOSED_AT = Date.parse('2026-05-12T12:00:00+03:00');
/** The kill falls somewhere into this time after the runs were let go, ms. */
const LET_GO_MS = 400;
/** A run may be over before the kill, by chance; whom no round hit fails the test in the end. */
const MOST_ROUNDS = 8;

const folders = readdirSync(join(projectFolder, 'workflows'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const idOf = new Map(folders.map((folder) => [folder, readWorkflow(folder).id]));
const ids = (...names: string[]) => names.map((name) => idOf.get(name) as string);
const byEvents = ids('run-lead-robots', 'make-contract', 'run-contract-register', 'watch-priorities', 'watch-payments', 'close-month', 'report-failures', 'send-letters');
const byRequests = ids('take-in-lead', 'take-actions-by-webhook', 'take-actions-by-form', 'remind-calls-and-letters', 'operate-workspace');

/** What a round is about, there before it begins. */
interface Cast {
	readonly moved: number;
	readonly converted: number;
	readonly dealId: number;
	readonly contractId: number;
	readonly companyId: number;
}

describe('every shipped workflow', () => {
	let desk: DeskServer;
	let since = 0;

	beforeAll(async () => {
		desk = await startDeskServer(folders, { startAt: START, history: true });
		await desk.settle(150_000);
		since = await lastEvent(desk.workspace);
	}, 400_000);
	afterAll(async () => await desk?.stop());

	const one = async (sql: string, params: SqlParams = {}) => await desk.workspace.read(async (query) => Number(Object.values((await query.get(sql, params)) ?? {})[0]));

	/** Four leads, one of them already a deal with its contract. */
	async function cast(round: number): Promise<Cast> {
		const { workspace } = desk;
		const leadOf = async (n: number) => {
			const outcome = await takeInLead(workspace, { clientName: `Клиент ${round}-${n}`, phone: `+792011${round}000${n}`, email: `client-${round}-${n}@client.example`, externalKey: `cast-${round}-${n}`, source: 'website', repeatWithinHours: 0 }, test);
			return outcome.kind === 'overtaken' ? 0 : outcome.result.leadId;
		};
		const [moved = 0, converted = 0, signed = 0] = [await leadOf(1), await leadOf(2), await leadOf(3)];
		await convertLead(workspace, dealFor(signed), test);
		await desk.settle(180_000);
		const dealId = await one('select deal_id from leads where id = :id', { id: signed });
		return { moved, converted, dealId, contractId: await one("select id from register_entries where register = 'contracts' and deal_id = :dealId", { dealId }), companyId: await one('select min(id) from companies') };
	}

	const client = demoClients[0]!.party;
	const dealFor = (leadId: number) => ({ leadId, pipeline: 'certification', legalEntityId: 1, amountKopecks: 125_000_00, company: { name: client.shortName, inn: client.inn } });

	/** Work for every workflow that events begin, all within one look of the triggers. */
	async function cause(round: number, { moved, converted, dealId, contractId, companyId }: Cast): Promise<void> {
		const { workspace } = desk;
		const paid = { dealId, kopecks: 1_000_00 + round };
		await moveLead(workspace, { leadId: moved, stage: 'assigned' }, test);
		await convertLead(workspace, dealFor(converted), test);
		await changeEntryStatus(workspace, { entryId: contractId, status: 'cancelled', reason: 'клиент передумал' }, test);
		await updateCompany(workspace, { companyId, changes: { priority: priorities[round % priorities.length] } }, test);
		await recordPayment(workspace, { ...paid, paidAt: Date.parse(START) }, test);
		await recordPayment(workspace, { ...paid, paidAt: CLOSED_AT }, test);
		await createTask(workspace, { subject: { kind: 'deal', id: dealId }, kind: 'ordinary', to: 'responsible', joinHead: false, title: `Задача ${round}`, body: 'Посмотрите сделку', boundToStatus: false }, test);
		const known = await workspace.read(async (query) => await query.get("select d.id, d.event_id from deliveries d join events e on e.id = d.event_id where d.state = 'done' and e.kind = 'LeadStageChanged' limit 1"));
		await workspace.transaction(test, async (tx) => await reportParked(tx, [{ id: Number(known?.id), eventId: Number(known?.event_id), attempt: 6, parked: true }], `попытка ${round}`));
	}

	it('R-CORE-1, R-CORE-2, R-CORE-6: killed in the middle of its runs and started again, all of it happened once', async () => {
		const cutOff = new Set<string>();
		const missing = () => [...idOf].filter(([, id]) => !cutOff.has(id)).map(([folder]) => folder);
		for (let round = 0; round < MOST_ROUNDS && missing().length > 0; round++) {
			const roles = await cast(round);
			const sender = new InsistentClient(desk.n8n.baseUrl);
			const reader = new InsistentClient(desk.n8n.baseUrl);
			const posts: Array<Promise<DeskAnswer>> = [];
			const pages: Array<Promise<string>> = [];
			let reading: Array<Promise<void>> = [];
			const readOn = async (path: string) => {
				while (!reader.isStopped) await reader.read(path);
			};
			const begin = () => {
				for (let n = 0; n < 3; n++) posts.push(sender.post('lead', { clientName: `Новый ${round}-${n}`, phone: `+792022${round}000${n}`, externalKey: `new-${round}-${n}` }));
				posts.push(sender.post('lead/update', { leadId: roles.moved, fields: { region: String(50 + round) }, by: 'Иван' }), sender.post('retry', { all: true }));
				pages.push(sender.submit('log-call', [String(roles.moved), 'Поговорили · reached', '', `Разговор ${round}`, 'Кузнецов Иван']), sender.submit('log-contact', [String(roles.companyId), 'Звонок · call', '', `Звонок ${round}`, 'Кузнецов Иван']));
				reading = ['desk', 'desk', `card?kind=deal&id=${roles.dealId}`, 'effectiveness?from=2026-05-01&to=2026-06-01', 'effectiveness?from=2026-04-01&to=2026-05-01'].map(readOn);
			};
			await cause(round, roles);
			const notYet = (workflows: readonly string[]) => workflows.filter((id) => !cutOff.has(id));
			await killInTheMiddle(desk, { atWork: notYet(byEvents), meanwhile: { begin, running: notYet(byRequests) }, letGoMs: LET_GO_MS });
			reader.stop();
			await desk.n8n.restart();
			for (const workflow of runsWith(desk, 'status', 'crashed').keys()) cutOff.add(workflow);

			expect((await Promise.all(posts)).map(({ status }) => status)).toEqual(posts.map(() => 200));
			for (const page of await Promise.all(pages)) expect(page).toMatch(/Готово|Записано/);
			await Promise.all(reading);
			await desk.settle(180_000);
			expect(await brokenPromises(desk.workspace, since)).toEqual([]);
			expect(await one('select count(*) from leads where external_key like :keys', { keys: `new-${round}-%` })).toBe(3);
			expect(await one("select count(*) from register_entries e join leads l on l.deal_id = e.deal_id where e.register = 'contracts' and l.id = :id", { id: roles.converted })).toBe(1);
			expect(await one("select count(*) from notifications where subject_kind = 'lead' and subject_id = :id and text like '%ТН ВЭД%'", { id: roles.moved })).toBe(1);
			expect(await one("select count(*) from notifications where subject_kind = 'deal' and subject_id = :id and text like '%новая оплата%'", { id: roles.dealId })).toBe(2);
		}
		const texts = desk.mailbox.letters.map(({ to, mail }) => `${to.join()} ${mail.subject} ${mail.text}`);
		expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
		expect(missing()).toEqual([]);
	}, 1_200_000);
});
