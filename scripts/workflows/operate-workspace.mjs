import { Canvas } from './canvas.mjs';
import { id as errorWorkflow } from './report-failures.mjs';
import { dealDesk, refusable, refuse, respond, respondWithList, webhook } from './steps.mjs';

const lanes = [
	{ path: 'status', method: 'GET', title: 'What is the state of things', body: '', step: dealDesk('Look at the workspace', 'workspace', 'status') },
	{ path: 'parked', method: 'GET', title: 'What is parked', body: '', list: 'deliveryId', step: dealDesk('List what is parked', 'delivery', 'getAll', { state: 'parked' }) },
	{ path: 'retry', title: 'Retry what is parked', body: '{ "deliveryId": 12 } or { "all": true }', step: dealDesk('Retry the deliveries', 'delivery', 'retry', { all: '={{ $json.body.all === true }}', deliveryId: "={{ $json.body.deliveryId ?? '' }}" }) },
	{ path: 'effects', method: 'GET', title: 'Which effects are open', body: '', list: 'key', step: dealDesk('List the open effects', 'guardedEffect', 'getAll') },
	{ path: 'effects/resolve', title: 'Decide about an unknown effect', body: '{ "key": "…", "decision": "it_happened | repeat", "by": "Анна", "note": "…" }', step: dealDesk('Resolve the effect', 'guardedEffect', 'resolve', { onceKey: '={{ $json.body.key }}', decision: '={{ $json.body.decision }}', by: "={{ $json.body.by ?? '' }}", note: "={{ $json.body.note ?? '' }}" }) },
	{ path: 'explain', title: 'Why does it exist', body: '{ "kind": "notification | task | letter | lead | entry", "id": 1 }', step: dealDesk('Explain', 'workspace', 'explain', { kind: '={{ $json.body.kind }}', recordId: '={{ $json.body.id }}' }) },
	{ path: 'clock', title: 'Move the clock (sandbox only)', body: '{ "by": 5, "unit": "working_days" } or { "to": "2026-12-31T09:00+03:00" }', step: dealDesk('Move the clock', 'workspace', 'moveClock', { to: "={{ $json.body.to ?? '' }}", amount: '={{ $json.body.by ?? 0 }}', unit: "={{ $json.body.unit ?? 'calendar_days' }}" }) },
];

export default () => {
	const canvas = new Canvas({ id: 'ddOperate00000001', name: 'Operate the workspace', description: 'The operator\'s levers: state of things, retry of what is parked, the reason of a notice, and the clock of a sandbox.', errorWorkflow }).guide(
		`# Operate the workspace

**What.** Levers for the operator, by webhook with the header \`X-Deal-Desk-Key\`.

- **Monday, 9 am, the server was down**: *status* says what is due, what is parked and which workflows have not been seen.
- **Something failed**: mend the cause, then *retry*.
- **Why did I get this?** *explain*.
- **Trying things out**: *clock* plays a sandbox forward; a live workspace refuses.`,
	);
	for (const [index, { path, method = 'POST', title, body, list, step }] of lanes.entries()) {
		canvas.lane({ title: `${index + 1}. ${title}`, text: `\`${method} /webhook/deal-desk/${path}\`${body && `\n\`${body}\``}` }, [
			webhook(`Webhook: ${path}`, `deal-desk/${path}`, { method }),
			...(list ? [{ ...step, alwaysOutputData: true }, respondWithList(`Answer: ${path}`, list)] : [{ ...refusable(step), branches: { 1: [refuse(`Refuse: ${path}`, 400)] } }, respond(`Answer: ${path}`, 200)]),
		]);
	}
	return canvas;
};
