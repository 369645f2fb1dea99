import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';

export const projectFolder = join(__dirname, '..', '..');

export interface Import {
	/** The file that imports, relative to the project, with forward slashes. */
	readonly from: string;
	/** A file of the project without its extension, or the name of a module. */
	readonly to: string;
	/** Nothing of it is left at run time. */
	readonly typeOnly: boolean;
}

const slashes = (path: string): string => path.split(sep).join('/');

/** All TypeScript files below a folder of the project. */
export function filesIn(folder: string): string[] {
	return readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
		.map((file) => slashes(join(folder, file)))
		.sort();
}

export const textOf = (file: string): string => readFileSync(join(projectFolder, file), 'utf8');

/** The code of a file without its comments and texts: what it does, not what it says. */
export const codeOf = (file: string): string => textOf(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$|'(?:[^'\\\n]|\\.)*'/gm, (match) => (match.startsWith("'") ? "''" : ''));

const STATEMENT = /^(?:import|export)\s+(type\s)?([^;'"]*?)from\s+['"]([^'"]+)['"]/gm;
const BARE = /(?:^import\s+|\bimport\(|\brequire\()['"]([^'"]+)['"]/gm;

const namesOnlyTypes = (names: string): boolean => {
	const listed = /^\{([^}]*)\}\s*$/.exec(names.trim())?.[1];
	const parts = listed?.split(',').map((part) => part.trim()).filter((part) => part !== '') ?? [];
	return parts.length > 0 && parts.every((part) => part.startsWith('type '));
};

const target = (file: string, specifier: string): string => (specifier.startsWith('.') ? slashes(relative(projectFolder, normalize(join(projectFolder, dirname(file), specifier)))).replace(/\.ts$/, '') : specifier);

export function importsOf(file: string): Import[] {
	const text = textOf(file);
	const named = [...text.matchAll(STATEMENT)].map((match) => ({ from: file, to: target(file, match[3] ?? ''), typeOnly: match[1] !== undefined || namesOnlyTypes(match[2] ?? '') }));
	const bare = [...text.matchAll(BARE)].map((match) => ({ from: file, to: target(file, match[1] ?? ''), typeOnly: false }));
	return [...named, ...bare];
}
