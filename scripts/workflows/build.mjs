/** Writes workflows/<folder>/workflow.json and its README.md from the descriptions here: `npm run workflows`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export const shipped = ['take-in-lead', 'run-lead-robots', 'make-contract', 'run-contract-register', 'send-letters', 'take-actions-by-webhook', 'take-actions-by-form', 'show-desk', 'watch-priorities', 'remind-calls-and-letters', 'watch-payments', 'close-month', 'show-effectiveness', 'operate-workspace', 'report-failures'];

for (const folder of shipped) {
	const { default: build } = await import(`./${folder}.mjs`);
	const target = new URL(`../../workflows/${folder}/`, import.meta.url);
	await mkdir(target, { recursive: true });
	const canvas = build();
	await writeFile(new URL('workflow.json', target), `${JSON.stringify(canvas.toJson(), null, 2)}\n`);
	await writeFile(new URL('README.md', target), canvas.toReadme());
	console.log(fileURLToPath(new URL('workflow.json', target)).split('/').slice(-3).join('/'));
}
