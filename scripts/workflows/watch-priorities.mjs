import { Canvas } from './canvas.mjs';
import { id as errorWorkflow } from './report-failures.mjs';
import { notify, onlyIf, priorityMonitor, refusable, respondHtml, webhook, whenDue, whenEvent, whenStarted } from './steps.mjs';

const aboutItem = { subject: 'item' };
const target = (priority, usual) => `={{ $json.query.${priority} ?? ${usual} }}`;

export default () =>
	new Canvas({ id: 'ddWatchPriority0001', name: 'Watch client priorities', description: 'Мониторинг приоритетов: tells the manager on working mornings which clients have been silent for longer than their priority allows, and why, in numbers.', errorWorkflow })
		.guide(
			`# Watch client priorities

**What** («Мониторинг приоритетов»). On every working morning of a department its clients are checked in one go. Who left no request in their gap, or is behind the yearly target, comes out **once per gap**: the manager is told «Напомнить клиенту о сертификации» with the numbers.

A request or a logged contact begins the gap anew. New clients are counted from the day they came. A changed priority is checked **at once**.

### To change
- **Targets**: *Requests a Year* in lanes 3 and 4 (the same in both). 20 a year is a gap of 18 days; 0 leaves a priority alone.
- **Morning**: *Time* in lanes 1 and 2, by the clock of each department. One department at another time: choose it in a second node behind.
- **A text of its own for a priority**: copy lane 4 and choose the priority in its trigger.

### Try other targets first
\`/webhook/deal-desk/priorities?key=26&from=2026-01-01\` shows who would have been reminded of, and the difference. Nothing is sent.`,
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
			priorityMonitor('Find the due clients', 'findDue', { targetSmall: 1, targetMedium: 4, targetLarge: 8, targetCool: 12, targetKey: 20 }),
			notify('Remind the manager', 'responsible', '=Напомнить клиенту о сертификации. {subject}. {{ $json.reasonText }}', aboutItem),
		])
		.lane({ title: '4. Priority changed: check at once' }, [
			whenEvent('Priority was changed', { events: ['CompanyPriorityChanged'] }),
			priorityMonitor('Check this client', 'findDue', { targetSmall: 1, targetMedium: 4, targetLarge: 8, targetCool: 12, targetKey: 20 }),
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
						targetSmall: target('small', 1),
						targetMedium: target('medium', 4),
						targetLarge: target('large', 8),
						targetCool: target('cool', 12),
						targetKey: target('key', 20),
						time: '09:00',
						putOut: 'page',
					}),
				),
				branches: { 1: [respondHtml('Refuse the dry run', 400)] },
			},
			respondHtml('Show the dry run'),
		]);
