/** Writes templates/*.docx. How to run it: templates/README.md, «Changing the shipped templates». */
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { contractTemplate } from './contract';

async function main(folder: string): Promise<void> {
	await writeFile(join(folder, 'contract-ooo.docx'), await contractTemplate('organisation'));
	await writeFile(join(folder, 'contract-ip.docx'), await contractTemplate('entrepreneur'));
}

main(resolve(process.argv[2] ?? 'templates')).catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
