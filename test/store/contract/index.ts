import { claimContract } from './claim';
import { consumerContract } from './consumers';
import { effectContract } from './effects';
import { eventContract } from './events';
import { failureContract } from './failure';
import { insertRowsContract } from './insert-rows';
import { leaseContract } from './lease';
import { migrationContract } from './migrations';
import { readContract } from './reads';
import { clear } from './store-under-test';
import type { ContractFile, StoreUnderTest } from './store-under-test';
import { subjectStateContract } from './subject-states';
import { tableContract } from './tables';
import { timerContract } from './timers';
import { transactionContract } from './transactions';

const files: Readonly<Record<string, ContractFile>> = {
	migrations: migrationContract,
	transactions: transactionContract,
	reads: readContract,
	'many rows': insertRowsContract,
	tables: tableContract,
	events: eventContract,
	claim: claimContract,
	lease: leaseContract,
	failure: failureContract,
	consumers: consumerContract,
	effects: effectContract,
	'subject states': subjectStateContract,
	timers: timerContract,
};

/** What every driver promises, run against one. Each file gets a database of its own, each test an empty one. */
export function defineStoreContract<Store extends StoreUnderTest>({ create, destroy }: { create: () => Promise<Store>; destroy: (store: Store) => Promise<void> }): void {
	describe.each(Object.entries(files))('%s', (_name, contract) => {
		let store: Store;
		beforeAll(async () => {
			store = await create();
		});
		afterAll(async () => await destroy(store));
		beforeEach(async () => await clear(store));
		contract(() => store);
	});
}
