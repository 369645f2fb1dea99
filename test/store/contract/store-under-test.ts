import type { Consumer } from '../../../src/journal/consumers';
import { registerConsumer } from '../../../src/journal/consumers';
import { appendEvent } from '../../../src/journal/append-events';
import { claimDeliveries } from '../../../src/journal/deliveries';
import type { Claim, ClaimOptions } from '../../../src/journal/deliveries';
import type { NewEvent } from '../../../src/journal/event';
import type { Database, SqlTransaction } from '../../../src/store/database';
import { aConsumer } from '../../helpers/listeners';

/** A migrated database of a driver, for one file of the contract. */
export interface StoreUnderTest {
	readonly database: Database;
	/** A second connection to the same data; undefined where there can be none. */
	readonly openAgain?: () => Promise<Database>;
}

/** One file of the contract: what every driver must do in one area. */
export type ContractFile = (store: () => StoreUnderTest) => void;

/** Instants on the lease clock; any will do. */
export const NOW = 1_800_000_000_000;
export const cause = { actor: { kind: 'system', name: 'test' } } as const;
export const aLeadMoved = (overrides: Partial<NewEvent> = {}): NewEvent => ({ kind: 'LeadStageChanged', scope: 'leads', state: 'new', subject: { kind: 'lead', id: 1 }, cycle: 1, data: { title: 'Заявка' }, ...overrides });

/** Everything a test may have written, so that the next one starts from nothing. */
const tables = ['deliveries', 'events', 'consumer_filters', 'consumers', 'timers', 'escalations', 'subject_states', 'effects', 'companies', 'files'] as const;

export async function clear({ database }: StoreUnderTest): Promise<void> {
	await database.transaction(async (tx) => {
		for (const table of tables) await tx.run(`delete from ${table}`);
	});
}

export async function register(database: Database, overrides: Partial<Consumer> = {}): Promise<string> {
	const consumer = aConsumer({ filters: [{ kind: 'LeadStageChanged' }], ...overrides });
	await database.transaction(async (tx) => await registerConsumer(tx, consumer, NOW));
	return consumer.id;
}

/** Appends so many events, each with its own subject from 1 up. */
export async function append(database: Database, count: number, overrides: Partial<NewEvent> = {}): Promise<void> {
	await database.transaction(async (tx) => {
		for (let id = 1; id <= count; id++) await appendEvent(tx, aLeadMoved({ subject: { kind: 'lead', id }, ...overrides }), NOW, cause);
	});
}

export async function claim(database: Database, consumer: string, options: Partial<ClaimOptions> = {}): Promise<Claim> {
	return await database.transaction(async (tx) => await claimDeliveries(tx, consumer, { now: NOW, leaseMs: 30_000, most: 50, ...options }));
}

/** How many deliveries are in each state. */
export async function statesOf(database: Database): Promise<Record<string, number>> {
	const rows = await database.read(async (query) => await query.all('select state, count(*) as n from deliveries group by state'));
	return Object.fromEntries(rows.map((row) => [String(row.state), Number(row.n)]));
}

export const inTransaction = async <T>(database: Database, work: (tx: SqlTransaction) => Promise<T>): Promise<T> => await database.transaction(work);
