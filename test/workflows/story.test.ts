import { listDeliveries } from '../../src/desk/operations/list-deliveries';
import { listOpenEffects } from '../../src/desk/operations/list-open-effects';
import { getEntry } from '../../src/desk/registers/get-entry';
import { clientOrganisation } from '../requisites/sample-parties';
import { attachEntryFile } from '../../src/desk/registers/attach-file';
import { done } from '../desk/leads/desk';
import { pdfBytes } from '../helpers/sample-files';
import { call, contractsOf, startContractDesk } from './contract-desk';
import type { ContractDesk } from './contract-desk';
import { entry, lead, momentIn, MOSCOW, noticesOn, runningOn, tasksOn } from './what-happened';

const EVERYTHING = ['take-in-lead', 'run-lead-robots', 'make-contract', 'run-contract-register', 'send-letters', 'take-actions-by-webhook', 'take-actions-by-form', 'show-desk', 'operate-workspace', 'report-failures'];

let desk: ContractDesk;
let leadId: number;
let entryId: number;
beforeAll(async () => {
	desk = await startContractDesk(EVERYTHING);
}, 60_000);
afterAll(async () => await desk.stop());

/*
 * The whole way of one lead, all shipped workflows published at once, everything done through webhooks; a chapter a test.
 */

it('R-LEAD-1, R-LEAD-3: Monday morning a website sends an enquiry; the manager is told to call back', async () => {
	const { status, body } = await desk.post('lead', { clientName: 'Анна Волкова', phone: '+7 831 200-00-01', email: 'volkova@client.example', companyName: 'ООО «Кабель-Пример»', comment: 'Кабель силовой', externalKey: 'site-10501', departmentCode: 'nn' });
	expect(status).toBe(200);
	leadId = Number(body.leadId);
	await desk.settle();
	expect(desk.mail.mailsTo(desk.organisation.nizhny.manager.email)).toHaveLength(1);
});

it('R-LEAD-4: nobody calls: three reminders, then a task with the head', async () => {
	await desk.playTo('2026-03-02T11:30:00+03:00');
	expect((await noticesOn(desk.workspace, lead(leadId))).map(({ at, to }) => `${at.slice(11)} ${to}`)).toEqual(['09:00 Иван Менеджеров', '09:30 Иван Менеджеров', '10:00 Иван Менеджеров', '10:30 Иван Менеджеров', '11:00 Анна Главная']);
	expect(await tasksOn(desk.workspace, lead(leadId))).toMatchObject([{ status: 'open', participantNames: ['Анна Главная'] }]);
});

it('R-LEAD-5: the manager reaches the client and moves the lead: the task is off, the client gets the list of documents by mail', async () => {
	await desk.post('lead/call', { leadId, outcome: 'reached', by: 'Иван Менеджеров' });
	expect(await desk.post('lead/move', { leadId, stage: 'docs_requested', by: 'Иван Менеджеров' })).toMatchObject({ status: 200 });
	await desk.settle();
	expect(await tasksOn(desk.workspace, lead(leadId))).toMatchObject([{ status: 'cancelled' }]);
	expect(desk.mail.mailsTo('volkova@client.example')).toMatchObject([{ subject: 'Документы для оформления' }]);
});

it('R-LEAD-6, R-CON-1: the lead becomes a deal, and its contract is made and filed', async () => {
	await desk.playTo('2026-03-03T10:00:00+03:00');
	const converted = await desk.post('lead/convert', { leadId, legalEntity: desk.organisationEntity.id, amount: 125_000, company: { party: clientOrganisation() }, by: 'Иван Менеджеров' });
	expect(converted).toMatchObject({ status: 200, body: { created: true } });
	await desk.settle();
	const [contract] = await contractsOf(desk, Number(converted.body.dealId));
	expect(contract).toMatchObject({ number: 'СЭ-2026/0001', status: 'not_signed' });
	entryId = contract?.id ?? 0;
	expect(await runningOn(desk.workspace, lead(leadId))).toEqual([]);
});

it('R-CON-5: nobody cares for it: after five working days a notice, three later a task with the head', async () => {
	await desk.playTo('2026-03-18T12:00:00+03:00');
	expect(await tasksOn(desk.workspace, entry(entryId))).toMatchObject([{ kind: 'escalation', status: 'open', assigneeName: 'Иван Менеджеров', participantNames: ['Анна Главная'] }]);
});

it('R-CON-7: the scan comes, the head confirms it', async () => {
	done(await attachEntryFile(desk.workspace, { entryId, file: { name: 'Скан.pdf', bytes: pdfBytes('подписан') }, asScan: true }, call));
	await desk.settle();
	const [, verification] = await tasksOn(desk.workspace, entry(entryId));
	expect(verification).toMatchObject({ kind: 'verification', assigneeName: 'Анна Главная' });
	expect(await desk.post('contract/verify', { entryId, verdict: 'confirmed', by: 'Анна Главная', fileHash: verification?.fileHash })).toMatchObject({ status: 200 });
	await desk.settle();
	expect((await runningOn(desk.workspace, entry(entryId))).map(({ rule }) => rule)).toEqual(['contract-original']);
});

it('R-CON-8, R-CON-9: ten days without the paper make a task; the original ends everything', async () => {
	await desk.playTo('2026-03-31T12:00:00+03:00');
	expect((await tasksOn(desk.workspace, entry(entryId), 'open')).map(({ title }) => title)).toEqual(['Договор № СЭ-2026/0001: получить оригинал']);
	expect(await desk.post('contract/status', { entryId, status: 'original', by: 'Иван Менеджеров' })).toMatchObject({ status: 200 });
	await desk.playTo('2026-06-01T12:00:00+03:00');
	expect(await getEntry(desk.workspace, entryId)).toMatchObject({ status: 'original', isFinal: false });
	expect(await runningOn(desk.workspace, entry(entryId))).toEqual([]);
	expect(await tasksOn(desk.workspace, entry(entryId), 'open')).toEqual([]);
}, 60_000);

it('R-REG-5: this is what the people heard of the contract, each once, and all of it came by mail too', async () => {
	const told = await noticesOn(desk.workspace, entry(entryId));
	const name = 'Договор № СЭ-2026/0001';
	expect(told.map(({ at, to, text }) => [at, to, text])).toEqual([
		['2026-03-03 10:00', 'Иван Менеджеров', `${name} сформирован и внесён в реестр. Отправьте его клиенту на подпись.`],
		['2026-03-12 09:00', 'Иван Менеджеров', `${name}, ООО «Кабель-Пример»: Решить дальнейшую судьбу. Договор не подписан.`],
		['2026-03-18 09:00', 'Анна Главная', `${name}: менеджер Иван Менеджеров не отреагировал, договор не подписан. Поставлена задача.`],
		['2026-03-18 12:00', 'Иван Менеджеров', `${name}: скан подтверждён. Получите оригинал в течение 10 дней.`],
		// The tenth day is Saturday, 28 March; the message waits for Monday morning.
		['2026-03-30 09:00', 'Анна Главная', `${name}, ООО «Кабель-Пример»: оригинал не получен в срок, ответственный Иван Менеджеров. Поставлена задача.`],
		['2026-03-31 12:00', 'Иван Менеджеров', `${name}, ООО «Кабель-Пример»: оригинал получен, работа с договором завершена.`],
	]);
	const mails = desk.mail.sent.filter(({ text }) => told.some((notice) => text.startsWith(notice.text)));
	expect(mails).toHaveLength(told.length);
});

it('R-CORE-4: the task with the head can say why it exists', async () => {
	const [task] = await tasksOn(desk.workspace, entry(entryId));
	const { body } = await desk.post('explain', { kind: 'task', id: task?.id });
	const sentences = (body.sentences as string[]).join('\n');
	for (const words of ['Сработало правило «contract-not-signed», шаг «task»', 'Run the contract register', 'Task: decide with the head', 'Анна Главная']) expect(sentences).toContain(words);
});

it('R-CORE-1: nothing failed, nothing is parked, nothing is left open', async () => {
	expect(desk.host.executions.filter(({ status }) => status !== 'success').map(({ workflow, error }) => [workflow.name, error?.message])).toEqual([]);
	expect((await listDeliveries(desk.workspace)).items).toEqual([]);
	expect(await listOpenEffects(desk.workspace)).toEqual([]);
	expect(desk.host.triggerErrors).toEqual([]);
	expect(momentIn(MOSCOW, await desk.workspace.read(async (query) => await desk.workspace.now(query)))).toBe('2026-06-01 12:00');
});
