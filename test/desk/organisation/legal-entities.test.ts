import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { systemCall } from '../../../src/call';
import { demoLegalEntities } from '../../../src/desk/demo/company-facts';
import { getFile } from '../../../src/desk/files/get-file';
import { getLegalEntity } from '../../../src/desk/organisation/get-legal-entity';
import { listLegalEntities } from '../../../src/desk/organisation/list-legal-entities';
import { saveLegalEntity } from '../../../src/desk/organisation/save-legal-entity';
import type { SaveLegalEntity } from '../../../src/desk/organisation/save-legal-entity';
import { setTemplate } from '../../../src/desk/organisation/set-template';
import type { EffectOutcome, Workspace } from '../../../src/desk/workspace';
import { PizZip } from '../../../src/vendor';
import { temporaryWorkspace } from '../../helpers/temporary-workspace';
import { claimNext, listenTo } from '../notices/step-delivery';

let workspace: Workspace;
beforeEach(async () => {
	({ workspace } = await temporaryWorkspace());
});

const test = systemCall('test');
const [standard, entrepreneur] = demoLegalEntities as readonly [SaveLegalEntity, SaveLegalEntity];
function done<T>(outcome: EffectOutcome<T>): T {
	if (outcome.kind === 'overtaken') throw new Error(outcome.reason);
	return outcome.result;
}
const save = async (input: SaveLegalEntity, call = test) => done(await saveLegalEntity(workspace, input, call));
const wrongAccount = { bank: { account: '40702810938000060473', correspondentAccount: '30101810400000000225', bankName: 'Сбербанк', bic: '044525225' } };

describe('saving a legal entity', () => {
	it('R-ORG-2: an organisation and an entrepreneur are kept with all their requisites', async () => {
		expect(await save(standard)).toMatchObject({ created: true, warnings: [], legalEntity: { shortName: 'ООО «Современный эталон»', templateFileId: null, active: true, party: { kpp: '525901001' } } });
		expect(await save(entrepreneur)).toMatchObject({ warnings: [], legalEntity: { party: { kpp: null, ogrn: '311547600000230' } } });
		expect((await listLegalEntities(workspace)).map((entity) => entity.code)).toEqual(['se', 'ip']);
	});

	it('R-ORG-2: a failed control key is a warning that blocks nothing, also in lists', async () => {
		const saved = await save({ ...standard, party: { ...standard.party, ...wrongAccount } });
		expect(saved).toMatchObject({ created: true, warnings: [{ field: 'bank.account', code: 'checksum', severity: 'warning' }] });
		expect((await getLegalEntity(workspace, { code: 'SE' })).warnings).toHaveLength(1);
	});

	it('R-ORG-2: a recorded reason removes the warning, and the journal keeps who gave it', async () => {
		await save({ ...standard, party: { ...standard.party, ...wrongAccount } });
		await listenTo(workspace, [{ kind: 'OrganisationChanged', scope: 'legal_entity' }]);
		const accepted = await save({ code: 'se', overrides: { 'bank.account': 'сверено с банком' } }, { ...test, actor: { kind: 'person', name: 'Ольга' } });
		expect(accepted).toMatchObject({ changed: ['overrides'], warnings: [] });
		expect(await claimNext(workspace)).toMatchObject([{ event: { cause: { actor: { name: 'Ольга' } }, data: { overrides: { 'bank.account': 'сверено с банком' } } } }]);
		expect((await getLegalEntity(workspace, { code: 'se' })).warnings).toEqual([]);
	});

	it('R-ORG-2: a blank reason accepts nothing and takes an earlier acceptance back', async () => {
		await save({ ...standard, party: { ...standard.party, ...wrongAccount, overrides: { 'bank.account': 'сверено' } } });
		const saved = await save({ code: 'se', overrides: { 'bank.account': ' ' } });
		expect(saved.warnings).toMatchObject([{ field: 'bank.account' }]);
		expect(saved.legalEntity.overrides).toEqual({});
	});

	it('R-ORG-2: a reason cannot excuse a number that is missing or ill-formed', async () => {
		await expect(save({ ...standard, party: { ...standard.party, inn: '123' }, overrides: { inn: 'такой и есть' } })).rejects.toMatchObject({ faults: [{ field: 'party.inn' }] });
	});

	it('R-CORE-6: everything that is wrong is told at once and nothing is saved', async () => {
		const input: SaveLegalEntity = { code: 'СЭ', party: { form: 'organisation', fullName: 'ООО', shortName: 'ООО', inn: '12', address: 'x', signatory: { fullName: 'Иванова А. П.' } }, numberPattern: 'СЭ', vatRegimes: [{ from: 'вчера', kind: 'patent' }] };
		const fields = await save(input).catch((error: { faults: Array<{ field: string }> }) => error.faults.map((fault) => fault.field));
		expect(fields).toEqual(['Code', 'City', 'party.inn', 'party.kpp', 'party.ogrn', 'party.bank', 'party.signatory.position', 'party.signatory.basis', 'VAT Regimes', 'VAT Regimes', 'Number Pattern', 'Number Pattern']);
		expect(await listLegalEntities(workspace)).toEqual([]);
	});

	it('R-ORG-2: a part of the requisites can be changed alone', async () => {
		await save(standard);
		const saved = await save({ code: 'se', party: { address: '603001, г. Нижний Новгород, ул. Новая, д. 1', signatory: { positionGenitive: 'генерального директора' } } });
		expect(saved).toMatchObject({ created: false, changed: ['party'], legalEntity: { party: { inn: '5259990019', address: expect.stringContaining('Новая'), signatory: { fullName: 'Белова Ольга Сергеевна', positionGenitive: 'генерального директора' } } } });
	});

	it('R-CON-1: two entities may not number their contracts alike', async () => {
		await save(standard);
		await expect(save({ ...entrepreneur, numberPattern: 'СЭ-{yyyy}/{seq:4}' })).rejects.toMatchObject({ faults: [{ field: 'Number Pattern' }] });
		// Its own pattern is no clash, whatever else is saved.
		expect(await save({ code: 'se', city: 'Бор' })).toMatchObject({ changed: ['city'] });
	});
});

describe('the contract template of a legal entity', () => {
	const shipped = readFileSync(join(__dirname, '../../../templates/contract-ooo.docx'));
	const withText = (from: string, to: string): Uint8Array => {
		const zip = new PizZip(shipped);
		const xml = zip.file('word/document.xml')?.asText() ?? '';
		expect(xml).toContain(from);
		zip.file('word/document.xml', xml.replace(from, to));
		return zip.generate({ type: 'uint8array' });
	};

	it('R-ORG-2: a sound template is kept byte for byte, with the tags it uses', async () => {
		await save(standard);
		const set = done(await setTemplate(workspace, { code: 'se', file: { name: 'Договор СЭ.docx', bytes: shipped } }, test));
		expect(set).toMatchObject({ templateFileId: 1, unknownTags: [] });
		expect(set.tags).toEqual(expect.arrayContaining(['contract.number', 'client.fullName']));
		expect(Buffer.from((await getFile(workspace, 1)).bytes).equals(shipped)).toBe(true);
		expect((await getLegalEntity(workspace, { code: 'se' })).templateFileId).toBe(1);
	});

	it('R-ORG-2: null goes back to the template that comes with the package', async () => {
		await save(standard);
		await setTemplate(workspace, { code: 'se', file: { name: 'a.docx', bytes: shipped } }, test);
		expect(done(await setTemplate(workspace, { code: 'se', file: null }, test))).toMatchObject({ templateFileId: null, tags: [] });
	});

	it('R-CON-2: a tag that no contract has a value for is told when the template is uploaded', async () => {
		await save(standard);
		const bytes = withText('{contract.number}', '{contract.nummer} {extra.manager}');
		expect(done(await setTemplate(workspace, { code: 'se', file: { name: 'a.docx', bytes } }, test)).unknownTags).toEqual(['contract.nummer']);
	});

	it('R-CON-2: a broken template is refused with its faults and the present one stays', async () => {
		await save(standard);
		await setTemplate(workspace, { code: 'se', file: { name: 'a.docx', bytes: shipped } }, test);
		await expect(setTemplate(workspace, { code: 'se', file: { name: 'b.docx', bytes: withText('{contract.number}', '{contract.number') } }, test)).rejects.toMatchObject({ code: 'invalid_input' });
		await expect(setTemplate(workspace, { code: 'se', file: { name: 'c.docx', bytes: new TextEncoder().encode('not a document') } }, test)).rejects.toMatchObject({ faults: [{ field: 'Template' }] });
		expect((await getLegalEntity(workspace, { code: 'se' })).templateFileId).toBe(1);
	});

	it('R-CORE-6: an unknown entity is said so', async () => {
		await expect(setTemplate(workspace, { code: 'none', file: { name: 'a.docx', bytes: shipped } }, test)).rejects.toMatchObject({ code: 'not_found' });
	});
});
