import { createHash } from 'node:crypto';

import { convertLead } from '../../src/desk/leads/convert-lead';
import { getFile } from '../../src/desk/files/get-file';
import { setTemplate } from '../../src/desk/organisation/set-template';
import { listEntries } from '../../src/desk/registers/list-entries';
import { textOf } from '../documents/docx-text';
import { tinyDocx } from '../documents/tiny-docx';
import { anEntity } from '../desk/contracts/contract-desk';
import { done } from '../desk/leads/desk';
import { clientOrganisation } from '../requisites/sample-parties';
import { call, contractsOf, convert, startContractDesk } from './contract-desk';
import type { ContractDesk } from './contract-desk';
import { deal, entry, noticesOn, tasksOn, textsOn } from './what-happened';

let desk: ContractDesk;
beforeAll(async () => {
	desk = await startContractDesk(['make-contract', 'take-actions-by-webhook', 'report-failures']);
}, 60_000);
afterAll(async () => await desk.stop());

it('R-CON-1: a converted lead gets its contract: numbered, filed as not signed, the .docx kept under its hash, the manager told', async () => {
	const { dealId, companyId } = await convert(desk);
	const [contract, ...others] = await contractsOf(desk, dealId);
	expect(others).toEqual([]);
	expect(contract).toMatchObject({ number: 'СЭ-2026/0001', status: 'not_signed', origin: 'generated', companyId, legalEntityId: desk.organisationEntity.id, fileName: 'Договор № СЭ-2026-0001, ООО «Кабель-Пример».docx' });
	const { bytes } = await getFile(desk.workspace, contract?.fileId ?? 0);
	expect(contract?.fileHash).toBe(createHash('sha256').update(bytes).digest('hex'));
	expect(textOf(bytes)).toMatch(/ДОГОВОР[^]*СЭ-2026\/0001[^]*Кабель-Пример/i);
	expect(await noticesOn(desk.workspace, entry(contract?.id ?? 0))).toEqual([expect.objectContaining({ to: 'Иван Менеджеров', text: 'Договор № СЭ-2026/0001 сформирован и внесён в реестр. Отправьте его клиенту на подпись.' })]);
});

it('R-LEAD-6, R-CON-1: a second conversion makes neither a second deal nor a second contract', async () => {
	const { leadId, dealId } = await convert(desk);
	expect(done(await convertLead(desk.workspace, { leadId, pipeline: 'certification' }, call))).toMatchObject({ dealId, created: false });
	await desk.settle();
	expect((await contractsOf(desk, dealId)).map(({ number }) => number)).toEqual(['СЭ-2026/0002']);
});

describe('when requisites are missing', () => {
	let waiting: Awaited<ReturnType<typeof convert>>;
	beforeAll(async () => {
		waiting = await convert(desk, { company: { name: 'ООО «Лютик»' } });
	}, 60_000);

	it('R-CON-2: the manager gets one notice and one task with all faults, and no number is spent', async () => {
		const { dealId } = waiting;
		expect(await contractsOf(desk, dealId)).toEqual([]);
		const faults = /1\) .*ИНН.*; 2\) .*адрес/is;
		expect(await noticesOn(desk.workspace, deal(dealId))).toEqual([expect.objectContaining({ to: 'Иван Менеджеров', text: expect.stringMatching(/^Сделка № \d+: Сертификация кабеля: договор не сформирован\. 1\) /) })]);
		expect((await textsOn(desk.workspace, deal(dealId)))[0]).toMatch(faults);
		expect(await tasksOn(desk.workspace, deal(dealId))).toEqual([expect.objectContaining({ kind: 'ordinary', status: 'open', assigneeName: 'Иван Менеджеров', title: `Сделка № ${dealId}: Сертификация кабеля: заполните данные для договора`, body: expect.stringMatching(faults) })]);
	});

	it('R-CON-2: asked for by webhook it is refused with 400 and every fault by field', async () => {
		const { status, body } = await desk.post('contract', { dealId: waiting.dealId });
		expect(status).toBe(400);
		expect((body.faults as Array<{ field: string }>).map(({ field }) => field)).toEqual(expect.arrayContaining(['client.inn', 'client.address', 'client.bank', 'client.signatory.fullName']));
		expect(body.remedy).toContain('no number was spent');
	});

	it('R-CON-1: filled in and asked for again, it gets the next number: none is missing', async () => {
		const party = { ...clientOrganisation(), shortName: 'ООО «Лютик»', inn: '7715990052', ogrn: '1047700000039', kpp: '771501001' };
		expect(await desk.post('company/requisites', { companyId: waiting.companyId, party })).toMatchObject({ status: 200, body: { changed: expect.arrayContaining(['inn', 'party']) } });
		expect(await desk.post('contract', { dealId: waiting.dealId })).toMatchObject({ status: 200, body: { number: 'СЭ-2026/0003', created: true, fileHash: expect.stringMatching(/^[0-9a-f]{64}$/) } });
	});

	it('R-CON-1: asked for once more, the live contract is answered and no number is spent', async () => {
		expect(await desk.post('contract', { dealId: waiting.dealId })).toMatchObject({ status: 200, body: { number: 'СЭ-2026/0003', created: false } });
		expect(await contractsOf(desk, waiting.dealId)).toHaveLength(1);
	});
});

it('R-CON-1: each legal entity counts its own numbers by its own pattern', async () => {
	const [first, second] = [await convert(desk, { legalEntityId: desk.entrepreneur.id }), await convert(desk, { legalEntityId: desk.entrepreneur.id })];
	const third = await convert(desk);
	const numbers = [];
	for (const { dealId } of [first, second, third]) numbers.push((await contractsOf(desk, dealId)).map(({ number }) => number));
	expect(numbers).toEqual([['1/26-SP'], ['2/26-SP'], ['СЭ-2026/0004']]);
	// The same deal with our other legal entity is another contract.
	expect(await desk.post('contract', { dealId: third.dealId, legalEntity: desk.entrepreneur.id })).toMatchObject({ status: 200, body: { number: '3/26-SP', created: true } });
});

it('R-CON-1: ten leads converted at once get ten numbers without a gap', async () => {
	const before = (await listEntries(desk.workspace, { register: 'contracts', search: 'СЭ-2026' })).items.length;
	await Promise.all(Array.from({ length: 10 }, async () => await convert(desk)));
	const numbers = (await listEntries(desk.workspace, { register: 'contracts', search: 'СЭ-2026', limit: 100 })).items.map(({ number }) => number).sort();
	expect(numbers).toEqual(Array.from({ length: before + 10 }, (_, index) => `СЭ-2026/${String(index + 1).padStart(4, '0')}`));
}, 60_000);

it('R-CON-2: faults that quote the tags of a template reach the manager as they are', async () => {
	const { id: legalEntityId, code } = await anEntity(desk.workspace, { code: 'own', numberPattern: 'О-{yyyy}/{seq}' });
	done(await setTemplate(desk.workspace, { code, file: { name: 'own.docx', bytes: tinyDocx(['Договор {contract.nomber}', 'Телефон {phone}']) } }, call));
	const { dealId } = await convert(desk, { legalEntityId });
	expect(await contractsOf(desk, dealId)).toEqual([]);
	expect((await textsOn(desk.workspace, deal(dealId)))[0]).toMatch(/договор не сформирован.*\{contract\.nomber\}.*\{phone\}/);
	expect((await tasksOn(desk.workspace, deal(dealId)))[0]?.body).toContain('{phone}');
});

it('R-CORE-6: a deal that is not there is refused with 400, in words', async () => {
	expect(await desk.post('contract', { dealId: 4711 })).toMatchObject({ status: 400, body: { code: 'not_found', error: expect.stringContaining('4711') } });
	expect(await desk.post('contract', {})).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
});
