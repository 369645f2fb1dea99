/** Shipped workflows survive n8n's import, all in one go as well as one by one. */
import { shippedWorkflows } from '../../scripts/lib/shipped-workflows.mjs';

interface Shipped {
	id: string;
	name: string;
	tags?: Array<{ id?: string; name: string }>;
	nodes: Array<{ name: string; type: string; webhookId?: string; parameters: Record<string, unknown> }>;
}

const workflows = shippedWorkflows() as unknown as Shipped[];

it('have ids of their own that n8n can keep data for', () => {
	const ids = workflows.map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
	for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9]{1,21}$/);
});

it('name their tags with an id', () => {
	// n8n looks its tags up once per import: two new workflows with the same nameless-id tag would both create it, and
	// the whole import would fail on the unique name.
	const tags = workflows.flatMap(({ name, tags: list = [] }) => list.map((tag) => ({ workflow: name, ...tag })));
	expect(tags.filter(({ id }) => !id)).toEqual([]);
	for (const { name } of tags) expect(new Set(tags.filter((tag) => tag.name === name).map(({ id }) => id)).size).toBe(1);
});

it('answer on addresses of their own: n8n keeps those of webhooks and forms in one list', () => {
	// A form answers GET (the page) and POST (what was filled in).
	const addresses = workflows.flatMap(({ name, nodes }) =>
		nodes.flatMap(({ type, parameters }) => {
			if (type === 'n8n-nodes-base.webhook') return [{ workflow: name, address: `${parameters.httpMethod} ${parameters.path}` }];
			if (type !== 'n8n-nodes-base.formTrigger') return [];
			const { path } = parameters.options as { path: string };
			return ['GET', 'POST'].map((method) => ({ workflow: name, address: `${method} ${path}` }));
		}),
	);
	expect(addresses.filter(({ address }, index) => addresses.findIndex((other) => other.address === address) !== index)).toEqual([]);
	expect(addresses.length).toBeGreaterThan(20);
});

it('give every node with an address its webhook id', () => {
	// Without one the address would contain the workflow's id and the node's name.
	const addressed = workflows.flatMap(({ name, nodes }) => nodes.filter(({ type }) => /\.(webhook|formTrigger|form|wait)$/.test(type)).map((node) => ({ workflow: name, ...node })));
	expect(addressed.filter(({ webhookId }) => !webhookId).map(({ workflow, name }) => `${workflow}: ${name}`)).toEqual([]);
});
