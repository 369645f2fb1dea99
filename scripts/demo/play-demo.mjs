/** The story of `npm run demo`, chapter by chapter, and the check that everything in it happened. */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { OperatorError } from '../lib/operator-error.mjs';
import { connect } from './desk-client.mjs';
import { openTimeline } from './timeline.mjs';

const MANAGER = 'Иван Кузнецов';
const HEAD = 'Анна Соколова';
const DAY_MS = 86_400_000;
const MOSCOW_MS = 3 * 3_600_000;
/** The smallest file that is a PDF: the scan of the signed contract. */
const SCAN = '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';

/** A contact of a client in the demo company: the lead finds its company by the phone. */
const ENQUIRY = { clientName: 'Лебедев Андрей Викторович', companyName: 'ООО «Шаговита»', phone: '+7 920 000-00-11', email: 'lebedev@shagovita.example.com', comment: 'Нужна декларация на уличные светильники' };

class Story {
	leadId = 0;
	dealId = 0;
	entryId = 0;
	number = '';
	cameAfterTheEnd = 0;

	/** @param {import('./desk-client.mjs').DeskClient} desk */
	constructor(desk) {
		this.desk = desk;
		this.timeline = openTimeline(desk);
	}

	get records() {
		return [
			{ kind: 'lead', id: this.leadId },
			{ kind: 'deal', id: this.dealId },
			{ kind: 'entry', id: this.entryId },
		].filter(({ id }) => id > 0);
	}

	/** @param {string} heading @param {() => Promise<unknown>} act */
	async chapter(heading, act) {
		this.timeline.heading(heading);
		await act();
		await this.desk.untilQuiet();
		await this.timeline.printNews(this.records);
	}

	/** @param {number} by @param {string} unit */
	async wait(by, unit) {
		await this.desk.post('clock', { by, unit });
		await this.desk.untilQuiet();
	}

	/** Days end at midnight; people are told in the morning. @param {number} by @param {string} unit */
	async waitDays(by, unit) {
		await this.wait(by, unit);
		await this.wait(10, 'working_minutes');
	}

	/** The story begins in the morning of a working day: all that is to happen on it happens in working hours. */
	async beginInTheMorning() {
		const { now } = await this.desk.status();
		const tomorrow = new Date(now + MOSCOW_MS + DAY_MS).toISOString().slice(0, 10);
		await this.desk.post('clock', { to: `${tomorrow}T06:00:00+03:00` });
		await this.desk.untilQuiet();
		await this.wait(1, 'working_minutes');
	}
}

/** @param {Story} story */
async function play(story) {
	const { desk } = story;
	await story.chapter('1. An enquiry comes from the website, twice; the robot tells the manager to call back', async () => {
		await story.beginInTheMorning();
		const enquiry = { ...ENQUIRY, externalKey: `demo-${randomUUID()}` };
		story.leadId = (await desk.post('lead', enquiry)).leadId;
		await desk.post('lead', enquiry);
	});
	await story.chapter('2. Nobody calls: 30 working minutes later the manager is reminded', async () => await story.wait(35, 'working_minutes'));
	await story.chapter('3. The manager moves the lead on; the client gets the offer by mail', async () => {
		await desk.post('lead/call', { leadId: story.leadId, outcome: 'reached', note: 'Нужна декларация на 5 лет', by: MANAGER });
		await desk.post('lead/move', { leadId: story.leadId, stage: 'offer_sent', by: MANAGER });
	});
	await story.chapter('4. The lead becomes a deal, and the contract of the chosen legal entity is filed', async () => {
		const answer = await desk.post('lead/convert', { leadId: story.leadId, pipeline: 'certification', legalEntity: 1, amount: 125_000.5, fields: { product: 'уличные светильники', termWorkingDays: 30 }, by: MANAGER });
		story.dealId = answer.dealId;
		await desk.untilQuiet();
		// Asked for again, a deal with a live contract answers that one.
		const contract = await desk.post('contract', { dealId: story.dealId });
		story.entryId = contract.entryId;
		story.number = contract.number;
	});
	await story.chapter('5. Nobody signs: after 5 working days the notice «Решить дальнейшую судьбу»', async () => await story.waitDays(5, 'working_days'));
	await story.chapter('6. Nobody reacts: 3 working days later a task, with the head joined', async () => await story.waitDays(3, 'working_days'));
	await story.chapter('7. The scan comes; the head gets the task to verify that very file', async () => {
		const form = new FormData();
		form.set('entryId', String(story.entryId));
		form.set('by', MANAGER);
		form.set('scan', new Blob([SCAN], { type: 'application/pdf' }), 'Подписанный договор.pdf');
		await desk.post('contract/scan', form);
	});
	await story.chapter('8. The head confirms the scan; the wait for the paper begins', async () => {
		await desk.post('contract/verify', { entryId: story.entryId, verdict: 'confirmed', by: HEAD });
	});
	await story.chapter('9. Ten days and no original: a task, with the head joined', async () => await story.waitDays(10, 'calendar_days'));
	await story.chapter('10. The original is here: everything pending ends', async () => await desk.post('contract/status', { entryId: story.entryId, status: 'original', by: MANAGER }));
	const events = story.timeline.events.length;
	await story.chapter('11. A month later: nobody is bothered any more', async () => await story.wait(30, 'calendar_days'));
	story.cameAfterTheEnd = story.timeline.events.length - events;
}

/** What must have happened, as sentences. @param {Story} story @returns {Promise<[string, boolean][]>} */
async function expectations({ desk, timeline: { events }, number, entryId, cameAfterTheEnd }) {
	const of = (/** @type {string} */ kind) => events.filter((event) => event.kind === kind);
	const notices = of('NotificationCreated').map(({ data }) => data);
	const tasks = of('TaskCreated').map(({ data }) => data);
	const told = (/** @type {string} */ name, /** @type {RegExp} */ text) => notices.filter((notice) => notice.recipientName === name && text.test(notice.text)).length;
	const withHead = tasks.filter(({ assignee, participants }) => assignee.name === MANAGER && isDeepStrictEqual(participants.map((/** @type {any} */ one) => one.name), [HEAD]));
	const scan = of('RegisterFileAttached').at(-1)?.data;
	const verification = tasks.find(({ kind }) => kind === 'verification');
	const { sentences } = await desk.post('explain', { kind: 'entry', id: entryId });
	return [
		['sent twice, the enquiry made one lead, linked to its client by the phone', of('LeadRepeated').length === 1 && of('LeadCreated').length === 1 && of('LeadCreated')[0].data.matchedBy === 'phone'],
		['the manager was told once to call back, and reminded once', told(MANAGER, /перезвоните/) === 2],
		['the offer was mailed to the client once', of('LetterRequested').length === 1 && of('LetterSettled').length === 1 && of('LetterSettled')[0].state === 'sent'],
		['the contract has a number and was filed once', /\d/.test(number) && of('ContractGenerated').length === 1],
		['the notice «Решить дальнейшую судьбу» came once', told(MANAGER, /Решить дальнейшую судьбу/) === 1],
		['two tasks joined the head: no signature, no original', withHead.length === 2],
		['the head was asked to verify exactly the attached file', verification?.assignee.name === HEAD && verification.fileHash === (scan?.fileHash ?? scan?.hash)],
		['the scan was confirmed', of('ContractScanVerified').length === 1],
		['every task is closed', of('TaskClosed').length === tasks.length],
		['a month after the end nothing more has come', cameAfterTheEnd === 0],
		['nothing is pending any more', sentences.includes('Ничего не ожидается: нет ни сроков, ни открытых задач.')],
	];
}

/** @param {string} [dataFolder] */
export async function playDemo(dataFolder) {
	const desk = connect(dataFolder);
	const { mode, counts } = await desk.status();
	if (mode !== 'sandbox') throw new OperatorError('The Deal Desk credential of this n8n points at a live workspace.', 'The demo moves the clock, so it needs a sandbox: choose one in the credential.');
	if (counts.parkedDeliveries > 0) throw new OperatorError(`${counts.parkedDeliveries} deliveries are parked from before.`, 'Retry or discard them first: workflow "Operate the workspace".');
	const story = new Story(desk);
	console.log(`A sandbox story on ${desk.url}; times are those of the sandbox, in Moscow.`);
	await play(story);

	story.timeline.heading('Did everything happen?');
	const checks = await expectations(story);
	for (const [sentence, happened] of checks) console.log(`  ${happened ? '✓' : '✗'} ${sentence}`);
	console.log(`\n  The card: ${desk.url}/webhook/deal-desk/card?kind=entry&id=${story.entryId} (user and password: see npm start)\n`);
	const missing = checks.filter(([, happened]) => !happened).length;
	if (missing > 0) throw new OperatorError(`${missing} of ${checks.length} expectations failed.`, 'Look at the timeline above and at n8n\'s list of executions.');
	console.log(`All ${checks.length} expectations hold.`);
}
