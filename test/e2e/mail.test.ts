/** Mail through n8n's own node and a real SMTP server: each letter once, whatever dies or refuses in between. */
import type { INode } from 'n8n-workflow';

import { demoClients } from '../../src/desk/demo/company-facts';
import { listLetters } from '../../src/desk/notices/list-letters';
import { listOpenEffects } from '../../src/desk/operations/list-open-effects';
import type { WorkflowJson } from '../harness/workflow-json';
import { startDeskServer } from './desk-server';
import type { DeskServer } from './desk-server';
import { eventually } from './harness';

const CLIENT = demoClients[0]!.contact;
const OPERATOR = 'operator@example.com';
/** A run that died is noticed when its lease ends. */
const RECOVERY_MS = 120_000;

/** One attempt, then parked: what an operator sets under Options of a trigger, so that nobody waits two hours here. */
const onlyOneAttempt = (node: INode): INode => (/deal-desk\.\w+Trigger$/.test(node.type) ? { ...node, parameters: { ...node.parameters, options: { mostAttempts: 1 } } } : node);
const change = (workflow: WorkflowJson): WorkflowJson => (workflow.id === 'ddSendLetters0001' ? { ...workflow, nodes: workflow.nodes.map(onlyOneAttempt) } : workflow);

describe('letters', () => {
	let desk: DeskServer;
	let leadId = 0;

	beforeAll(async () => {
		desk = await startDeskServer(['take-in-lead', 'run-lead-robots', 'take-actions-by-webhook', 'send-letters', 'operate-workspace', 'report-failures'], { change });
		leadId = Number((await desk.post('lead', { clientName: CLIENT.name, phone: CLIENT.phone, email: CLIENT.email, externalKey: 'mail' })).body.leadId);
		await desk.settle();
	}, 240_000);
	afterAll(async () => await desk?.stop());

	const move = async (stage: string) => expect(await desk.post('lead/move', { leadId, stage, by: 'Иван Кузнецов' })).toMatchObject({ status: 200 });
	const toClient = (subject: string) => desk.mailbox.to(CLIENT.email).filter(({ mail }) => mail.subject === subject);
	const toOperator = () => desk.mailbox.to(OPERATOR).map(({ mail }) => ({ subject: String(mail.subject), text: String(mail.text) }));
	const letterState = async (subject: string) => (await listLetters(desk.workspace)).items.find((letter) => letter.subject === subject)?.state;
	const parked = async () => {
		const { body } = await desk.get('parked');
		return (Array.isArray(body) ? body : [body]).filter((row) => row && 'deliveryId' in row) as Array<Record<string, unknown>>;
	};

	it('R-LEAD-3, R-CORE-2: the list of documents goes to the client once, and the manager is told once', async () => {
		await move('docs_requested');
		await desk.settle();
		const [letter, ...more] = toClient('Документы для оформления');
		expect(more).toEqual([]);
		expect(String(letter?.mail.text)).toContain(`Здравствуйте, ${CLIENT.name}!`);
		expect(desk.mailbox.to('ivan@example.com').filter(({ mail }) => String(mail.text).includes('отправлен список документов'))).toHaveLength(1);
		expect(await letterState('Документы для оформления')).toBe('sent');
	}, 300_000);

	it('R-CORE-2: killed while the mail server has the letter but has not answered, n8n does not send it again: a person is asked', async () => {
		desk.mailbox.hold();
		await move('offer_sent');
		await eventually(() => toClient('Коммерческое предложение').length === 1);
		await desk.n8n.kill9();
		desk.mailbox.release();
		await desk.n8n.restart();

		await eventually(async () => (await letterState('Коммерческое предложение')) === 'unknown', RECOVERY_MS);
		await desk.settle(RECOVERY_MS);
		expect(toClient('Коммерческое предложение')).toHaveLength(1);
		const open = await listOpenEffects(desk.workspace);
		expect(open).toContainEqual(expect.objectContaining({ kind: 'letter', state: 'unknown' }));
		const asked = toOperator().filter(({ subject }) => subject.includes('not known'));
		expect(asked).toHaveLength(open.length);
	}, 240_000);

	it('R-CORE-2: the operator decides by what stands in the letter: it happened, so it never goes again', async () => {
		const about = toOperator().find(({ text }) => /^Effect: letter$/m.test(text));
		const key = /^Key: (.*)$/m.exec(about?.text ?? '')?.[1];
		expect(await desk.post('effects/resolve', { key, decision: 'it_happened', by: 'Олег', note: '' })).toMatchObject({ status: 400 });
		expect(await desk.post('effects/resolve', { key, decision: 'it_happened', by: 'Олег', note: 'письмо есть в отправленных' })).toMatchObject({ status: 200, body: { decision: 'it_happened' } });
		await desk.settle();
		expect(toClient('Коммерческое предложение')).toHaveLength(1);
		expect(await letterState('Коммерческое предложение')).toBe('sent');
		expect((await listOpenEffects(desk.workspace)).filter(({ kind }) => kind === 'letter')).toEqual([]);
		expect(await desk.post('effects/resolve', { key, decision: 'repeat', by: 'Олег', note: 'ещё раз' })).toMatchObject({ status: 400 });
	}, 300_000);

	it('R-CORE-1: a mail server that is away parks the letter after its attempts, visible and told to the operator', async () => {
		const before = toOperator().length;
		await desk.mailbox.goAway();
		expect(await desk.post('lead/move', { leadId, stage: 'postponed', callAt: '2030-01-15T10:00:00+03:00', by: 'Иван Кузнецов' })).toMatchObject({ status: 200 });
		await eventually(async () => (await parked()).length >= 2, 120_000);
		expect(await parked()).toEqual(expect.arrayContaining([expect.objectContaining({ event: expect.objectContaining({ kind: 'LetterRequested' }), attempts: 1, error: expect.stringMatching(/refused the connection/) })]));
		expect(await letterState('Мы на связи')).toBe('requested');

		await desk.mailbox.comeBack();
		await eventually(() => toOperator().length > before, 120_000);
		expect(toOperator().slice(before).map(({ text }) => text).join('\n')).toContain('Workflow: Send letters and notices by mail');
	}, 300_000);

	it('R-CORE-1: retried once the server is back, everything parked goes out, once', async () => {
		expect(await desk.post('retry', { all: true })).toMatchObject({ status: 200 });
		await eventually(() => toClient('Мы на связи').length > 0, 120_000);
		await desk.settle();
		expect(toClient('Мы на связи')).toHaveLength(1);
		expect(await letterState('Мы на связи')).toBe('sent');
		expect(await parked()).toEqual([]);
		expect(await desk.post('retry', { all: true })).toMatchObject({ status: 200 });
		await desk.settle();
		expect(toClient('Мы на связи')).toHaveLength(1);
	}, 300_000);
});
