import { Canvas } from './canvas.mjs';
import { id as errorWorkflow } from './report-failures.mjs';
import { dealDesk, onceBySender, refusable, refuse, respond, webhook } from './steps.mjs';

const byId = (expression) => ({ subject: 'chosen', subjectId: { __rl: true, mode: 'id', value: `={{ ${expression} }}` } });
const onBehalf = { options: { actor: "={{ $json.body.by ?? '' }}", ...onceBySender } };

/** Each lane: the path, what it does, the body it takes. */
const lanes = [
	{ path: 'lead/move', title: 'Move a lead', body: '{ "leadId": 1, "stage": "needs", "reason": "", "callAt": "", "by": "Анна" }', step: dealDesk('Move the lead', 'lead', 'move', { ...byId('$json.body.leadId'), stage: '={{ $json.body.stage }}', reason: "={{ $json.body.reason ?? '' }}", callAt: "={{ $json.body.callAt ?? '' }}", fields: '={{ $json.body.fields ?? {} }}', ...onBehalf }) },
	{ path: 'lead/call', title: 'Log a call', body: '{ "leadId": 1, "outcome": "reached | no_answer | call_later", "callAt": "", "note": "" }', step: dealDesk('Log the call', 'lead', 'logCall', { ...byId('$json.body.leadId'), outcome: '={{ $json.body.outcome }}', callAt: "={{ $json.body.callAt ?? '' }}", note: "={{ $json.body.note ?? '' }}", ...onBehalf }) },
	{ path: 'lead/update', title: 'Fill in a lead', body: '{ "leadId": 1, "fields": { "product": "Игрушки", "region": "52" } }', step: dealDesk('Fill in the lead', 'lead', 'update', { ...byId('$json.body.leadId'), changes: { fields: '={{ $json.body.fields ?? {} }}' }, ...onBehalf }) },
	{ path: 'lead/convert', title: 'Convert a lead to a deal', body: '{ "leadId": 1, "pipeline": "certification", "legalEntity": 1, "amount": 125000.5, "fields": { "termWorkingDays": 30 } }', step: dealDesk('Convert the lead', 'lead', 'convert', { ...byId('$json.body.leadId'), pipeline: "={{ $json.body.pipeline ?? 'certification' }}", legalEntityId: { __rl: true, mode: 'id', value: "={{ $json.body.legalEntity ?? '' }}" }, amount: '={{ $json.body.amount ?? 0 }}', company: { name: "={{ $json.body.company?.name ?? '' }}", inn: "={{ $json.body.company?.inn ?? '' }}", party: '={{ $json.body.company?.party }}' }, fields: '={{ $json.body.fields ?? {} }}', ...onBehalf }) },
	{ path: 'company/requisites', title: 'Fill in the requisites of a client', body: '{ "companyId": 1, "inn": "7707083893", "party": { … } }', step: dealDesk('Fill in the requisites', 'company', 'update', { ...byId('$json.body.companyId'), changes: { inn: '={{ $json.body.inn ?? $json.body.party?.inn }}', party: '={{ $json.body.party }}' }, ...onBehalf }) },
	{ path: 'contract/status', title: 'Set the status of a contract', body: '{ "entryId": 1, "status": "signed", "reason": "", "by": "Анна" }', step: dealDesk('Set the status', 'registerEntry', 'changeStatus', { ...byId('$json.body.entryId'), register: 'contracts', status: '={{ $json.body.status }}', reason: "={{ $json.body.reason ?? '' }}", fields: '={{ $json.body.fields ?? {} }}', ...onBehalf }) },
	{ path: 'contract/scan', title: 'Attach a scan', body: 'multipart/form-data with the file in `scan` and the field `entryId`', step: dealDesk('Attach the scan', 'registerEntry', 'attachFile', { ...byId('$json.body.entryId'), binaryField: 'scan', asScan: true, ...onBehalf }) },
	{ path: 'contract/verify', title: 'Confirm or reject a scan', body: '{ "entryId": 1, "verdict": "confirmed | rejected", "by": "Иван", "reason": "", "fileHash": "" }', step: dealDesk('Record the verdict', 'registerEntry', 'verifyScan', { ...byId('$json.body.entryId'), outcome: '={{ $json.body.verdict }}', by: "={{ $json.body.by ?? '' }}", reason: "={{ $json.body.reason ?? '' }}", fileHash: "={{ $json.body.fileHash ?? '' }}", ...onBehalf }) },
	{ path: 'task/close', title: 'Close a task', body: '{ "taskId": 1, "by": "Анна", "note": "" }', step: dealDesk('Close the task', 'task', 'close', { taskId: { __rl: true, mode: 'id', value: '={{ $json.body.taskId }}' }, by: "={{ $json.body.by ?? '' }}", note: "={{ $json.body.note ?? '' }}", options: onceBySender }) },
	{ path: 'decision', title: 'Record a decision', body: '{ "kind": "lead | deal | entry", "id": 1, "decision": "ждём подписи до пятницы", "by": "Анна" }', step: { name: 'Record the decision', type: 'n8n-nodes-deal-desk.escalation', typeVersion: 1, credentials: { dealDeskApi: { name: 'Deal Desk' } }, parameters: { operation: 'acknowledge', subject: 'chosen', subjectKind: '={{ $json.body.kind }}', subjectId: { __rl: true, mode: 'id', value: '={{ $json.body.id }}' }, reason: '={{ $json.body.decision }}', ...onBehalf } } },
];

export default () => {
	const canvas = new Canvas({ id: 'ddActByWebhook001', name: 'Take actions by webhook', description: 'Everything a person does, for other systems: move a lead, set a status, attach a scan, close a task. Wrong input is refused with the reason.', errorWorkflow }).guide(
		`# Take actions by webhook

**What.** One lane per action. Each answers 200 with the changed record, or 400 with what is wrong and what is allowed; nothing is half-done. 503 means that the database is away: send the same again later.

**Secured** by the header \`X-Deal-Desk-Key\` (credential **Deal Desk intake key**).

**No answer?** Send the same again. With the header \`Idempotency-Key\` (any text, another one for each request) it is done once, however often it comes.

The body of each lane stands in its note. \`by\` is the person it is done for; the history names them.

The same for people: **Take actions by form**.`,
	);
	for (const [index, { path, title, body, step }] of lanes.entries()) {
		canvas.lane({ title: `${index + 1}. ${title}`, text: `\`POST /webhook/deal-desk/${path}\`\n${body.startsWith('{') ? `\`${body}\`` : body}` }, [
			webhook(`Webhook: ${path}`, `deal-desk/${path}`),
			{ ...refusable(step), branches: { 1: [refuse(`Refuse: ${path}`, 400)] } },
			respond(`Answer: ${path}`, 200),
		]);
	}
	return canvas;
};
