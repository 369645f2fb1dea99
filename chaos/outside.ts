import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/*
 * The world outside the database: a file to which a line is added for each thing that really happened. What is written there stays,
 * whatever becomes of the process that wrote it.
 */

export function happenOutside(file: string, key: string): void {
	appendFileSync(file, `${JSON.stringify({ key })}\n`);
}

/** The lines of a file of JSON lines; none when nobody wrote any. */
export function readLines<T>(file: string): T[] {
	if (!existsSync(file)) return [];
	const lines = readFileSync(file, 'utf8').split('\n');
	return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as T);
}

/** The keys of what happened, in order, as often as it happened. */
export const readOutside = (file: string): string[] => readLines<{ key: string }>(file).map(({ key }) => key);
