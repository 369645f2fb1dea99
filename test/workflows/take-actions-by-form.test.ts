import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { listDeals } from '../../src/desk/deals/list-deals';
import { startEscalation } from '../../src/desk/escalations/start-escalation';
import { getLead } from '../../src/desk/leads/get-lead';
import { leadHistory } from '../../src/desk/leads/lead-history';
import { createTask } from '../../src/desk/notices/create-task';
import { getTask } from '../../src/desk/notices/get-task';
import { getEntry } from '../../src/desk/registers/get-entry';
import { dealFor, generated } from '../desk/contracts/contract-desk';
import { done, takeIn, test } from '../desk/leads/desk';
import { pdfBytes } from '../helpers/sample-files';
import { startContractDesk } from './contract-desk';
import type { ContractDesk } from './contract-desk';
import { FORM_LOGIN } from './desk-host';
import { lead, runningOn } from './what-happened';

/*
 * The forms up to the node that shows the last page: what n8n makes of that page is looked at on a real n8n (test/e2e).
 */

let desk: ContractDesk;
beforeAll(async () => {
	desk = await startContractDesk(['take-actions-by-form', 'report-failures'], { edit: (workflow) => ({ ...workflow, settings: { ...workflow.settings, timezone: 'Europe/Moscow' } }) });
}, 60_000);
afterAll(async () => await desk.stop());

const PERSON = 'Главная Анна';

/** Fills a form in and answers with the last node that ran: "Done: …" or "Refused: …". */
async function submit(path: string, fields: Record<string, unknown>): Promise<{ ended: string | undefined; said: unknown }> {
	await desk.host.submitForm(`deal-desk/${path}`, { 'Кто вы': PERSON, ...fields }, FORM_LOGIN);
	await desk.host.idle(20);
	const execution = desk.host.executions.filter(({ startNode }) => startNode === `Form: ${path}`).at(-1);
	const ended = execution?.run.data.resultData.lastNodeExecuted;
	const before = execution?.order.at(-2) ?? '';
	return { ended, said: execution?.items(before, ended?.startsWith('Refused') ? 1 : 0)[0]?.error };
}

const newLead = async () => (await takeIn(desk.workspace, { clientName: 'Анна Волкова', companyName: 'ООО «Ветер»', departmentCode: 'nn' })).leadId;

async function newContract(): Promise<number> {
	const { id: dealId } = await dealFor(desk.workspace, desk.organisation, desk.organisationEntity);
	return (await generated(desk.workspace, { dealId })).entryId;
}

it('R-LEAD-1: nobody gets in without user and password', async () => {
	const leadId = await newLead();
	const answer = await desk.host.submitForm('deal-desk/move-lead', { 'Номер заявки': leadId, Стадия: 'Выявление потребности · needs', 'Кто вы': PERSON });
	expect(answer.status).toBe(401);
	expect((await getLead(desk.workspace, leadId)).stage).toBe('new');
});

it('R-LEAD-2: a choice reads «title · code»; the lead is moved on behalf of whoever filled the form in', async () => {
	const leadId = await newLead();
	expect(await submit('move-lead', { 'Номер заявки': leadId, Стадия: 'Выявление потребности · needs' })).toMatchObject({ ended: 'Done: move-lead' });
	expect(await getLead(desk.workspace, leadId)).toMatchObject({ stage: 'needs' });
	expect((await leadHistory(desk.workspace, leadId)).at(-1)?.actor).toEqual({ kind: 'person', name: PERSON });
});

it("R-LEAD-3, R-ORG-1: ten o'clock is ten o'clock where the lead is worked on, whatever the zone of the workflow", async () => {
	for (const [departmentCode, offset] of [['nn', '+03:00'], ['nsk', '+07:00']] as const) {
		const { leadId } = await takeIn(desk.workspace, { departmentCode });
		expect(await submit('move-lead', { 'Номер заявки': leadId, Стадия: 'Перезвонить · call_later', 'Когда перезвонить (для «Перезвонить» и «Отложено»)': '2026-12-01 10:00' })).toMatchObject({ ended: 'Done: move-lead' });
		expect((await getLead(desk.workspace, leadId)).callAt).toBe(Date.parse(`2026-12-01T10:00${offset}`));
	}
});

it("R-LEAD-3: a time may name its zone; a refusal says what is wrong and changes nothing", async () => {
	const leadId = await newLead();
	expect(await submit('move-lead', { 'Номер заявки': leadId, Стадия: 'Перезвонить · call_later' })).toMatchObject({ ended: 'Refused: move-lead', said: expect.stringContaining('callAt') });
	expect(await submit('log-call', { 'Номер заявки': leadId, 'Чем кончилось': 'Просили перезвонить · call_later', 'Когда перезвонить': '2026-12-01 10:00' })).toMatchObject({ ended: 'Done: log-call' });
	expect(await getLead(desk.workspace, leadId)).toMatchObject({ stage: 'call_later', callAt: Date.parse('2026-12-01T10:00+03:00') });
	await submit('log-call', { 'Номер заявки': leadId, 'Чем кончилось': 'Просили перезвонить · call_later', 'Когда перезвонить': '2026-12-01 10:00+07:00' });
	expect((await getLead(desk.workspace, leadId)).callAt).toBe(Date.parse('2026-12-01T10:00+07:00'));
	expect(await submit('move-lead', { 'Номер заявки': leadId, Стадия: 'Отказ · lost', 'Причина (для отказа)': 'дорого' })).toMatchObject({ ended: 'Done: move-lead' });
	expect((await getLead(desk.workspace, leadId)).fields).toMatchObject({ reason: 'дорого' });
});

it('R-LEAD-6: a lead is converted; amounts may have kopecks', async () => {
	const leadId = await newLead();
	expect(await submit('convert-lead', { 'Номер заявки': leadId, Направление: 'Сертификация · certification', 'Номер нашего юрлица': desk.organisationEntity.id, 'Сумма, руб.': 125000.5 })).toMatchObject({ ended: 'Done: convert-lead' });
	expect((await listDeals(desk.workspace)).items[0]).toMatchObject({ leadId, amountKopecks: 125_000_50, legalEntityId: desk.organisationEntity.id });
});

it('R-CON-4: the status of a contract is set; an illegal move is refused', async () => {
	const entryId = await newContract();
	expect(await submit('contract-status', { 'Номер записи в реестре': entryId, Статус: 'подписан · signed' })).toMatchObject({ ended: 'Done: contract-status' });
	expect(await submit('contract-status', { 'Номер записи в реестре': entryId, Статус: 'отменён · cancelled' })).toMatchObject({ ended: 'Refused: contract-status', said: expect.stringContaining('cannot go from "подписан" to "отменён"') });
	expect((await getEntry(desk.workspace, entryId)).status).toBe('signed');
});

it('R-CON-7: a scan is attached and verified by form', async () => {
	const entryId = await newContract();
	const folder = mkdtempSync(join(tmpdir(), 'deal-desk-scans-'));
	const filepath = join(folder, 'scan.pdf');
	writeFileSync(filepath, pdfBytes('форма'));
	const scan = { filepath, originalFilename: 'Скан.pdf', newFilename: 'scan', mimetype: 'application/pdf', size: 100 };
	const body = { data: { 'field-0': String(entryId), 'field-2': PERSON }, files: { 'field-1': scan } };
	await desk.host.webhook('POST', 'deal-desk/attach-scan', { headers: { 'content-type': 'multipart/form-data; boundary=x', ...FORM_LOGIN }, body });
	await desk.host.idle(20);
	rmSync(folder, { recursive: true, force: true });
	expect(await getEntry(desk.workspace, entryId)).toMatchObject({ status: 'scan', fileName: 'Скан.pdf' });

	expect(await submit('verify-scan', { 'Номер записи в реестре': entryId, Решение: 'Отклоняю · rejected' })).toMatchObject({ ended: 'Refused: verify-scan', said: expect.stringContaining('reason') });
	expect(await submit('verify-scan', { 'Номер записи в реестре': entryId, Решение: 'Подтверждаю · confirmed' })).toMatchObject({ ended: 'Done: verify-scan' });
	expect((await getEntry(desk.workspace, entryId)).verification).toMatchObject({ outcome: 'confirmed', by: PERSON });
});

it('R-REG-5: a task is closed and a decision recorded, each in the name of the person', async () => {
	const leadId = await newLead();
	const { taskId } = done(await createTask(desk.workspace, { subject: lead(leadId), kind: 'ordinary', to: 'responsible', joinHead: false, title: 'Позвонить', body: '', boundToStatus: false }, test));
	expect(await submit('close-task', { 'Номер задачи': taskId, 'Что сделано': 'позвонила' })).toMatchObject({ ended: 'Done: close-task' });
	expect(await getTask(desk.workspace, taskId)).toMatchObject({ status: 'done', closedBy: PERSON, closeNote: 'позвонила' });

	done(await startEscalation(desk.workspace, { rule: 'lead-stage', subject: lead(leadId), note: '', steps: [{ code: 'remind', wait: { kind: 'after', wait: { amount: 1, unit: 'working_days' } }, times: 1, inWorkingHours: true }] }, test));
	expect(await submit('decide', { 'О чём': 'Заявка · lead', Номер: leadId, Решение: 'ждём до пятницы' })).toMatchObject({ ended: 'Done: decide' });
	expect(await runningOn(desk.workspace, lead(leadId))).toEqual([]);
});
