import { systemCall } from '../../src/call';
import { deals } from '../../src/store/crm-tables';
import { migrate } from '../../src/store/migrate';
import { aDeal } from '../helpers/subjects';
import { allDrivers, temporaryWorkspace } from '../helpers/temporary-workspace';

it.each(allDrivers)('R-PRI-2: the deals that a workspace of the second version has without leads become requests of their clients (%s)', async (driver) => {
	const { workspace } = await temporaryWorkspace({ driver });
	const inCharge = { responsibleId: 1, departmentId: 1 };
	const alone = await aDeal(workspace, { ...inCharge, companyId: 7, leadId: null });
	await aDeal(workspace, { ...inCharge, companyId: 7, leadId: 1 });
	await aDeal(workspace, { ...inCharge, companyId: null, leadId: null });
	await workspace.transaction(systemCall('test'), async (tx) => {
		await deals.update(tx, alone.id, { createdAt: 1_700_000_000_000 });
		await tx.run('delete from schema_versions where version >= 3');
		await tx.run('create index timers_subject on timers (subject_kind, subject_id)');
	});
	for (const _ of ['at first', 'and again']) await migrate(workspace.database);
	expect(await workspace.read(async (query) => await query.all('select company_id, at, source, external_key from client_requests'))).toEqual([{ company_id: 7, at: 1_700_000_000_000, source: 'deal', external_key: `deal-desk:deal:${alone.id}` }]);
});
