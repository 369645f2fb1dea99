import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import type { ICredentialDataDecryptedObject, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';

import { dealDeskApiTest } from '../../nodes/shared/credential-test';
import { configOf, workspaceFile } from '../../nodes/shared/workspace-of';
import { systemCall } from '../../src/call';
import { closeSharedWorkspaces, openWorkspace, sharedWorkspace } from '../../src/desk/open-workspace';
import type { NewEvent } from '../../src/journal/event';

const folder = mkdtempSync(join(tmpdir(), 'deal-desk-credential-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const press = async (data: ICredentialDataDecryptedObject): Promise<INodeCredentialTestResult> =>
	await dealDeskApiTest.call({} as ICredentialTestFunctions, { id: '1', name: 'Desk', type: 'dealDeskApi', data });

const sqlite = (file: string, mode = 'live') => ({ storage: 'sqlite', file: join(folder, file), mode });

const somethingHappened: NewEvent = { kind: 'WorkspaceChanged', subject: { kind: 'workspace', id: 1 }, data: {} };

describe('where the workspace is', () => {
	const env = { N8N_USER_FOLDER: '/srv/n8n' };

	it('R-CORE-6: an empty file name means a file in n8n\'s own folder, which n8n backs up and mounts anyway', () => {
		expect(workspaceFile('', env)).toBe('/srv/n8n/.n8n/deal-desk/workspace.sqlite');
	});

	it('R-CORE-6: a name without a folder is put there, a full path is left alone', () => {
		expect(workspaceFile('branch.sqlite', env)).toBe('/srv/n8n/.n8n/deal-desk/branch.sqlite');
		expect(workspaceFile('/data/branch.sqlite', env)).toBe('/data/branch.sqlite');
	});

	it('R-CORE-6: a tilde is the home folder of n8n, as everywhere else, and no folder of that name', () => {
		expect(workspaceFile('~/desk/branch.sqlite', { ...env, HOME: '/home/node', USERPROFILE: '/home/node' })).toBe('/home/node/desk/branch.sqlite');
	});

	it('R-CORE-6: a relative user folder is made a full path, as n8n resolves it', () => {
		expect(workspaceFile('', { N8N_USER_FOLDER: './home' })).toBe(join(process.cwd(), 'home/.n8n/deal-desk/workspace.sqlite'));
	});

	it('R-CORE-6: n8n\'s own database is refused without being opened, by whatever name: a second SQLite in its process would take its locks away', () => {
		mkdirSync(join(folder, '.n8n'));
		const own = join(folder, '.n8n', 'database.sqlite');
		writeFileSync(own, '');
		symlinkSync(own, join(folder, 'another-name.sqlite'));
		for (const file of [own, '../database.sqlite', join(folder, 'another-name.sqlite')]) {
			expect(() => configOf({ storage: 'sqlite', file }, { N8N_USER_FOLDER: folder })).toThrow(/is the database of n8n itself/);
		}
		expect(() => configOf({ storage: 'sqlite', file: own }, { N8N_USER_FOLDER: folder, DB_SQLITE_DATABASE: 'other.sqlite' })).not.toThrow();
	});

	it('R-PAY-1: links lead to the public URL, or else to where n8n says it is reached', () => {
		expect(configOf({ publicUrl: 'https://desk.example.com/' }, env).publicUrl).toBe('https://desk.example.com');
		expect(configOf({ publicUrl: '' }, { ...env, WEBHOOK_URL: 'https://hooks.example.com/' }).publicUrl).toBe('https://hooks.example.com');
		expect(configOf({}, env)).not.toHaveProperty('publicUrl');
	});

	it('R-CORE-6: a file is refused in queue mode, where every process would make its own, unless the operator says that they share it', () => {
		const queue = { ...env, EXECUTIONS_MODE: 'queue' };
		expect(() => configOf({ storage: 'sqlite', file: '' }, queue)).toThrow(/Storage: n8n runs in queue mode/);
		expect(() => configOf({ storage: 'sqlite', file: '/data/desk.sqlite' }, queue)).toThrow(/queue mode/);
		expect(configOf({ storage: 'sqlite', file: '/data/desk.sqlite' }, { ...queue, DEAL_DESK_SQLITE_IN_QUEUE_MODE: 'true' }).storage).toEqual({ kind: 'sqlite', path: '/data/desk.sqlite' });
		expect(configOf({ storage: 'postgres', host: 'db', port: 5432, database: 'desk', user: 'desk' }, queue).storage.kind).toBe('postgres');
	});

	it('R-CORE-6: all faults of a PostgreSQL credential are named at once', () => {
		expect(() => configOf({ storage: 'postgres', host: '', port: 0, database: 'desk', user: ' ' }, env)).toThrow('Host: is empty; User: is empty; Port: 0 is not a port');
	});
});

describe('the Test button of the credential', () => {
	it('R-CORE-6: says where the workspace is that it opened', async () => {
		expect(await press(sqlite('new.sqlite'))).toEqual({ status: 'OK', message: `The live workspace in ${join(folder, 'new.sqlite')} can be used.` });
	});

	it('R-CORE-5: says that a live workspace is no sandbox', async () => {
		const workspace = await openWorkspace(configOf(sqlite('live.sqlite')));
		await workspace.transaction(systemCall('test'), async (tx) => await tx.emit(somethingHappened));
		await workspace.database.close();
		const { status, message } = await press(sqlite('live.sqlite', 'sandbox'));
		expect(status).toBe('Error');
		expect(message).toMatch(/is a live workspace, the credential says sandbox.*Choose "live" in the Deal Desk credential/);
	});

	it('R-CORE-5: chooses no mode for good: n8n tests a credential whenever it is saved', async () => {
		await press(sqlite('undecided.sqlite', 'live'));
		expect(await press(sqlite('undecided.sqlite', 'sandbox'))).toEqual({ status: 'OK', message: `The sandbox workspace in ${join(folder, 'undecided.sqlite')} can be used.` });
	});

	it('R-CORE-6: says that there is no such folder, instead of making a way to a mistyped one', async () => {
		expect((await press(sqlite('no/such/desk.sqlite'))).message).toBe(`There is no folder ${join(folder, 'no')}. Create it, or choose another file in the Deal Desk credential.`);
		expect(existsSync(join(folder, 'no'))).toBe(false);
	});

	it('R-CORE-6: answers at once where no folder can be made', async () => {
		const { message } = await press({ storage: 'sqlite', file: '/proc/desk/workspace.sqlite', mode: 'live' });
		expect(message).toMatch(/The folder \/proc\/desk does not exist and could not be made|There is no folder \/proc/);
	});

	it('R-CORE-6: says that a folder is no file', async () => {
		expect((await press({ storage: 'sqlite', file: folder, mode: 'live' })).message).toContain(`${folder} is a folder. Give the name of a file in it`);
	});

	it('R-CORE-6: puts nothing into the database of another program, such as the one of n8n', async () => {
		const other = new DatabaseSync(join(folder, 'database.sqlite'));
		other.exec('create table workflow_entity (id text)');
		expect((await press(sqlite('database.sqlite'))).message).toBe(`${join(folder, 'database.sqlite')} is the database of another program: it holds a table "workflow_entity". Choose a file of its own in the Deal Desk credential.`);
		expect(other.prepare("select name from sqlite_schema where type = 'table'").all()).toHaveLength(1);
		expect(other.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'delete' });
		other.close();
	});

	it('R-CORE-6: says that the folder cannot be made', async () => {
		writeFileSync(join(folder, 'a-file'), '');
		expect((await press(sqlite('a-file/desk.sqlite'))).message).toMatch(/The folder .*a-file does not exist and could not be made|could not be opened/);
	});

	it('R-CORE-6: says that the file is no database', async () => {
		writeFileSync(join(folder, 'letter.txt'), 'Dear Sir or Madam, this is a letter and not a database, although it is longer than a header of one.');
		expect((await press(sqlite('letter.txt'))).message).toContain('is not a database Deal Desk can use');
	});

	it('R-CORE-6: says that a newer package wrote the workspace', async () => {
		const workspace = await openWorkspace(configOf(sqlite('newer.sqlite')));
		await workspace.transaction(systemCall('test'), async (tx) => await tx.run('insert into schema_versions (version, applied_at) values (999, 0)'));
		await workspace.database.close();
		expect((await press(sqlite('newer.sqlite'))).message).toMatch(/written by a newer Deal Desk.*Update the n8n-nodes-deal-desk package/);
	});

	it('R-CORE-6: says that no PostgreSQL answers', async () => {
		const { status, message } = await press({ storage: 'postgres', host: '127.0.0.1', port: 1, database: 'desk', user: 'desk', password: 'x', schema: 'desk' });
		expect([status, message]).toEqual(['Error', expect.stringContaining('Nothing answers at 127.0.0.1:1')]);
	});
});

it('R-PAY-1: a public URL that is corrected in the credential holds at once, without a restart of n8n', async () => {
	const urlWith = async (publicUrl: string) => {
		const workspace = await sharedWorkspace(configOf({ ...sqlite('url.sqlite'), publicUrl }));
		return await workspace.read(async (query) => (await workspace.info(query)).settings.publicUrl);
	};
	expect(await urlWith('http://localhost:5678')).toBe('http://localhost:5678');
	expect(await urlWith('https://desk.example.com')).toBe('https://desk.example.com');
	expect(await urlWith('https://desk.example.com')).toBe('https://desk.example.com');
	await closeSharedWorkspaces();
});
