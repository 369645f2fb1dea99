import { Canvas } from './canvas.mjs';
import { id as errorWorkflow } from './report-failures.mjs';
import { createTask, notify, onlyIf, requestLetter, startEscalation, whenDue, whenEvent } from './steps.mjs';

const RULE = 'lead-stage';
const entered = (name, stage) => whenEvent(name, { events: ['LeadStageChanged'], pipelines: ['leads'], stages: [stage] });
/** Reminds again in the manager's working hours, three times at the most, then tells the head (R-LEAD-4). */
const remind = (amount, unit, before = []) => [...before, { code: 'remind', amount, unit, times: 3 }, { code: 'head', amount, unit }];

const greeting = 'Здравствуйте, {client}!\n\n';
const farewell = '\n\nС уважением,\n{responsible}';

/** One robot per stage (R-LEAD-3): what the manager is told, what the client is written, when it is reminded. */
const robots = [
	{ stage: 'new', title: 'New: call back', text: '{subject}: перезвоните — {client}, {phone}. Срок: 30 рабочих минут.', note: 'перезвоните клиенту по новой заявке', steps: remind(30, 'working_minutes') },
	{ stage: 'assigned', title: 'Assigned: fill in', text: '{subject}: заполните продукцию, код ТН ВЭД/ОКПД2 и регион.', note: 'заполните продукцию, код ТН ВЭД/ОКПД2 и регион', steps: remind(4, 'working_hours') },
	{ stage: 'first_call', title: 'First call: call back', text: '{subject}: сделайте первый звонок, {phone}.', note: 'сделайте первый звонок', steps: remind(4, 'working_hours') },
	{ stage: 'no_answer', title: 'No answer: call again', text: '{subject}: недозвон. Позвоните ещё раз через 2 рабочих часа, {phone}.', note: 'недозвон, позвоните ещё раз', steps: remind(2, 'working_hours') },
	{ stage: 'call_later', title: 'Call later: at the agreed time', text: '{subject}: договорились перезвонить {callAt}. Напомним ко времени.', note: 'пора перезвонить, как договорились', steps: remind(2, 'working_hours', [{ code: 'call', onDate: 'callAt', inWorkingHours: false }]) },
	{ stage: 'needs', title: 'Needs: fill in', text: '{subject}: заполните схему, стандарт и срок.', note: 'заполните схему, стандарт и срок', steps: remind(1, 'working_days') },
	{
		stage: 'docs_requested',
		title: 'Documents requested: mail the list',
		letter: { letterSubject: 'Документы для оформления', body: `${greeting}Для оформления нам понадобятся: заявка, реквизиты компании, описание продукции, сведения о производстве и имеющиеся протоколы испытаний.${farewell}` },
		text: '{subject}: клиенту отправлен список документов. Напомним через 2 рабочих дня.',
		note: 'клиент не прислал документы, напомните ему',
		steps: remind(2, 'working_days'),
	},
	{ stage: 'docs_received', title: 'Documents received: check', text: '{subject}: проверьте комплектность документов и отметьте в карточке.', note: 'проверьте комплектность документов', steps: remind(1, 'working_days') },
	{ stage: 'calculation', title: 'Calculation: fill in the amount', text: '{subject}: рассчитайте и внесите сумму. Срок — 1 рабочий день.', note: 'внесите сумму расчёта', steps: remind(1, 'working_days') },
	{
		stage: 'offer_sent',
		title: 'Offer sent: mail and call back',
		letter: { letterSubject: 'Коммерческое предложение', body: `${greeting}Направляем коммерческое предложение по вашей заявке № {id}. Готовы ответить на вопросы по срокам, схеме и стоимости.${farewell}` },
		text: '{subject}: предложение отправлено. Позвоните клиенту через 2 рабочих дня.',
		note: 'позвоните клиенту: получил ли он предложение',
		steps: remind(2, 'working_days'),
	},
	{ stage: 'offer_follow_up', title: 'Offer follow-up: call back', text: '{subject}: узнайте решение по предложению, {phone}.', note: 'узнайте решение по предложению', steps: remind(1, 'working_days') },
	{ stage: 'negotiation', title: 'Negotiation: call, note objections', text: '{subject}: свяжитесь с клиентом и запишите возражения.', note: 'свяжитесь с клиентом и запишите возражения', steps: remind(1, 'working_days') },
	{
		stage: 'postponed',
		title: 'Postponed: mail, call at the date',
		letter: { letterSubject: 'Мы на связи', body: `${greeting}Как договорились, вернёмся к вашей заявке {callAt}. Если планы изменятся раньше — напишите или позвоните нам.${farewell}` },
		text: '{subject}: отложено до {callAt}. Напомним ко времени.',
		note: 'наступила дата, к которой отложили заявку: позвоните',
		steps: remind(1, 'working_days', [{ code: 'call', onDate: 'callAt', inWorkingHours: true }]),
	},
	{ stage: 'converted', title: 'Converted: tell the manager', text: '{subject}: создана сделка. Договор сформируется сам; если данных не хватит, придёт список.' },
	{
		stage: 'lost',
		title: 'Lost: reason, mail only with consent',
		letter: { letterSubject: 'Будем рады помочь в следующий раз', body: `${greeting}Спасибо, что обратились к нам. Если вопрос сертификации возникнет снова — мы поможем.${farewell}`, purpose: 'advertising' },
		text: '{subject}: отказ. Проверьте, что причина записана: {reason}.',
	},
];

export default () => {
	const canvas = new Canvas({ id: 'ddLeadRobots00001', name: 'Run the lead robots', description: 'Does on every stage of the lead funnel what the manager expects: a reminder to call, a request to fill in, a letter. So that no lead is forgotten.', errorWorkflow }).guide(
		`# Run the lead robots

**What.** One lane per stage of the lead funnel. When a lead enters the stage, the manager is notified to call back or to fill in information, or a letter is requested for the client; then a reminder is armed.

**If nobody moves the lead,** lanes 16–18 remind again in the manager's own working hours, three times at the most, then set a task with the head.

**If the lead leaves the stage,** everything pending for it is cancelled. Entering again starts anew.

### To change
- **Texts**: *Text* of the notice, *Body* of the letter. Words in {braces} are facts of the lead.
- **Deadlines**: *Steps* of the node "Remind …": amount, unit, how many times.
- **Switch a robot off**: deactivate its trigger node.
- **A stage of your own**: copy a lane, choose the stage in its trigger.

Letters leave through the workflow **Send letters and notices by mail**, each once.`,
	);
	for (const [index, { stage, title, letter, text, note, steps }] of robots.entries()) {
		const number = index + 1;
		canvas.lane({ title: `${number}. ${title}` }, [
			entered(`Entered: ${stage}`, stage),
			...(letter ? [requestLetter(`Letter: ${stage}`, letter)] : []),
			notify(`Tell the manager: ${stage}`, 'responsible', text),
			...(steps ? [startEscalation(`Remind: ${stage}`, RULE, note, steps)] : []),
		]);
		if (stage === 'no_answer') canvas.lane({ title: '4b. Third time without an answer: write to the client' }, [
			entered('Entered: no_answer again', 'no_answer'),
			onlyIf('Third failure', '={{ $json.visits }}', ['number', 'equals'], 3),
			requestLetter('Letter: could not reach you', { letterSubject: 'Не смогли до вас дозвониться', body: `${greeting}Мы несколько раз звонили по вашей заявке № {id}, но не застали вас. Напишите, когда вам удобно поговорить.${farewell}` }),
		]);
	}
	return canvas
		.lane({ title: '16. Still on the stage: remind the manager', text: 'At most three times, in the manager\'s working hours.' }, [
			whenDue('Reminder is due', { rules: [RULE], steps: ['remind'] }),
			notify('Remind the manager', 'responsible', '=Напоминание {{ $json.occurrence }} из {{ $json.times }}. {subject}: {note}. {late}'),
		])
		.lane({ title: '17. The agreed time has come' }, [whenDue('Call is due', { rules: [RULE], steps: ['call'] }), notify('Call now', 'responsible', '{subject}: {note}, {phone}. {late}')])
		.lane({ title: '18. Nobody reacted: task with the head' }, [
			whenDue('Head is due', { rules: [RULE], steps: ['head'] }),
			createTask('Task with the head', { kind: 'escalation', to: 'responsible', joinHead: true, title: '{subject}: {note}', body: 'Заявка стоит на стадии «{stage}», напоминания не помогли. Руководитель подключён.', boundToStatus: true, dueAmount: 1, dueUnit: 'working_days' }),
			notify('Tell the head', 'head', '{subject}: менеджер {responsible} не отреагировал на напоминания ({note}). Поставлена задача. {late}'),
		]);
};
