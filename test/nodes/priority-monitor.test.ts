import type { IDataObject } from 'n8n-workflow';

import { recordRequests } from '../../src/desk/priority/client-requests';
import { systemCall } from '../../src/call';
import { aCompany } from '../helpers/subjects';
import { makeDesk } from './helpers/desk';
import type { Desk } from './helpers/desk';
import { runWorkflow } from './helpers/run-workflow';

const DAY_MS = 86_400_000;
let desk: Desk;
let keyClient: number;
let distantClient: number;

/** A key client in Nizhny Novgorod who never asked for anything, and a small one in Novosibirsk who did 400 days ago. */
beforeEach(async () => {
	desk = await makeDesk();
	const { nizhny, novosibirsk } = desk.people;
	const client = async (branch: typeof nizhny, priority: 'key' | 'small', daysKnown: number, name: string) =>
		(await aCompany(desk.workspace, { name, priority, responsibleId: branch.manager.id, departmentId: branch.department.id, createdAt: desk.clock() - daysKnown * DAY_MS })).id;
	keyClient = await client(nizhny, 'key', 100, 'ООО «Ключ»');
	distantClient = await client(novosibirsk, 'small', 500, 'ИП Малый');
	await recordRequests(desk.workspace, [{ companyId: distantClient, at: desk.clock() - 400 * DAY_MS, source: 'phone' }], systemCall('test'));
});

async function monitor(parameters: IDataObject, item: IDataObject = {}): Promise<IDataObject[]> {
	const nodes = [
		{ name: 'Trigger', type: 'n8n-nodes-deal-desk.escalationTrigger' },
		{ name: 'Monitor', type: 'n8n-nodes-deal-desk.priorityMonitor', parameters: parameters as never },
	];
	const { run, json } = await runWorkflow({ nodes, wires: ['Trigger → Monitor'], credential: desk.credential }, [item]);
	const { error } = run.data.resultData;
	if (error) throw Object.assign(new Error(error.message), { description: error.description });
	return json('Monitor');
}

const morning = (branch: { department: { id: number } }): IDataObject => ({ subjectKind: 'department', subjectId: branch.department.id, departmentId: branch.department.id });

it('R-PRI-2: one item per due client of the department whose morning it is, with the numbers and the reason in Russian', async () => {
	expect(await monitor({ operation: 'findDue' }, morning(desk.people.nizhny))).toEqual([
		expect.objectContaining({
			subjectKind: 'company', subjectId: keyClient, companyId: keyClient, name: 'ООО «Ключ»', priority: 'key', priorityTitle: 'ключевой', countInYear: 0, target: 20, expected: 5, gapDays: 18.3, daysSinceLast: 100,
			reasonText: 'Приоритет «ключевой»: норма 20 заявок за 365 дней, то есть раз в 18 дней; за последние 365 дней 0 заявок, ожидалось 5; клиент у нас 100 дней; заявок ещё не было.', repeated: false,
		}),
	]);
	expect(await monitor({ operation: 'findDue' }, morning(desk.people.novosibirsk))).toMatchObject([{ companyId: distantClient, priority: 'small', target: 1 }]);
});

it('R-PRI-3: each comes out once per gap; "all who are due" marks nobody', async () => {
	const all = async () => (await monitor({ operation: 'findDue', check: 'chosen', department: '', putOut: 'due' })).map(({ companyId, remind }) => [companyId, remind]);
	expect(await all()).toEqual([[keyClient, true], [distantClient, true]]);
	expect(await monitor({ operation: 'findDue', check: 'chosen', department: 'nn' })).toMatchObject([{ companyId: keyClient }]);
	expect(await monitor({ operation: 'findDue', check: 'chosen', department: '' })).toMatchObject([{ companyId: distantClient }]);
	expect(await all()).toEqual([[keyClient, false], [distantClient, false]]);
});

it('R-PRI-1: behind a changed priority only that client is looked at', async () => {
	expect(await monitor({ operation: 'findDue' }, { subjectKind: 'company', subjectId: distantClient })).toMatchObject([{ companyId: distantClient }]);
});

it('R-PRI-2: targets are parameters: 0 leaves a priority alone, a wrong one is refused by its name', async () => {
	expect(await monitor({ operation: 'findDue', check: 'chosen', targetKey: 0 })).toMatchObject([{ companyId: distantClient }]);
	await expect(monitor({ operation: 'findDue', check: 'chosen', targetKey: 500 })).rejects.toThrow(/Target key: 500/);
	await expect(monitor({ operation: 'findDue', check: 'chosen', department: 'moscow' })).rejects.toThrow(/board, nn, nsk/);
});

it('R-PRI-2: a dry run counts per manager and week with the difference to the targets in force, and marks nobody', async () => {
	const period = { operation: 'dryRun', from: '2026-02-02T00:00:00+03:00', to: '2026-02-27T20:00:00+03:00', department: 'nn' };
	const counts = await monitor({ ...period, targetKey: 40 });
	// Every 9.125 days instead of every 18.25, each on the first working morning; the 23rd of February is a day off.
	expect(counts.map(({ responsibleName, week, reminders, current, difference }) => [responsibleName, week, reminders, current, difference])).toEqual([
		['Иван Менеджеров', '2026-W06', 1, 1, 0],
		['Иван Менеджеров', '2026-W07', 1, 0, 1],
		['Иван Менеджеров', '2026-W09', 1, 1, 0],
	]);
	expect(await monitor({ ...period, putOut: 'who' })).toMatchObject([{ companyId: keyClient, at: '2026-02-02T06:00:00.000Z' }, { companyId: keyClient }]);
	expect(await monitor({ ...period, targetKey: 40, current: { targetKey: 40 }, putOut: 'page' })).toMatchObject([{ difference: 0, html: expect.stringContaining('Иван Менеджеров') }]);
	expect(await monitor({ operation: 'findDue', check: 'chosen', department: 'nn' })).toHaveLength(1);
});

it('R-PRI-2: mornings are planned for all departments with managers, and stopped for one', async () => {
	expect(await monitor({ operation: 'schedule', department: '', time: '10:00' })).toMatchObject([{ departmentName: 'Нижний Новгород', nextAt: '2026-03-02T07:00:00.000Z' }, { departmentName: 'Новосибирск', nextAt: '2026-03-03T03:00:00.000Z' }]);
	expect(await monitor({ operation: 'unschedule', department: 'nsk' })).toMatchObject([{ stopped: true }]);
	expect(await monitor({ operation: 'unschedule', department: 'nsk' })).toMatchObject([{ stopped: false }]);
});
