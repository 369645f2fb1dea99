import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { systemCall } from '../../src/call';
import { deletePayment } from '../../src/desk/payments/delete-payment';
import { recordPayment } from '../../src/desk/payments/record-payment';
import { loadSpreadsheetReader } from '../../src/vendor';
import { aDeal, aLead } from '../helpers/subjects';
import { makeDesk } from './helpers/desk';
import type { Desk } from './helpers/desk';
import { runWorkflow } from './helpers/run-workflow';

let desk: Desk;
let paymentId: number;

/** A payment of 1 000 ₽ in each department on 2 March; the clock stands behind the cut-off of both. */
beforeEach(async () => {
	desk = await makeDesk();
	await report({ resource: 'month', operation: 'declareCutOff', dayOffRule: 'same' });
	for (const { manager, department } of [desk.people.nizhny, desk.people.novosibirsk]) {
		const deal = await aDeal(desk.workspace, { responsibleId: manager.id, departmentId: department.id });
		const outcome = await recordPayment(desk.workspace, { dealId: deal.id, kopecks: 1_000_00, paidAt: desk.clock() }, systemCall('test'));
		paymentId = outcome.kind === 'overtaken' ? 0 : outcome.result.payment.id;
	}
	desk.clock.set('2026-03-20T09:00:00+03:00');
});

async function reportItems(parameters: IDataObject, item: IDataObject = {}): Promise<INodeExecutionData[]> {
	const nodes = [
		{ name: 'Trigger', type: 'n8n-nodes-deal-desk.escalationTrigger' },
		{ name: 'Report', type: 'n8n-nodes-deal-desk.salesReport', parameters: parameters as never },
	];
	const { run, items } = await runWorkflow({ nodes, wires: ['Trigger → Report'], credential: desk.credential }, [item]);
	const { error } = run.data.resultData;
	if (error) throw Object.assign(new Error(error.message), { description: error.description });
	return items('Report');
}

const report = async (parameters: IDataObject, item?: IDataObject): Promise<IDataObject[]> => (await reportItems(parameters, item)).map(({ json }) => json);
const closeAll = async () => await report({ resource: 'month', operation: 'closeDue', which: 'chosen', department: '' });

/** The cells of the file beside an item, sheet by sheet. */
async function cellsOf(item: INodeExecutionData | undefined): Promise<string> {
	const { default: readSheets } = await loadSpreadsheetReader();
	return JSON.stringify(await readSheets(Buffer.from(String(item?.binary?.data?.data), 'base64')));
}

it('R-PAY-2: the cut-off is declared for all departments with managers, each in its zone, or for one', async () => {
	expect(await report({ resource: 'month', operation: 'declareCutOff', department: 'nsk', day: 25, time: '24:00', options: { zone: 'Europe/Moscow' } })).toMatchObject([
		{ departmentId: desk.people.novosibirsk.department.id, zone: 'Europe/Moscow', day: 25, time: '24:00', nextMonth: '2026-03', nextCutoffAt: '2026-03-25T21:00:00.000Z', changed: true },
	]);
	await expect(report({ resource: 'month', operation: 'declareCutOff', day: 32, time: '9' })).rejects.toThrow(/Day: 32.*Time: "9"/);
});

it('R-PAY-2: closes the month of the department whose cut-off it is, once', async () => {
	const event = { subjectKind: 'department', subjectId: desk.people.nizhny.department.id };
	expect(await report({ resource: 'month', operation: 'closeDue' }, event)).toMatchObject([{ departmentId: event.subjectId, month: '2026-03', monthTitle: 'март 2026', totalKopecks: 1_000_00, paymentCount: 1, late: false }]);
	expect(await report({ resource: 'month', operation: 'closeDue' }, event)).toEqual([]);
});

it('R-PAY-2: a month missed while the server was down is closed once, labelled as late', async () => {
	desk.clock.set('2026-04-03T12:00:00+03:00');
	expect(await closeAll()).toMatchObject([{ month: '2026-03', late: true }, { month: '2026-03', late: true }]);
	expect(await closeAll()).toEqual([]);
});

it('R-PAY-4: the report of the last closed month comes as numbers, as a page and as a spreadsheet', async () => {
	await closeAll();
	const [item] = await reportItems({ resource: 'month', operation: 'get' });
	// Late, because the cut-off of Novosibirsk was four hours ago.
	expect(item?.json).toMatchObject({ month: '2026-03', totalKopecks: 2_000_00, paymentCount: 2, restatementCount: 0, late: true, fileName: 'payments-2026-03.xlsx', link: 'https://n8n.example.com/webhook/deal-desk/report?month=2026-03' });
	expect(String(item?.json.html)).toContain('<svg');
	expect(String(item?.json.html)).toContain('report-file?month=2026-03');
	expect(await cellsOf(item)).toContain('Новосибирск');
	expect(item?.binary?.data).toMatchObject({ fileName: 'payments-2026-03.xlsx', fileExtension: 'xlsx' });
});

it('R-PAY-4: the report of one department has nothing of the other, and only the formats that were asked for', async () => {
	await closeAll();
	const [item] = await reportItems({ resource: 'month', operation: 'get', department: 'nn', formats: ['page'] });
	expect(item?.json).toMatchObject({ totalKopecks: 1_000_00, link: expect.stringContaining('department=nn') });
	expect(String(item?.json.html)).not.toContain('Новосибирск');
	expect(item?.binary).toBeUndefined();
});

it('R-PAY-3: what changed after the close is listed with old, new, difference and reason', async () => {
	await closeAll();
	await deletePayment(desk.workspace, { paymentId, reason: 'задвоили' }, systemCall('Анна'));
	expect(await report({ resource: 'month', operation: 'getRestatements', month: '2026-03' })).toMatchObject([{ month: '2026-03', oldKopecks: 1_000_00, newKopecks: 0, differenceKopecks: -1_000_00, reason: 'deleted', by: 'Анна', at: '2026-03-20T06:00:00.000Z' }]);
	expect(await report({ resource: 'month', operation: 'get', formats: [] })).toMatchObject([{ snapshotKopecks: 2_000_00, restatedKopecks: -1_000_00, totalKopecks: 1_000_00 }]);
});

it('R-PAY-4: a month that was not closed is refused', async () => {
	await expect(report({ resource: 'month', operation: 'get' })).rejects.toThrow(/closed month/i);
	await closeAll();
	await expect(report({ resource: 'month', operation: 'get', month: '2026-02' })).rejects.toThrow(/2026-02/);
});

it('R-STAT-1: the numbers of managers in a period, each with the list behind it', async () => {
	const { manager, department } = desk.people.nizhny;
	const lead = await aLead(desk.workspace, { responsibleId: manager.id, departmentId: department.id });
	const period = { resource: 'effectiveness', from: '2026-03-01T00:00:00+03:00', to: '2026-04-01T00:00:00+03:00' };
	const [item] = await reportItems({ ...period, operation: 'get' });
	expect(item?.json.numbers).toEqual(expect.arrayContaining([expect.objectContaining({ metric: 'leads_taken', managerName: 'Иван Менеджеров', total: 1 }), expect.objectContaining({ metric: 'payments', managerName: 'Мария Сибирская', total: 1_000_00 })]));
	expect(String(item?.json.html)).toContain(`card?kind=lead&amp;id=${lead.id}`);
	expect(await cellsOf(item)).toContain('Иван Менеджеров');
	expect(await report({ ...period, operation: 'getFacts', metric: 'payments', manager: { __rl: true, mode: 'id', value: String(manager.id) } })).toMatchObject([{ subjectKind: 'deal', managerId: manager.id, value: 1_000_00 }]);
	expect(await report({ ...period, operation: 'getFacts', metric: 'leads_taken', department: 'nsk' })).toEqual([]);
});
