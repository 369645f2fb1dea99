import { statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { openWorkspace, sharedWorkspace } from '../../src/desk/open-workspace';
import type { StorageConfig, WorkspaceConfig } from '../../src/desk/open-workspace';
import type { Workspace } from '../../src/desk/workspace';
import { InvalidInputError } from '../../src/errors';
import type { InputFault } from '../../src/errors';
import { defaultValueLimits } from './checked-value';
import type { ValueLimits } from './checked-value';

/** Name of the credential type; n8n finds it by this. */
export const CREDENTIAL = 'dealDeskApi';

const DEFAULT_FILE = 'workspace.sqlite';

const homeOf = (env: NodeJS.ProcessEnv): string => (process.platform === 'win32' ? env.USERPROFILE : env.HOME) ?? process.cwd();

/**
 * The folder n8n keeps its data in, found as n8n itself finds it (`getN8nFolder` of @n8n/config 2.41): N8N_USER_FOLDER or
 * the home folder, and in it `.n8n`. n8n tells its nodes nothing about it.
 */
export const n8nFolder = (env: NodeJS.ProcessEnv = process.env): string => resolve(env.N8N_USER_FOLDER ?? homeOf(env), '.n8n');

/** A file name as given in the credential → full path; names without one live beside n8n's own data, `~` is n8n's home folder. */
export function workspaceFile(given: string, env: NodeJS.ProcessEnv = process.env): string {
	const name = given.trim() === '' ? DEFAULT_FILE : given.trim();
	if (/^~[\\/]/.test(name)) return join(homeOf(env), name.slice(2));
	return isAbsolute(name) || name === ':memory:' ? name : join(n8nFolder(env), 'deal-desk', name);
}

/**
 * n8n's own database must not even be opened to see what it is: n8n has it open in this very process with another copy of
 * SQLite, and closing a file gives up all locks of the process on it (https://sqlite.org/howtocorrupt.html, section 2.2.1).
 * n8n then fails with I/O errors. Asking for the file's identity opens nothing.
 */
function refuseOwnDatabaseOfN8n(path: string, env: NodeJS.ProcessEnv): void {
	const own = resolve(n8nFolder(env), env.DB_SQLITE_DATABASE ?? 'database.sqlite');
	const [given, taken] = [path, own].map((file) => statSync(file, { throwIfNoEntry: false }));
	if (!given || !taken || given.ino !== taken.ino || given.dev !== taken.dev) return;
	throw new InvalidInputError([{ field: 'File', reason: `${path} is the database of n8n itself` }], 'Choose a file of its own in the Deal Desk credential, or leave the field empty.');
}

/** Without a slash at the end; undefined leaves what the workspace knows already. */
function publicUrlOf(given: string, env: NodeJS.ProcessEnv): string | undefined {
	const url = [given, env.N8N_WEBHOOK_URL, env.WEBHOOK_URL, env.N8N_EDITOR_BASE_URL].map((one) => one?.trim() ?? '').find((one) => one !== '');
	return url?.replace(/\/+$/, '');
}

const textOf = (data: ICredentialDataDecryptedObject, field: string): string => (typeof data[field] === 'string' ? data[field] : '');

/**
 * In queue mode the triggers, the requests and the work are in processes that usually have a disk each: every one would make a
 * file of its own, and what one writes no other would ever see. Who knows that they share the file says so.
 * @throws {InvalidInputError}
 */
function refuseFileInQueueMode(env: NodeJS.ProcessEnv): void {
	if (env.EXECUTIONS_MODE !== 'queue' || env.DEAL_DESK_SQLITE_IN_QUEUE_MODE === 'true') return;
	throw new InvalidInputError(
		[{ field: 'Storage', reason: 'n8n runs in queue mode, where each process would keep an SQLite file of its own' }],
		'Choose PostgreSQL in the Deal Desk credential. If all processes of this n8n see the same file, set DEAL_DESK_SQLITE_IN_QUEUE_MODE=true for each of them.',
	);
}

function storageOf(data: ICredentialDataDecryptedObject, env: NodeJS.ProcessEnv): StorageConfig {
	if (textOf(data, 'storage') !== 'postgres') {
		refuseFileInQueueMode(env);
		const path = workspaceFile(textOf(data, 'file'), env);
		refuseOwnDatabaseOfN8n(path, env);
		return { kind: 'sqlite', path };
	}
	const port = Number(data.port ?? 5432);
	const required = { Host: textOf(data, 'host'), Database: textOf(data, 'database'), User: textOf(data, 'user'), Schema: textOf(data, 'schema') || 'deal_desk' };
	const faults: InputFault[] = Object.entries(required).flatMap(([field, value]) => (value.trim() === '' ? [{ field, reason: 'is empty' }] : []));
	if (!Number.isInteger(port) || port < 1 || port > 65_535) faults.push({ field: 'Port', reason: `${String(data.port)} is not a port; PostgreSQL usually listens on 5432` });
	if (faults.length > 0) throw new InvalidInputError(faults, 'Correct the Deal Desk credential.');
	return { kind: 'postgres', host: required.Host, port, database: required.Database, user: required.User, password: textOf(data, 'password'), schema: required.Schema, ssl: data.ssl === true };
}

/** What the credential says. @throws {InvalidInputError} with all faults of it */
export function configOf(data: ICredentialDataDecryptedObject, env: NodeJS.ProcessEnv = process.env): WorkspaceConfig {
	const publicUrl = publicUrlOf(textOf(data, 'publicUrl'), env);
	return {
		storage: storageOf(data, env),
		mode: textOf(data, 'mode') === 'sandbox' ? 'sandbox' : 'live',
		...(publicUrl !== undefined && { publicUrl }),
	};
}

/** Anything n8n hands to a node that can read its credential: execution, trigger, or a list being filled in the editor. */
export interface CredentialReader {
	getCredentials<T extends object = ICredentialDataDecryptedObject>(type: string, itemIndex?: number): Promise<T>;
}

/** The workspace that a credential describes; one per process, however many nodes use it. */
export const workspaceFrom = async (data: ICredentialDataDecryptedObject): Promise<Workspace> => await sharedWorkspace(configOf(data));

/** The workspace of the node's credential. */
export const workspaceOf = async (reader: CredentialReader): Promise<Workspace> => await workspaceFrom(await reader.getCredentials(CREDENTIAL));

/** What the credential says about the size of input; the usual limits where it says nothing. */
export function limitsFrom({ longestText }: ICredentialDataDecryptedObject): ValueLimits {
	return typeof longestText === 'number' && longestText >= 1 ? { longestText } : defaultValueLimits;
}

/** Opens the workspace for a look and closes it again. Answers where it is, in words. @throws when it cannot be used */
export async function tryWorkspace(data: ICredentialDataDecryptedObject): Promise<string> {
	const workspace = await openWorkspace(configOf(data));
	const { location } = workspace.database;
	await workspace.database.close();
	return `The ${workspace.mode} workspace in ${location} can be used.`;
}
