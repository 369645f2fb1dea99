/** Free ports on the loopback interface, and an early word when a wanted one is taken. */
import { createServer } from 'node:net';
import { OperatorError } from './operator-error.mjs';

export const LOOPBACK = '127.0.0.1';

/**
 * @param {number} port 0 lets the system choose
 * @param {string} [host]
 * @returns {Promise<number>} the port that could be listened on
 */
function probe(port, host = LOOPBACK) {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen({ port, host, exclusive: true }, () => {
			const { port: bound } = /** @type {import('node:net').AddressInfo} */ (server.address());
			server.close(() => resolve(bound));
		});
	});
}

/** @param {number} count */
export async function freePorts(count) {
	/** @type {Set<number>} */
	const ports = new Set();
	while (ports.size < count) ports.add(await probe(0));
	return [...ports];
}

export const freePort = () => probe(0);

/**
 * @param {number} port
 * @param {string} host
 * @param {string} advice
 */
export async function requireFreePort(port, host, advice) {
	try {
		await probe(port, host);
	} catch (error) {
		if (error.code === 'EADDRINUSE') throw new OperatorError(`Port ${port} is taken by another program.`, advice, error);
		if (error.code === 'EACCES') throw new OperatorError(`Port ${port} may not be used by this user.`, advice, error);
		throw error;
	}
}

/**
 * The wanted port, or a free one when something else has it: for ports that nobody types by hand.
 * @param {number} port
 */
export const preferPort = (port) => probe(port).catch(freePort);
