/** What an operator sees in the editor of a stock n8n, in a real browser: nodes are found, opened and read; the credential's form; import from file. */
import { join } from 'node:path';

import type { Browser, Page } from 'playwright-core';

import { projectFolder } from '../../scripts/lib/places.mjs';
import { openBrowser, openEditor } from '../../scripts/pictures/browser.mjs';
import { eventually } from '../e2e/harness';
import { OWNER, PACKAGE, packageVersion, startStockN8n } from '../e2e/harness/stock-n8n';
import type { StockN8n } from '../e2e/harness/stock-n8n';

/** What a fresh node of each kind asks first, as labels on its panel. */
const panels: Readonly<Record<string, readonly string[]>> = {
	dealDesk: ['Resource', 'Operation', 'Enquiry From', 'Source', 'Options'],
	dealDeskTrigger: ['Events', 'Filters', 'Batch Size', 'Options'],
	document: ['Resource', 'Operation', 'Subject', 'Legal Entity', 'Output Binary Field', 'Options'],
	escalation: ['Operation', 'Rule', 'Subject', 'Note', 'Steps', 'In Working Hours'],
	escalationTrigger: ['Rules', 'Steps', 'Batch Size', 'Options'],
	onlyOnce: ['Effect'],
	priorityMonitor: ['Operation', 'Check', 'Put Out', 'Requests a Year: Key', 'Options'],
	salesReport: ['Resource', 'Operation', 'Departments', 'Options'],
};

let n8n: StockN8n;
let browser: Browser;
let page: Page;
let deskId = '';
/** What the browser complained of; the 401 before signing in is n8n's own way to ask whether somebody is. */
const complaints: string[] = [];

beforeAll(async () => {
	n8n = await startStockN8n();
	expect(await n8n.installPackage()).toMatchObject({ status: 200 });
	const save = async (name: string, type: string, data: object) => (await n8n.api<{ id: string }>('POST', '/credentials', { name, type, data })).id;
	deskId = await save('Deal Desk', 'dealDeskApi', { storage: 'sqlite', file: '', mode: 'sandbox', publicUrl: '' });
	await save('Deal Desk intake key', 'httpHeaderAuth', { name: 'X-Deal-Desk-Key', value: 'key' });
	await save('Deal Desk forms', 'httpBasicAuth', { user: 'desk', password: 'password' });
	await save('Deal Desk mail', 'smtp', { user: '', password: '', host: '127.0.0.1', port: 1, secure: false, disableStartTls: true });
	browser = await openBrowser();
	page = await openEditor(browser, { url: n8n.url, owner: OWNER });
	page.on('pageerror', ({ message }) => complaints.push(message));
	page.on('console', (message) => {
		if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
	});
});

afterAll(async () => {
	await browser?.close();
	await n8n?.stop();
});

const newCanvas = async () => {
	await page.goto(`${n8n.url}/workflow/new`);
	await page.waitForSelector('text=Add first step');
};

it('Settings → Community nodes lists the package with its version', async () => {
	await page.goto(`${n8n.url}/settings/community-nodes`);
	await page.waitForSelector(`text=${PACKAGE}`);
	const text = await page.innerText('body');
	expect(text).toContain(`v${packageVersion()}`);
	expect(text).not.toMatch(/failed loading|failed to load/i);
});

it.each([
	['contract', ['Deal Desk', 'Document']],
	['договор', ['Deal Desk', 'Document']],
	['escalation', ['Escalation']],
	['эскалация', ['Escalation']],
	['CRM', ['Deal Desk']],
	['exactly once', ['Only Once']],
	['отчёт', ['Sales Report']],
])('the panel of nodes finds by "%s": %j', async (word, expected) => {
	if (!(await page.isVisible('[data-test-id=node-creator-search-bar]'))) {
		await newCanvas();
		await page.keyboard.press('n');
	}
	await page.fill('[data-test-id=node-creator-search-bar]', word);
	const found = async () => await page.locator('[data-test-id=item-iterator-item]').allInnerTexts();
	await eventually(async () => {
		const titles = (await found()).map((text) => text.split('\n')[0]?.trim());
		return expected.every((title) => titles.includes(title));
	});
});

it('every node opens with its parameters, and the browser has nothing to complain of', async () => {
	const names = Object.keys(panels);
	const nodes = names.map((name, index) => ({ id: name, name, type: `${PACKAGE}.${name}`, typeVersion: 1, position: [index * 260, 0], parameters: {}, credentials: { dealDeskApi: { id: deskId, name: 'Deal Desk' } } }));
	const { id } = await n8n.api<{ id: string }>('POST', '/workflows', { name: 'Panels', nodes, connections: {}, settings: { executionOrder: 'v1' } });
	await page.goto(`${n8n.url}/workflow/${id}`);
	complaints.length = 0;
	for (const name of names) {
		await page.dblclick(`[data-node-name="${name}"]`);
		await page.waitForSelector('[data-test-id=node-parameters]');
		for (const label of panels[name] ?? []) await page.waitForSelector(`[data-test-id=node-parameters] >> text="${label}"`);
		if (name === 'onlyOnce') expect(await page.isVisible('[data-test-id=node-parameters] >> text="Operation"')).toBe(false);
		await page.keyboard.press('Escape');
		await page.waitForSelector('[data-test-id=node-parameters]', { state: 'detached' });
	}
	expect(complaints).toEqual([]);
});

it.each([
	['SQLite', { storage: 'sqlite', file: '', mode: 'live' }, ['Storage', 'File', 'Mode', 'Public URL'], ['Host', 'Password']],
	['PostgreSQL', { storage: 'postgres', host: 'localhost', port: 5432, database: 'd', user: 'u', password: 'p', schema: 's', ssl: false, mode: 'live' }, ['Storage', 'Host', 'Port', 'Database', 'User', 'Password', 'Schema', 'SSL', 'Mode', 'Public URL'], ['File']],
])('the form of the credential asks for %s what belongs to it, and no more', async (kind, data, asked, notAsked) => {
	const { id } = await n8n.api<{ id: string }>('POST', '/credentials', { name: kind, type: 'dealDeskApi', data });
	await page.goto(`${n8n.url}/home/credentials/${id}`);
	const label = (text: string) => `[data-test-id=credential-edit-dialog] >> text="${text}"`;
	for (const text of asked) await page.waitForSelector(label(text));
	for (const text of notAsked) expect([text, await page.isVisible(label(text))]).toEqual([text, false]);
});

describe('"Import from file"', () => {
	interface Imported {
		readonly id: string;
		readonly name: string;
		readonly settings: { errorWorkflow?: string };
		readonly nodes: Array<{ name: string; credentials?: Record<string, { id?: string; name: string }> }>;
	}

	async function importFile(folder: string): Promise<Imported> {
		await newCanvas();
		await page.click('[data-test-id=workflow-menu]');
		await page.hover('[data-test-id=workflow-menu-item-import]');
		await page.click('[data-test-id=workflow-menu-item-import]');
		await page.waitForSelector('[data-test-id=workflow-menu-item-import-from-file]');
		const chooser = page.waitForEvent('filechooser');
		await page.click('[data-test-id=workflow-menu-item-import-from-file]');
		await (await chooser).setFiles(join(projectFolder, 'workflows', folder, 'workflow.json'));
		await page.waitForSelector('[data-test-id=canvas-node]');
		const id = await eventually(() => /\/workflow\/(?!new)(\w+)/.exec(page.url())?.[1]);
		// The editor saves by itself, a moment later.
		return await eventually(async () => {
			const { status, data } = await n8n.ask<Imported>('GET', `/rest/workflows/${id}`);
			return status === 200 && data.nodes.length > 0 && data;
		});
	}

	it.each([['take-in-lead', 'Take in a lead'], ['run-lead-robots', 'Run the lead robots']])('binds the credentials of %s by name, and shows no node with a fault', async (folder, name) => {
		const imported = await importFile(folder);
		expect(imported.name).toBe(name);
		for (const node of imported.nodes.filter(({ credentials }) => credentials)) {
			for (const credential of Object.values(node.credentials ?? {})) expect([node.name, credential.id]).toEqual([node.name, expect.stringMatching(/\w+/)]);
		}
		expect(await page.locator('[data-test-id=node-issues], [data-test-id=canvas-node-status-node-not-installed]').count()).toBe(0);
		// README.md says to choose it by hand. When this fails n8n has learnt to import settings: shorten README.md.
		expect(imported.settings.errorWorkflow).toBeUndefined();
	});
});
