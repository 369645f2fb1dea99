import { setTimeout as pause } from 'node:timers/promises';

import { systemCall } from '../../src/call';
import { openWorkspace } from '../../src/desk/open-workspace';
import type { Workspace } from '../../src/desk/workspace';
import { makeOrganisation } from '../../test/helpers/organisation';
import { aLead } from '../../test/helpers/subjects';
import { storageIn } from '../company/open-company';
import type { Contender, Entry } from '../entry';
import { startBenchServer } from '../n8n/server';
import type { BenchServer } from '../n8n/server';
import { chain, dealDeskNode, sqliteCredential } from '../n8n/workflows';
import type { Place } from '../place';

const ours = 'Deal Desk';
const single = 'one execution each';
const SIZE = 1_000;
const LONGEST_MS = 300_000;

interface Desk {
	readonly workspace: Workspace;
	readonly server: BenchServer;
	readonly lead: { readonly id: number };
}

/** A trigger on a change, a notice to the manager behind it. @param scope each contender is told of changes of its own */
const noticeWorkflow = (id: string, kind: string, batchSize: number) =>
	chain(id, [
		{ name: 'Trigger', type: 'n8n-nodes-deal-desk.dealDeskTrigger', parameters: { events: [kind], filters: {}, batchSize, options: {} }, credentials: { dealDeskApi: { name: 'Deal Desk' } } },
		dealDeskNode('dealDesk', { resource: 'notification', operation: 'notify', to: 'responsible', text: '{subject}: перезвоните клиенту' }),
	]);

const kinds = { [ours]: 'LeadUpdated', [single]: 'ContactLogged' } as const;

async function open(place: Place): Promise<Desk> {
	const storage = await storageIn(place, 'sqlite');
	if (storage.kind !== 'sqlite') throw new Error('The benchmark of batches keeps its data in SQLite.');
	const workspace = await openWorkspace({ storage, mode: 'live' });
	const people = await makeOrganisation(workspace);
	const lead = await aLead(workspace, { responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id });
	const workflows = [noticeWorkflow('benchBatches', kinds[ours], 50), noticeWorkflow('benchSingle', kinds[single], 1)];
	return { workspace, lead, server: await startBenchServer(place, { workflows, credentials: [sqliteCredential(storage.path)] }) };
}

const desks = new WeakMap<Place, Promise<Desk>>();
async function deskOf(place: Place): Promise<Desk> {
	let desk = desks.get(place);
	if (!desk) desks.set(place, (desk = open(place)));
	return await desk;
}

const noticesIn = async ({ workspace }: Desk): Promise<number> => Number((await workspace.read(async (query) => await query.get('select count(*) as n from notifications')))?.n);

async function untilNoticed(desk: Desk, wanted: number): Promise<void> {
	const giveUpAt = performance.now() + LONGEST_MS;
	for (;;) {
		const there = await noticesIn(desk);
		if (there === wanted) return;
		if (there > wanted) throw new Error(`${there} notices instead of ${wanted}: something was done twice.`);
		if (performance.now() > giveUpAt) throw new Error(`Only ${there} of ${wanted} notices within ${LONGEST_MS / 1_000} s.`);
		await pause(20);
	}
}

const contender = (name: typeof ours | typeof single, kind: Contender['kind'], does: string): Contender => ({
	name,
	kind,
	does,
	prepare: async (size, place) => {
		const desk = await deskOf(place);
		const { workspace, lead, server } = desk;
		return {
			round: async () => {
				const before = await noticesIn(desk);
				const begun = performance.now();
				await workspace.transaction(systemCall('bench'), async (tx) => {
					await tx.emitAll(Array.from({ length: size }, () => ({ kind: kinds[name], subject: { kind: 'lead' as const, id: lead.id }, data: {} })));
				});
				await untilNoticed(desk, before + size);
				return { operations: size, ms: performance.now() - begun };
			},
			close: async () => {
				if (kind !== 'ours') return;
				await server.stop();
				await workspace.database.close();
			},
		};
	},
});

export const n8nBatches: Entry = {
	name: 'n8n-batches',
	question: 'How many notices does a workflow on a real n8n make of events?',
	unit: 'per second',
	sizeOf: 'events at once',
	sizes: [SIZE],
	quickSize: 20,
	needsN8n: true,
	rounds: 2,
	contenders: [
		contender(ours, 'ours', 'Deal Desk Trigger with its batches of 50 items, Notification behind it; from the commit of the events to the last notice'),
		contender(single, 'limit', 'the same with a batch size of 1, which is an n8n execution for each event'),
	],
	goals: [{ title: 'batches against one execution each', reckon: (figure) => figure(ours, SIZE) / figure(single, SIZE), atLeast: 10 }],
	remarks: 'Every event makes exactly one notice, or the run fails. The trigger looks once a second for what another process wrote.',
};
