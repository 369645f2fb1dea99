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

/**
 * @param {object} facts
 * @param {string} facts.url
 * @param {import('./data-folder.mjs').DataFolder} facts.data
 * @param {Awaited<ReturnType<typeof import('./access.mjs').accessOf>>} facts.access
 * @param {{ host: string, port: number }} facts.mail
 * @param {import('./n8n-import.mjs').WorkflowToImport[]} facts.workflows
 */
export function welcome({ url, data, access, mail, workflows }) {
	const entryPoints = workflows.flatMap(entryPointsOf);
	// What a browser can open: forms, and pages that need no more than the address.
	const pages = entryPoints.filter(({ kind, method }) => kind === 'form' || method === 'GET').map(({ path }) => path);
	const lines = [
		'',
		`  n8n        ${url}`,
		`  login      ${access.owner.email}`,
		`  password   ${access.owner.password}`,
		`  folder     ${data.root}`,
		`  mail       every letter is kept in ${data.mail} (SMTP ${mail.host}:${mail.port}); none leaves this machine`,
	];
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
	lines.push('', '  Ctrl-C stops everything; npm start continues where it stopped; npm run reset starts over.', '');
	return lines.join('\n');
}
