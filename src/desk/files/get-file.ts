import { files } from '../../store/register-tables';
import type { StoredFile } from '../../store/register-tables';
import type { Workspace } from '../workspace';

/** A kept file with its bytes. @throws {NotFoundError} */
export async function getFile(workspace: Workspace, fileId: number): Promise<StoredFile> {
	return await workspace.read(async (query) => await files.get(query, fileId));
}
