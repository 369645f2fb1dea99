import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { DealDeskApi } from '../../credentials/DealDeskApi.credentials';
import { defaultValueLimits } from '../../nodes/shared/checked-value';
import { readWorkflow } from '../harness/workflow-json';

const root = join(__dirname, '../..');
const inventory = readFileSync(join(root, 'docs/security.md'), 'utf8');
const nodes = readdirSync(join(root, 'workflows'), { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.flatMap(({ name }) => readWorkflow(name).nodes);
const doors = nodes.filter(({ type }) => /\.(webhook|formTrigger)$/.test(type));
const pathOf = ({ parameters }: (typeof nodes)[number]) => String(parameters.path ?? (parameters.options as { path?: string }).path).replace('deal-desk/', '');

it('R-CORE-6: docs/security.md names every webhook and form of the shipped workflows', () => {
	const words = new Set(inventory.split(/[\s,:;|`()]+/));
	expect(doors.length).toBeGreaterThan(40);
	expect(doors.map(pathOf).filter((path) => !words.has(path))).toEqual([]);
});

it('R-CORE-6: no webhook or form of the shipped workflows is open to everybody', () => {
	expect(doors.filter(({ parameters }) => !['headerAuth', 'basicAuth'].includes(String(parameters.authentication))).map(pathOf)).toEqual([]);
});

it('R-CORE-6: the limit that the credential shows is the one that holds when nothing is set', () => {
	expect(new DealDeskApi().properties.find(({ name }) => name === 'longestText')?.default).toBe(defaultValueLimits.longestText);
});

it('R-CORE-6: words of a fault, which quote what was asked, stand in no page of a shipped workflow unless signs of markup are taken apart', () => {
	const answers = nodes.filter(({ type }) => type === 'n8n-nodes-base.respondToWebhook').map(({ name, parameters }) => ({ name, text: JSON.stringify(parameters) }));
	expect(answers.length).toBeGreaterThan(40);
	expect(answers.filter(({ text }) => text.includes('text/html') && text.includes('$json.error') && !text.includes("replaceAll('<', '&lt;')"))).toEqual([]);
});
