import { Canvas } from './canvas.mjs';
import { id as errorWorkflow } from './report-failures.mjs';
import { dealDesk, mailOnce, whenEvent } from './steps.mjs';

const markLetter = (name, state) => dealDesk(name, 'letter', 'settle', { letterId: "={{ $('Letter was requested').item.json.letterId }}", state });

export default () =>
	new Canvas({ id: 'ddSendLetters0001', name: 'Send letters and notices by mail', description: 'Sends what robots ask for, each letter once, through your own mail server, so that clients and managers hear of things where they look.', errorWorkflow })
		.guide(
			`# Send letters and notices by mail

**What.** Letters to clients, and notices and tasks for managers, go out through n8n's own mail node.

**Once.** Before each mail stands the gate **Only Once**: it reserves, the mail node acts, *Confirm* closes it. If the mail server cannot be reached, the mail certainly did not leave and is tried again later. If n8n dies in between, nobody knows: the effect is **parked** for the operator and never sent again blindly.

### Set up
1. Credential **Deal Desk mail**: your SMTP server.
2. *From Email* of the three mail nodes: your own address.

### To change
- No mails for managers? Deactivate the triggers of lanes 2 and 3; the notices stay on the desk page.
- Another channel (Telegram, chat)? Replace the mail node, keep the gate and the confirmation.`,
		)
		.lane({ title: '1. Letters to clients', text: 'Whether advertising may go (consent) was decided when it was requested; the gate looks once more. A file that belongs to a letter goes with it.' }, [
			whenEvent('Letter was requested', { events: ['LetterRequested'] }),
			dealDesk('Fetch the file of the letter', 'letter', 'getFile', { letterId: '={{ $json.letterId }}' }),
			...mailOnce({
				what: 'Letter',
				kind: 'letter',
				gate: 'Send this letter once',
				mail: 'Mail the letter',
				letter: { to: "={{ $('Letter was requested').item.json.to }}", subject: "={{ $('Letter was requested').item.json.subject }}", text: "={{ $('Letter was requested').item.json.body }}", options: { fileAttachments: 'data' } },
				confirmed: 'Letter was sent',
				afterwards: [markLetter('Mark the letter as sent', 'sent')],
				// Skipped is what went out before, and advertising that was refused meanwhile.
				alreadyDone: [markLetter('Sent or withdrawn: mark the letter', "={{ $json.outcome === 'overtaken' ? 'failed' : 'sent' }}")],
				unknown: [markLetter('Mark the letter as unknown', 'unknown')],
				needsPerson: [markLetter('Nobody knows: mark the letter', 'unknown')],
			}),
		])
		.lane({ title: '2. Notices to managers' }, [
			whenEvent('Notice was made', { events: ['NotificationCreated'] }),
			...mailOnce({
				what: 'Notice',
				kind: 'notice by mail',
				gate: 'Mail this notice once',
				mail: 'Mail the notice',
				letter: { to: "={{ $('Notice was made').item.json.recipientEmail }}", subject: "={{ $('Notice was made').item.json.text.slice(0, 120) }}", text: "={{ $('Notice was made').item.json.text }}\n\n{{ $('Notice was made').item.json.link }}" },
				confirmed: 'Notice was mailed',
			}),
		])
		.lane({ title: '3. Tasks to their people' }, [
			whenEvent('Task was created', { events: ['TaskCreated'] }),
			...mailOnce({
				what: 'Task',
				kind: 'task by mail',
				gate: 'Mail this task once',
				mail: 'Mail the task',
				letter: {
					to: "={{ [$('Task was created').item.json.assignee, ...$('Task was created').item.json.participants].map((person) => person.email).join(', ') }}",
					subject: "=Задача: {{ $('Task was created').item.json.title.slice(0, 110) }}",
					text: "=Задача № {{ $('Task was created').item.json.taskId }}: {{ $('Task was created').item.json.title }}\n\n{{ $('Task was created').item.json.body }}\n\n{{ $('Task was created').item.json.link }}",
				},
				confirmed: 'Task was mailed',
			}),
		]);
