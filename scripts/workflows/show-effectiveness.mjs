import { Canvas } from './canvas.mjs';
import { id as errorWorkflow } from './report-failures.mjs';
import { idBy, refusable, refuse, refusePage, respondFile, respondHtml, salesReport, webhook } from './steps.mjs';

const query = (name) => `={{ $json.query.${name} ?? '' }}`;
const asked = { from: query('from'), to: query('to'), department: query('department'), manager: idBy("$json.query.manager ?? ''") };
const address = '?from=2026-03-01&to=2026-04-01&department=nn&manager=3';

export default () =>
	new Canvas({ id: 'ddEffectiveness0001', name: 'Show effectiveness', description: 'What managers achieve in a period, as a page with charts and as .xlsx: leads, conversion, reaction, contracts, payments, each number with its list.', errorWorkflow })
		.guide(
			`# Show effectiveness

**What.** Per manager, department and period: leads taken, conversion also by stage, time on stage, reaction time in working hours, contracts signed, originals returned and returned in time, escalations caused, payments, completed orders. **Every number opens the list behind it.**

### Pages
- \`/webhook/deal-desk/effectiveness\`: the last 30 days
- \`/webhook/deal-desk/effectiveness${address}\`: a period, a department, a manager

Dates are meant in the time zone of this workflow (Settings); the end is not included.

**Secured** by user and password (credential **Deal Desk forms**).

### To change
- *Facts per Number*: how long the lists are that come along.
- *Original Due In*: when an original counts as in time; 10 calendar days after the confirmed scan.`,
		)
		.lane({ title: '1. The page', text: `\`GET /webhook/deal-desk/effectiveness${address}\`` }, [
			webhook('Webhook: effectiveness', 'deal-desk/effectiveness', { method: 'GET', auth: 'password' }),
			{ ...refusable(salesReport('Make the effectiveness page', 'effectiveness', 'get', { ...asked, formats: ['page'], options: { factsPerNumber: 50 } })), branches: { 1: [refusePage('No such effectiveness page', 400)] } },
			respondHtml('Show the effectiveness page'),
		])
		.lane({ title: '2. The .xlsx', text: `\`GET /webhook/deal-desk/effectiveness-file${address}\`\nWith the whole list behind every number.` }, [
			webhook('Webhook: effectiveness-file', 'deal-desk/effectiveness-file', { method: 'GET', auth: 'password' }),
			{ ...refusable(salesReport('Make the workbook', 'effectiveness', 'get', { ...asked, formats: ['xlsx'], options: { factsPerNumber: 10_000 } })), branches: { 1: [refuse('No such workbook', 400)] } },
			respondFile('Send the workbook'),
		]);
