import { Canvas } from './canvas.mjs';
import { id as errorWorkflow } from './report-failures.mjs';
import { dealDesk, refusable, refuse, refusePage, respondFile, respondHtml, webhook } from './steps.mjs';

export default () =>
	new Canvas({ id: 'ddShowDesk0000001', name: 'Show the desk', description: 'Pages for managers: tasks, notices, contracts and leads that wait, and the card of a record, so that the links in notices lead somewhere.', errorWorkflow })
		.guide(
			`# Show the desk

**What.** Pages that managers open in the browser:
- \`/webhook/deal-desk/desk?email=anna@example.com\`: what waits for this person
- \`/webhook/deal-desk/card?kind=lead&id=1\`: one record with its history; links in notices lead here
- \`/webhook/deal-desk/file?id=1\`: a kept file

**Secured** by user and password (credential **Deal Desk forms**). Looking at a page is not a reaction.`,
		)
		.lane({ title: '1. The desk of a manager' }, [webhook('Webhook: desk', 'deal-desk/desk', { method: 'GET', auth: 'password' }), { ...refusable(dealDesk('Make the desk page', 'page', 'desk', { email: "={{ $json.query.email ?? '' }}" })), branches: { 1: [refusePage('No such desk', 404)] } }, respondHtml('Show the desk page')])
		.lane({ title: '2. The card of a record' }, [webhook('Webhook: card', 'deal-desk/card', { method: 'GET', auth: 'password' }), { ...refusable(dealDesk('Make the card page', 'page', 'card', { kind: '={{ $json.query.kind }}', recordId: '={{ $json.query.id }}' })), branches: { 1: [refusePage('No such card', 404)] } }, respondHtml('Show the card page')])
		.lane({ title: '3. A kept file' }, [
			webhook('Webhook: file', 'deal-desk/file', { method: 'GET', auth: 'password' }),
			{ ...refusable(dealDesk('Get the file', 'page', 'file', { fileId: '={{ $json.query.id }}' })), branches: { 1: [refuse('No such file', 404)] } },
			respondFile('Send the file'),
		]);
