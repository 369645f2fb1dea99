import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Node {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly position: readonly [number, number];
	readonly parameters: Record<string, unknown>;
	readonly webhookId?: string;
	readonly credentials?: Record<string, { id: string | null; name: string }>;
	readonly onError?: string;
}
interface Workflow {
	readonly id: string;
	readonly name: string;
	readonly description?: string;
	readonly nodes: readonly Node[];
	readonly connections: Record<string, { main: Array<Array<{ node: string; index: number }>> }>;
	readonly settings: Record<string, unknown>;
}

const root = join(__dirname, '..', '..', 'workflows');
const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const workflows = new Map(folders.map((folder) => [folder, JSON.parse(readFileSync(join(root, folder, 'workflow.json'), 'utf8')) as Workflow]));
const all = [...workflows.values()];
const isNote = ({ type }: Node) => type === 'n8n-nodes-base.stickyNote';
const isTrigger = ({ type }: Node) => /(Trigger|\.webhook)$/.test(type);
const STARTERS = ['n8n-nodes-base.webhook', 'n8n-nodes-base.formTrigger', 'n8n-nodes-base.form', 'n8n-nodes-base.emailSend'];
/** Names of credentials are the contract with `npm start` and the READMEs. */
const CREDENTIALS: Readonly<Record<string, string>> = { dealDeskApi: 'Deal Desk', httpHeaderAuth: 'Deal Desk intake key', httpBasicAuth: 'Deal Desk forms', smtp: 'Deal Desk mail' };

it('the shipped workflows have ids and names of their own', () => {
	expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
	expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});

describe.each([...workflows])('workflows/%s', (folder, workflow) => {
	const nodes = workflow.nodes.filter((node) => !isNote(node));
	const notes = workflow.nodes.filter(isNote);
	const byName = new Map(workflow.nodes.map((node) => [node.name, node]));
	const links = Object.entries(workflow.connections).flatMap(([from, { main }]) => main.flatMap((targets, output) => targets.map((target) => ({ from, output, to: target.node }))));

	it('is named verb first, says why it exists, and has an id whose static data n8n keeps', () => {
		expect(workflow.name).toMatch(/^[A-Z][a-z]+ /);
		expect((workflow.description ?? '').length).toBeGreaterThan(40);
		expect(workflow.id).toMatch(/^[A-Za-z0-9]{8,21}$/);
	});

	it('carries nothing of the machine it was made on: no instance id, no pinned data, no credential ids', () => {
		const raw = workflow as unknown as Record<string, unknown>;
		for (const field of ['pinData', 'meta', 'versionId', 'staticData', 'shared', 'active']) expect(raw).not.toHaveProperty(field);
		for (const node of nodes) {
			for (const [type, credential] of Object.entries(node.credentials ?? {})) expect([node.name, type, credential]).toEqual([node.name, type, { id: null, name: CREDENTIALS[type] }]);
		}
	});

	it('has nodes that say what they do here, each name once', () => {
		expect(new Set(workflow.nodes.map(({ name }) => name)).size).toBe(workflow.nodes.length);
		for (const { name } of nodes) expect(name).not.toMatch(/^(Deal Desk|HTTP Request|Set|Code|If|Filter|Switch|Webhook|Edit Fields|Send Email|Respond to Webhook)\d*$/);
	});

	it('uses only nodes of this package and of n8n itself', () => {
		for (const { type } of workflow.nodes) expect(type).toMatch(/^n8n-nodes-(base|deal-desk)\.\w+$/);
	});

	it('connects only nodes that are there, and reaches every node from a trigger', () => {
		for (const { from, to } of links) expect([byName.has(from), byName.has(to)]).toEqual([true, true]);
		const reached = new Set(nodes.filter(isTrigger).map(({ name }) => name));
		for (let before = -1; before !== reached.size; ) {
			before = reached.size;
			for (const { from, to } of links) if (reached.has(from)) reached.add(to);
		}
		expect(nodes.map(({ name }) => name).filter((name) => !reached.has(name))).toEqual([]);
	});

	it('wires every error output that it opens', () => {
		for (const { name, onError } of nodes) {
			if (onError !== 'continueErrorOutput') continue;
			expect([name, links.some((link) => link.from === name && link.output === 1)]).toEqual([name, true]);
		}
	});

	it('R-CORE-6: answers a request that nobody could judge with 503, whatever it answers a wrong one with', () => {
		for (const node of nodes.filter(({ type }) => type === 'n8n-nodes-base.respondToWebhook')) {
			const behindAnError = links.some(({ output, to }) => output === 1 && to === node.name);
			const { responseCode } = node.parameters.options as { responseCode: unknown };
			if (behindAnError) expect([node.name, responseCode]).toEqual([node.name, expect.stringMatching(/tryAgain === false \? 40\d : 503/)]);
			else expect([node.name, [200, undefined]]).toEqual([node.name, expect.arrayContaining([responseCode])]);
		}
	});

	it('keeps its addresses after an import: webhook nodes have a webhookId', () => {
		for (const node of nodes) if (STARTERS.includes(node.type)) expect([node.name, node.webhookId]).toEqual([node.name, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
	});

	it('lets nobody in without a key or a password', () => {
		for (const { name, type, parameters } of nodes) {
			if (!['n8n-nodes-base.webhook', 'n8n-nodes-base.formTrigger'].includes(type)) continue;
			expect([name, parameters.authentication]).toEqual([name, expect.stringMatching(/^(headerAuth|basicAuth)$/)]);
		}
	});

	it('explains itself with notes: a guide, and a heading for each lane', () => {
		expect(notes.length).toBeGreaterThanOrEqual(2);
		expect(notes.filter(({ parameters }) => String(parameters.content).startsWith('# '))).toHaveLength(1);
	});

	it('draws straight lanes from left to right, and no node on top of another', () => {
		for (const { from, output, to } of links) {
			const [x1, y1] = byName.get(from)!.position;
			const [x2, y2] = byName.get(to)!.position;
			expect([from, to, x2 > x1]).toEqual([from, to, true]);
			if (output === 0) expect([from, to, y2 - y1]).toEqual([from, to, 0]);
		}
		const places = nodes.map(({ position }) => position.join());
		expect(new Set(places).size).toBe(places.length);
	});

	it('covers every node by the note of its lane', () => {
		const within = (node: Node, note: Node) => {
			const { width, height } = note.parameters as { width: number; height: number };
			const [x, y] = node.position;
			const [left, top] = note.position;
			return x >= left && x + 100 <= left + width && y >= top && y + 100 <= top + height;
		};
		expect(nodes.filter((node) => notes.filter((note) => within(node, note)).length !== 1).map(({ name }) => name)).toEqual([]);
	});

	it('reports failures through the error workflow, which is shipped too', () => {
		if (folder === 'report-failures') return expect(workflow.settings.errorWorkflow).toBeUndefined();
		expect(all.map(({ id }) => id)).toContain(workflow.settings.errorWorkflow);
	});

	it('has a README and a picture of its canvas', () => {
		for (const file of ['README.md', 'canvas.png']) expect([file, existsSync(join(root, folder, file))]).toEqual([file, true]);
	});
});
