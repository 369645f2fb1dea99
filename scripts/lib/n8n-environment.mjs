/** The environment n8n runs in: quiet, offline, on ports and in a folder of its own. */
import { environmentOfThisNode } from './node24.mjs';
import { LOOPBACK } from './ports.mjs';

/** Settings of another n8n, of jest or of npm that must not leak into ours. */
const FOREIGN = /^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_|GENERIC_|NODES_|CREDENTIALS_|NODE_ENV$|NODE_OPTIONS$|JEST_|npm_)/;

/**
 * @typedef {object} N8nPlace
 * @property {string} userFolder n8n keeps its data in `<userFolder>/.n8n`
 * @property {number} port
 * @property {number} brokerPort of the task runner; two n8n on one machine need two
 * @property {string} [host]
 * @property {{ email: string, passwordHash: string }} owner
 * @property {string} [timezone]
 * @property {string} [webhookUrl] where webhooks and forms answer, when that is not `port`
 * @property {import('./postgres.mjs').PostgresSchema} [database] n8n's own data; without it a SQLite file in `userFolder`
 * @property {Record<string, string>} [extra] wins over everything above
 */

/**
 * n8n's own data in a schema of PostgreSQL.
 * @param {import('./postgres.mjs').PostgresSchema} database
 * @returns {Record<string, string>}
 */
export const postgresSettings = ({ host, port, database, user, password, schema, ssl = false }) => ({
	DB_TYPE: 'postgresdb',
	DB_POSTGRESDB_HOST: host,
	DB_POSTGRESDB_PORT: String(port),
	DB_POSTGRESDB_DATABASE: database,
	DB_POSTGRESDB_USER: user,
	DB_POSTGRESDB_PASSWORD: password,
	DB_POSTGRESDB_SCHEMA: schema,
	DB_POSTGRESDB_SSL_ENABLED: String(ssl),
});

/**
 * @param {N8nPlace} place
 * @returns {NodeJS.ProcessEnv}
 */
export function n8nEnvironment({ userFolder, port, brokerPort, host = LOOPBACK, owner, timezone = 'Europe/Moscow', webhookUrl, database, extra = {} }) {
	const inherited = Object.fromEntries(Object.entries(environmentOfThisNode()).filter(([name]) => !FOREIGN.test(name)));
	return {
		...inherited,
		NODE_ENV: 'production',
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: host,
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_EDITOR_BASE_URL: `http://localhost:${port}/`,
		...(webhookUrl && { N8N_WEBHOOK_URL: `${webhookUrl}/` }),
		...(database && postgresSettings(database)),
		GENERIC_TIMEZONE: timezone,
		// Plain http is all there is on a developer's machine.
		N8N_SECURE_COOKIE: 'false',

		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: owner.email,
		N8N_INSTANCE_OWNER_FIRST_NAME: 'Deal',
		N8N_INSTANCE_OWNER_LAST_NAME: 'Desk',
		N8N_INSTANCE_OWNER_PASSWORD_HASH: owner.passwordHash,

		// Nothing calls home; without the last two n8n fills its log with failed look-ups when offline.
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_DISABLED_MODULES: 'mcp-registry',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		// The default is announced to change, and this package is not (and cannot be) a verified one.
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_PYTHON_ENABLED: 'false',

		// The expression sandbox stays, but is taken only by executions that have expressions: three times the throughput.
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		N8N_EXPRESSION_ENGINE_COMPILE_CACHE: 'true',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '10',
		...extra,
	};
}
