/** n8n's first user. Its password is made up once for each data folder, and only its hash reaches n8n. */
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const OWNER_EMAIL = 'owner@deal-desk.local';
const BCRYPT_ROUNDS = 10;

/** n8n asks for eight characters with a digit and a capital letter; the ending makes sure of both. */
const inventPassword = () => `${randomBytes(9).toString('base64url')}-A1`;

/** @param {string} n8nFolder */
export function inventOwner(n8nFolder) {
	// n8n's own bcrypt, so that the hash is certainly one it accepts.
	const { hashSync } = createRequire(join(n8nFolder, 'node_modules', 'n8n', 'package.json'))('bcryptjs');
	const password = inventPassword();
	return { email: OWNER_EMAIL, password, passwordHash: /** @type {string} */ (hashSync(password, BCRYPT_ROUNDS)) };
}

/** @typedef {ReturnType<typeof inventOwner>} Owner */
