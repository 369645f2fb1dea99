import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { build } from 'esbuild';

import { temporaryFolder } from './temporary-folder';

export interface BuiltProgram {
	readonly file: string;
	remove(): void;
}

/**
 * Bundles one program of this repository, in a fraction of a second. It lies inside node_modules, four folders below the root of the package,
 * so that it finds the shipped templates and what is not bundled.
 * @param root the package's folder
 * @param entry file name without its ending
 * @param from its folder in the package
 */
export async function buildProgram(root: string, entry: string, from = 'chaos'): Promise<BuiltProgram> {
	const cache = join(root, 'node_modules', '.cache', 'deal-desk');
	mkdirSync(cache, { recursive: true });
	const folder = temporaryFolder('chaos', cache);
	const file = join(folder.path, `${entry}.cjs`);
	await build({
		entryPoints: [join(root, from, `${entry}.ts`)],
		outfile: file,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node24',
		external: ['pg-native', 'n8n-workflow', 'esbuild'],
		logLevel: 'error',
	});
	return { file, remove: folder.remove };
}
