/**
 * The credentials that the shipped workflows use, for the demo company of `npm start`. Workflows are bound to them by
 * type and name, so these names are part of the contract with `workflows/`.
 */

/**
 * @param {object} place
 * @param {import('./data-folder.mjs').DataFolder} place.data
 * @param {{ intakeKey: string, forms: { user: string, password: string } }} place.access
 * @param {{ host: string, port: number }} place.mail
 * @param {string} place.url where people reach this n8n
 * @returns {import('./n8n-import.mjs').CredentialToImport[]}
 */
export function demoCredentials({ data, access, mail, url }) {
	return [
		{
			id: 'dealDeskDemo',
			name: 'Deal Desk',
			type: 'dealDeskApi',
			data: { storage: 'sqlite', file: data.company, mode: 'sandbox', publicUrl: url },
		},
		{
			id: 'dealDeskIntakeKey',
			name: 'Deal Desk intake key',
			type: 'httpHeaderAuth',
			data: { name: 'X-Deal-Desk-Key', value: access.intakeKey },
		},
		{
			id: 'dealDeskForms',
			name: 'Deal Desk forms',
			type: 'httpBasicAuth',
			data: access.forms,
		},
		{
			id: 'dealDeskMail',
			name: 'Deal Desk mail',
			type: 'smtp',
			data: { user: '', password: '', host: mail.host, port: mail.port, secure: false, disableStartTls: true },
		},
	];
}
