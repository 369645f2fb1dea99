/**
 * A mail server for one machine: takes every letter, sends none on. `npm start` keeps the letters as .eml files, so that
 * an operator can try the mailings on real addresses without writing to anybody; tests read them from memory.
 */
import { randomUUID } from 'node:crypto';
import { SMTPServer } from 'smtp-server';
import { LOOPBACK } from './ports.mjs';

/**
 * @param {object} options
 * @param {number} [options.port] 0 lets the system choose
 * @param {(letter: { id: string, from: string, to: string[], source: Buffer }) => Promise<void> | void} options.onLetter
 *   the letter is accepted only after this succeeded
 */
export async function startMailCatcher({ port = 0, onLetter }) {
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		logger: false,
		onAuth: (_auth, _session, done) => done(null, { user: 'anyone' }),
		onData(stream, session, done) {
			/** @type {Buffer[]} */
			const chunks = [];
			stream.on('data', (chunk) => chunks.push(chunk));
			stream.on('end', async () => {
				const { mailFrom, rcptTo } = session.envelope;
				try {
					await onLetter({
						id: randomUUID(),
						from: mailFrom ? mailFrom.address : '',
						to: rcptTo.map(({ address }) => address),
						source: Buffer.concat(chunks),
					});
					done();
				} catch (error) {
					done(error);
				}
			});
		},
	});
	// A client that hangs up halfway is its own problem.
	server.on('error', () => undefined);
	await new Promise((resolve, reject) => {
		server.server.once('error', reject);
		server.listen(port, LOOPBACK, () => resolve(undefined));
	});
	const address = /** @type {import('node:net').AddressInfo} */ (server.server.address());
	return {
		host: LOOPBACK,
		port: address.port,
		stop: () => new Promise((resolve) => server.close(() => resolve(undefined))),
	};
}
