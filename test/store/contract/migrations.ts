import { DatabaseNewerError } from '../../../src/store/database';
import { migrate, packageSchemaVersion } from '../../../src/store/migrate';
import { inTransaction } from './store-under-test';
import type { ContractFile } from './store-under-test';

export const migrationContract: ContractFile = (store) => {
	it('brings a database to the schema of this package and finds nothing to do the second time', async () => {
		const { database } = store();
		await migrate(database);
		const rows = await database.read(async (query) => await query.all('select version from schema_versions order by version'));
		expect(rows.map((row) => row.version)).toEqual(Array.from({ length: packageSchemaVersion }, (_, index) => index + 1));
	});

	it('refuses a database that a newer package wrote, and says what to do', async () => {
		const { database } = store();
		await inTransaction(database, async (tx) => await tx.run('insert into schema_versions (version, applied_at) values (999, 0)'));
		try {
			await expect(migrate(database)).rejects.toThrow(DatabaseNewerError);
			await expect(migrate(database)).rejects.toThrow(/schema 999.*Update the n8n-nodes-deal-desk package/);
		} finally {
			await inTransaction(database, async (tx) => await tx.run('delete from schema_versions where version = 999'));
		}
	});
};
