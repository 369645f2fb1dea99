/** Whether the PostgreSQL and the Redis of queue mode can be used: asked first, so that a wrong address costs a second. */
import { OperatorError } from './operator-error.mjs';
import { withPostgres } from './postgres.mjs';
import { withRedis } from './redis.mjs';

const START_POSTGRES = `Start one, for instance:
  docker run -d --name deal-desk-postgres -p 127.0.0.1:5432:5432 -e POSTGRES_PASSWORD=postgres postgres:17
  or: apt-get install postgresql (brew install postgresql@17)
or say where yours is: DEAL_DESK_QUEUE_POSTGRES=postgres://user:password@host:5432/database npm run start:queue`;

const START_REDIS = `Start one, for instance:
  docker run -d --name deal-desk-redis -p 127.0.0.1:6379:6379 redis:7
  or: apt-get install redis-server (brew install redis && brew services start redis)
or say where yours is: DEAL_DESK_QUEUE_REDIS=redis://host:6379 npm run start:queue`;

/** n8n 2.41 supports 16 and newer, and starts with a warning on older ones. */
const OLDEST_POSTGRES = 13;

const codeOf = (/** @type {any} */ error) => String(error?.code ?? '');

/** @param {import('./postgres.mjs').PostgresAddress} postgres @param {unknown} error */
function postgresFault(postgres, error) {
	const where = `${postgres.host}:${postgres.port}`;
	const words = /** @type {Record<string, [string, string]>} */ ({
		ECONNREFUSED: [`No PostgreSQL answers at ${where}.`, START_POSTGRES],
		ENOTFOUND: [`The host of PostgreSQL, "${postgres.host}", is not known.`, 'Correct DEAL_DESK_QUEUE_POSTGRES (or --postgres).'],
		'28P01': [`PostgreSQL at ${where} refused the password of user "${postgres.user}".`, 'Correct DEAL_DESK_QUEUE_POSTGRES (or --postgres): postgres://user:password@host:port/database'],
		'28000': [`PostgreSQL at ${where} does not let user "${postgres.user}" in.`, 'Correct DEAL_DESK_QUEUE_POSTGRES (or --postgres), or pg_hba.conf of the server.'],
		'3D000': [`There is no database "${postgres.database}" in the PostgreSQL at ${where}.`, `Create it (createdb ${postgres.database}), or name another one in DEAL_DESK_QUEUE_POSTGRES (or --postgres).`],
		'53300': [`PostgreSQL at ${where} has no connection left.`, 'Queue mode takes up to 10 for each n8n process: raise max_connections.'],
	})[codeOf(error)];
	const message = error instanceof Error ? error.message : String(error);
	return words ? new OperatorError(...words, error) : new OperatorError(`PostgreSQL at ${where} could not be used: ${message}`, START_POSTGRES, error);
}

/** @param {import('./postgres.mjs').PostgresAddress} postgres */
async function requirePostgres(postgres) {
	const [{ version, may }] = await withPostgres(postgres, (query) => query("select current_setting('server_version_num')::int as version, has_database_privilege(current_database(), 'CREATE') as may")).catch((error) => {
		throw postgresFault(postgres, error);
	});
	if (version < OLDEST_POSTGRES * 10_000) throw new OperatorError(`PostgreSQL at ${postgres.host}:${postgres.port} is version ${Math.trunc(version / 10_000)}; n8n needs ${OLDEST_POSTGRES} or newer.`, START_POSTGRES);
	if (!may) throw new OperatorError(`User "${postgres.user}" may not make schemas in the database "${postgres.database}".`, `As an administrator: grant create on database ${postgres.database} to ${postgres.user}`);
}

/** @param {import('./redis.mjs').RedisAddress} redis */
async function requireRedis(redis) {
	const where = `${redis.host}:${redis.port}`;
	await withRedis(redis, (client) => client.ping()).catch((error) => {
		if (/NOAUTH|WRONGPASS|invalid username/i.test(error.message)) throw new OperatorError(`Redis at ${where} asks for a password, or refused the one given.`, 'Correct DEAL_DESK_QUEUE_REDIS (or --redis): redis://user:password@host:port', error);
		const what = codeOf(error) === 'ECONNREFUSED' ? `No Redis answers at ${where}.` : `Redis at ${where} could not be used: ${error.message}`;
		throw new OperatorError(what, START_REDIS, error);
	});
}

/** @param {{ postgres: import('./postgres.mjs').PostgresAddress, redis: import('./redis.mjs').RedisAddress }} services */
export async function requireServices({ postgres, redis }) {
	await requirePostgres(postgres);
	await requireRedis(redis);
}
