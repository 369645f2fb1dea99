import { NotFoundError } from '../../errors';
import { legalEntities } from '../../store/organisation-tables';
import type { Workspace } from '../workspace';
import { legalEntityView } from './list-legal-entities';
import type { ListedLegalEntity } from './list-legal-entities';

/** One of our legal entities by its code. @throws {NotFoundError} */
export async function getLegalEntity(workspace: Workspace, input: { readonly code: string }): Promise<ListedLegalEntity> {
	const entity = await workspace.read(async (query) => await legalEntities.first(query, 'where code = :code', { code: input.code.trim().toLowerCase() }));
	if (!entity) throw new NotFoundError('Legal entity', input.code);
	return legalEntityView(entity);
}
