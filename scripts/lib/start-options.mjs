/** What `npm start` can be told, by flag (`npm start -- --port 5680`) or by environment variable. */
import { parseArgs } from 'node:util';
import { OperatorError } from './operator-error.mjs';

export const USAGE = `npm start [-- options]

  --port <n>            where n8n listens (DEAL_DESK_PORT, 5678)
  --host <address>      on which interface (DEAL_DESK_HOST, 127.0.0.1: this machine only)
  --data <folder>       where everything is kept (DEAL_DESK_DATA, .deal-desk in this folder)
  --mail-port <n>       where the demo mail catcher listens (DEAL_DESK_MAIL_PORT, 2525 or a free one)
  --update-workflows    replace workflows that you edited by the ones of this version
  --link                for work on the nodes: n8n loads this clone and reloads when dist changes
  --help                this text

The n8n itself is installed once into a cache folder shared by all clones (DEAL_DESK_N8N_DIR moves it).`;

/** @param {string} name @param {string | undefined} value @param {number} otherwise */
export function portFrom(name, value, otherwise) {
	if (value === undefined || value === '') return otherwise;
	const port = Number(value);
	if (!Number.isInteger(port) || port < 1 || port > 65535) throw new OperatorError(`${name} must be a port number from 1 to 65535, not "${value}".`, USAGE);
	return port;
}

export function readStartOptions(args = process.argv.slice(2), env = process.env) {
	let values;
	try {
		({ values } = parseArgs({
			args,
			options: {
				port: { type: 'string' },
				host: { type: 'string' },
				data: { type: 'string' },
				'mail-port': { type: 'string' },
				'update-workflows': { type: 'boolean', default: false },
				link: { type: 'boolean', default: false },
				help: { type: 'boolean', default: false },
			},
		}));
	} catch (error) {
		throw new OperatorError(error.message, USAGE);
	}
	return {
		help: values.help,
		port: portFrom('--port', values.port ?? env.DEAL_DESK_PORT, 5678),
		host: values.host ?? env.DEAL_DESK_HOST ?? '127.0.0.1',
		data: values.data ?? env.DEAL_DESK_DATA,
		mailPort: portFrom('--mail-port', values['mail-port'] ?? env.DEAL_DESK_MAIL_PORT, 2525),
		updateWorkflows: values['update-workflows'],
		link: values.link,
	};
}
