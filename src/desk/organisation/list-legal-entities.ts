import type { LegalEntity } from '../../organisation/legal-entity';
import type { RequisiteFault } from '../../requisites';
import { legalEntities } from '../../store/organisation-tables';
import type { Workspace } from '../workspace';
import { requisiteFaults } from './save-legal-entity';

export interface ListedLegalEntity extends LegalEntity {
	/** Doubts about the requisites that nobody has accepted with a reason. */
	readonly warnings: readonly RequisiteFault[];
}

/** A legal entity with what is doubtful about it. */
export const legalEntityView = (entity: LegalEntity): ListedLegalEntity => ({ ...entity, warnings: requisiteFaults(entity.party, entity.overrides) });

/** Our legal entities, in the order they were made. */
export async function listLegalEntities(workspace: Workspace, filter: { readonly onlyActive?: boolean } = {}): Promise<ListedLegalEntity[]> {
	const entities = await workspace.read(async (query) => await legalEntities.select(query, 'order by id'));
	return entities.filter((entity) => filter.onlyActive !== true || entity.active).map(legalEntityView);
}
