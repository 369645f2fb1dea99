import { Canvas } from './canvas.mjs';
import { dealDesk, mailOnce, mailOrFail, onlyIf, refusable, whenEvent } from './steps.mjs';

export const id = 'ddReportFailures01';
const OPERATOR = 'operator@example.com';
/** What the ledger calls the mails of this workflow. */
const REPORT = 'failure report';

/** Expressions for what an Error Trigger says in `json`. Where a trigger could not even begin there is no execution. */
const heardIn = (json) => ({
	workflow: `${json}.workflow.name`,
	node: `${json}.execution?.lastNodeExecuted ?? ''`,
	error: `${json}.execution?.error?.message ?? ${json}.trigger?.error?.message ?? ''`,
	url: `${json}.execution?.url ?? ''`,
});

const keptIn = (json) => ({ workflow: `${json}.workflow`, node: `${json}.node`, error: `${json}.error`, url: `${json}.url` });

const letterAbout = ({ workflow, node, error, url }) => ({
	to: OPERATOR,
	subject: `=Deal Desk: "{{ ${workflow} }}" failed`,
	text: `=Workflow: {{ ${workflow} }}\nNode: {{ ${node} }}\nError: {{ ${error} }}\n{{ ${url} }}`,
});

const keepRun = ({ workflow, node, error, url }) =>
	dealDesk('Keep the failed run', 'workspace', 'recordFailedRun', {
		failedWorkflow: `={{ ${workflow} }}`,
		failedNode: `={{ ${node} }}`,
		failure: `={{ ${error} }}`,
		executionUrl: `={{ ${url} }}`,
		// With the day, because executions are numbered from 1 again when n8n's database is made anew.
		options: { onceKey: "={{ $json.execution?.id ? $json.execution.id + ' of ' + $today.toISODate() : '' }}" },
	});

export default () =>
	new Canvas({ id, name: 'Report failures to the operator', description: 'Tells the operator what is parked and how to retry it, because nobody reads execution lists on Monday morning.' })
		.guide(
			`# Report failures to the operator

**What.** A letter to the operator when work is *parked*: a delivery that failed in all its attempts, an effect whose outcome nobody knows, or a run that no retry will repeat.

**Why so seldom.** Deal Desk retries failed runs by itself (5 s, 30 s, 2 min, 10 min, 1 h). Only what it gave up on is worth a letter.

### Set up
1. Put **your address** into the four mail nodes (*To Email*).
2. Choose the mail credential **Deal Desk mail**.
3. Publish. The other Deal Desk workflows name this one as their *Error Workflow*.

### To retry
Open **Operate the workspace** or call
\`POST /webhook/deal-desk/retry\` with \`{"deliveryId": 12}\`, or \`{"all": true}\` once the cause is mended.`,
		)
		.lane({ title: '1. A delivery was parked', text: 'All attempts failed. The letter names the workflow, the node and the error.' }, [
			whenEvent('Delivery parked', { events: ['DeliveryParked'] }),
			...mailOnce({
				what: 'Delivery report',
				kind: REPORT,
				gate: 'Report this delivery once',
				mail: 'Mail the parked delivery',
				letter: {
					to: OPERATOR,
					subject: "=Deal Desk: delivery {{ $('Delivery parked').item.json.deliveryId }} is parked",
					text: "=Workflow: {{ $('Delivery parked').item.json.workflow }}\nNode: {{ $('Delivery parked').item.json.node }}\nEvent: {{ $('Delivery parked').item.json.eventKind }} ({{ $('Delivery parked').item.json.subjectKind }} {{ $('Delivery parked').item.json.subjectId }})\nAttempts: {{ $('Delivery parked').item.json.attempts }}\n\n{{ $('Delivery parked').item.json.error }}\n\nMend the cause, then retry: POST /webhook/deal-desk/retry {\"deliveryId\": {{ $('Delivery parked').item.json.deliveryId }}}",
				},
				confirmed: 'Delivery report sent',
			}),
		])
		.lane({ title: '2. An effect has an unknown outcome', text: 'Somebody began to act (a mail, a message) and never said how it ended. A person looks and decides.' }, [
			whenEvent('Effect parked', { events: ['EffectParked'] }),
			// Otherwise a mail server that never says whether it took a mail would be reported about its own reports without end.
			onlyIf('Not a report itself', '={{ $json.kind }}', ['string', 'notEquals'], REPORT),
			...mailOnce({
				what: 'Effect report',
				kind: REPORT,
				gate: 'Report this effect once',
				mail: 'Mail the parked effect',
				letter: {
					to: OPERATOR,
					subject: '=Deal Desk: it is not known whether an effect happened',
					text: "=Effect: {{ $('Effect parked').item.json.kind }}\nKey: {{ $('Effect parked').item.json.key }}\n\nLook whether it happened (the sent folder, the chat), then decide:\nPOST /webhook/deal-desk/effects/resolve {\"key\": \"{{ $('Effect parked').item.json.key }}\", \"decision\": \"it_happened\" or \"repeat\", \"by\": \"your name\", \"note\": \"what you found\"}",
				},
				confirmed: 'Effect report sent',
			}),
		])
		.lane({ title: '3. A run failed that nothing will repeat', text: 'Runs of Deal Desk triggers are retried and come here only when parked. Runs of webhooks and forms are kept for lane 4; n8n may name the same run twice after a crash, and it is kept once. With the database away the mail goes at once.' }, [
			{ name: 'A run failed', type: 'n8n-nodes-base.errorTrigger', typeVersion: 1 },
			onlyIf('Not retried by itself', '={{ $json.execution?.mode }}', ['string', 'notEquals'], 'trigger'),
			{ ...refusable(keepRun(heardIn('$json'))), branches: { 1: [mailOrFail('Nothing can be kept: mail at once', letterAbout(heardIn("$('A run failed').item.json")))] } },
		])
		.lane({ title: '4. Tell of a failed run', text: 'Each one once, and again later while the mail server is down.' }, [
			whenEvent('Failed run was kept', { events: ['RunFailed'] }),
			...mailOnce({
				what: 'Run report',
				kind: REPORT,
				gate: 'Report this run once',
				mail: 'Mail the failed run',
				letter: letterAbout(keptIn("$('Failed run was kept').item.json")),
				confirmed: 'Run report sent',
			}),
		]);
