/** What happens to an operator's work when the package or the n8n around it changes: restart, update, uninstall, older and newer workspaces. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { packageSchemaVersion } from '../../src/store/migrate';
import { initialSchema } from '../../src/store/migrations/001-initial';
import { readWorkflow } from '../harness/workflow-json';
import { eventually } from './harness';
import { PACKAGE, packageVersion, repack, startStockN8n } from './harness/stock-n8n';
import type { StockN8n } from './harness/stock-n8n';

const NEWER = '99.0.0';
const ENQUIRY = { clientName: 'Анна Волкова', phone: '+7 831 200-00-01', externalKey: 'site-1' };
const takeInLead = readWorkflow('take-in-lead');

const archives = mkdtempSync(join(tmpdir(), 'deal-desk-archives-'));
let n8n: StockN8n;

/** Publishes the intake of leads as an operator does; answers nothing before it is live. */
async function setUp(one: StockN8n, file: string): Promise<void> {
	expect(await one.installPackage()).toMatchObject({ status: 200 });
	const save = async (name: string, type: string, data: object) => ({ name, id: (await one.api<{ id: string }>('POST', '/credentials', { name, type, data })).id });
	const dealDeskApi = await save('Deal Desk', 'dealDeskApi', { storage: 'sqlite', file, mode: 'live' });
	await save('Deal Desk intake key', 'httpHeaderAuth', { name: 'X-Deal-Desk-Key', value: 'key' });
	await save('Deal Desk forms', 'httpBasicAuth', { user: 'desk', password: 'password' });
	const organisation = [
		{ resource: 'department', operation: 'upsert', code: 'nn', changes: { name: 'Нижний Новгород', zone: 'Europe/Moscow' } },
		{ resource: 'employee', operation: 'upsert', email: 'anna@example.com', changes: { name: 'Анна Лебедева', role: 'manager', departmentCode: 'nn' } },
	];
	const canvas = {
		name: 'Set up',
		nodes: [
			{ id: 's', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
			...organisation.map((parameters, index) => ({ id: `s${index}`, name: `Step ${index}`, type: `${PACKAGE}.dealDesk`, typeVersion: 1, position: [200, 0], parameters, credentials: { dealDeskApi } })),
		],
		connections: { Start: { main: [[{ node: 'Step 0', type: 'main', index: 0 }]] }, 'Step 0': { main: [[{ node: 'Step 1', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
	const { id } = await one.api<{ id: string }>('POST', '/workflows', canvas);
	const { executionId } = await one.api<{ executionId: string }>('POST', `/workflows/${id}/run`, { triggerToStartFrom: { name: 'Start' } });
	await eventually(async () => (await one.api<{ status: string }>('GET', `/executions/${executionId}`)).status === 'success');
	const { versionId } = await one.api<{ versionId: string }>('POST', '/workflows', takeInLead);
	await one.api('POST', `/workflows/${takeInLead.id}/activate`, { versionId });
	await eventually(async () => (await post(one, ENQUIRY)).status === 200);
}

async function post(one: StockN8n, body: object) {
	const response = await fetch(`${one.url}/webhook/deal-desk/lead`, { method: 'POST', headers: { 'content-type': 'application/json', 'X-Deal-Desk-Key': 'key' }, body: JSON.stringify(body) });
	const text = await response.text();
	return { status: response.status, leadId: response.status === 200 ? (JSON.parse(text) as { leadId: number }).leadId : undefined };
}

const installed = async () => (await n8n.api<Array<{ installedVersion: string; updateAvailable?: string; failedLoading: boolean }>>('GET', '/community-packages')).map(({ installedVersion, updateAvailable, failedLoading }) => ({ installedVersion, updateAvailable, failedLoading }));
const unknownNodes = async () => {
	const known = new Set((await n8n.ask<Array<{ name: string }>>('GET', '/types/nodes.json')).data.map(({ name }) => name));
	const { nodes } = await n8n.api<{ nodes: Array<{ name: string; type: string }> }>('GET', `/workflows/${takeInLead.id}`);
	return nodes.filter(({ type }) => !known.has(type)).map(({ name }) => name);
};
/** n8n asks a list of the node, so that the workspace is opened as in the editor. */
const listDepartments = async (file: string) => {
	const { id } = await n8n.api<{ id: string }>('POST', '/credentials', { name: file, type: 'dealDeskApi', data: { storage: 'sqlite', file, mode: 'live' } });
	return await n8n.ask('POST', '/rest/dynamic-node-parameters/options', { path: 'parameters.department', methodName: 'getDepartments', nodeTypeAndVersion: { name: `${PACKAGE}.dealDesk`, version: 1 }, currentNodeParameters: {}, credentials: { dealDeskApi: { id, name: file } } });
};

beforeAll(async () => {
	n8n = await startStockN8n();
	await setUp(n8n, '');
});

afterAll(async () => {
	await n8n?.stop();
	rmSync(archives, { recursive: true, force: true });
});

describe('a workspace of another version', () => {
	it('R-CORE-6: of the first version is brought up to date when it is opened, with what is in it', async () => {
		const file = join(n8n.home, 'first-version.sqlite');
		const database = new DatabaseSync(file);
		for (const statement of initialSchema) database.exec(statement.replaceAll('$id', 'integer primary key autoincrement').replaceAll('$blob', 'blob'));
		database.exec('create table schema_versions (version integer primary key, applied_at bigint not null); insert into schema_versions values (1, 0)');
		database.exec(`insert into workspace (id, name, mode, clock_offset_ms, settings_json, created_at) values (1, 'Deal Desk', 'live', 0, '{"publicUrl":"http://localhost"}', 0)`);
		database.exec("insert into departments (code, name, zone, weekly_hours_json, extra_days_off_json, created_at) values ('old', 'Старый отдел', 'Europe/Moscow', '{}', '[]', 0)");
		expect(await listDepartments(file)).toEqual({ status: 200, data: [expect.objectContaining({ name: 'All' }), expect.objectContaining({ name: 'Старый отдел' })] });
		expect(database.prepare('select max(version) as version from schema_versions').get()).toEqual({ version: packageSchemaVersion });
		database.close();
	});

	it('R-CORE-6: of a newer version is refused, in words', async () => {
		const file = join(n8n.home, 'newer-version.sqlite');
		expect((await listDepartments(file)).status).toBe(200);
		const database = new DatabaseSync(file);
		database.exec('insert into schema_versions values (999, 0)');
		database.close();
		const { data } = await n8n.ask<{ status: string; message: string }>('POST', '/rest/credentials/test', { credentials: { id: '', name: 'x', type: 'dealDeskApi', data: { storage: 'sqlite', file, mode: 'live' } } });
		expect(data).toEqual({ status: 'Error', message: expect.stringMatching(/was written by a newer Deal Desk \(schema 999.*Update the n8n-nodes-deal-desk package/) });
	});
});

describe('the package changes under a workflow that is live', () => {
	it('an update is offered, and taken without a restart: the workflow stays live', async () => {
		n8n.offer(NEWER, repack(archives, NEWER));
		expect(await installed()).toEqual([{ installedVersion: packageVersion(), updateAvailable: NEWER, failedLoading: false }]);
		await n8n.api('PATCH', '/community-packages', { name: PACKAGE });
		expect(await installed()).toEqual([{ installedVersion: NEWER, updateAvailable: undefined, failedLoading: false }]);
		expect(await post(n8n, ENQUIRY)).toEqual({ status: 200, leadId: 1 });
		const another = await post(n8n, { ...ENQUIRY, phone: '+7 831 200-00-02', externalKey: 'site-2' });
		expect(another).toEqual({ status: 200, leadId: expect.any(Number) });
		expect(another.leadId).not.toBe(1);
	});

	it('an update whose files do not load is refused by n8n, and the package before it goes on', async () => {
		n8n.offer('99.0.1', repack(archives, '99.0.1', (folder) => rmSync(join(folder, 'dist', 'src'), { recursive: true })));
		const { status, data } = await n8n.ask<{ message: string }>('PATCH', '/rest/community-packages', { name: PACKAGE });
		expect([status, data.message]).toEqual([500, expect.stringContaining(`Error updating package "${PACKAGE}"`)]);
		expect(await installed()).toEqual([expect.objectContaining({ installedVersion: NEWER, failedLoading: false })]);
		expect(await post(n8n, ENQUIRY)).toEqual({ status: 200, leadId: 1 });
	});

	it('a restart keeps the package, the workflow and the data', async () => {
		await n8n.restart();
		expect(await installed()).toEqual([expect.objectContaining({ installedVersion: NEWER, failedLoading: false })]);
		expect(await eventually(async () => { const answer = await post(n8n, ENQUIRY); return answer.status === 200 && answer; })).toEqual({ status: 200, leadId: 1 });
	});

	it('uninstalled, n8n starts and shows the workflow with unknown nodes; installed again, all is as it was', async () => {
		await n8n.api('DELETE', `/community-packages?name=${PACKAGE}`);
		expect(existsSync(join(n8n.home, '.n8n/nodes/node_modules', PACKAGE))).toBe(false);
		await n8n.restart();
		expect(await unknownNodes()).toEqual(['Take in the enquiry', 'Take in the form']);
		expect(existsSync(join(n8n.home, '.n8n/deal-desk/workspace.sqlite'))).toBe(true);

		n8n.offer(packageVersion(), String(process.env.DEAL_DESK_E2E_ARCHIVE));
		expect(await n8n.installPackage()).toMatchObject({ status: 200 });
		expect(await unknownNodes()).toEqual([]);
		await n8n.restart();
		expect(await eventually(async () => { const answer = await post(n8n, ENQUIRY); return answer.status === 200 && answer; })).toEqual({ status: 200, leadId: 1 });
	});
});

describe('two n8n on one machine', () => {
	it('R-CORE-2: share one SQLite file: the same enquiry at both makes one lead', async () => {
		const other = await startStockN8n();
		try {
			await setUp(other, join(n8n.home, '.n8n/deal-desk/workspace.sqlite'));
			const enquiries = Array.from({ length: 10 }, (_, index) => ({ ...ENQUIRY, phone: `+7 831 300-00-${10 + index}`, externalKey: `both-${index}` }));
			const answers = await Promise.all(enquiries.flatMap((enquiry) => [post(n8n, enquiry), post(other, enquiry)]));
			expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
			expect(new Set(answers.map(({ leadId }) => leadId)).size).toBe(10);
		} finally {
			await other.stop();
		}
	});
});
