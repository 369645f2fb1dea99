import { cpus, totalmem } from 'node:os';

/** What the figures depend on. */
export interface Machine {
	readonly processor: string;
	readonly cores: number;
	readonly memoryGb: number;
	readonly node: string;
	readonly sqlite: string;
	/** Null when no entry of the run asked for it. */
	readonly postgres: string | null;
}

export const thisMachine = (): Machine => ({
	processor: cpus()[0]?.model.trim() ?? 'unknown',
	cores: cpus().length,
	memoryGb: Math.round(totalmem() / 2 ** 30),
	node: process.versions.node,
	sqlite: process.versions.sqlite ?? 'none',
	postgres: null,
});

export const describeMachine = (machine: Machine): string =>
	[`${machine.cores} × ${machine.processor}`, `${machine.memoryGb} GB`, `Node ${machine.node}`, `SQLite ${machine.sqlite}`, ...(machine.postgres === null ? [] : [`PostgreSQL ${machine.postgres}`])].join(', ');
