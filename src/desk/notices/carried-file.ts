import { ConflictError, NotFoundError } from '../../errors';
import type { Queryable } from '../../store/database';
import { registerEntries } from '../../store/register-tables';
import type { SubjectRef } from '../../subject';

/** A file that a task or a letter carries; the hash says which bytes were meant (R-CON-7). */
export interface CarriedFile {
	readonly id: number;
	readonly hash: string;
}

async function keptFile(query: Queryable, id: number): Promise<CarriedFile> {
	// Without its bytes: a scan may have megabytes.
	const row = await query.get('select hash from files where id = :id', { id });
	if (!row) throw new NotFoundError('File', id);
	return { id, hash: String(row.hash) };
}

/**
 * The file asked for: a kept one by its id, or the one attached to the register entry now. Null when none is asked for.
 * @throws {ConflictError} when the subject carries no file
 */
export async function fileFor(query: Queryable, ask: { readonly subject: SubjectRef; readonly fileId?: number; readonly withSubjectFile?: boolean }): Promise<CarriedFile | null> {
	if (ask.fileId !== undefined) return await keptFile(query, ask.fileId);
	if (ask.withSubjectFile !== true) return null;
	const entry = ask.subject.kind === 'entry' ? await registerEntries.get(query, ask.subject.id) : undefined;
	if (!entry || entry.fileId === null || entry.fileHash === null) throw new ConflictError(`The ${ask.subject.kind} ${ask.subject.id} has no file attached`, 'Attach the file first, or switch "with the subject\'s file" off.');
	return { id: entry.fileId, hash: entry.fileHash };
}
