import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { systemCall } from '../../../src/call';
import { seedDemoCompany as seedFile } from '../../../src/desk/demo';
import { demoClients, demoLegalEntities } from '../../../src/desk/demo/company-facts';
import { seedDemoCompany } from '../../../src/desk/demo/demo-company';
import { listDepartments } from '../../../src/desk/organisation/list-departments';
import { listLegalEntities } from '../../../src/desk/organisation/list-legal-entities';
import { loadPeople } from '../../../src/desk/organisation/people';
import { saveDepartment } from '../../../src/desk/organisation/save-department';
import { openWorkspace } from '../../../src/desk/open-workspace';
import { recipientsFor } from '../../../src/organisation/recipients';
import { checkRequisites } from '../../../src/requisites';
import type { LegalEntityRequisites } from '../../../src/requisites';
import { companies, contacts } from '../../../src/store/crm-tables';
import { temporaryWorkspace } from '../../helpers/temporary-workspace';

describe('the demo company', () => {
	it('R-ORG-1: two sales departments in two zones under a board, each with a head above its managers', async () => {
		const { workspace } = await temporaryWorkspace({ mode: 'sandbox' });
		await seedDemoCompany(workspace);
		expect((await listDepartments(workspace)).map(({ code, zone, headName, parentCode }) => [code, zone, headName, parentCode])).toEqual([
			['board', 'Europe/Moscow', 'Ольга Белова', null],
			['nn', 'Europe/Moscow', 'Анна Соколова', 'board'],
			['nsk', 'Asia/Novosibirsk', 'Пётр Волков', 'board'],
		]);
		const people = await workspace.read(loadPeople);
		const managers = [...people.employees.values()].filter((employee) => employee.role === 'manager');
		expect(managers).toHaveLength(4);
		for (const manager of managers) expect(recipientsFor('responsible_and_head', manager, people, 0)).toHaveLength(2);
	});

	it('R-ORG-2: an organisation and an entrepreneur, whose requisites leave no doubt', async () => {
		const { workspace } = await temporaryWorkspace({ mode: 'sandbox' });
		await seedDemoCompany(workspace);
		expect((await listLegalEntities(workspace)).map(({ shortName, party, warnings }) => [shortName, party.form, party.kpp, warnings])).toEqual([
			['ООО «Современный эталон»', 'organisation', '525901001', []],
			['ИП Гордеева Н. П.', 'entrepreneur', null, []],
		]);
	});

	it('R-ORG-2: all requisites are whole and pass their control digits', () => {
		const parties = [...demoLegalEntities.map((entity) => entity.party as LegalEntityRequisites), ...demoClients.map((client) => client.party)];
		expect(parties.flatMap((party) => checkRequisites(party))).toEqual([]);
		expect(new Set(parties.map((party) => party.inn)).size).toBe(parties.length);
	});

	it('R-CORE-6: setting it up again changes nothing and writes no event', async () => {
		const { workspace } = await temporaryWorkspace({ mode: 'sandbox' });
		const first = await seedDemoCompany(workspace);
		const events = async () => Number((await workspace.read(async (query) => await query.get('select count(*) as n from events')))?.n);
		const before = await events();
		expect(await seedDemoCompany(workspace)).toEqual(first);
		expect(await events()).toBe(before);
		expect(await workspace.read(async (query) => [(await companies.select(query, '')).length, (await contacts.select(query, '')).length])).toEqual([demoClients.length, demoClients.length]);
	});

	it('R-CORE-6: a workspace in which people changed things gets the told organisation back', async () => {
		const { workspace } = await temporaryWorkspace({ mode: 'sandbox' });
		const first = await seedDemoCompany(workspace);
		await saveDepartment(workspace, { code: 'nn', headEmail: null, zone: 'Asia/Omsk' }, systemCall('test'));
		expect(await seedDemoCompany(workspace)).toEqual(first);
	});

	it('R-CORE-5: the file that is made is a closed sandbox', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'deal-desk-demo-'));
		try {
			const path = join(folder, 'company.sqlite');
			const company = await seedFile({ kind: 'sqlite', path });
			expect(JSON.parse(JSON.stringify(company))).toEqual(company);
			expect(company).toMatchObject({ departments: [{ code: 'board' }, { code: 'nn' }, { code: 'nsk' }], clients: [{ name: 'ООО «Шаговита»' }, {}, {}, {}] });
			// No write-ahead log is left beside it, so the one file can be moved into place.
			expect([existsSync(`${path}-wal`), existsSync(`${path}-shm`)]).toEqual([false, false]);
			const workspace = await openWorkspace({ storage: { kind: 'sqlite', path }, mode: 'sandbox' });
			expect((await workspace.read(loadPeople)).employees.size).toBe(7);
			await workspace.database.close();
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});
});
