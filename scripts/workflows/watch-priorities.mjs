import { Canvas } from './canvas.mjs';
import { id as errorWorkflow } from './report-failures.mjs';
import { dealDesk, form, formEnd, formRefused, idBy, notify, onlyIf, priorityMonitor, refusable, refusePage, respondHtml, webhook, whenDue, whenEvent, whenStarted } from './steps.mjs';

const aboutItem = { subject: 'item' };

const usual = { Small: 1, Medium: 4, Large: 8, Cool: 12, Key: 20 };
const targets = Object.fromEntries(Object.entries(usual).map(([priority, requests]) => [`target${priority}`, requests]));
const MORNING_CHECK = 'Find the due clients';
/** What the morning goes by, read where it is set: a copy of the numbers would be forgotten, and the difference with it. */
const inForce = (priority) => `$('${MORNING_CHECK}').params.target${priority} ?? ${usual[priority]}`;
const tried = Object.fromEntries(Object.keys(usual).map((priority) => [`target${priority}`, `={{ $json.query.${priority.toLowerCase()} ?? ${inForce(priority)} }}`]));
const current = Object.fromEntries(Object.keys(usual).map((priority) => [`target${priority}`, `={{ ${inForce(priority)} }}`]));

export default () =>
	new Canvas({ id: 'ddWatchPriority0001', name: 'Watch client priorities', description: 'Мониторинг приоритетов: tells the manager on working mornings which clients have been silent for longer than their priority allows, and why, in numbers.', errorWorkflow })
		.guide(
			`# Watch client priorities

**What** («Мониторинг приоритетов»). On every working morning of a department its clients are checked in one go. Who left no request in their gap, or is behind the yearly target, comes out **once per gap**: the manager is told «Напомнить клиенту о сертификации» with the numbers.

A request (a lead, or a deal that came without one) or a logged contact begins the gap anew. New clients are counted from the day they came. A changed priority is checked **at once**.

### To change
- **Targets**: *Requests a Year* in lanes 3 and 4 (the same in both). 20 a year is a gap of 18 days; 0 leaves a priority alone.
- **Morning**: *Time* in lanes 1 and 2, by the clock of each department. One department at another time: choose it in a second node behind.
- **A text of its own for a priority**: copy lane 4 and choose the priority in its trigger.

### Try other targets first
\`/webhook/deal-desk/priorities?key=26&from=2026-01-01\` shows who would have been reminded of, and the difference to the targets of lane 3. Nothing is sent.`,
		)
		.lane({ title: '1. When n8n starts: plan the mornings', text: 'Of every department with managers. Again and again changes nothing; a morning missed while n8n was down comes late, once.' }, [
			whenStarted('n8n started or workflow published'),
			priorityMonitor('Plan the mornings', 'schedule', { department: '', time: '09:00' }),
		])
		.lane({ title: '2. A department or a person is new: plan its mornings too' }, [
			whenEvent('Organisation changed', { events: ['OrganisationChanged'] }),
			onlyIf('Department or employee', "={{ ['department', 'employee'].includes($json.event.scope) }}", ['boolean', 'true']),
			priorityMonitor('Plan its mornings', 'schedule', { department: '', time: '09:00' }),
		])
		.lane({ title: '3. Each working morning: who is due', text: 'One notice per client and gap, with count, gap and days since the last request.' }, [
			whenDue('Morning of a department', { rules: ['priority-monitor'], steps: ['morning'] }),
			priorityMonitor(MORNING_CHECK, 'findDue', targets),
			notify('Remind the manager', 'responsible', '=Напомнить клиенту о сертификации. {subject}. {{ $json.reasonText }}', aboutItem),
		])
		.lane({ title: '4. Priority changed: check at once' }, [
			whenEvent('Priority was changed', { events: ['CompanyPriorityChanged'] }),
			priorityMonitor('Check this client', 'findDue', targets),
			notify('Tell the manager at once', 'responsible', '=Напомнить клиенту о сертификации. {subject}, приоритет теперь «{newPriority}». {{ $json.reasonText }}', aboutItem),
		])
		.lane({ title: '5. What if the targets were others', text: '`GET /webhook/deal-desk/priorities?small=1&medium=4&large=8&cool=12&key=26&from=2026-01-01&to=2026-03-01&department=nn`\nEverything may be left out.' }, [
			webhook('Webhook: priorities', 'deal-desk/priorities', { method: 'GET', auth: 'password' }),
			{
				...refusable(
					priorityMonitor('Play past mornings', 'dryRun', {
						from: "={{ $json.query.from ?? '' }}",
						to: "={{ $json.query.to ?? '' }}",
						department: "={{ $json.query.department ?? '' }}",
						...tried,
						current,
						time: '09:00',
						putOut: 'page',
					}),
				),
				branches: { 1: [refusePage('Refuse the dry run', 400)] },
			},
			respondHtml('Show the dry run'),
		])
		.lane({ title: '6. Set the priority by form', text: '`/form/deal-desk/company-priority`\nStarts lane 4 at once.' }, [
			form('Form: company-priority', 'deal-desk/company-priority', {
				title: 'Приоритет клиента',
				fields: [
					{ name: 'companyId', label: 'Номер компании', type: 'number', required: true },
					{ name: 'priority', label: 'Приоритет', type: 'dropdown', options: ['Мелкий · small', 'Средний · medium', 'Крупный · large', 'Крутой · cool', 'Ключевой · key', 'Без приоритета · none'], required: true },
					{ name: 'by', label: 'Кто вы', required: true, placeholder: 'Фамилия Имя' },
				],
			}),
			{
				...refusable(dealDesk('Set the priority', 'company', 'update', { subject: 'chosen', subjectId: idBy('$json.companyId'), changes: { priority: "={{ $json.priority.split(' · ').pop().replace('none', '') }}" }, options: { actor: '={{ $json.by }}' } })),
				branches: { 1: [formRefused('Refused: company-priority')] },
			},
			formEnd('Done: company-priority', 'Готово', 'Приоритет записан. Если клиент давно не обращался, ответственный узнает сразу.'),
		]);
