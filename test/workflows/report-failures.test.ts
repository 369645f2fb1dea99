import type { IDataObject } from 'n8n-workflow';

import { moveLead } from '../../src/desk/leads/move-lead';
import { requestLetter } from '../../src/desk/notices/request-letter';
import { listDeliveries } from '../../src/desk/operations/list-deliveries';
import { listOpenEffects } from '../../src/desk/operations/list-open-effects';
import { done, takeIn, test } from '../desk/leads/desk';
import { startDesk } from './desk-host';
import type { DeskHost } from './desk-host';
import { editNode } from './edits';
import { lead } from './what-happened';

const OPERATOR = 'operator@example.com';

describe('Report failures to the operator', () => {
	let desk: DeskHost;
	beforeAll(async () => {
		desk = await startDesk(['run-lead-robots', 'take-in-lead', 'report-failures'], {
			// An operator's typing mistake, and trouble at the moment a website is answered.
			edit: (workflow) => editNode(workflow, 'Tell the manager: needs', (node) => ({ ...node, parameters: { ...node.parameters, text: '{subject}: спросите {clinet}' } })),
			failOnceBefore: ['Answer with the lead'],
		});
	}, 60_000);
	beforeEach(() => void (desk.mail.sent.length = 0));
	afterAll(async () => await desk.stop());

	it('R-CORE-1: a delivery that failed in all its attempts is reported once, with workflow, node, error and how to retry', async () => {
		const { workspace } = desk;
		const { leadId } = await takeIn(workspace, { departmentCode: 'nn' });
		done(await moveLead(workspace, { leadId, stage: 'needs' }, test));
		await desk.playTo('2026-03-02T11:00:00+03:00');
		const { items } = await listDeliveries(workspace, { states: ['parked'] });
		expect(items).toMatchObject([{ attempts: 6, subject: { kind: 'lead', id: leadId }, event: { kind: 'LeadStageChanged' } }]);
		expect(desk.mail.sent).toMatchObject([{ to: OPERATOR, workflow: 'Report failures to the operator', subject: `Deal Desk: delivery ${items[0]?.deliveryId} is parked` }]);
		const text = desk.mail.sent[0]?.text ?? '';
		for (const line of ['Workflow: Run the lead robots', 'Node: Entered: needs', `Event: LeadStageChanged (lead ${leadId})`, 'Attempts: 6', '{clinet} is not known here', `POST /webhook/deal-desk/retry {"deliveryId": ${items[0]?.deliveryId}}`]) expect(text).toContain(line);
		await desk.playTo('2026-03-10T11:00:00+03:00');
		expect(desk.mail.mailsTo(OPERATOR)).toHaveLength(1);
	}, 60_000);

	it('R-CORE-6: a webhook run that fails is reported at once, because nothing repeats it; the lead is there all the same', async () => {
		const { status } = await desk.post('lead', { clientName: 'Анна Волкова', phone: '+7 831 200-00-77', externalKey: 'site-77' });
		expect(status).toBe(500);
		await desk.settle();
		expect(desk.mail.mailsTo(OPERATOR)).toMatchObject([{ subject: 'Deal Desk: "Take in a lead" failed', text: expect.stringMatching(/Workflow: Take in a lead\nNode: Hurdle before Answer with the lead\nError: Trouble at/) }]);
		// The website asks again with the same key and gets the lead that was kept.
		expect(await desk.post('lead', { clientName: 'Анна Волкова', phone: '+7 831 200-00-77', externalKey: 'site-77' })).toMatchObject({ status: 200, body: { created: false, leadId: expect.any(Number) } });
	});
});

describe('A run that n8n reports as failed', () => {
	const failed = (id: string, message = 'Workflow did not finish, possible out-of-memory issue') => ({
		execution: { id, url: `http://localhost:5678/workflow/w/executions/${id}`, error: { message }, lastNodeExecuted: 'Take in the enquiry', mode: 'webhook' },
		workflow: { id: 'w', name: 'Take in a lead' },
	});
	let desk: DeskHost;
	const hear = async (report: IDataObject) => {
		const { run } = await desk.host.run('Report failures to the operator', 'A run failed', [report]);
		expect(run.data.resultData.error).toBeUndefined();
		await desk.settle();
	};
	const textsToOperator = () => desk.mail.mailsTo(OPERATOR).map(({ text }) => text);
	const letterAbout = (id: string, message = failed('').execution.error.message) => `Workflow: Take in a lead\nNode: Take in the enquiry\nError: ${message}\nhttp://localhost:5678/workflow/w/executions/${id}`;

	beforeEach(async () => void (desk = await startDesk(['report-failures'])), 60_000);
	afterEach(async () => await desk.stop());

	it('R-CORE-2: is told of once, though n8n names it again after a second crash, and apart from any other', async () => {
		for (const id of ['21', '24', '21', '24']) await hear(failed(id));
		expect(textsToOperator()).toEqual([letterAbout('21'), letterAbout('24')]);
	});

	it('R-CORE-1: is told of later when the mail server was down', async () => {
		desk.mail.onMail = () => {
			throw new Error('connect ECONNREFUSED 127.0.0.1:25');
		};
		const { run } = await desk.host.run('Report failures to the operator', 'A run failed', [failed('21')]);
		expect(run.data.resultData.error).toBeUndefined();
		desk.mail.onMail = (_, accept) => accept();
		await desk.playTo('2026-03-02T12:00:00+03:00');
		expect(textsToOperator()).toEqual([letterAbout('21')]);
	});

	it('R-CORE-1: is told of at once when it cannot be kept', async () => {
		await hear(failed('21', 'half a character: \ud800'));
		expect(textsToOperator()).toEqual([letterAbout('21', 'half a character: \ud800')]);
	});

	it('R-CORE-1: is told of also where a trigger could not even begin, each time', async () => {
		const report = { trigger: { error: { message: 'the port is taken' }, mode: 'trigger' }, workflow: { id: 'w', name: 'Take in a lead' } };
		await hear(report);
		await hear(report);
		expect(textsToOperator()).toEqual(Array(2).fill('Workflow: Take in a lead\nNode: \nError: the port is taken\n'));
	});
});

it('R-CORE-2: a mail server that never says whether it took a mail is not asked to report about its own reports', async () => {
	const desk = await startDesk(['send-letters', 'report-failures']);
	try {
		desk.mail.onMail = (_, accept) => {
			accept();
			throw new Error('socket hang up');
		};
		const { leadId } = await takeIn(desk.workspace, { email: 'client@example.com' });
		done(await requestLetter(desk.workspace, { subject: lead(leadId), letterSubject: 'Документы', body: 'Здравствуйте!', purpose: 'service' }, test));
		await desk.playTo('2026-03-20T12:00:00+03:00');
		expect(desk.mail.sent.map(({ to }) => to)).toEqual(['client@example.com', OPERATOR]);
		expect((await listOpenEffects(desk.workspace)).map(({ kind, state }) => [kind, state])).toEqual([['letter', 'unknown'], ['failure report', 'unknown']]);
	} finally {
		await desk.stop();
	}
}, 60_000);
