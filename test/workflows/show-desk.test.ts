import { convertLead } from '../../src/desk/leads/convert-lead';
import { createTask } from '../../src/desk/notices/create-task';
import { listNotifications } from '../../src/desk/notices/list-notifications';
import { notify } from '../../src/desk/notices/notify';
import { startEscalation } from '../../src/desk/escalations/start-escalation';
import { getFile } from '../../src/desk/files/get-file';
import { getEntry } from '../../src/desk/registers/get-entry';
import { dealFor, generated } from '../desk/contracts/contract-desk';
import { done, takeIn, test } from '../desk/leads/desk';
import { startContractDesk } from './contract-desk';
import type { ContractDesk } from './contract-desk';
import { lead, runningOn } from './what-happened';

let desk: ContractDesk;
let leadId: number;
let entryId: number;
beforeAll(async () => {
	desk = await startContractDesk(['show-desk', 'report-failures']);
	const { workspace } = desk;
	leadId = (await takeIn(workspace, { clientName: '<b>Анна</b> & Ко', companyName: null, departmentCode: 'nn' })).leadId;
	done(await notify(workspace, { subject: lead(leadId), to: 'responsible', text: 'Перезвоните сегодня' }, test));
	done(await createTask(workspace, { subject: lead(leadId), kind: 'escalation', to: 'responsible', joinHead: true, title: 'Разобраться с заявкой', body: '', boundToStatus: true }, test));
	done(await startEscalation(workspace, { rule: 'lead-stage', subject: lead(leadId), note: '', steps: [{ code: 'remind', wait: { kind: 'after', wait: { amount: 1, unit: 'working_days' } }, times: 1, inWorkingHours: true }] }, test));
	const { id: dealId } = await dealFor(workspace, desk.organisation, desk.organisationEntity);
	entryId = (await generated(workspace, { dealId })).entryId;
}, 60_000);
afterAll(async () => await desk.stop());

it('R-REG-5: the desk of a manager shows what waits; looking at it is no reaction', async () => {
	const { manager } = desk.organisation.nizhny;
	const { status, body, headers } = (await desk.get('desk', { email: manager.email })) as unknown as { status: number; body: string; headers: Record<string, string> };
	expect(status).toBe(200);
	expect(headers['content-type']).toContain('text/html');
	for (const words of ['Разобраться с заявкой', 'Перезвоните сегодня', 'СЭ-2026/0001', '№ 1 &lt;b&gt;Анна']) expect(body).toContain(words);
	expect(await runningOn(desk.workspace, lead(leadId))).toHaveLength(1);
	expect((await listNotifications(desk.workspace, { onlyUnread: true })).items).toHaveLength(1);
});

it('R-REG-5: others see their own desk; an unknown address is told', async () => {
	const head = String((await desk.get('desk', { email: desk.organisation.novosibirsk.head.email })).body);
	expect(head).not.toContain('Разобраться с заявкой');
	expect(await desk.get('desk', { email: 'nobody@example.com' })).toMatchObject({ status: 404, body: expect.stringContaining('nobody@example.com') });
	const { status, body } = await desk.get('desk', { email: '<script>alert(1)</script>' });
	expect([status, String(body)]).toEqual([404, expect.stringContaining('Нет сотрудника с почтой: &lt;script>')]);
	expect(String(body)).not.toContain('<script');
});

it('R-CORE-4: the link of a notice leads to the card, with what is pending and the history; clients cannot write markup into it', async () => {
	const { items } = await listNotifications(desk.workspace, { subject: lead(leadId) });
	const link = new URL(items[0]?.link ?? '');
	const { status, body } = await desk.get(link.pathname.replace('/webhook/deal-desk/', ''), Object.fromEntries(link.searchParams));
	expect(status).toBe(200);
	expect(body).toContain('&lt;b&gt;Анна&lt;/b&gt; &amp; Ко');
	expect(body).not.toContain('<b>Анна</b>');
	for (const words of ['Новая заявка', 'Перезвоните сегодня', 'Ждёт реакции', 'Разобраться с заявкой', 'История']) expect(body).toContain(words);
});

it('R-REG-1: cards of deals, companies and register entries; what is not there answers 404', async () => {
	const { dealId, companyId } = done(await convertLead(desk.workspace, { leadId, pipeline: 'certification', company: { name: 'ООО «Анна»' } }, test));
	for (const [kind, id] of [['deal', dealId], ['company', companyId], ['entry', entryId]] as const) expect(await desk.get('card', { kind, id: String(id) })).toMatchObject({ status: 200, body: expect.stringContaining('<!doctype html>') });
	expect(await desk.get('card', { kind: 'lead', id: '4711' })).toMatchObject({ status: 404 });
	expect(await desk.get('card', { kind: 'dog', id: '1' })).toMatchObject({ status: 404 });
	expect(await desk.get('card')).toMatchObject({ status: 404 });
});

it('R-REG-1: a kept file is handed out as it is', async () => {
	const { fileId, fileHash } = await getEntry(desk.workspace, entryId);
	const answer = (await desk.get('file', { id: String(fileId) })) as unknown as { status: number; headers: Record<string, string> };
	expect(answer.status).toBe(200);
	expect(decodeURIComponent(answer.headers['content-disposition'] ?? '')).toContain('Договор № СЭ-2026-0001');
	expect(answer.headers['x-content-type-options']).toBe('nosniff');
	expect((await getFile(desk.workspace, fileId ?? 0)).hash).toBe(fileHash);
	expect(await desk.get('file', { id: '4711' })).toMatchObject({ status: 404 });
});

it.each(['desk', 'card', 'file'])('R-CORE-6: %s needs user and password', async (path) => {
	expect(await desk.host.webhook('GET', `deal-desk/${path}`)).toMatchObject({ status: 401 });
});
