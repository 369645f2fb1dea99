/** Prints what happened to the records of the story since one last looked: when, what, who got it, and why. */

const ZONE = 'Europe/Moscow';
const format = new Intl.DateTimeFormat('ru-RU', { timeZone: ZONE, weekday: 'short', day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' });
/** «ср 25.11.2026 09:01» @param {string | number} at */
const moment = (at) => format.format(new Date(at)).replaceAll(',', '');

/** What a step of a watch says is said by the notice or task that it brings. */
const NOT_WORTH_A_LINE = new Set(['EscalationStepDue', 'RegisterEntryCreated', 'DealCreated', 'LetterSettled']);
/** Of the sentences of an explanation, those that say why; who got what stands in the line above. */
const SAYS_WHY = /^(Создано|Так решил|Повод|Сработало|Срок (наступил|посчитан)|Получатель|Письмо (служебное|рекламное)|Задача касается|ВНИМАНИЕ)/;

const INDENT = ' '.repeat(21);

/** @param {string} text @param {number} width */
function wrapped(text, width = 118) {
	const lines = [''];
	for (const word of text.split(' ')) {
		const last = /** @type {string} */ (lines.at(-1));
		if (last && last.length + word.length >= width) lines.push(word);
		else lines[lines.length - 1] = last ? `${last} ${word}` : word;
	}
	return lines;
}

const people = (/** @type {{ assignee: { name: string }, participants: { name: string }[] }} */ { assignee, participants }) =>
	`${assignee.name}${participants.length > 0 ? ` (подключены: ${participants.map(({ name }) => name).join(', ')})` : ''}`;

/** What is worth saying of an event beside its title. @type {Record<string, (data: any) => string>} */
const details = {
	LeadStageChanged: ({ stageTitle }) => `«${stageTitle}»`,
	DealStageChanged: ({ stageTitle }) => `«${stageTitle}»`,
	RegisterEntryStatusChanged: ({ statusTitle, to }) => `«${statusTitle ?? to}»`,
	NotificationCreated: ({ recipientName, text }) => `→ ${recipientName}: «${text}»`,
	TaskCreated: (task) => `№ ${task.taskId} → ${people(task)}: «${task.title}»`,
	TaskClosed: ({ taskId, note, reason }) => `№ ${taskId} (${note ?? reason ?? '—'})`,
	LetterRequested: ({ to, subject }) => `→ ${to}: «${subject}»`,
	ContractGenerated: ({ number }) => `№ ${number}`,
	RegisterFileAttached: ({ fileName, fileHash }) => `${fileName ?? ''} SHA-256 ${String(fileHash ?? '').slice(0, 12)}…`,
	EscalationStarted: ({ dueAt }) => `(ближайший срок ${moment(dueAt)})`,
	EscalationEnded: ({ reason }) => `(${reason})`,
};

/** What can be asked why: kind for the question, and where the event keeps its id. @type {Record<string, [string, string]>} */
const explainable = { NotificationCreated: ['notification', 'id'], TaskCreated: ['task', 'taskId'], LetterRequested: ['letter', 'letterId'] };

/** @param {import('./desk-client.mjs').DeskClient} desk @param {(line: string) => void} [print] */
export function openTimeline(desk, print = console.log) {
	/** @type {Map<string, number>} */
	const seen = new Map();
	/** @type {any[]} */
	const everything = [];

	/** @param {any} event */
	async function printReason(event) {
		const [kind, field] = explainable[event.kind] ?? [];
		if (!kind || !field) return;
		const { sentences } = await desk.post('explain', { kind, id: event.data[field] });
		for (const [index, sentence] of sentences.filter((/** @type {string} */ one) => SAYS_WHY.test(one)).entries()) {
			for (const [part, line] of wrapped(sentence).entries()) print(`${INDENT}${index + part === 0 ? 'почему: ' : '        '}${line}`);
		}
	}

	/** @param {any} event */
	async function printEvent(event) {
		if (NOT_WORTH_A_LINE.has(event.kind)) return;
		const line = `${event.title} ${details[event.kind]?.(event.data) ?? ''}`.trim();
		for (const [part, words] of wrapped(line).entries()) print(`${part === 0 ? moment(event.at).padEnd(INDENT.length) : INDENT}${words}`);
		await printReason(event);
	}

	return {
		/** Everything that was printed, for whoever checks the story. */
		events: everything,
		heading: (/** @type {string} */ text) => print(`\n── ${text} ${'─'.repeat(Math.max(0, 100 - text.length))}`),
		/** @param {{ kind: string, id: number }[]} records */
		async printNews(records) {
			const news = [];
			for (const { kind, id } of records) {
				const { trail } = await desk.post('explain', { kind, id });
				const last = seen.get(`${kind} ${id}`) ?? 0;
				news.push(...trail.filter((/** @type {any} */ event) => event.id > last).map((/** @type {any} */ event) => ({ ...event, subject: kind })));
				seen.set(`${kind} ${id}`, Math.max(last, ...trail.map((/** @type {any} */ event) => event.id)));
			}
			for (const event of news.sort((a, b) => a.id - b.id)) {
				everything.push(event);
				await printEvent(event);
			}
		},
	};
}
