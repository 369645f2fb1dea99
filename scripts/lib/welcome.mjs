/** The last words of a start: where everything is and what to try first. */
import { entryPointsOf } from './shipped-workflows.mjs';

const INTAKE_PATH = '/webhook/deal-desk/lead';
const SAMPLE_LEAD = {
	externalKey: 'demo-1',
	clientName: 'Анна Сергеевна Волкова',
	companyName: 'ООО «Северный ветер»',
	phone: '+7 831 200-00-01',
	email: 'volkova@example.com',
	comment: 'Светильники уличные светодиодные',
};

/** @typedef {Awaited<ReturnType<typeof import('./access.mjs').accessOf>>} Access */

/** @param {string} url @param {Access} access @param {import('./n8n-import.mjs').WorkflowToImport[]} workflows */
function whatToTry(url, access, workflows) {
	const entryPoints = workflows.flatMap(entryPointsOf);
	// What a browser can open: forms, and pages that need no more than the address.
	const pages = entryPoints.filter(({ kind, method, withKey }) => kind === 'form' || (method === 'GET' && !withKey)).map(({ path }) => path);
	const lines = [];
	if (pages.length > 0) {
		lines.push('', `  Forms and pages (user ${access.forms.user}, password ${access.forms.password}):`, ...pages.map((path) => `    ${url}${path}`));
	}
	if (entryPoints.some(({ path }) => path === INTAKE_PATH)) {
		lines.push(
			'',
			'  Post a lead:',
			`    curl -X POST ${url}${INTAKE_PATH} \\`,
			`      -H 'Content-Type: application/json' -H 'X-Deal-Desk-Key: ${access.intakeKey}' \\`,
			`      -d '${JSON.stringify(SAMPLE_LEAD)}'`,
		);
	}
	return lines;
}

/** @param {Access} access @param {import('./data-folder.mjs').DataFolder} data @param {{ host: string, port: number }} mail */
const whereThingsAre = (access, data, mail) => [
	`  login      ${access.owner.email}`,
	`  password   ${access.owner.password}`,
	`  folder     ${data.root}`,
	`  mail       every letter is kept in ${data.mail} (SMTP ${mail.host}:${mail.port}); none leaves this machine`,
];

/**
 * @param {object} facts
 * @param {string} facts.url
 * @param {import('./data-folder.mjs').DataFolder} facts.data
 * @param {Access} facts.access
 * @param {{ host: string, port: number }} facts.mail
 * @param {import('./n8n-import.mjs').WorkflowToImport[]} facts.workflows
 */
export const welcome = ({ url, data, access, mail, workflows }) =>
	[
		'',
		`  n8n        ${url}`,
		...whereThingsAre(access, data, mail),
		...whatToTry(url, access, workflows),
		'',
		'  Ctrl-C stops everything; npm start continues where it stopped; npm run reset starts over.',
		'',
	].join('\n');

/**
 * @param {object} facts
 * @param {string} facts.editorUrl
 * @param {string} facts.url where webhooks and forms answer
 * @param {import('./data-folder.mjs').DataFolder} facts.data
 * @param {Access} facts.access
 * @param {{ host: string, port: number }} facts.mail
 * @param {import('./n8n-import.mjs').WorkflowToImport[]} facts.workflows
 * @param {import('./n8n-process.mjs').N8nInstance[]} facts.processes
 * @param {ReturnType<typeof import('./queue-demo.mjs').queueDemoOf>} facts.demo
 */
export const queueWelcome = ({ editorUrl, url, data, access, mail, workflows, processes, demo: { n8n, company, redis, prefix } }) =>
	[
		'',
		`  n8n        ${editorUrl}`,
		`  webhooks   ${url} (the webhook process)`,
		...whereThingsAre(access, data, mail),
		`  PostgreSQL ${n8n.host}:${n8n.port}/${n8n.database}, schemas ${n8n.schema} and ${company.schema}`,
		`  Redis      ${redis.host}:${redis.port}, keys ${prefix}:*`,
		'',
		'  Processes, each with its log:',
		...processes.map(({ name, logFile }) => `    ${String(name).padEnd(9)} ${logFile}`),
		...whatToTry(url, access, workflows),
		'',
		'  Ctrl-C stops everything; npm run start:queue continues where it stopped; npm run reset -- --queue starts over.',
		'',
	].join('\n');
