import { defaultPolicy } from '../../src/cadence/priority-policy';
import { systemCall } from '../../src/call';
import { findDueClients } from '../../src/desk/priority/find-due-clients';
import { remindDueClients } from '../../src/desk/priority/remind-due-clients';
import type { Workspace } from '../../src/desk/workspace';
import { makeOrganisation } from '../../test/helpers/organisation';
import { writeClients } from '../company/large-company';
import { driverTitles, openCompany, watched } from '../company/open-company';
import type { Driver } from '../company/open-company';
import type { Contender, Entry, Sample } from '../entry';

const NOW = Date.parse('2026-11-23T09:00:00+03:00');
const ours = 'Deal Desk';
const oneByOne = 'client by client';
/** Clients asked for one by one; the time of all is reckoned from them. */
const ASKED = 1_000;

type Measure = (workspace: Workspace, size: number) => Promise<Sample>;

const contender = (driver: Driver, name: string, kind: Contender['kind'], does: string, measure: Measure): Contender => ({
	name,
	kind,
	does,
	prepare: async (size, place) => {
		const workspace = await openCompany(place, driver, () => NOW);
		await writeClients(workspace, await makeOrganisation(workspace), size, NOW);
		return { round: async () => await measure(workspace, size), close: async () => await workspace.database.close() };
	},
});

const find: Measure = async (workspace) => await watched(async () => await findDueClients(workspace, { policy: defaultPolicy, which: 'remind' }));

/** Each round begins with nobody reminded of. */
const remind: Measure = async (workspace) => {
	await workspace.transaction(systemCall('bench'), async (tx) => await tx.run('delete from priority_reminders'));
	return await watched(async () => await remindDueClients(workspace, { policy: defaultPolicy }, systemCall('bench')));
};

const each: Measure = async (workspace, size) => {
	const asked = Math.min(ASKED, size);
	const { ms } = await watched(async () => {
		for (let client = 0; client < asked; client++) await findDueClients(workspace, { policy: defaultPolicy, which: 'remind', companyId: 1 + Math.floor((client * size) / asked) });
	});
	return { operations: 1, ms: (ms * size) / asked };
};

const entryOf = (driver: Driver, most: number): Entry => ({
	name: `monitor-${driver}`,
	question: `How long does the priority check of all clients take? Ten requests each, one client in twenty is due. ${driverTitles[driver]}`,
	unit: 'ms',
	sizeOf: 'clients',
	sizes: [1_000, 10_000, 100_000],
	quickSize: 50,
	rounds: 5,
	contenders: [
		contender(driver, ours, 'ours', 'findDueClients: statements over 2 500 ids each, with a turn of the event loop in between, and the reasons in words', find),
		contender(driver, 'with the marks', 'limit', 'remindDueClients: the same in one transaction that also marks who is reminded of, and answers from the marks', remind),
		contender(driver, oneByOne, 'limit', `the same statement for one client at a time, reckoned from ${ASKED.toLocaleString('en')} of them`, each),
	],
	goals: [
		{ title: 'of 100 000 clients, ms', reckon: (figure) => figure(ours, 100_000), atMost: most },
		{ title: 'event loop held, p99 in ms', reckon: (figure) => figure(ours, 100_000, 'loop held p99, ms'), atMost: 50 },
		{ title: 'and with the marks', reckon: (figure) => figure('with the marks', 100_000, 'loop held p99, ms'), atMost: 50 },
		{ title: 'growth from 10 000 to 100 000 clients', reckon: (figure) => figure(ours, 100_000) / figure(ours, 10_000), atMost: 12 },
	],
});

export const monitor: readonly Entry[] = [entryOf('sqlite', 250), entryOf('postgres', 400)];
