/** What `npm run start:queue` can be told, by flag or by environment variable. */
import { parseArgs } from 'node:util';
import { OperatorError } from './operator-error.mjs';
import { parsePostgresUrl } from './postgres.mjs';
import { parseRedisUrl } from './redis.mjs';
import { portFrom } from './start-options.mjs';

const POSTGRES = 'postgres://postgres:postgres@127.0.0.1:5432/postgres';
const REDIS = 'redis://127.0.0.1:6379';
const NAME = 'deal_desk_demo';
/** Others than those of npm start, so that both can run at once. */
const PORT = 5690;
const WEBHOOK_PORT = 5691;
const MAIL_PORT = 2526;
const WORKERS = 2;
const MOST_WORKERS = 16;

export const QUEUE_USAGE = `npm run start:queue [-- options]

  --postgres <url>      PostgreSQL (DEAL_DESK_QUEUE_POSTGRES, ${POSTGRES})
  --redis <url>         Redis (DEAL_DESK_QUEUE_REDIS, ${REDIS})
  --name <name>         begins the names of our two schemas and of our Redis keys (DEAL_DESK_QUEUE_NAME, ${NAME})
  --port <n>            where n8n's editor listens (DEAL_DESK_QUEUE_PORT, ${PORT})
  --webhook-port <n>    where webhooks and forms answer (DEAL_DESK_QUEUE_WEBHOOK_PORT, ${WEBHOOK_PORT})
  --workers <n>         how many workers (DEAL_DESK_QUEUE_WORKERS, ${WORKERS})
  --host <address>      on which interface (DEAL_DESK_QUEUE_HOST, 127.0.0.1: this machine only)
  --data <folder>       where logs, letters and secrets are kept (DEAL_DESK_QUEUE_DATA, .deal-desk-queue in this folder)
  --mail-port <n>       where the demo mail catcher listens (DEAL_DESK_QUEUE_MAIL_PORT, ${MAIL_PORT} or a free one)
  --update-workflows    replace workflows that you edited by the ones of this version
  --help                this text`;

/** @param {string} text */
function nameFrom(text) {
	// Room for what is put behind it, within the 63 characters of a name in PostgreSQL.
	if (!/^[a-z][a-z0-9_]{0,39}$/.test(text)) throw new OperatorError(`--name must be made of lower-case letters, digits and underscores, beginning with a letter, not "${text}".`, QUEUE_USAGE);
	return text;
}

/** @param {string} text */
function workersFrom(text) {
	const count = Number(text);
	if (!Number.isInteger(count) || count < 1 || count > MOST_WORKERS) throw new OperatorError(`--workers must be a number from 1 to ${MOST_WORKERS}, not "${text}".`, QUEUE_USAGE);
	return count;
}

export function readQueueOptions(args = process.argv.slice(2), env = process.env) {
	let values;
	try {
		({ values } = parseArgs({
			args,
			options: {
				...Object.fromEntries(['postgres', 'redis', 'name', 'port', 'webhook-port', 'workers', 'host', 'data', 'mail-port'].map((name) => [name, { type: /** @type {const} */ ('string') }])),
				'update-workflows': { type: 'boolean', default: false },
				queue: { type: 'boolean', default: false },
				help: { type: 'boolean', default: false },
			},
		}));
	} catch (error) {
		throw new OperatorError(error.message, QUEUE_USAGE);
	}
	const given = (/** @type {string} */ flag, /** @type {string} */ otherwise) =>
		String(/** @type {Record<string, unknown>} */ (values)[flag] || env[`DEAL_DESK_QUEUE_${flag.toUpperCase().replace('-', '_')}`] || otherwise);
	const port = (/** @type {string} */ flag, /** @type {number} */ otherwise) => portFrom(`--${flag}`, given(flag, ''), otherwise);
	return {
		help: values.help === true,
		postgres: parsePostgresUrl(given('postgres', POSTGRES), '--postgres (DEAL_DESK_QUEUE_POSTGRES)'),
		redis: parseRedisUrl(given('redis', REDIS), '--redis (DEAL_DESK_QUEUE_REDIS)'),
		name: nameFrom(given('name', NAME)),
		port: port('port', PORT),
		webhookPort: port('webhook-port', WEBHOOK_PORT),
		workers: workersFrom(given('workers', String(WORKERS))),
		host: given('host', '127.0.0.1'),
		data: given('data', '') || undefined,
		mailPort: port('mail-port', MAIL_PORT),
		updateWorkflows: values['update-workflows'] === true,
	};
}

/** @typedef {ReturnType<typeof readQueueOptions>} QueueOptions */
