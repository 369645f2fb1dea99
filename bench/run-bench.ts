import type { Entry } from './entry';
import { thisMachine } from './machine';
import { benchPostgres } from './postgres';
import type { EntryResult } from './result';
import { runEntry } from './run-entry';

export interface BenchRun {
	readonly root: string;
	readonly quick: boolean;
	readonly peers: boolean;
	readonly rounds?: number;
	/** Address of a PostgreSQL; undefined starts one. */
	readonly postgres?: string;
	readonly today: string;
	readonly say: (line: string) => void;
	readonly done: (result: EntryResult) => void;
}

export function chooseEntries(entries: readonly Entry[], names: readonly string[]): Entry[] {
	const unknown = names.filter((name) => !entries.some((entry) => entry.name.startsWith(name)));
	if (unknown.length > 0) throw new Error(`There is no entry ${unknown.map((name) => `"${name}"`).join(', ')}. There are: ${entries.map(({ name }) => name).join(', ')}.`);
	return entries.filter((entry) => names.length === 0 || names.some((name) => entry.name.startsWith(name)));
}

/** What --quick runs when no entry is named: what needs no minute to start. */
export const quickEntries = (entries: readonly Entry[]): Entry[] => entries.filter(({ needsN8n }) => !needsN8n);

/** Runs entries one after the other and tells each result as it comes. */
export async function runBench(entries: readonly Entry[], run: BenchRun): Promise<void> {
	const postgres = benchPostgres(run.root, run.postgres);
	try {
		for (const entry of entries) {
			const source = { root: run.root, server: postgres.server };
			const result = await runEntry(entry, { ...run, source, machine: thisMachine() });
			run.done({ ...result, machine: { ...result.machine, postgres: await postgres.version() } });
		}
	} finally {
		await postgres.close();
	}
}
