import { Canvas } from './canvas.mjs';
import { id as errorWorkflow } from './report-failures.mjs';
import { dealDesk, either, form, formEnd, formRefused, idBy, notify, refusable, requestLetter, whenDue } from './steps.mjs';

/** A choice reads «Звонок · call»: the word for the person, the code for the workflow. */
const choice = (title, code) => `${title} · ${code}`;
const code = (field) => `={{ ($json.${field} ?? '').split(' · ').pop() }}`;
const company = { subject: 'chosen', subjectId: idBy('$json.companyId') };
const companyId = { name: 'companyId', label: 'Номер компании', type: 'number', required: true };
const who = { name: 'by', label: 'Кто вы', required: true, placeholder: 'Фамилия Имя' };
const onBehalf = { options: { actor: '={{ $json.by }}' } };

export default () =>
	new Canvas({ id: 'ddRemindClients0001', name: 'Remind of calls and letters', description: 'Tells the manager when a call or letter planned on the card of a company is due, in their own working hours, so that a promised call is not forgotten.', errorWorkflow })
		.guide(
			`# Remind of calls and letters

**What.** The card of a company has a *next call* and a *next letter*, once or every N days. When the date comes, the manager is told **in their own working hours**. Moving the date moves the reminder, clearing it takes it away.

**Letters.** The letter to the client is requested here and leaves through **Send letters and notices by mail**. It is advertising, so it needs a recorded **consent** (lane 5). A refusal outweighs it and holds for all records of the same person. Without consent nothing leaves, and the manager is told to write by hand.

### To change
- **Texts**: *Text* of the notices, *Letter Subject* and *Body* of the letter. {note} is what was noted with the date.
- **No letters by machine**: delete "Write to the client" and the node behind it; the manager still gets the notice.

The dates can also be set with **Deal Desk → Company: Plan Call or Letter**.`,
		)
		.lane({ title: '1. A planned call is due', text: 'Put off to the opening when the manager is not at work.' }, [
			whenDue('Call is due', { rules: ['company-call'], steps: ['remind'] }),
			notify('Tell the manager to call', 'responsible', '{subject}: пора позвонить клиенту. {note} {late}'),
		])
		.lane({ title: '2. A planned letter is due', text: 'Advertising: leaves with consent only. The manager hears of it either way.' }, [
			whenDue('Letter is due', { rules: ['company-letter'], steps: ['remind'] }),
			requestLetter('Write to the client', {
				letterSubject: 'Напоминаем о сертификации',
				body: 'Здравствуйте!\n\nПодходит время проверить сроки ваших сертификатов и деклараций. {note}\n\nОтветьте на это письмо, и мы подготовим расчёт.\n\nС уважением,\n{responsible}\n\nЕсли не хотите получать такие письма, напишите нам об этом.',
				purpose: 'advertising',
			}),
			{
				...either('The letter may go', '={{ $json.requested }}', ['boolean', 'true']),
				branches: { 1: [notify('Ask the manager to write', 'responsible', '={subject}: пора написать клиенту. {note} Письмо не отправлено: {{ $json.reason }} {late}')] },
			},
			notify('Tell the manager of the letter', 'responsible', '={subject}: клиенту отправлено письмо на {{ $json.to }}. {note} {late}'),
		])
		.lane({ title: '3. Plan a call or letter', text: '`/form/deal-desk/plan-contact`' }, [
			form('Form: plan-contact', 'deal-desk/plan-contact', {
				title: 'Запланировать звонок или письмо',
				description: 'Пустая дата снимает напоминание.',
				fields: [
					companyId,
					{ name: 'kind', label: 'Что', type: 'dropdown', options: [choice('Звонок', 'call'), choice('Письмо', 'letter')], required: true },
					{ name: 'at', label: 'Когда', placeholder: '2026-12-01 10:00' },
					{ name: 'repeat', label: 'Повторять', type: 'dropdown', options: [choice('Как было', 'keep'), choice('Один раз', 'once'), choice('Каждые N дней', 'every')], required: true },
					{ name: 'repeatDays', label: 'N дней', type: 'number' },
					{ name: 'note', label: 'О чём', type: 'textarea' },
					who,
				],
			}),
			{
				...refusable(dealDesk('Plan the contact', 'company', 'setReminder', { ...company, kind: code('kind'), at: "={{ $json.at ?? '' }}", repeat: code('repeat'), repeatDays: '={{ $json.repeatDays || 30 }}', note: "={{ $json.note ?? '' }}", ...onBehalf })),
				branches: { 1: [formRefused('Refused: plan-contact')] },
			},
			formEnd('Done: plan-contact', 'Готово', "={{ $json.at ? 'Напомним в рабочее время ответственного.' : 'Дата снята, напоминания не будет.' }}"),
		])
		.lane({ title: '4. Log a contact', text: '`/form/deal-desk/log-contact`\nBegins the gap of the priority monitor anew.' }, [
			form('Form: log-contact', 'deal-desk/log-contact', {
				title: 'Записать контакт с клиентом',
				fields: [companyId, { name: 'kind', label: 'Как', type: 'dropdown', options: [choice('Звонок', 'call'), choice('Письмо', 'letter'), choice('Встреча', 'meeting'), choice('Сообщение', 'message')], required: true }, { name: 'at', label: 'Когда (пусто — сейчас)', placeholder: '2026-12-01 10:00' }, { name: 'note', label: 'О чём', type: 'textarea' }, who],
			}),
			{ ...refusable(dealDesk('Log the contact', 'company', 'logContact', { ...company, kind: code('kind'), at: "={{ $json.at ?? '' }}", note: "={{ $json.note ?? '' }}", ...onBehalf })), branches: { 1: [formRefused('Refused: log-contact')] } },
			formEnd('Done: log-contact', 'Готово', 'Контакт записан.'),
		])
		.lane({ title: '5. Record consent or refusal', text: '`/form/deal-desk/consent`\nAdvertising letters need a consent; a refusal holds for all records of the person.' }, [
			form('Form: consent', 'deal-desk/consent', {
				title: 'Согласие на рассылку',
				fields: [{ name: 'email', label: 'E-mail', type: 'email' }, { name: 'phone', label: 'Телефон', placeholder: '+7 …' }, { name: 'decision', label: 'Решение', type: 'dropdown', options: [choice('Согласен', 'consent'), choice('Отказался', 'refusal')], required: true }, { name: 'source', label: 'Откуда знаем', required: true, placeholder: 'письмо клиента от 2 марта' }, who],
			}),
			{ ...refusable(dealDesk('Record the decision', 'contact', 'recordConsent', { email: "={{ $json.email ?? '' }}", phone: "={{ $json.phone ?? '' }}", decision: code('decision'), source: '={{ $json.source }}', ...onBehalf })), branches: { 1: [formRefused('Refused: consent')] } },
			formEnd('Done: consent', 'Готово', 'Записано.'),
		]);
