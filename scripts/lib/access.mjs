/**
 * Every secret of one data folder, invented on the first start and kept: n8n's owner, the key that website forms send,
 * the password of the n8n forms, and the key of n8n's credentials where several processes share one. Readable by the user alone.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { inventOwner } from './n8n-owner.mjs';
import { readJson } from './places.mjs';

const invent = () => randomBytes(18).toString('base64url');

/**
 * @param {import('./data-folder.mjs').DataFolder} data
 * @param {string} n8nFolder
 * @returns {Promise<{ owner: import('./n8n-owner.mjs').Owner, encryptionKey: string, intakeKey: string, forms: { user: string, password: string } }>}
 */
export async function accessOf(data, n8nFolder) {
	if (existsSync(data.access)) return readJson(data.access);
	const access = { owner: inventOwner(n8nFolder), encryptionKey: invent(), intakeKey: invent(), forms: { user: 'desk', password: invent() } };
	await mkdir(data.root, { recursive: true });
	await writeFile(data.access, `${JSON.stringify(access, null, '\t')}\n`, { mode: 0o600 });
	return access;
}
