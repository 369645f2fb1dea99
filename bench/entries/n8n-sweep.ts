import { openWorkspace } from '../../src/desk/open-workspace';
import { systemCall } from '../../src/call';
import type { Workspace } from '../../src/desk/workspace';
import { makeOrganisation } from '../../test/helpers/organisation';
import { writeClients } from '../company/large-company';
import { driverTitles, storageIn } from '../company/open-company';
import type { Driver } from '../company/open-company';
import type { Contender, Entry } from '../entry';
import { ask, startBenchServer } from '../n8n/server';
import type { BenchServer } from '../n8n/server';
import { chain, dealDeskNode, KEY_HEADER, keyCredential, postgresCredential, sqliteCredential, webhookNode } from '../n8n/workflows';
import type { Place } from '../place';

const SIZE = 100_000;
const idle = 'n8n alone';

interface Desk {
	readonly server: BenchServer;
	readonly workspaces: Readonly<Record<Driver, Workspace>>;
}

const pathOf = (driver: Driver | 'idle'): string => `sweep-${driver}`;

/** Answers with one item, so that the answer is small. */
const countNode = { name: 'First', type: 'n8n-nodes-base.limit', alwaysOutputData: true, parameters: { maxItems: 1 } };

async function open(place: Place, clients: number): Promise<Desk> {
	const storages = { sqlite: await storageIn(place, 'sqlite'), postgres: await storageIn(place, 'postgres') };
	const workspaces = { sqlite: await openWorkspace({ storage: storages.sqlite, mode: 'live' }), postgres: await openWorkspace({ storage: storages.postgres, mode: 'live' }) };
	for (const workspace of Object.values(workspaces)) await writeClients(workspace, await makeOrganisation(workspace), clients, Date.now());
	const sweep = (driver: Driver) => chain(pathOf(driver), [webhookNode(pathOf(driver)), dealDeskNode('priorityMonitor', { operation: 'findDue', check: 'chosen', department: '', putOut: 'remind', options: {} }, driverTitles[driver]), countNode]);
	const made = chain(pathOf('idle'), [webhookNode(pathOf('idle')), { name: 'Items', type: 'n8n-nodes-base.debugHelper', parameters: { category: 'randomData', randomDataType: 'user', randomDataCount: Math.ceil(clients / 20) } }, countNode]);
	const credentials = [
		keyCredential,
		...(storages.sqlite.kind === 'sqlite' ? [sqliteCredential(storages.sqlite.path, driverTitles.sqlite)] : []),
		...(storages.postgres.kind === 'postgres' ? [postgresCredential(storages.postgres, driverTitles.postgres)] : []),
	];
	return { workspaces, server: await startBenchServer(place, { workflows: [sweep('sqlite'), sweep('postgres'), made], credentials }) };
}

const desks = new WeakMap<Place, Promise<Desk>>();
async function deskOf(place: Place, clients: number): Promise<Desk> {
	let desk = desks.get(place);
	if (!desk) desks.set(place, (desk = open(place, clients)));
	return await desk;
}

/** The sweep that was measured must have been one. */
async function expectMarks(workspace: Workspace, clients: number): Promise<void> {
	const marked = Number((await workspace.read(async (query) => await query.get('select count(*) as n from priority_reminders')))?.n);
	if (marked < clients / 20) throw new Error(`Of ${clients} clients ${marked} were marked, not one in twenty.`);
}

const contender = (name: string, kind: Contender['kind'], of: Driver | 'idle', does: string): Contender => ({
	name,
	kind,
	does,
	prepare: async (size, place) => {
		const { server, workspaces } = await deskOf(place, size);
		return {
			round: async () => {
				if (of !== 'idle') await workspaces[of].transaction(systemCall('bench'), async (tx) => await tx.run('delete from priority_reminders'));
				await server.loopDelay();
				const ms = await ask(`${server.baseUrl}/webhook/${pathOf(of)}`, KEY_HEADER);
				const { p50, p99, max } = await server.loopDelay();
				if (of !== 'idle') await expectMarks(workspaces[of], size);
				return { operations: 1, ms, also: { 'loop held p50, ms': p50, 'p99, ms': p99, 'most, ms': max } };
			},
			close: async () => {
				if (kind !== 'limit') return;
				await server.stop();
				for (const workspace of Object.values(workspaces)) await workspace.database.close();
			},
		};
	},
});

const [sqlite, postgres] = (['sqlite', 'postgres'] as const).map((driver) => `Deal Desk, ${driverTitles[driver]}`) as [string, string];

export const n8nSweep: Entry = {
	name: 'n8n-sweep',
	question: 'How long is n8n’s event loop held while it checks all clients, marks who is reminded of and puts one in twenty out?',
	unit: 'ms',
	sizeOf: 'clients',
	sizes: [SIZE],
	quickSize: 200,
	needsN8n: true,
	rounds: 5,
	contenders: [
		contender(sqlite, 'ours', 'sqlite', 'webhook → Priority Monitor (remind) on a real n8n, ten requests for each client'),
		contender(postgres, 'ours', 'postgres', 'the same on PostgreSQL'),
		contender(idle, 'limit', 'idle', 'webhook → a node of n8n that puts out as many items of random data, to say what part is n8n’s own'),
	],
	goals: [
		{ title: 'SQLite: event loop held, p99 in ms', reckon: (figure) => figure(sqlite, SIZE, 'p99, ms'), atMost: 50 },
		{ title: 'PostgreSQL: event loop held, p99 in ms', reckon: (figure) => figure(postgres, SIZE, 'p99, ms'), atMost: 50 },
	],
	remarks: 'Seen from within n8n’s process (monitorEventLoopDelay, 1 ms), from the request to the answer; n8n saves the execution with all its items.',
};
