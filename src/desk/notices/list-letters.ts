import type { Letter } from '../../crm/notice';
import { letters } from '../../store/notice-tables';
import { equals, pageOf } from '../../store/page';
import type { Page, PageRequest } from '../../store/page';
import type { SubjectRef } from '../../subject';
import type { Workspace } from '../workspace';

export interface LetterFilter extends PageRequest {
	readonly state?: Letter['state'];
	readonly purpose?: Letter['purpose'];
	readonly toAddress?: string;
	readonly subject?: SubjectRef;
}

/** Letters to clients, newest first, a page at a time. */
export async function listLetters(workspace: Workspace, filter: LetterFilter = {}): Promise<Page<Letter>> {
	const conditions = [
		...equals('state', filter.state),
		...equals('purpose', filter.purpose),
		...equals('to_address', filter.toAddress?.trim().toLowerCase()),
		...equals('subject_kind', filter.subject?.kind),
		...equals('subject_id', filter.subject?.id),
	];
	return await workspace.read(async (query) => await pageOf(query, letters, conditions, filter));
}
