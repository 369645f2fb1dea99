import type { Call } from '../../../call';
import { ConflictError } from '../../../errors';
import { legalEntities } from '../../../store/organisation-tables';
import { demoHistoryTexts } from '../../../texts';
import { keepFile } from '../../files/store-file';
import { calendarOfDepartment, loadPeople } from '../../organisation/people';
import type { DeskTransaction, Workspace } from '../../workspace';
import { Chance } from './chance';
import { makeClients } from './clients';
import type { HistoryClient } from './clients';
import { closeMonths } from './close-months';
import { makeDeal } from './deals';
import { makeLeads } from './leads';
import type { HistoryLead } from './leads';
import { DAY_MS } from '../../../milliseconds';
import { habits } from './people';
import type { DemoManager } from './people';
import { writeClient } from './write-clients';
import type { WrittenClient } from './write-clients';
import { writeDeal } from './write-deals';
import { writeLead } from './write-leads';
import { Mornings, writeReminders } from './write-reminders';

/** How much there is of the history that was told. */
export interface DemoHistory {
	readonly companies: number;
	readonly leads: number;
	readonly deals: number;
	readonly payments: number;
	readonly closedMonths: number;
}

const YEARS_MS = 2 * 365 * DAY_MS;
/** Before the first month that is closed, so that it finds deals under way. */
const WARM_UP_MS = 90 * DAY_MS;
const CLIENTS = 200;
const STRANGERS = 1_150;
const SEED = 20_240_820;

/** The smallest file that is a PDF: what "signed scan" stands for here. */
const SCAN = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** The story ends where the day begins, so that it is the same at every hour of a day. */
const dayBegun = (now: number): number => Math.floor(now / DAY_MS) * DAY_MS;

async function managersOf(tx: DeskTransaction): Promise<DemoManager[]> {
	const people = await loadPeople(tx);
	const [first, second] = (await legalEntities.select(tx, 'order by id')).map(({ id }) => id);
	const managers: DemoManager[] = [];
	for (const employee of people.employees.values()) {
		const habit = habits[employee.email];
		if (!habit || first === undefined) continue;
		const { id, name, departmentId } = employee;
		const calendar = await calendarOfDepartment(tx, departmentId, people);
		const legalEntityIds = calendar.zone === 'Asia/Novosibirsk' ? ([second ?? first, first] as const) : ([first, second ?? first] as const);
		managers.push({ id, name, headId: people.departments.get(departmentId)?.headId ?? id, departmentId, calendar, legalEntityIds, ...habit });
	}
	return managers;
}

async function writeClients(tx: DeskTransaction, chance: Chance, clients: readonly HistoryClient[], from: number, now: number): Promise<Map<HistoryClient, WrittenClient>> {
	const written = new Map<HistoryClient, WrittenClient>();
	for (const client of clients) written.set(client, await writeClient(tx, chance, client, from, now));
	return written;
}

async function writeLeads(tx: DeskTransaction, leads: readonly HistoryLead[], clients: ReadonlyMap<HistoryClient, WrittenClient>): Promise<Map<HistoryLead, number>> {
	const ids = new Map<HistoryLead, number>();
	for (const lead of leads) ids.set(lead, await writeLead(tx, lead, clients));
	return ids;
}

/** Everything but the closed months, in one transaction. */
async function writeAll(tx: DeskTransaction, chance: Chance): Promise<Omit<DemoHistory, 'closedMonths'>> {
	if (await tx.get('select id from leads limit 1')) throw new ConflictError('The workspace has leads already: the history is told into a new one', 'Make a new sandbox.');
	const now = dayBegun(tx.now);
	const from = now - YEARS_MS - WARM_UP_MS;
	const managers = await managersOf(tx);
	const clients = makeClients(chance, managers, CLIENTS, from, now);
	const leads = makeLeads(chance, clients, managers, STRANGERS, from, now);
	const deals = leads.filter((lead) => lead.converted).map((lead) => makeDeal(chance, lead, now)).sort((a, b) => (a.stays[0]?.at ?? 0) - (b.stays[0]?.at ?? 0));
	const written = await writeClients(tx, chance, clients, from, now);
	const leadIds = await writeLeads(tx, leads, written);
	const entities = new Map((await legalEntities.select(tx, 'order by id')).map((entity) => [entity.id, entity]));
	const scan = await keepFile(tx, { name: demoHistoryTexts.scan, bytes: SCAN });
	for (const deal of deals) await writeDeal(tx, deal, { clients: written, leadIds, entities, scan });
	const mornings = new Mornings(tx.now);
	for (const [client, ids] of written) await writeReminders(tx, client, ids, leads.filter((lead) => lead.client === client).map((lead) => lead.stays[0]?.at ?? 0), mornings);
	return { companies: clients.length, leads: leads.length, deals: deals.length, payments: deals.reduce((sum, deal) => sum + deal.payments.length, 0) };
}

/** Does work with the clock of a sandbox set to an instant, and puts it back. */
async function atInstant(workspace: Workspace, instant: number, call: Call, work: () => Promise<unknown>): Promise<void> {
	const { clockOffsetMs } = await workspace.read(async (query) => await workspace.info(query));
	const setOffset = async (by: (now: number) => number) => await workspace.transaction(call, async (tx) => await tx.run('update workspace set clock_offset_ms = :offset where id = 1', { offset: by(tx.now) }));
	await setOffset((now) => clockOffsetMs + instant - now);
	try {
		await work();
	} finally {
		await setOffset(() => clockOffsetMs);
	}
}

/**
 * Tells two years of the demo company: clients with their requests, enquiries on their way through the funnel, deals,
 * payments, contracts and closed months with a few changes afterwards. The same day gives the same story. All of it but the
 * closed months is one transaction; for a workspace that holds the demo company and nothing else.
 * @throws {ConflictError} on a live workspace: it is invented
 */
export async function tellDemoHistory(workspace: Workspace, call: Call): Promise<DemoHistory> {
	if (workspace.mode === 'live') throw new ConflictError('A live workspace takes no invented history', 'Use a sandbox workspace for the demo.');
	const chance = new Chance(SEED);
	const written = await workspace.transaction(call, async (tx) => await writeAll(tx, chance));
	const startsAt = dayBegun(await workspace.read(async (query) => await workspace.now(query))) - YEARS_MS;
	const closedMonths = await closeMonths(workspace, chance, startsAt, call, async (instant, work) => await atInstant(workspace, instant, call, work));
	return { ...written, closedMonths };
}
