/**
 * `npm run demo`: one lead's whole way on the n8n that `npm start` runs, with the workflows as they are shipped and the
 * sandbox's clock. Only the bundled webhooks are used, so everything here can be tried by hand with curl.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import axios from 'axios';
import { dataFolderAt, whoRuns } from './lib/data-folder.mjs';
import { OperatorError, reportFailure } from './lib/operator-error.mjs';
import { readStartOptions } from './lib/start-options.mjs';

const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
/** A client of the demo company whose requisites are known, so that the contract can be made. */
const CLIENT = { inn: '5262990065', companyName: 'ООО «Шаговита»' };
const PATIENCE_MS = 120_000;

function connect() {
	const data = dataFolderAt(readStartOptions().data);
	const running = whoRuns(data);
	if (!running) throw new OperatorError('The demo needs a running n8n.', 'Run npm start in another terminal, wait for its last lines, then run npm run demo again.');
	const { intakeKey } = JSON.parse(readFileSync(data.access, 'utf8'));
	return axios.create({ baseURL: `${running.url}/webhook/deal-desk/`, headers: { 'X-Deal-Desk-Key': intakeKey }, timeout: 60_000, validateStatus: () => true });
}

const zone = 'Europe/Moscow';
const moment = (iso) => new Intl.DateTimeFormat('ru-RU', { timeZone: zone, weekday: 'short', day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(new Date(iso)).replace(',', '');
const heading = (text) => console.log(`\n\u001b[1m${text}\u001b[0m`);
const line = (at, text) => console.log(`  ${moment(at)}  ${text}`);

class Story {
	#http;
	/** Events already told, by subject. */
	#told = new Set();

	constructor(http) {
		this.#http = http;
	}

	async post(path, body) {
		const { status, data } = await this.#http.post(path, body);
		if (status !== 200) throw new OperatorError(`POST deal-desk/${path} answered ${status}.`, JSON.stringify(data));
		return data;
	}

	async status() {
		const { status, data } = await this.#http.get('status');
		if (status !== 200) throw new OperatorError(`GET deal-desk/status answered ${status}.`, JSON.stringify(data));
		return data;
	}

	/** Waits until the workflows have nothing left to do at the sandbox's present instant. */
	async settle() {
		for (const giveUpAt = Date.now() + PATIENCE_MS; Date.now() < giveUpAt; ) {
			const { counts, clockTarget } = await this.status();
			if (counts.pendingDeliveries === 0 && clockTarget === null) return;
			await new Promise((resolve) => setTimeout(resolve, 200));
		}
		throw new OperatorError('The workflows did not come to rest.', 'Look at GET deal-desk/parked and at the executions in n8n.');
	}

	async play(by, unit) {
		await this.post('clock', { by, unit });
		await this.settle();
	}

	/** Tells what happened to a record since it was last told: notices, tasks, letters, moves, and why. */
	async tell(kind, id) {
		const { trail } = await this.post('explain', { kind, id });
		for (const event of trail) {
			const key = `${kind} ${id} ${event.id}`;
			if (this.#told.has(key)) continue;
			this.#told.add(key);
			await this.#tellEvent(event);
		}
	}

	async #tellEvent({ at, kind, title, data, state }) {
		if (kind === 'NotificationCreated') {
			line(at, `✉  ${data.recipientName}: ${data.text}`);
			await this.#why('notification', data.id ?? data.notificationId);
		} else if (kind === 'TaskCreated') {
			line(at, `☑  задача № ${data.taskId}: ${data.title}`);
			await this.#why('task', data.taskId);
		} else if (kind === 'TaskClosed') line(at, `·  задача № ${data.taskId} закрыта: ${data.reason ?? state}`);
		else if (['LeadStageChanged', 'RegisterEntryStatusChanged'].includes(kind)) line(at, `→  ${data.stageTitle ?? data.statusTitle ?? state}`);
		else if (['LeadConverted', 'ContractGenerated', 'ContractScanVerified', 'LetterRequested', 'EscalationEnded'].includes(kind)) line(at, `·  ${title}${data.number ? ` № ${data.number}` : ''}${data.reason ? ` (${data.reason})` : ''}`);
	}

	async #why(kind, id) {
		if (id === undefined) return;
		const { sentences } = await this.post('explain', { kind, id });
		console.log(`\u001b[2m${sentences.map((sentence) => `                            ${sentence}`).join('\n')}\u001b[0m`);
	}
}

function expect(holds, what) {
	if (!holds) throw new OperatorError(`The demo expected ${what}.`, 'Look at the executions in n8n; workflows that were edited may have changed the story.');
}

async function play() {
	const story = new Story(connect());
	const before = await story.status();
	expect(before.mode === 'sandbox', 'a sandbox workspace');

	heading('1. A lead comes in, and once more');
	const enquiry = { clientName: 'Лебедев Андрей Викторович', phone: '+7 920 000-00-11', email: 'lebedev@shagovita.example.com', ...CLIENT, comment: 'Обувь детская', externalKey: `demo-${randomUUID()}` };
	const { leadId } = await story.post('lead', enquiry);
	const again = await story.post('lead', enquiry);
	expect(again.leadId === leadId && again.created === false, 'one lead for the same request sent twice');
	await story.settle();
	await story.tell('lead', leadId);

	heading('2. Nobody moves it: reminders, then the head');
	await story.play(2, 'working_days');
	await story.tell('lead', leadId);

	heading('3. It becomes a deal, and a contract is made');
	const { dealId } = await story.post('lead/convert', { leadId, pipeline: 'certification', legalEntity: 1, amount: 125000, fields: { product: 'обувь детская', termWorkingDays: 30 }, by: 'Иван Кузнецов' });
	await story.settle();
	await story.tell('lead', leadId);
	const contract = await story.post('contract', { dealId });
	expect(contract.created === false && contract.number, 'the contract that was made by itself');
	const { entryId } = contract;
	await story.tell('entry', entryId);

	heading('4. The contract is ignored');
	await story.play(10, 'working_days');
	await story.tell('entry', entryId);
	expect((await story.status()).counts.openTasks > 0, 'a task with the head');

	heading('5. The scan arrives, the head verifies it');
	const form = new FormData();
	form.set('entryId', String(entryId));
	form.set('by', 'Иван Кузнецов');
	form.set('scan', new Blob([PDF, `% ${randomUUID()}`], { type: 'application/pdf' }), 'скан договора.pdf');
	await story.post('contract/scan', form);
	await story.settle();
	await story.tell('entry', entryId);
	await story.post('contract/verify', { entryId, verdict: 'confirmed', by: 'Анна Соколова' });
	await story.settle();
	await story.tell('entry', entryId);

	heading('6. Ten days pass without the original');
	await story.play(12, 'calendar_days');
	await story.tell('entry', entryId);

	heading('7. The original is here');
	await story.post('contract/status', { entryId, status: 'original', by: 'Иван Кузнецов' });
	await story.settle();
	await story.tell('entry', entryId);
	await story.play(30, 'calendar_days');
	const { trail } = await story.post('explain', { kind: 'entry', id: entryId });
	const titles = trail.filter(({ kind }) => kind === 'TaskCreated').map(({ data }) => data.title);
	expect(titles.length === 3, `three tasks on the contract (decide, verify, original), not ${titles.length}`);
	expect(trail.at(-1).kind === 'NotificationCreated', 'nothing pending after the original');
	console.log(`\nContract № ${contract.number}: the whole way, in ${Math.round(performance.now() / 1000)} s. Its card: deal-desk/card?kind=entry&id=${entryId}`);
}

await play().catch(reportFailure);
