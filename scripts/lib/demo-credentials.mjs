/**
 * The credentials that the shipped workflows use, for the demo company. Workflows are bound to them by
 * type and name, so these names are part of the contract with `workflows/`.
 */

/** @param {string} file @returns {Record<string, unknown>} */
export const inSqlite = (file) => ({ storage: 'sqlite', file });

/** @param {import('./postgres.mjs').PostgresAddress} postgres @param {string} schema @returns {Record<string, unknown>} */
export const inPostgres = ({ host, port, database, user, password, ssl }, schema) => ({ storage: 'postgres', host, port, database, user, password, schema, ssl });

/**
 * @param {object} place
 * @param {Record<string, unknown>} place.storage where the demo company is: `inSqlite` or `inPostgres`
 * @param {{ intakeKey: string, forms: { user: string, password: string } }} place.access
 * @param {{ host: string, port: number }} place.mail
 * @param {string} place.url where people reach this n8n
 * @returns {import('./n8n-import.mjs').CredentialToImport[]}
 */
export function demoCredentials({ storage, access, mail, url }) {
	return [
		{
			id: 'dealDeskDemo',
			name: 'Deal Desk',
			type: 'dealDeskApi',
			data: { ...storage, mode: 'sandbox', publicUrl: url },
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
