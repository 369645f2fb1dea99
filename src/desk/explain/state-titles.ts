import { LEAD_PIPELINE } from '../../crm/pipeline';
import { deals } from '../../store/crm-tables';
import type { Queryable } from '../../store/database';
import { findPipeline } from '../../store/pipelines';
import { registerEntries } from '../../store/register-tables';
import { findRegister } from '../../store/registers';
import type { SubjectRef } from '../../subject';

type State = { readonly code: string; readonly title: string };

async function statesOf(query: Queryable, subject: SubjectRef): Promise<readonly State[]> {
	if (subject.kind === 'lead') return (await findPipeline(query, LEAD_PIPELINE))?.stages ?? [];
	if (subject.kind === 'deal') return (await findPipeline(query, (await deals.get(query, subject.id)).pipeline))?.stages ?? [];
	if (subject.kind === 'entry') return (await findRegister(query, (await registerEntries.get(query, subject.id)).register))?.statuses ?? [];
	return [];
}

/** What the states of a subject are called. A code that was edited away since, or of a kind without states, stands for itself. */
export async function stateTitles(query: Queryable, subject: SubjectRef): Promise<(code: string) => string> {
	const titles = new Map((await statesOf(query, subject)).map((state) => [state.code, state.title]));
	return (code) => titles.get(code) ?? code;
}
