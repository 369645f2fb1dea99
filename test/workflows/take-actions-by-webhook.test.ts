import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { getCompany } from '../../src/desk/companies/get-company';
import { getDeal } from '../../src/desk/deals/get-deal';
import { startEscalation } from '../../src/desk/escalations/start-escalation';
import { getLead } from '../../src/desk/leads/get-lead';
import { leadHistory } from '../../src/desk/leads/lead-history';
import { createTask } from '../../src/desk/notices/create-task';
import { getTask } from '../../src/desk/notices/get-task';
import { getEntry } from '../../src/desk/registers/get-entry';
import { dealFor, generated } from '../desk/contracts/contract-desk';
import { done, takeIn, test } from '../desk/leads/desk';
import { pdfBytes } from '../helpers/sample-files';
import { clientOrganisation } from '../requisites/sample-parties';
import { startContractDesk } from './contract-desk';
import type { ContractDesk } from './contract-desk';
import { WITH_KEY } from './desk-host';
import type { Answer } from './desk-host';
import { lead, runningOn } from './what-happened';

let desk: ContractDesk;
let folder: string;
beforeAll(async () => {
	desk = await startContractDesk(['take-actions-by-webhook', 'report-failures']);
	folder = mkdtempSync(join(tmpdir(), 'deal-desk-scans-'));
}, 60_000);
afterAll(async () => {
	await desk.stop();
	rmSync(folder, { recursive: true, force: true });
});

const newLead = async (overrides: Parameters<typeof takeIn>[1] = {}) => (await takeIn(desk.workspace, { clientName: 'Анна Волкова', companyName: 'ООО «Ветер»', departmentCode: 'nn', ...overrides })).leadId;

async function newContract(): Promise<number> {
	const { id: dealId } = await dealFor(desk.workspace, desk.organisation, desk.organisationEntity);
	return (await generated(desk.workspace, { dealId })).entryId;
}

/** Sends a file as a browser does: multipart/form-data, of which n8n has parsed the fields and kept the file. */
async function postScan(fields: Record<string, unknown>, content?: Buffer): Promise<Answer> {
	const filepath = join(folder, `${Math.random()}.pdf`);
	if (content) writeFileSync(filepath, content);
	const files = content ? { scan: { filepath, originalFilename: 'Скан договора.pdf', newFilename: 'scan', mimetype: 'application/pdf', size: content.length } } : {};
	return (await desk.host.webhook('POST', 'deal-desk/contract/scan', { headers: { ...WITH_KEY, 'content-type': 'multipart/form-data; boundary=x' }, body: { data: fields, files } })) as unknown as Answer;
}

describe('a request that is sent again for want of an answer', () => {
	const again = async (path: string, body: Record<string, unknown>, key: string) => (await desk.host.webhook('POST', `deal-desk/${path}`, { headers: { ...WITH_KEY, 'idempotency-key': key }, body })) as unknown as Answer;

	it('R-CORE-2, R-CORE-6: with its Idempotency-Key it is done once and answered the same; another request has another key', async () => {
		const leadId = await newLead();
		const before = (await leadHistory(desk.workspace, leadId)).length;
		const first = await again('lead/move', { leadId, stage: 'needs', by: 'Анна' }, 'move-1');
		expect(await again('lead/move', { leadId, stage: 'needs', by: 'Анна' }, 'move-1')).toMatchObject({ status: 200, body: { leadId, stage: first.body.stage, stageCycle: first.body.stageCycle } });
		expect((await leadHistory(desk.workspace, leadId)).slice(before).map(({ to }) => to)).toEqual(['needs']);
		await again('lead/move', { leadId, stage: 'needs', by: 'Анна' }, 'move-2');
		expect((await leadHistory(desk.workspace, leadId)).slice(before)).toHaveLength(2);
	});
});

describe('leads', () => {
	it('R-LEAD-2: a lead is moved, on behalf of the person named', async () => {
		const leadId = await newLead();
		expect(await desk.post('lead/move', { leadId, stage: 'needs', by: 'Анна Главная' })).toMatchObject({ status: 200, body: { leadId, stage: 'needs', from: 'new' } });
		expect((await leadHistory(desk.workspace, leadId)).at(-1)).toMatchObject({ to: 'needs', actor: { kind: 'person', name: 'Анна Главная' } });
	});

	it('R-LEAD-2: an illegal move answers 400 with the allowed stages, and nothing is changed', async () => {
		const leadId = await newLead();
		const { status, body } = await desk.post('lead/move', { leadId, stage: 'converted' });
		expect(status).toBe(400);
		expect(body).toMatchObject({ code: 'move_refused', remedy: expect.stringMatching(/^Allowed from "new": .*needs.*lost/) });
		expect((await getLead(desk.workspace, leadId)).stage).toBe('new');
	});

	it('R-LEAD-2: what a stage demands is asked for by field', async () => {
		const leadId = await newLead();
		expect(await desk.post('lead/move', { leadId, stage: 'lost' })).toMatchObject({ status: 400, body: { field: 'reason' } });
		expect(await desk.post('lead/move', { leadId, stage: 'call_later' })).toMatchObject({ status: 400, body: { field: 'callAt' } });
		expect(await desk.post('lead/move', { leadId, stage: 'call_later', callAt: 'завтра' })).toMatchObject({ status: 400, body: { faults: [expect.objectContaining({ field: 'Call At' })] } });
		expect(await desk.post('lead/move', { leadId, stage: 'call_later', callAt: '2026-03-05T10:00:00+03:00' })).toMatchObject({ status: 200, body: { stage: 'call_later' } });
		expect((await getLead(desk.workspace, leadId)).callAt).toBe(Date.parse('2026-03-05T10:00:00+03:00'));
	});

	it('R-LEAD-3: calls are logged; an unknown outcome is refused', async () => {
		const leadId = await newLead();
		expect(await desk.post('lead/call', { leadId, outcome: 'no_answer' })).toMatchObject({ status: 200, body: { stage: 'no_answer', visits: 1 } });
		expect(await desk.post('lead/call', { leadId, outcome: 'maybe' })).toMatchObject({ status: 400, body: { field: 'outcome', reason: expect.stringContaining('reached, no_answer, call_later') } });
	});

	it('R-LEAD-3: a lead is filled in; fields that are no object are refused', async () => {
		const leadId = await newLead();
		expect(await desk.post('lead/update', { leadId, fields: { product: 'Игрушки', region: '52' } })).toMatchObject({ status: 200, body: { leadId } });
		expect((await getLead(desk.workspace, leadId)).fields).toMatchObject({ product: 'Игрушки', region: '52' });
		expect(await desk.post('lead/update', { leadId, fields: 'игрушки' })).toMatchObject({ status: 400 });
		expect(await desk.post('lead/update', { leadId: 4711, fields: {} })).toMatchObject({ status: 400, body: { code: 'not_found' } });
	});

	it('R-LEAD-6: a lead is converted, amounts are kept to the kopeck; the second time the same deal is answered', async () => {
		const leadId = await newLead();
		const body = { leadId, pipeline: 'certification', legalEntity: desk.organisationEntity.id, amount: 125_000.5, fields: { termWorkingDays: 45 }, company: { inn: clientOrganisation().inn, party: clientOrganisation() } };
		const first = await desk.post('lead/convert', body);
		expect(first).toMatchObject({ status: 200, body: { created: true, dealId: expect.any(Number) } });
		expect(await desk.post('lead/convert', body)).toMatchObject({ status: 200, body: { created: false, dealId: first.body.dealId } });
		expect(await getDeal(desk.workspace, Number(first.body.dealId))).toMatchObject({ amountKopecks: 125_000_50, legalEntityId: desk.organisationEntity.id, fields: { termWorkingDays: 45 }, company: { name: 'ООО «Ветер»', inn: clientOrganisation().inn } });
	});

	it('R-LEAD-6: a private client needs no company; an unknown pipeline or legal entity is refused with the known ones', async () => {
		const leadId = await newLead({ companyName: null });
		const refused = await desk.post('lead/convert', { leadId, pipeline: 'selling', legalEntity: 99 });
		expect(refused.status).toBe(400);
		expect((refused.body.faults as Array<{ field: string }>).map(({ field }) => field)).toEqual(['pipeline', 'legalEntityId']);
		expect(await desk.post('lead/convert', { leadId, legalEntity: desk.organisationEntity.id })).toMatchObject({ status: 200, body: { created: true, companyId: null } });
	});

	it("R-ORG-2: a client's requisites are filled in piece by piece; what is not sent stays", async () => {
		const converted = await desk.post('lead/convert', { leadId: await newLead(), legalEntity: desk.organisationEntity.id, company: { name: 'ООО «Степной»', inn: '7715990052' } });
		const companyId = Number(converted.body.companyId);
		expect(await desk.post('company/requisites', { companyId, party: { kpp: '771501001', address: 'г. Москва' } })).toMatchObject({ status: 200, body: { changed: ['party'], inn: '7715990052' } });
		expect(await desk.post('company/requisites', { companyId, party: { ogrn: '1047700000039' } })).toMatchObject({ status: 200 });
		expect(await getCompany(desk.workspace, companyId)).toMatchObject({ inn: '7715990052', party: { inn: '7715990052', kpp: '771501001', ogrn: '1047700000039', address: 'г. Москва' } });
		expect(await desk.post('company/requisites', { companyId, party: 'ИНН 77' })).toMatchObject({ status: 400 });
		expect(await desk.post('company/requisites', { companyId, inn: '77' })).toMatchObject({ status: 400, body: { field: 'inn' } });
	});
});

describe('contracts', () => {
	it('R-CON-4: the status is set; an illegal move answers 400 with the allowed statuses, a missing reason is asked for', async () => {
		const entryId = await newContract();
		expect(await desk.post('contract/status', { entryId, status: 'original', by: 'Анна Главная' })).toMatchObject({ status: 200, body: { entryId, status: 'original' } });
		expect(await desk.post('contract/status', { entryId, status: 'signed' })).toMatchObject({ status: 400, body: { code: 'move_refused', remedy: 'Allowed from "оригинал": аннулирован.' } });
		expect(await desk.post('contract/status', { entryId, status: 'annulled' })).toMatchObject({ status: 400, body: { field: 'reason' } });
		expect(await desk.post('contract/status', { entryId, status: 'annulled', reason: 'ошибка в предмете' })).toMatchObject({ status: 200, body: { status: 'annulled', statusReason: 'ошибка в предмете' } });
		expect(await desk.post('contract/status', { entryId, status: 'signed' })).toMatchObject({ status: 400, body: { remedy: '"аннулирован" is final: nothing follows it.' } });
		expect((await getEntry(desk.workspace, entryId)).status).toBe('annulled');
	});

	it('R-CON-7: a scan is attached and verified; a missing file, another kind of file, a misspelt verdict and a missing reason are refused', async () => {
		const entryId = await newContract();
		expect(await postScan({ entryId })).toMatchObject({ status: 400, body: { field: 'Input Binary Field' } });
		expect(await postScan({ entryId }, Buffer.from('just text'))).toMatchObject({ status: 400 });
		expect(await postScan({ entryId }, pdfBytes('подпись'))).toMatchObject({ status: 200, body: { entryId, status: 'scan', verificationStarted: true, fileName: 'Скан договора.pdf' } });
		expect(await desk.post('contract/verify', { entryId, verdict: 'confirm', by: 'Анна Главная' })).toMatchObject({ status: 400, body: { reason: expect.stringContaining('confirmed, rejected') } });
		expect(await desk.post('contract/verify', { entryId, verdict: 'rejected', by: 'Анна Главная' })).toMatchObject({ status: 400, body: { field: 'reason' } });
		expect(await desk.post('contract/verify', { entryId, verdict: 'confirmed', by: 'Анна Главная', fileHash: 'f'.repeat(64) })).toMatchObject({ status: 400, body: { error: expect.stringContaining('replaced') } });
		expect((await getEntry(desk.workspace, entryId)).verification).toBeNull();
		expect(await desk.post('contract/verify', { entryId, verdict: 'confirmed', by: 'Анна Главная' })).toMatchObject({ status: 200, body: { status: 'scan', changed: true } });
		expect((await getEntry(desk.workspace, entryId)).verification).toMatchObject({ outcome: 'confirmed', by: 'Анна Главная' });
	});

	it('R-CON-7: a scan cannot follow a cancelled contract: 400 with what may', async () => {
		const entryId = await newContract();
		await desk.post('contract/status', { entryId, status: 'cancelled' });
		expect(await postScan({ entryId }, pdfBytes('поздно'))).toMatchObject({ status: 400, body: { remedy: 'Allowed from "отменён": не подписан, аннулирован.' } });
	});
});

describe('tasks and decisions', () => {
	it('R-REG-5: a task is closed by its person; without a name it is refused', async () => {
		const leadId = await newLead();
		const { taskId } = done(await createTask(desk.workspace, { subject: lead(leadId), kind: 'ordinary', to: 'responsible', joinHead: false, title: 'Позвонить', body: '', boundToStatus: false }, test));
		expect(await desk.post('task/close', { taskId })).toMatchObject({ status: 400, body: { field: 'Closed By' } });
		expect(await desk.post('task/close', { taskId, by: 'Иван Менеджеров', note: 'позвонил' })).toMatchObject({ status: 200, body: { taskId, status: 'done', changed: true } });
		expect(await getTask(desk.workspace, taskId)).toMatchObject({ status: 'done', closedBy: 'Иван Менеджеров', closeNote: 'позвонил' });
		expect(await desk.post('task/close', { taskId: 4711, by: 'Иван' })).toMatchObject({ status: 400, body: { code: 'not_found' } });
	});

	it('R-REG-5: a decision stops what is pending; without words, or about nothing there is, it is refused', async () => {
		const leadId = await newLead();
		done(await startEscalation(desk.workspace, { rule: 'lead-stage', subject: lead(leadId), note: '', steps: [{ code: 'remind', wait: { kind: 'after', wait: { amount: 1, unit: 'working_days' } }, times: 1, inWorkingHours: true }] }, test));
		expect(await desk.post('decision', { kind: 'lead', id: leadId, decision: ' ' })).toMatchObject({ status: 400, body: { field: 'Decision' } });
		expect(await desk.post('decision', { kind: 'lead', id: 4711, decision: 'ждём' })).toMatchObject({ status: 400 });
		expect(await desk.post('decision', { kind: 'dog', id: leadId, decision: 'ждём' })).toMatchObject({ status: 400 });
		expect(await runningOn(desk.workspace, lead(leadId))).toHaveLength(1);
		expect(await desk.post('decision', { kind: 'lead', id: leadId, decision: 'ждём подписи до пятницы', by: 'Иван Менеджеров' })).toMatchObject({ status: 200, body: { count: 1 } });
		expect(await runningOn(desk.workspace, lead(leadId))).toEqual([]);
	});
});

describe('every lane', () => {
	const paths = ['lead/move', 'lead/call', 'lead/update', 'lead/convert', 'company/requisites', 'contract/status', 'contract/scan', 'contract/verify', 'task/close', 'decision'];

	it.each(paths)('R-LEAD-1: %s lets nobody in without the key or with a wrong one', async (path) => {
		expect(await desk.host.webhook('POST', `deal-desk/${path}`, { body: {} })).toMatchObject({ status: 403 });
		expect(await desk.host.webhook('POST', `deal-desk/${path}`, { headers: { 'X-Deal-Desk-Key': 'guessed' }, body: {} })).toMatchObject({ status: 403 });
	});

	it.each(paths)('R-CORE-6: %s refuses an empty body with 400 and says what is missing', async (path) => {
		const { status, body } = await desk.post(path, {});
		expect(status).toBe(400);
		expect(body).toMatchObject({ error: expect.stringMatching(/\S/), code: expect.stringMatching(/invalid_input|not_found/) });
		expect(JSON.stringify(body)).not.toContain(WITH_KEY['X-Deal-Desk-Key']);
	});
});
