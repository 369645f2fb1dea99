import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { EntryResult } from './result';
import { asMarkdown } from './tables';

const BEGIN = '<!-- results: written by npm run bench -- --write -->';

/** Merges results into bench/results.json and writes the tables of all entries into bench/README.md. @param order of the sections */
export function keepResults(root: string, fresh: readonly EntryResult[], order: readonly string[]): void {
	const file = join(root, 'bench', 'results.json');
	const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as EntryResult[]) : [];
	const byName = new Map([...kept, ...fresh].map((result) => [result.name, result]));
	// Entries that exist no more go with their last figures.
	const results = order.flatMap((name) => byName.get(name) ?? []);
	writeFileSync(file, `${JSON.stringify(results, null, '\t')}\n`);
	const readme = join(root, 'bench', 'README.md');
	const [text = ''] = readFileSync(readme, 'utf8').split(BEGIN);
	writeFileSync(readme, `${text}${BEGIN}\n\n${results.map(asMarkdown).join('\n\n')}\n`);
}
