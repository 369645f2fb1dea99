import { organisation, entrepreneurWoman } from '../test/requisites/sample-parties';
import { makeOrganisation } from '../test/helpers/organisation';
import { systemCall } from '../src/call';
import type { Workspace } from '../src/desk/workspace';
import { registerConsumer } from '../src/journal/consumers';
import { legalEntities } from '../src/store/organisation-tables';
import { consumerId, listeners, workflowNames } from './story';

export interface Office {
	readonly managerIds: readonly number[];
	readonly legalEntityIds: readonly number[];
}

/** The company that a run happens to: two departments, two legal entities with number sequences of their own, and workflows that listen from the first moment. */
export async function openOffice(workspace: Workspace): Promise<Office> {
	const { nizhny, novosibirsk } = await makeOrganisation(workspace);
	const now = await workspace.database.leaseClock();
	return await workspace.transaction(systemCall('chaos'), async (tx) => {
		const common = { vatRegimes: [{ from: '2019-01-01', kind: 'general' as const }], city: 'Нижний Новгород', templateFileId: null, overrides: {}, active: true, createdAt: tx.now };
		const company = await legalEntities.insert(tx, { ...common, code: 'SE', shortName: 'ООО «Современный эталон»', party: organisation(), numberPattern: 'СЭ-{yyyy}/{seq:4}' });
		const trader = await legalEntities.insert(tx, { ...common, code: 'SP', shortName: 'ИП Сидорова-Петрова М. И.', party: entrepreneurWoman(), numberPattern: '{seq}/{yy}-{entity}' });
		for (const workflow of workflowNames) {
			await registerConsumer(tx, { id: consumerId(workflow), workflow: { id: workflow, name: workflow }, nodeName: 'Trigger', filters: listeners[workflow], whenBack: 'backlog', skipOvertaken: true }, now);
		}
		return { managerIds: [nizhny.manager.id, novosibirsk.manager.id], legalEntityIds: [company.id, trader.id] };
	});
}
