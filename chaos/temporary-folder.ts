import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TemporaryFolder {
	readonly path: string;
	remove(): void;
}

/** A new folder that goes away with this process at the latest, also when somebody interrupts it. @param within default: the system's place for such folders */
export function temporaryFolder(name: string, within = tmpdir()): TemporaryFolder {
	const path = mkdtempSync(join(within, `${name}-`));
	// A process that is just dying may still write into it.
	const remove = () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
	process.once('exit', remove);
	return {
		path,
		remove: () => {
			process.removeListener('exit', remove);
			remove();
		},
	};
}
