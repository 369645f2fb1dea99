import { loadSpreadsheetReader } from '../../src/vendor';
import { takeIn } from '../desk/leads/desk';
import { sharedDrivers } from '../helpers/temporary-workspace';
import { FORM_LOGIN, startDesk } from './desk-host';
import type { DeskHost } from './desk-host';

describe.each(sharedDrivers)('on %s', (driver) => {
	let desk: DeskHost;
	let leadId: number;
	beforeAll(async () => {
		desk = await startDesk(['show-effectiveness', 'report-failures'], { driver });
		({ leadId } = await takeIn(desk.workspace, { clientName: 'Анна Волкова', departmentCode: 'nn' }));
	}, 60_000);
	afterAll(async () => await desk.stop());

	const march = { from: '2026-03-01', to: '2026-04-01' };

	it('R-STAT-1: the page has the numbers of each manager, and each number opens the list behind it', async () => {
		const { status, body } = await desk.get('effectiveness', march);
		expect(status).toBe(200);
		expect(String(body)).toMatch(/Взято заявок[\s\S]*Иван Менеджеров/);
		expect(String(body)).toContain(`card?kind=lead&amp;id=${leadId}`);
	});

	it('R-STAT-1: a department or a manager narrows it; what cannot be is refused', async () => {
		expect(String((await desk.get('effectiveness', { ...march, department: 'nsk' })).body)).not.toContain('Иван Менеджеров');
		expect(String((await desk.get('effectiveness', { ...march, manager: String(desk.organisation.novosibirsk.manager.id) })).body)).not.toContain('Иван Менеджеров');
		expect(await desk.get('effectiveness', { from: '2026-04-01', to: '2026-03-01' })).toMatchObject({ status: 400, body: expect.stringContaining('Период: конец раньше начала') });
		expect(await desk.get('effectiveness', { department: 'nowhere' })).toMatchObject({ status: 400 });
	});

	it('R-STAT-1: the workbook downloads with the numbers and the lists', async () => {
		const file = await desk.host.webhook('GET', 'deal-desk/effectiveness-file', { headers: FORM_LOGIN, query: march });
		expect(file.status).toBe(200);
		const { default: readSheets } = await loadSpreadsheetReader();
		expect(JSON.stringify(await readSheets(file.body as Buffer))).toMatch(/Взято заявок.*Иван Менеджеров/);
	});
});
