import { Canvas } from './canvas.mjs';
import { id as errorWorkflow } from './report-failures.mjs';
import { dealDesk, form, formEnd, formRefused, refusable } from './steps.mjs';

/** A choice reads «Потребность · needs»: the word for the person, the code for the workflow. */
const choice = (title, code) => `${title} · ${code}`;
const code = (field) => `={{ ($json.${field} ?? '').split(' · ').pop() }}`;
const byId = (field) => ({ subject: 'chosen', subjectId: { __rl: true, mode: 'id', value: `={{ $json.${field} }}` } });
const who = { name: 'by', label: 'Кто вы', required: true, placeholder: 'Фамилия Имя' };
const onBehalf = { options: { actor: '={{ $json.by }}' } };
/** Without an offset a time is meant in the zone of whoever is responsible for the lead. */
const CALL_AT = '2026-12-01 10:00, в другом поясе — 2026-12-01 10:00+07:00';
const leadId = { name: 'leadId', label: 'Номер заявки', type: 'number', required: true };
const entryId = { name: 'entryId', label: 'Номер записи в реестре', type: 'number', required: true };

const stages = [['Назначен ответственный', 'assigned'], ['Первый звонок', 'first_call'], ['Недозвон', 'no_answer'], ['Перезвонить', 'call_later'], ['Выявление потребности', 'needs'], ['Запрошены документы', 'docs_requested'], ['Документы получены', 'docs_received'], ['Расчёт стоимости', 'calculation'], ['КП отправлено', 'offer_sent'], ['Контроль КП', 'offer_follow_up'], ['Переговоры', 'negotiation'], ['Отложено', 'postponed'], ['Отказ', 'lost']];
const statuses = [['не подписан', 'not_signed'], ['отменён', 'cancelled'], ['подписан', 'signed'], ['оригинал', 'original'], ['аннулирован', 'annulled']];

const lanes = [
	{
		path: 'move-lead', title: 'Переместить лид', heading: 'Move a lead',
		fields: [leadId, { name: 'stage', label: 'Стадия', type: 'dropdown', options: stages.map(([title, stage]) => choice(title, stage)), required: true }, { name: 'callAt', label: 'Когда перезвонить (для «Перезвонить» и «Отложено»)', placeholder: CALL_AT }, { name: 'reason', label: 'Причина (для отказа)' }, who],
		step: dealDesk('Move the lead', 'lead', 'move', { ...byId('leadId'), stage: code('stage'), callAt: "={{ $json.callAt ?? '' }}", reason: "={{ $json.reason ?? '' }}", ...onBehalf }),
		done: '=Заявка № {{ $json.leadId }} перемещена.',
	},
	{
		path: 'log-call', title: 'Записать звонок', heading: 'Log a call',
		fields: [leadId, { name: 'outcome', label: 'Чем кончилось', type: 'dropdown', options: [choice('Поговорили', 'reached'), choice('Недозвон', 'no_answer'), choice('Просили перезвонить', 'call_later')], required: true }, { name: 'callAt', label: 'Когда перезвонить', placeholder: CALL_AT }, { name: 'note', label: 'О чём говорили', type: 'textarea' }, who],
		step: dealDesk('Log the call', 'lead', 'logCall', { ...byId('leadId'), outcome: code('outcome'), callAt: "={{ $json.callAt ?? '' }}", note: "={{ $json.note ?? '' }}", ...onBehalf }),
		done: 'Звонок записан.',
	},
	{
		path: 'convert-lead', title: 'Лид → сделка', heading: 'Convert a lead to a deal',
		fields: [leadId, { name: 'pipeline', label: 'Направление', type: 'dropdown', options: [choice('Сертификация', 'certification'), choice('Лицензирование', 'licensing'), choice('Инспекционный контроль', 'inspection_control')], required: true }, { name: 'legalEntity', label: 'Номер нашего юрлица', type: 'number', required: true }, { name: 'amount', label: 'Сумма, руб.', type: 'number', required: true }, { name: 'inn', label: 'ИНН клиента' }, who],
		step: dealDesk('Convert the lead', 'lead', 'convert', { ...byId('leadId'), pipeline: code('pipeline'), legalEntityId: { __rl: true, mode: 'id', value: '={{ $json.legalEntity }}' }, amount: '={{ $json.amount }}', company: { inn: "={{ $json.inn ?? '' }}" }, ...onBehalf }),
		done: '=Создана сделка № {{ $json.dealId }}. Договор сформируется сам; если данных не хватит, ответственный получит список.',
	},
	{
		path: 'contract-status', title: 'Статус договора', heading: 'Set the status of a contract',
		fields: [entryId, { name: 'status', label: 'Статус', type: 'dropdown', options: statuses.map(([title, status]) => choice(title, status)), required: true }, { name: 'reason', label: 'Причина', type: 'textarea' }, who],
		step: dealDesk('Set the status', 'registerEntry', 'changeStatus', { ...byId('entryId'), register: 'contracts', status: code('status'), reason: "={{ $json.reason ?? '' }}", ...onBehalf }),
		done: '=Договор {{ $json.number }}: статус изменён.',
	},
	{
		path: 'attach-scan', title: 'Приложить скан', heading: 'Attach a scan',
		fields: [entryId, { name: 'scan', label: 'Файл скана', type: 'file', required: true }, who],
		step: dealDesk('Attach the scan', 'registerEntry', 'attachFile', { ...byId('entryId'), binaryField: 'scan', asScan: true, ...onBehalf }),
		done: '=Скан договора {{ $json.number }} принят. Руководитель получит задачу проверить его.',
	},
	{
		path: 'verify-scan', title: 'Проверить скан', heading: 'Confirm or reject a scan',
		fields: [entryId, { name: 'verdict', label: 'Решение', type: 'dropdown', options: [choice('Подтверждаю', 'confirmed'), choice('Отклоняю', 'rejected')], required: true }, { name: 'reason', label: 'Причина отказа', type: 'textarea' }, { name: 'fileHash', label: 'Контрольная сумма файла из задачи (если есть)' }, who],
		step: dealDesk('Record the verdict', 'registerEntry', 'verifyScan', { ...byId('entryId'), outcome: code('verdict'), by: '={{ $json.by }}', reason: "={{ $json.reason ?? '' }}", fileHash: "={{ $json.fileHash ?? '' }}", ...onBehalf }),
		done: '=Решение по договору {{ $json.number }} записано.',
	},
	{
		path: 'close-task', title: 'Закрыть задачу', heading: 'Close a task',
		fields: [{ name: 'taskId', label: 'Номер задачи', type: 'number', required: true }, { name: 'note', label: 'Что сделано', type: 'textarea' }, who],
		step: dealDesk('Close the task', 'task', 'close', { taskId: { __rl: true, mode: 'id', value: '={{ $json.taskId }}' }, by: '={{ $json.by }}', note: "={{ $json.note ?? '' }}" }),
		done: 'Задача закрыта.',
	},
	{
		path: 'decide', title: 'Записать решение', heading: 'Record a decision',
		fields: [{ name: 'kind', label: 'О чём', type: 'dropdown', options: [choice('Договор или запись реестра', 'entry'), choice('Заявка', 'lead'), choice('Сделка', 'deal')], required: true }, { name: 'id', label: 'Номер', type: 'number', required: true }, { name: 'decision', label: 'Решение', type: 'textarea', required: true }, who],
		step: { name: 'Record the decision', type: 'n8n-nodes-deal-desk.escalation', typeVersion: 1, credentials: { dealDeskApi: { name: 'Deal Desk' } }, parameters: { operation: 'acknowledge', subject: 'chosen', subjectKind: code('kind'), subjectId: { __rl: true, mode: 'id', value: '={{ $json.id }}' }, reason: '={{ $json.decision }}', ...onBehalf } },
		done: 'Решение записано, напоминания остановлены.',
	},
];

export default () => {
	const canvas = new Canvas({ id: 'ddActByForm000001', name: 'Take actions by form', description: 'Everything a person does, as web forms for people without access to the canvas: move a lead, set a status, attach and verify a scan, close a task.', errorWorkflow }).guide(
		`# Take actions by form

**What.** One form per action. What is refused is said on the page, with what is allowed; nothing is half-done.

**Secured** by user and password (credential **Deal Desk forms**). For people with an n8n account choose *n8n User Auth* in the form instead.

The desk page (**Show the desk**) links to these forms.

### To change
A choice reads «Title · code»: change the title as you like, keep the code.`,
	);
	for (const [index, { path, title, heading, fields, step, done }] of lanes.entries()) {
		canvas.lane({ title: `${index + 1}. ${heading}`, text: `\`/form/deal-desk/${path}\`` }, [
			form(`Form: ${path}`, `deal-desk/${path}`, { title, fields }),
			{ ...refusable(step), branches: { 1: [formRefused(`Refused: ${path}`)] } },
			formEnd(`Done: ${path}`, 'Готово', done),
		]);
	}
	return canvas;
};
