import { isAbsolute, join, resolve } from 'node:path';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { openWorkspace, sharedWorkspace } from '../../src/desk/open-workspace';
import type { StorageConfig, WorkspaceConfig } from '../../src/desk/open-workspace';
import type { Workspace } from '../../src/desk/workspace';
import { InvalidInputError } from '../../src/errors';
import type { InputFault } from '../../src/errors';

/** Name of the credential type; n8n finds it by this. */
export const CREDENTIAL = 'dealDeskApi';

const DEFAULT_FILE = 'workspace.sqlite';

/**
 * The folder n8n keeps its data in, found as n8n itself finds it (`getN8nFolder` of @n8n/config 2.41): N8N_USER_FOLDER or
 * the home folder, and in it `.n8n`. n8n tells its nodes nothing about it.
 */
export function n8nFolder(env: NodeJS.ProcessEnv = process.env): string {
	const home = process.platform === 'win32' ? env.USERPROFILE : env.HOME;
	return resolve(env.N8N_USER_FOLDER ?? home ?? process.cwd(), '.n8n');
}

/** A file name as given in the credential → full path; names without one live beside n8n's own data. */
export function workspaceFile(given: string, env: NodeJS.ProcessEnv = process.env): string {
	const name = given.trim() === '' ? DEFAULT_FILE : given.trim();
	return isAbsolute(name) || name === ':memory:' ? name : join(n8nFolder(env), 'deal-desk', name);
}

/** Without a slash at the end; undefined leaves what the workspace knows already. */
function publicUrlOf(given: string, env: NodeJS.ProcessEnv): string | undefined {
	const url = [given, env.N8N_WEBHOOK_URL, env.WEBHOOK_URL, env.N8N_EDITOR_BASE_URL].map((one) => one?.trim() ?? '').find((one) => one !== '');
	return url?.replace(/\/+$/, '');
}

const textOf = (data: ICredentialDataDecryptedObject, field: string): string => (typeof data[field] === 'string' ? data[field] : '');

function storageOf(data: ICredentialDataDecryptedObject, env: NodeJS.ProcessEnv): StorageConfig {
	if (textOf(data, 'storage') !== 'postgres') return { kind: 'sqlite', path: workspaceFile(textOf(data, 'file'), env) };
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

/** The workspace of the node's credential; one per process, however many nodes use it. */
export async function workspaceOf(reader: CredentialReader): Promise<Workspace> {
	return await sharedWorkspace(configOf(await reader.getCredentials(CREDENTIAL)));
}

/** Opens the workspace for a look and closes it again. Answers where it is, in words. @throws when it cannot be used */
export async function tryWorkspace(data: ICredentialDataDecryptedObject): Promise<string> {
	const workspace = await openWorkspace(configOf(data));
	const { location } = workspace.database;
	await workspace.database.close();
	return `The ${workspace.mode} workspace in ${location} can be used.`;
}
