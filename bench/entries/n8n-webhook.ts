import { join } from 'node:path';

import { openWorkspace } from '../../src/desk/open-workspace';
import { makeOrganisation } from '../../test/helpers/organisation';
import type { Contender, Entry, Ready } from '../entry';
import { KEY_HEADER, chain, dealDeskNode, formCredential, keyCredential, respondNode, setNode, shippedWorkflow, signingCredential, signNode, sqliteCredential, webhookNode } from '../n8n/workflows';
import { n8nDefaults, send, startBenchServer } from '../n8n/server';
import type { BenchServer } from '../n8n/server';
import type { Place } from '../place';

const ours = 'Deal Desk';
const effect = 'webhook → lead → respond';
const set = 'webhook → set → respond';
const sign = 'webhook → sign → respond';
const defaults = 'the same, n8n’s defaults';
const REQUESTS = 60;

async function serve(place: Place, env: Readonly<Record<string, string>>): Promise<BenchServer> {
	const file = join(place.folder(), 'desk.sqlite');
	const workspace = await openWorkspace({ storage: { kind: 'sqlite', path: file }, mode: 'live' });
	await makeOrganisation(workspace);
	await workspace.database.close();
	const between = (path: string, node: typeof setNode) => chain(`bench-${path}`, [webhookNode(path, 'responseNode'), node, respondNode]);
	const leadNode = dealDeskNode('dealDesk', { resource: 'lead', operation: 'takeIn', enquiryFrom: 'item', source: 'website', repeatWithinHours: 24 });
	const workflows = [shippedWorkflow(place.root, 'take-in-lead'), between('effect', leadNode), between('plain', setNode), between('sign', signNode)];
	return await startBenchServer(place, { workflows, credentials: [sqliteCredential(file), keyCredential, formCredential, signingCredential], env });
}

/** One n8n for the contenders that only ask it for different things. */
const shared = new WeakMap<Place, Promise<BenchServer>>();
async function sharedServer(place: Place): Promise<BenchServer> {
	let server = shared.get(place);
	if (!server) shared.set(place, (server = serve(place, {})));
	return await server;
}

let clients = 0;
/** Another client each time: somebody known would be an enquiry repeated. */
const enquiry = () => ({ clientName: `Клиент ${++clients}`, phone: `+79${String(200_000_000 + clients)}`, comment: 'Нужен сертификат на кабели', externalKey: `bench-${clients}` });

const asked = (place: Place, server: BenchServer, path: string, connections: number, stop: () => Promise<void>): Ready => ({
	round: async () => {
		const { ms, p50, p99 } = await send(place.root, { url: `${server.baseUrl}/webhook/${path}`, connections, requests: REQUESTS, headers: KEY_HEADER, body: enquiry });
		return { operations: REQUESTS, ms, also: { 'p50, ms': p50, 'p99, ms': p99 } };
	},
	close: stop,
});

const contenders: readonly Contender[] = [
	{
		name: ours,
		kind: 'ours',
		does: 'the shipped workflow "take-in-lead": webhook, the lead with its client, events and deliveries in one durable transaction (SQLite FULL), answer; settings of npm start',
		prepare: async (size, place) => {
			const server = await sharedServer(place);
			return asked(place, server, 'deal-desk/lead', size, async () => await server.stop());
		},
	},
	{
		name: effect,
		kind: 'ours',
		does: 'the same effect in a workflow of three nodes',
		prepare: async (size, place) => asked(place, await sharedServer(place), 'effect', size, async () => undefined),
	},
	{
		name: sign,
		kind: 'limit',
		does: 'the same n8n, a workflow whose node is n8n’s own, reads its credential and signs a token: no database',
		prepare: async (size, place) => asked(place, await sharedServer(place), 'sign', size, async () => undefined),
	},
	{
		name: set,
		kind: 'limit',
		does: 'the same n8n, a workflow that sets one value and answers',
		prepare: async (size, place) => asked(place, await sharedServer(place), 'plain', size, async () => undefined),
	},
	{
		name: defaults,
		kind: 'peer',
		does: 'the shipped workflow on an n8n whose expression engine is set as n8n sets it',
		prepare: async (size, place) => {
			const server = await serve(place, n8nDefaults);
			return asked(place, server, 'deal-desk/lead', size, async () => await server.stop());
		},
	},
];

export const n8nWebhook: Entry = {
	name: 'n8n-webhook',
	question: 'How many leads does a real n8n take in through its webhook?',
	unit: 'per second',
	sizeOf: 'requests at a time',
	sizes: [1, 10],
	quickSize: 1,
	needsN8n: true,
	rounds: 5,
	contenders,
	goals: [1, 10].flatMap((size) => [
		{ title: `time of an execution with one effect against one that only sets a value, ${size} at a time`, reckon: (figure) => figure(set, size) / figure(effect, size), atMost: 1.1 },
		{ title: `time of the shipped workflow against one that only sets a value, ${size} at a time`, reckon: (figure) => figure(set, size) / figure(ours, size), atMost: 1.1 },
		{ title: `against n8n’s defaults, ${size} at a time`, reckon: (figure) => figure(ours, size) / figure(defaults, size), atLeast: 3 },
	]),
	remarks: 'n8n keeps its data in SQLite and saves every execution. Around a node with a credential n8n reads and decrypts it: what that takes, “sign” shows. Whoever sends the requests shares the processors with n8n.',
};
