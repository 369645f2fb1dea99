/** The package in an n8n as an operator has it: installed by n8n itself, set up through n8n's own interface, as README.md says. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { DateTime } from 'luxon';
import type { INodeParameters, INodeTypeDescription } from 'n8n-workflow';

import { shippedFolders } from '../../scripts/lib/shipped-workflows.mjs';
import { openWorkspace } from '../../src/desk/open-workspace';
import type { Workspace } from '../../src/desk/workspace';
import { createDatabase, eventually, openMailbox } from './harness';
import { PACKAGE, packageVersion, startStockN8n } from './harness/stock-n8n';
import type { StockN8n } from './harness/stock-n8n';

interface Shipped {
	readonly id: string;
	readonly name: string;
	readonly settings: { errorWorkflow?: string };
	readonly nodes: Array<{ name: string; type: string; credentials?: Record<string, { id?: string | null; name: string }> }>;
}
interface Saved extends Shipped {
	readonly versionId: string;
}
interface NodeType extends INodeTypeDescription {
	readonly iconUrl: { light: string; dark: string };
	readonly communityNodePackageVersion: string;
}

const shipped = shippedFolders().map(({ workflow }) => workflow as unknown as Shipped);
const KEY = 'a-key-of-the-operator';
const DESK = { storage: 'sqlite', file: '', mode: 'sandbox', publicUrl: '' };

let n8n: StockN8n;
let mailbox: Awaited<ReturnType<typeof openMailbox>>;
/** Credential ids by type, once they are saved. */
const credentials: Record<string, { id: string; name: string }> = {};

beforeAll(async () => {
	[n8n, mailbox] = await Promise.all([startStockN8n(), openMailbox()]);
	expect(await n8n.installPackage()).toMatchObject({ status: 200 });
});

afterAll(async () => {
	await n8n?.stop();
	await mailbox?.close();
});

const loadedTypes = async () => (await n8n.ask<NodeType[]>('GET', '/types/nodes.json')).data.filter(({ name }) => name.startsWith(`${PACKAGE}.`));
const testCredential = async (data: object) => await n8n.api<{ status: string; message: string }>('POST', '/credentials/test', { credentials: { id: '', name: 'Deal Desk', type: 'dealDeskApi', data } });
const saveCredential = async (name: string, type: string, data: object) => {
	const { id } = await n8n.api<{ id: string }>('POST', '/credentials', { name, type, data });
	return { id, name };
};

/** What was done on a canvas: a start and one Deal Desk node behind the other. */
const canvas = (name: string, steps: INodeParameters[]) => {
	const names = ['Start', ...steps.map((_, index) => `Step ${index + 1}`)];
	return {
		name,
		settings: { executionOrder: 'v1' },
		nodes: names.map((node, index) => ({
			id: `${name} ${node}`,
			name: node,
			position: [index * 200, 0],
			typeVersion: 1,
			...(index === 0 ? { type: 'n8n-nodes-base.manualTrigger', parameters: {} } : { type: `${PACKAGE}.dealDesk`, parameters: steps[index - 1], credentials: { dealDeskApi: credentials.dealDeskApi } }),
		})),
		connections: Object.fromEntries(names.slice(0, -1).map((node, index) => [node, { main: [[{ node: names[index + 1], type: 'main', index: 0 }]] }])),
	};
};

async function finished(executionId: string): Promise<{ status: string; data: string }> {
	return await eventually(async () => {
		const execution = await n8n.api<{ status: string; data: string; finished: boolean }>('GET', `/executions/${executionId}`);
		return ['success', 'error', 'crashed'].includes(execution.status) && execution;
	});
}

/** "Execute workflow" in the editor, from the given trigger. */
const execute = async (workflowId: string, trigger: string) => await n8n.api<{ executionId?: string; waitingForWebhook?: boolean }>('POST', `/workflows/${workflowId}/run`, { triggerToStartFrom: { name: trigger } });

async function runCanvas(name: string, steps: INodeParameters[]) {
	const { id } = await n8n.api<{ id: string }>('POST', '/workflows', canvas(name, steps));
	const { executionId = '' } = await execute(id, 'Start');
	return await finished(executionId);
}

async function publish(id: string) {
	const { versionId } = await n8n.api<Saved>('GET', `/workflows/${id}`);
	return await n8n.ask<{ message?: string }>('POST', `/rest/workflows/${id}/activate`, { versionId });
}

describe('installed by n8n itself', () => {
	it('is listed on Settings → Community nodes, with its version and all nodes loaded', async () => {
		const list = await n8n.api<Array<{ packageName: string; installedVersion: string; failedLoading: boolean; installedNodes: unknown[] }>>('GET', '/community-packages');
		expect(list).toEqual([expect.objectContaining({ packageName: PACKAGE, installedVersion: packageVersion(), failedLoading: false })]);
		expect(list[0]?.installedNodes).toHaveLength(8);
	});

	it('brings no dependencies along', () => {
		expect(existsSync(join(n8n.home, '.n8n/nodes/node_modules', PACKAGE, 'node_modules'))).toBe(false);
	});

	it('every node, tool and the credential have a light and a dark icon that n8n serves', async () => {
		const types = await loadedTypes();
		const { data: credentialTypes } = await n8n.ask<Array<{ name: string; displayName: string; iconUrl: { light: string; dark: string } }>>('GET', '/types/credentials.json');
		const ours = credentialTypes.filter(({ name }) => name === 'dealDeskApi');
		expect(ours).toEqual([expect.objectContaining({ displayName: 'Deal Desk API' })]);
		const icons = new Set([...types, ...ours].flatMap(({ iconUrl }) => [iconUrl.light, iconUrl.dark]));
		expect(icons.size).toBe(16);
		for (const icon of icons) {
			const response = await fetch(`${n8n.url}/${icon}`);
			expect([icon, response.status, response.headers.get('content-type')]).toEqual([icon, 200, 'image/svg+xml']);
			expect(await response.text()).toContain('<svg');
		}
	});

	it('every node says where to find it, how to read about it, and what package it is of', async () => {
		for (const type of await loadedTypes()) {
			expect(type).toMatchObject({ displayName: expect.any(String), description: expect.any(String), codex: { categories: expect.arrayContaining([expect.any(String)]), alias: expect.any(Array) }, communityNodePackageVersion: packageVersion() });
			expect(type.codex?.resources?.primaryDocumentation?.[0]?.url).toMatch(/^https:\/\/.+#/);
		}
	});

	it('every node that acts is a tool as well, and no trigger is', async () => {
		const names = (await loadedTypes()).map(({ name }) => name.replace(`${PACKAGE}.`, ''));
		const nodes = names.filter((name) => !name.endsWith('Tool'));
		expect(names.filter((name) => name.endsWith('Tool')).sort()).toEqual(nodes.filter((name) => !name.endsWith('Trigger')).map((name) => `${name}Tool`).sort());
		expect(nodes).toHaveLength(8);
	});
});

describe('the Test button of the credential', () => {
	const inHome = (name: string) => join(n8n.home, name);

	it('R-CORE-6: says where the workspace is: in n8n’s own folder, or in the home folder that a tilde stands for', async () => {
		expect(await testCredential(DESK)).toEqual({ status: 'OK', message: `The sandbox workspace in ${inHome('.n8n/deal-desk/workspace.sqlite')} can be used.` });
		expect(await testCredential({ ...DESK, file: '~/desk.sqlite' })).toEqual({ status: 'OK', message: `The sandbox workspace in ${inHome('desk.sqlite')} can be used.` });
	});

	it('R-CORE-1: opens a workspace in PostgreSQL', async () => {
		const { host, port, database, user, password, schema } = await createDatabase();
		expect(await testCredential({ storage: 'postgres', host, port, database, user, password, schema, mode: 'live' })).toMatchObject({ status: 'OK', message: expect.stringContaining(String(schema)) });
	});

	it('R-CORE-6: says what is wrong with a file, and what to do', async () => {
		mkdirSync(inHome('a-folder'));
		const foreign = new DatabaseSync(inHome('of-somebody-else.sqlite'));
		foreign.exec('create table books (title text)');
		foreign.close();
		writeFileSync(inHome('letter.txt'), 'Dear Sir or Madam, this is a letter and no database, although it is longer than the header of one is.');
		for (const [file, words] of [
			['/mistyped/folder/desk.sqlite', /There is no folder \/mistyped\. Create it, or choose another file/],
			['/proc/desk/workspace.sqlite', /The folder \/proc\/desk does not exist and could not be made/],
			['~/a-folder', /a-folder is a folder\. Give the name of a file in it/],
			['~/letter.txt', /letter\.txt is not a database Deal Desk can use: file is not a database/],
			['~/.n8n/database.sqlite', /is the database of n8n itself\. Choose a file of its own/],
			['~/of-somebody-else.sqlite', /is the database of another program: it holds a table "books"\. Choose a file of its own/],
		] as const) {
			expect([file, await testCredential({ ...DESK, file })]).toEqual([file, { status: 'Error', message: expect.stringMatching(words) }]);
		}
	});

	it('R-CORE-6: says what is wrong with PostgreSQL, and what to do', async () => {
		const { host, port, database, user, password } = await createDatabase();
		const good = { storage: 'postgres', host, port, database, user, password, schema: 'other', mode: 'live' };
		for (const [change, words] of [
			[{ password: 'wrong' }, /refused the password of user "desk"\. Correct user and password/],
			[{ port: 1 }, /Nothing answers at .*:1\. Start PostgreSQL, or correct the host and port/],
			[{ host: 'no.such.host.invalid' }, /The host no\.such\.host\.invalid is not known/],
			[{ database: 'nowhere' }, /There is no database "nowhere".*Create it, or correct the name/],
			[{ schema: 'Not Allowed' }, /The schema name "Not Allowed" is not allowed\. Use lower-case letters/],
			[{ ssl: true }, /does not speak SSL|does not support SSL/],
		] as const) {
			expect([change, await testCredential({ ...good, ...change })]).toEqual([change, { status: 'Error', message: expect.stringMatching(words) }]);
		}
	});
});

describe('set up as README.md says', () => {
	it('a workflow that comes before its credentials is not published: n8n names each node that lacks one', async () => {
		const early = shipped.find(({ id }) => id === 'ddTakeInLead00001') as Shipped;
		await n8n.api('POST', '/workflows', early);
		const { status, data } = await publish(early.id);
		expect(status).toBe(400);
		for (const node of early.nodes.filter(({ credentials: own }) => own)) expect(data.message).toContain(`Node "${node.name}":\n  - Credential not configured`);
		await n8n.api('POST', `/workflows/${early.id}/archive`, {});
		await n8n.api('DELETE', `/workflows/${early.id}`);
	});

	it('the credentials are made under the names that the workflows ask for, beside those of other programs', async () => {
		await saveCredential('Another desk', 'dealDeskApi', { ...DESK, file: '/nowhere/another.sqlite' });
		await saveCredential('Warehouse key', 'httpHeaderAuth', { name: 'X-Warehouse', value: 'warehouse' });
		await saveCredential('Warehouse login', 'httpBasicAuth', { user: 'warehouse', password: 'warehouse' });
		await saveCredential('Newsletter', 'smtp', { ...mailbox.credential, port: 1 });
		credentials.dealDeskApi = await saveCredential('Deal Desk', 'dealDeskApi', DESK);
		credentials.httpHeaderAuth = await saveCredential('Deal Desk intake key', 'httpHeaderAuth', { name: 'X-Deal-Desk-Key', value: KEY });
		credentials.httpBasicAuth = await saveCredential('Deal Desk forms', 'httpBasicAuth', { user: 'desk', password: 'password' });
		credentials.smtp = await saveCredential('Deal Desk mail', 'smtp', mailbox.credential);
		const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
		const named = new Map(shipped.flatMap(({ nodes }) => nodes.flatMap((node) => Object.entries(node.credentials ?? {}).map(([type, { name }]) => [type, name] as const))));
		expect(Object.fromEntries(named)).toEqual(Object.fromEntries(Object.entries(credentials).map(([type, { name }]) => [type, name])));
		for (const name of named.values()) expect(readme).toContain(`*${name}*`);
	});

	it('R-ORG-1: department, people and legal entity are entered on a canvas, with "Execute workflow"', async () => {
		const { status, data } = await runCanvas('Set up', [
			{ resource: 'department', operation: 'upsert', code: 'nn', changes: { name: 'Нижний Новгород', zone: 'Europe/Moscow', headEmail: '' } },
			{ resource: 'employee', operation: 'upsert', email: 'olga@example.com', changes: { name: 'Ольга Зимина', role: 'head', departmentCode: 'nn' } },
			{ resource: 'employee', operation: 'upsert', email: 'anna@example.com', changes: { name: 'Анна Лебедева', role: 'manager', departmentCode: 'nn' } },
			{ resource: 'department', operation: 'upsert', code: 'nn', changes: { headEmail: 'olga@example.com' } },
		]);
		expect([status, status === 'error' ? data : '']).toEqual(['success', '']);
	});

	it('R-CORE-6: lists to choose from show what was entered', async () => {
		const about = { path: 'parameters.field', nodeTypeAndVersion: { name: `${PACKAGE}.dealDesk`, version: 1 }, currentNodeParameters: { resource: 'lead', operation: 'getAll' }, credentials: { dealDeskApi: credentials.dealDeskApi } };
		const options = async (methodName: string) => (await n8n.api<Array<{ name: string }>>('POST', '/dynamic-node-parameters/options', { ...about, methodName })).map(({ name }) => name);
		const search = async (methodName: string, filter?: string) => (await n8n.api<{ results: Array<{ name: string }> }>('POST', '/dynamic-node-parameters/resource-locator-results', { ...about, methodName, filter })).results.map(({ name }) => name);
		expect(await options('getPipelines')).toEqual(['Лиды', 'Сертификация', 'Лицензирование', 'Инспекционный контроль']);
		expect(await options('getLeadStages')).toHaveLength(15);
		expect(await options('getRegisters')).toHaveLength(5);
		expect(await options('getDepartments')).toEqual(['All', 'Нижний Новгород']);
		expect(await search('searchDepartment')).toEqual([expect.stringContaining('Нижний Новгород')]);
		expect(await search('searchEmployee', 'анна')).toEqual([expect.stringContaining('Анна Лебедева')]);
		expect(await search('searchLegalEntity')).toEqual([]);
	});

	it('R-CORE-6: a list says in words why the credential cannot be used', async () => {
		const broken = await saveCredential('Broken', 'dealDeskApi', { storage: 'postgres', host: '127.0.0.1', port: 1, database: 'd', user: 'u', password: 'p', schema: 's', mode: 'live' });
		const about = { path: 'parameters.field', nodeTypeAndVersion: { name: `${PACKAGE}.dealDesk`, version: 1 }, currentNodeParameters: {}, credentials: { dealDeskApi: broken } };
		for (const [kind, methodName] of [['options', 'getPipelines'], ['resource-locator-results', 'searchDeal']]) {
			expect(await n8n.ask('POST', `/rest/dynamic-node-parameters/${kind}`, { ...about, methodName })).toMatchObject({ data: { message: 'Nothing answers at 127.0.0.1:1. Start PostgreSQL, or correct the host and port in the Deal Desk credential.' } });
		}
		await n8n.api('DELETE', `/credentials/${broken.id}`);
	});
});

describe('every shipped workflow', () => {
	it('is taken by n8n’s interface as it is in the file, with id, settings and credentials: they are bound by name', async () => {
		for (const workflow of shipped) {
			const { id, settings, nodes } = await n8n.api<Saved>('POST', '/workflows', workflow);
			expect([id, settings.errorWorkflow]).toEqual([workflow.id, workflow.settings.errorWorkflow]);
			for (const node of nodes.filter(({ credentials: own }) => own)) {
				for (const [type, credential] of Object.entries(node.credentials ?? {})) expect([workflow.name, node.name, credential]).toEqual([workflow.name, node.name, credentials[type]]);
			}
		}
	});

	it('is refused when imported a second time under its id, and named', async () => {
		const { status, data } = await n8n.ask<{ message: string }>('POST', '/rest/workflows', shipped[0]);
		expect([status, data.message]).toEqual([400, `Workflow with id ${shipped[0]?.id} exists already.`]);
	});

	it('is published without a warning', async () => {
		for (const { id, name } of shipped) {
			const { status, data } = await publish(id);
			expect([name, status, data.message]).toEqual([name, 200, undefined]);
		}
		for (const { id, name } of shipped) {
			const live = await eventually(async () => {
				const state = await n8n.api<{ status: string }>('GET', `/workflows/${id}/publication-status`);
				return state.status !== 'in_progress' && state;
			});
			expect([name, live]).toEqual([name, expect.objectContaining({ status: 'published' })]);
		}
		expect(n8n.logs).not.toMatch(/There was a problem activating|cannot load/);
	});
});

describe('at work', () => {
	let workspace: Workspace;
	beforeAll(async () => {
		workspace = await openWorkspace({ storage: { kind: 'sqlite', path: join(n8n.home, '.n8n/deal-desk/workspace.sqlite') }, mode: 'sandbox' });
	});
	afterAll(async () => await workspace?.database.close());

	const post = async (address: string, body: object) => {
		const response = await fetch(`${n8n.url}/${address}`, { method: 'POST', headers: { 'content-type': 'application/json', 'X-Deal-Desk-Key': KEY }, body: JSON.stringify(body) });
		return { status: response.status, body: (await response.json()) as Record<string, unknown> };
	};
	const enquiry = { clientName: 'Анна Волкова', phone: '+7 831 200-00-01', email: 'volkova@example.com', companyName: 'ООО «Северный ветер»', externalKey: 'site-10501' };

	it('R-LEAD-1, R-LEAD-3: the lead of README.md comes in, and its manager is told to call back', async () => {
		expect(await post('webhook/deal-desk/lead', enquiry)).toMatchObject({ status: 200 });
		const notice = await eventually(async () => await workspace.read(async (query) => await query.get('select n.text, e.email from notifications n join employees e on e.id = n.recipient_id order by n.id limit 1')));
		expect(notice).toMatchObject({ email: 'anna@example.com' });
	});

	it('R-CORE-2: the notice is mailed once, through the operator’s own mail server', async () => {
		const letter = await eventually(() => mailbox.to('anna@example.com')[0]);
		expect(letter.mail.text).toContain('/webhook/deal-desk/card?kind=lead&id=1');
	});

	it('R-ORG-1: deadlines are counted in the department’s hours, although n8n’s own zone is New York', async () => {
		const timer = await eventually(async () => await workspace.read(async (query) => await query.get('select due_at from timers order by id limit 1')));
		const due = DateTime.fromMillis(Number(timer.due_at), { zone: 'Europe/Moscow' });
		expect([due.hour >= 9 && due.hour <= 18, due.weekday <= 5]).toEqual([true, true]);
	});

	it('R-LEAD-1: the editor’s "Listen for test event" answers at the test address, with the lead that is there already', async () => {
		expect(await execute('ddTakeInLead00001', 'Webhook: lead')).toEqual({ waitingForWebhook: true });
		expect(await post('webhook-test/deal-desk/lead', enquiry)).toMatchObject({ status: 200, body: { leadId: 1 } });
	});

	it('R-CORE-1: "Execute workflow" on a trigger shows the latest event as a sample', async () => {
		const { nodes } = await n8n.api<Saved>('GET', '/workflows/ddLeadRobots00001');
		const trigger = nodes.find(({ type }) => type === `${PACKAGE}.dealDeskTrigger`);
		const robots = shipped.find(({ id }) => id === 'ddLeadRobots00001');
		expect(trigger?.name).toBe(robots?.nodes.find(({ type }) => type === `${PACKAGE}.dealDeskTrigger`)?.name);
		const { executionId = '' } = await execute('ddLeadRobots00001', String(trigger?.name));
		expect(await finished(executionId)).toMatchObject({ status: 'success', data: expect.stringContaining('Волкова') });
	});

	it('R-CORE-1: "Execute workflow" says so where nothing of the kind has happened yet', async () => {
		const { nodes } = await n8n.api<Saved>('GET', '/workflows/ddContractReg0001');
		const { executionId = '' } = await execute('ddContractReg0001', String(nodes.find(({ type }) => type === `${PACKAGE}.dealDeskTrigger`)?.name));
		expect(await finished(executionId)).toMatchObject({ status: 'error', data: expect.stringContaining('so there is no sample to show') });
	});

	it('R-CORE-1: a run that fails for good reaches the operator by the error workflow', async () => {
		const broken = canvas('Fails', [{ resource: 'lead', operation: 'get' }]);
		const webhook = { id: 'hook', webhookId: 'hook', name: 'Start', type: 'n8n-nodes-base.webhook', typeVersion: 2.1, position: [0, 0], parameters: { path: 'fails', httpMethod: 'POST', responseMode: 'onReceived' } };
		const { id } = await n8n.api<{ id: string }>('POST', '/workflows', { ...broken, nodes: [webhook, ...broken.nodes.slice(1)], settings: { executionOrder: 'v1', errorWorkflow: 'ddReportFailures01' } });
		expect((await publish(id)).status).toBe(200);
		await eventually(async () => (await fetch(`${n8n.url}/webhook/fails`, { method: 'POST' })).status === 200);
		const letter = await eventually(() => mailbox.letters.find(({ mail }) => mail.text?.includes('Fails')));
		expect(letter.mail.text).toMatch(/Node: Step 1\nError: Subject: neither the event that started the run nor the item names a lead/);
	});

	it('a copy of a workflow that is live cannot be published: n8n names the address that is taken', async () => {
		const { id: _, ...copy } = shipped.find(({ id }) => id === 'ddTakeInLead00001') as Shipped;
		const { id } = await n8n.api<{ id: string }>('POST', '/workflows', copy);
		const { status, data } = await publish(id);
		expect([status, data.message]).toEqual([expect.any(Number), expect.stringMatching(/deal-desk\/lead|conflict/i)]);
		expect(await post('webhook/deal-desk/lead', enquiry)).toMatchObject({ status: 200, body: { leadId: 1 } });
	});
});
