import { loadHistory } from '../../store/register-history';
import type { HistoryRecord } from '../../store/register-history';
import { registerEntries } from '../../store/register-tables';
import type { Workspace } from '../workspace';
import { entryView } from './entry-view';
import type { AttachedFile, EntryView } from './entry-view';
import { loadRegister } from './load-register';

export interface EntryDetails extends EntryView {
	/** Oldest first. */
	readonly history: readonly HistoryRecord[];
	/** Everything ever attached, newest first: replacing a file loses nothing. */
	readonly files: readonly AttachedFile[];
}

function filesOf(history: readonly HistoryRecord[], presentHash: string | null): AttachedFile[] {
	const attached = history.flatMap(({ file, at, actor }) => (file ? [{ ...file, attachedAt: at, attachedBy: actor.name, isPresent: file.hash === presentHash }] : []));
	return attached.reverse().filter((file, index, all) => all.findIndex((other) => other.hash === file.hash) === index);
}

/** One entry with its history and its files. @throws {NotFoundError} */
export async function getEntry(workspace: Workspace, entryId: number): Promise<EntryDetails> {
	return await workspace.read(async (query) => {
		const entry = await registerEntries.get(query, entryId);
		const history = await loadHistory(query, entryId);
		return { ...entryView(await loadRegister(query, entry.register), entry), history, files: filesOf(history, entry.fileHash) };
	});
}
