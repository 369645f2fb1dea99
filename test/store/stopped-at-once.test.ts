import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

import { DatabaseUnavailableError } from '../../src/store/database';
import { openPostgres } from '../../src/store/postgres-driver';

/* The messages of https://www.postgresql.org/docs/current/protocol-message-formats.html that are needed here. */
const message = (kind: string, content: Buffer): Buffer => {
	const head = Buffer.alloc(5);
	head.write(kind);
	head.writeInt32BE(content.length + 4, 1);
	return Buffer.concat([head, content]);
};
const loggedIn = Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))]);
const oneRow = Buffer.concat([message('1', Buffer.alloc(0)), message('2', Buffer.alloc(0)), message('n', Buffer.alloc(0)), message('C', Buffer.from('SELECT 1\0')), message('Z', Buffer.from('I'))]);
const shutDown = message('E', Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'));

/** Serves the opening of a workspace; every connection after that is logged in and told in the same breath that the server stops. */
function stoppingServer(): Server {
	let connections = 0;
	return createServer((socket: Socket) => {
		connections += 1;
		const first = connections === 1;
		let known = false;
		socket.on('error', () => undefined);
		socket.on('data', () => {
			if (!known) socket.write(first ? loggedIn : Buffer.concat([loggedIn, shutDown]));
			else socket.end(oneRow);
			known = true;
		});
	});
}

it('R-CORE-1: a server that stops just when it has let n8n in ends no process: the work is told that the database is away', async () => {
	const server = stoppingServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const database = await openPostgres({ host: '127.0.0.1', port, database: 'desk', user: 'desk', password: '', schema: 'desk', ssl: false });
	await new Promise((resolve) => setTimeout(resolve, 50));
	for (let again = 0; again < 3; again++) {
		await expect(database.read(async (query) => await query.get('select 1'))).rejects.toBeInstanceOf(DatabaseUnavailableError);
		await expect(database.transaction(async (tx) => await tx.run('update t set n = 1'))).rejects.toBeInstanceOf(DatabaseUnavailableError);
	}
	await database.close();
	server.close();
}, 60_000);

it.each([
	['without a word', (socket: Socket) => void socket.resetAndDestroy()],
	['in order', (socket: Socket) => void socket.end()],
	['and says why', (socket: Socket) => void socket.end(shutDown)],
])('R-CORE-6: a server that ends the connection while n8n connects, %s, is told of in words that say what to do', async (_how, stop) => {
	const server = createServer((socket: Socket) => {
		socket.on('error', () => undefined);
		socket.once('data', () => stop(socket));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const opened = openPostgres({ host: '127.0.0.1', port, database: 'desk', user: 'desk', password: '', schema: 'desk', ssl: false });
	await expect(opened).rejects.toThrow(/^PostgreSQL at 127\.0\.0\.1:\d+ ended the connection before it could be used \(.+\)\. See whether it was stopped or is being restarted\.$/);
	server.close();
}, 60_000);
