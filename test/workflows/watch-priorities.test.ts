import { systemCall } from '../../src/call';
import type { Priority } from '../../src/crm/company';
import { updateCompany } from '../../src/desk/companies/update-company';
import { saveDepartment } from '../../src/desk/organisation/save-department';
import { saveEmployee } from '../../src/desk/organisation/save-employee';
import { recordRequests } from '../../src/desk/priority/client-requests';
import { logContact } from '../../src/desk/priority/log-contact';
import { listTimers } from '../../src/timers/timers';
import type { SubjectRef } from '../../src/subject';
import { aCompany } from '../helpers/subjects';
import { sharedDrivers } from '../helpers/temporary-workspace';
import { startDesk } from './desk-host';
import type { DeskHost, DeskOptions } from './desk-host';
import { editNode } from './edits';
import { momentIn, MOSCOW, noticesOn, NOVOSIBIRSK } from './what-happened';

const DAY_MS = 86_400_000;
const WATCH = ['watch-priorities', 'report-failures'];
const test = systemCall('test');
const company = (id: number): SubjectRef => ({ kind: 'company', id });

describe.each(sharedDrivers)('on %s', (driver) => {
	let desk: DeskHost;
	afterEach(async () => await desk.stop());

	async function start(options?: DeskOptions): Promise<void> {
		desk = await startDesk(WATCH, { driver, ...options });
		await desk.settle();
	}

	const nowOf = async () => await desk.workspace.read(async (query) => await desk.workspace.now(query));

	/** A client known for so many days, without any request. */
	async function client(priority: Priority, daysKnown: number, branch: 'nizhny' | 'novosibirsk' = 'nizhny'): Promise<number> {
		const { manager, department } = desk.organisation[branch];
		const made = await aCompany(desk.workspace, { name: `Клиент ${priority}`, priority, responsibleId: manager.id, departmentId: department.id, createdAt: (await nowOf()) - daysKnown * DAY_MS });
		return made.id;
	}

	const remindersOf = async (id: number, zone = MOSCOW) => (await noticesOn(desk.workspace, company(id), zone)).map(({ at }) => at);

	it('R-PRI-2: on the next working morning the manager is told of the silent client, with the numbers, by the clock of the department', async () => {
		await start();
		const [near, far] = [await client('key', 100), await client('cool', 200, 'novosibirsk')];
		await desk.playTo('2026-03-03T12:00:00+03:00');
		expect(await noticesOn(desk.workspace, company(near))).toEqual([
			{
				to: 'Иван Менеджеров',
				at: '2026-03-03 09:00',
				text: `Напомнить клиенту о сертификации. Компания № ${near}: Клиент key. Приоритет «ключевой»: норма 20 заявок за 365 дней, то есть раз в 18 дней; за последние 365 дней 0 заявок, ожидалось 5; клиент у нас 100 дней; заявок ещё не было.`,
			},
		]);
		expect(await noticesOn(desk.workspace, company(far), NOVOSIBIRSK)).toMatchObject([{ to: 'Мария Сибирская', at: '2026-03-03 09:00' }]);
	}, 60_000);

	it('R-PRI-3: one notice per gap on working mornings only; a request and a logged contact begin the gap anew', async () => {
		await start();
		const [quiet, asking, called] = [await client('key', 100), await client('key', 100), await client('key', 100)];
		await desk.playTo('2026-03-10T12:00:00+03:00');
		await recordRequests(desk.workspace, [{ companyId: asking, at: await nowOf(), source: 'phone' }], test);
		await logContact(desk.workspace, { companyId: called, at: await nowOf(), kind: 'call', note: null }, test);
		await desk.playTo('2026-04-12T12:00:00+03:00');
		// Every 18.25 days, so that the reminder of Saturday the 21st comes on Monday the 23rd.
		expect(await remindersOf(quiet)).toEqual(['2026-03-03 09:00', '2026-03-23 09:00']);
		// Still behind the yearly target: after half a gap of rest, then once in a gap.
		expect(await remindersOf(asking)).toEqual(['2026-03-03 09:00', '2026-03-20 09:00', '2026-04-08 09:00']);
		expect(await remindersOf(called)).toEqual(['2026-03-03 09:00', '2026-03-20 09:00', '2026-04-08 09:00']);
	}, 60_000);

	it('R-PRI-1: a changed priority is checked at once, outside the morning as well', async () => {
		await start({ startAt: '2026-03-02T22:15:00+03:00' });
		const id = await client('small', 100);
		await updateCompany(desk.workspace, { companyId: id, changes: { priority: 'key' } }, test);
		await desk.settle();
		const [notice] = await noticesOn(desk.workspace, company(id));
		expect(notice).toMatchObject({ to: 'Иван Менеджеров', at: '2026-03-02 22:15', text: expect.stringMatching(/приоритет теперь «ключевой».*норма 20 заявок/) });
		await desk.playTo('2026-03-03T12:00:00+03:00');
		expect(await remindersOf(id)).toHaveLength(1);
	}, 60_000);

	it('R-CORE-2: a run that fails between the check and the notices tells everybody once all the same', async () => {
		await start({ failOnceBefore: ['Remind the manager'] });
		const [first, second] = [await client('key', 100), await client('key', 100)];
		await desk.playTo('2026-03-03T12:00:00+03:00');
		expect([await remindersOf(first), await remindersOf(second)]).toEqual([[expect.stringContaining('2026-03-03')], [expect.stringContaining('2026-03-03')]]);
	}, 60_000);

	it('R-CORE-3: mornings missed while the server was down come once, late', async () => {
		await start();
		const id = await client('key', 100);
		await desk.workspace.transaction(test, async (tx) => await tx.run('update workspace set clock_offset_ms = clock_offset_ms + :by where id = 1', { by: 9 * DAY_MS }));
		await desk.settle();
		expect((await remindersOf(id)).map((at) => at.slice(0, 10))).toEqual(['2026-03-11']);
	}, 60_000);

	it('R-PRI-2: a department that gets its first manager later has its mornings too', async () => {
		await start();
		await saveDepartment(desk.workspace, { code: 'kzn', name: 'Казань', zone: 'Europe/Moscow' }, test);
		await saveEmployee(desk.workspace, { email: 'new@example.com', name: 'Новый Менеджер', role: 'manager', departmentCode: 'kzn' }, test);
		await desk.settle();
		const mornings = (await desk.workspace.read(async (query) => await listTimers(query, { limit: 100 }))).filter(({ rule }) => rule === 'priority-monitor');
		expect(mornings.map(({ dueAt }) => momentIn(MOSCOW, dueAt ?? 0)).sort()).toEqual(['2026-03-03 05:00', '2026-03-03 09:00', '2026-03-03 09:00']);
	}, 60_000);

	it('R-PRI-2: the page of other targets shows the difference, sends nothing, and refuses what cannot be', async () => {
		await start();
		const id = await client('key', 100);
		const { status, body } = await desk.get('priorities', { key: '40', from: '2026-02-02', to: '2026-02-28', department: 'nn' });
		expect([status, String(body)]).toEqual([200, expect.stringMatching(/<svg[\s\S]*Иван Менеджеров[\s\S]*\+1/)]);
		expect(await remindersOf(id)).toEqual([]);
		expect(await desk.get('priorities', { key: '500' })).toMatchObject({ status: 400, body: expect.stringContaining('Норма для ключевых (key): 500 заявок в год') });
	}, 60_000);

	it('R-PRI-2: the page of other targets compares with those that the operator set for the morning', async () => {
		await start({ edit: (workflow) => editNode(workflow, 'Find the due clients', (node) => ({ ...node, parameters: { ...node.parameters, targetKey: 40 } })) });
		await client('key', 100);
		const page = async (query: Record<string, string>) => String((await desk.get('priorities', { from: '2026-02-02', to: '2026-02-28', department: 'nn', ...query })).body).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
		expect(await page({})).toMatch(/Пробные нормы 3 напоминания о 1 клиенте Действующие нормы 3 Разница 0/);
		expect(await page({ key: '20' })).toMatch(/Пробные нормы 2 напоминания о 1 клиенте Действующие нормы 3 Разница −1/);
	}, 60_000);
});
