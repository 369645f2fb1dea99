/** The last words of a start: where everything is and what to try first. */
import { entryPointsOf } from './shipped-workflows.mjs';

const SAMPLE_LEAD = {
	requestId: 'demo-1',
	name: 'Анна Сергеевна Волкова',
	company: 'ООО «Северный ветер»',
	phone: '+7 831 200-00-01',
	email: 'volkova@example.com',
	product: 'Светильники уличные светодиодные',
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
	const forms = entryPoints.filter(({ kind }) => kind === 'form');
	const intake = entryPoints.find(({ kind, path, method }) => kind === 'webhook' && method === 'POST' && /lead/.test(path));
	const lines = [
		'',
		`  n8n        ${url}`,
		`  login      ${access.owner.email}`,
		`  password   ${access.owner.password}`,
		`  folder     ${data.root}`,
		`  mail       every letter is kept in ${data.mail} (SMTP ${mail.host}:${mail.port}); none leaves this machine`,
		...forms.map(({ name, path }) => `  form       ${url}${path}   ${name}`),
		...(forms.length > 0 ? [`             user ${access.forms.user}, password ${access.forms.password}`] : []),
	];
	if (intake) {
		lines.push(
			'',
			'  Post a lead:',
			`    curl -X POST ${url}${intake.path} \\`,
			`      -H 'Content-Type: application/json' -H 'X-Deal-Desk-Key: ${access.intakeKey}' \\`,
			`      -d '${JSON.stringify(SAMPLE_LEAD)}'`,
		);
	}
	lines.push('', '  Ctrl-C stops everything; npm start continues where it stopped; npm run reset starts over.', '');
	return lines.join('\n');
}
