import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

import { preflightDealContract } from '../../../src/desk/contracts/preflight-contract';
import { shippedTemplate } from '../../../src/desk/contracts/shipped-template';
import { NotFoundError } from '../../../src/errors';
import { legalEntities } from '../../../src/store/organisation-tables';
import { textOf } from '../../documents/docx-text';
import { aCompany, aDeal } from '../../helpers/subjects';
import { call, contractDesk, dealFor, generated, nothing, traces } from './contract-desk';

it('R-CON-2: a sound deal has no fault, and looking spends nothing', async () => {
	const { workspace, deal } = await contractDesk();
	expect(await preflightDealContract(workspace, { dealId: deal.id })).toEqual({
		ok: true,
		faults: [],
		number: null,
		summary: {
			client: 'ООО «Кабель-Пример»',
			legalEntity: 'ООО «Современный эталон»',
			contractDate: '2026-03-02',
			totalKopecks: 125_000_00,
			vatRate: 22,
			subject: 'сертификация кабеля',
			termWorkingDays: 30,
			prepaymentPercent: 100,
			template: 'shipped',
		},
	});
	expect(await traces(workspace)).toEqual(nothing);
});

it('R-CON-2: the deal\'s own fields and the request say what differs from the defaults', async () => {
	const { workspace, people, entity } = await contractDesk();
	const deal = await dealFor(workspace, people, entity, { fields: { termWorkingDays: 45, prepaymentPercent: '50', subject: 'ИСО 9001: внедрение' } });
	expect((await preflightDealContract(workspace, { dealId: deal.id })).summary).toMatchObject({ termWorkingDays: 45, prepaymentPercent: 50, subject: 'ИСО 9001: внедрение' });
	expect((await preflightDealContract(workspace, { dealId: deal.id, contractDate: '2026-03-10', terms: { termWorkingDays: 5, prepaymentPercent: 0 } })).summary).toMatchObject({ contractDate: '2026-03-10', termWorkingDays: 5, prepaymentPercent: 0 });
});

it('R-CON-2: a client nobody filled in is told field by field', async () => {
	const { workspace, people, entity } = await contractDesk();
	const inCharge = { responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id };
	const company = await aCompany(workspace, { ...inCharge, name: 'ООО «Лютик»' });
	const deal = await aDeal(workspace, { ...inCharge, companyId: company.id, legalEntityId: entity.id, amountKopecks: 100 });
	const { ok, faults } = await preflightDealContract(workspace, { dealId: deal.id });
	expect(ok).toBe(false);
	expect(faults.map((fault) => fault.field)).toEqual(expect.arrayContaining(['client.inn', 'client.kpp', 'client.ogrn', 'client.address', 'client.bank', 'client.signatory.fullName']));
	// Each is told once, though the template misses the same facts.
	expect(new Set(faults.map((fault) => fault.field)).size).toBe(faults.length);
	for (const fault of faults) expect(fault.reason).toBe(`${fault.message} ${fault.fix}`);
});

it('R-CON-2: neither legal entity nor client: both are asked for at once, the legal entities by name', async () => {
	const { workspace, people, entity } = await contractDesk();
	const deal = await dealFor(workspace, people, null, { companyId: null });
	const { faults, summary } = await preflightDealContract(workspace, { dealId: deal.id });
	expect(faults.map((fault) => fault.field)).toEqual(['legalEntityId', 'companyId']);
	expect(faults[0]?.reason).toContain(`ООО «Современный эталон» (${entity.id})`);
	expect(summary).toBeNull();
});

it('R-CON-2: without a client the terms are checked all the same', async () => {
	const { workspace, people, entity } = await contractDesk();
	const deal = await dealFor(workspace, people, entity, { companyId: null, amountKopecks: 0 });
	expect((await preflightDealContract(workspace, { dealId: deal.id })).faults.map((fault) => fault.field)).toEqual(['companyId', 'contract.totalKopecks']);
});

it('R-CON-2: a legal entity that is not used any more cannot sign', async () => {
	const { workspace, deal, entity } = await contractDesk();
	await workspace.transaction(call, async (tx) => await legalEntities.update(tx, entity.id, { active: false }));
	expect((await preflightDealContract(workspace, { dealId: deal.id })).faults).toMatchObject([{ code: 'legal_entity_missing', message: expect.stringContaining('больше не используется') }]);
});

it('R-CON-2: a template that is gone is said before a number is spent', async () => {
	const { workspace, deal, entity } = await contractDesk();
	await workspace.transaction(call, async (tx) => await legalEntities.update(tx, entity.id, { templateFileId: 77 }));
	expect((await preflightDealContract(workspace, { dealId: deal.id })).faults).toMatchObject([{ code: 'template_missing' }]);
	await expect(generated(workspace, { dealId: deal.id })).rejects.toThrow(/не найден среди файлов/);
});

it.each([
	['quantity × price is reckoned to the kopeck', [{ title: 'Испытания', quantity: 1.5, unit: 'день', priceKopecks: 8_666_67 }], 13_000_01, []],
	['the lines must add up to the deal', [{ title: 'Испытания', priceKopecks: 100 }, { title: 'Оформление', priceKopecks: 101 }], 200, ['contract.totalKopecks']],
	['a wrong sum of a line is named', [{ title: 'Испытания', quantity: 2, priceKopecks: 100, sumKopecks: 300 }], 300, ['contract.lines.0.sumKopecks']],
	['lines pasted in a wrong shape are named, not crashed on', [{ name: 'Испытания', priceKopecks: 'much' }, null], 300, ['contract.lines.0.title', 'contract.lines.0.priceKopecks', 'contract.lines.0.sumKopecks', 'contract.lines.1.title', 'contract.lines.1.priceKopecks', 'contract.lines.1.sumKopecks']],
])('R-CON-2: %s', async (_what, lines, amountKopecks, fields) => {
	const { workspace, people, entity } = await contractDesk();
	const deal = await dealFor(workspace, people, entity, { amountKopecks });
	const { faults } = await preflightDealContract(workspace, { dealId: deal.id, lines: lines as never });
	expect(faults.map((fault) => fault.field)).toEqual(fields);
});

it('R-CON-2: a deal without an amount takes the sum of its lines', async () => {
	const { workspace, people, entity } = await contractDesk();
	const deal = await dealFor(workspace, people, entity, { amountKopecks: 0 });
	const preflight = await preflightDealContract(workspace, { dealId: deal.id, lines: [{ title: 'Испытания', priceKopecks: 100 }, { title: 'Оформление', priceKopecks: 101 }] });
	expect(preflight).toMatchObject({ ok: true, summary: { totalKopecks: 201 } });
});

it('R-CON-2: a date that does not exist is a fault, one far from today a warning', async () => {
	const { workspace, deal } = await contractDesk();
	expect((await preflightDealContract(workspace, { dealId: deal.id, contractDate: '2026-02-30' })).faults).toMatchObject([{ code: 'date_invalid', severity: 'error' }]);
	expect(await preflightDealContract(workspace, { dealId: deal.id, contractDate: '2025-12-01' })).toMatchObject({ ok: true, faults: [{ code: 'date_far_back', severity: 'warning' }] });
});

it('R-CORE-6: an unknown deal is said plainly', async () => {
	const { workspace } = await contractDesk();
	await expect(preflightDealContract(workspace, { dealId: 404 })).rejects.toBeInstanceOf(NotFoundError);
});

it('R-CON-1: the shipped templates are found beside the sources, each for its legal form', async () => {
	expect(existsSync(`${__dirname}/../../../templates/contract-ooo.docx`)).toBe(true);
	expect(textOf(await shippedTemplate('organisation'))).toContain('ОГРН {executor.ogrn}');
	expect(textOf(await shippedTemplate('entrepreneur'))).not.toBe(textOf(await shippedTemplate('organisation')));
});

it('R-CON-1: the shipped templates are found from an installed package as well', async () => {
	const installed = mkdtempSync(join(tmpdir(), 'deal-desk-package-'));
	try {
		const folder = join(installed, 'dist/src/desk/contracts');
		mkdirSync(folder, { recursive: true });
		cpSync(join(__dirname, '../../../templates'), join(installed, 'templates'), { recursive: true });
		const source = readFileSync(join(__dirname, '../../../src/desk/contracts/shipped-template.ts'), 'utf8');
		writeFileSync(join(folder, 'shipped-template.js'), transpileModule(source, { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 } }).outputText);
		const compiled = createRequire(join(folder, 'index.js'))('./shipped-template.js') as { shippedTemplate: typeof shippedTemplate };
		expect(Buffer.from(await compiled.shippedTemplate('organisation'))).toEqual(Buffer.from(await shippedTemplate('organisation')));
		rmSync(join(installed, 'templates'), { recursive: true });
		await expect(compiled.shippedTemplate('organisation')).rejects.toThrow(/Install n8n-nodes-deal-desk again/);
	} finally {
		rmSync(installed, { recursive: true, force: true });
	}
});
