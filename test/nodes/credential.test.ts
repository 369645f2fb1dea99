import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ICredentialDataDecryptedObject, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';

import { dealDeskApiTest } from '../../nodes/shared/credential-test';
import { configOf, workspaceFile } from '../../nodes/shared/workspace-of';
import { systemCall } from '../../src/call';
import { openWorkspace } from '../../src/desk/open-workspace';

const folder = mkdtempSync(join(tmpdir(), 'deal-desk-credential-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const press = async (data: ICredentialDataDecryptedObject): Promise<INodeCredentialTestResult> =>
	await dealDeskApiTest.call({} as ICredentialTestFunctions, { id: '1', name: 'Desk', type: 'dealDeskApi', data });

const sqlite = (file: string, mode = 'live') => ({ storage: 'sqlite', file: join(folder, file), mode });

describe('where the workspace is', () => {
	const env = { N8N_USER_FOLDER: '/srv/n8n' };

	it('R-CORE-6: an empty file name means a file in n8n\'s own folder, which n8n backs up and mounts anyway', () => {
		expect(workspaceFile('', env)).toBe('/srv/n8n/.n8n/deal-desk/workspace.sqlite');
	});

	it('R-CORE-6: a name without a folder is put there, a full path is left alone', () => {
		expect(workspaceFile('branch.sqlite', env)).toBe('/srv/n8n/.n8n/deal-desk/branch.sqlite');
		expect(workspaceFile('/data/branch.sqlite', env)).toBe('/data/branch.sqlite');
	});

	it('R-CORE-6: a relative user folder is made a full path, as n8n resolves it', () => {
		expect(workspaceFile('', { N8N_USER_FOLDER: './home' })).toBe(join(process.cwd(), 'home/.n8n/deal-desk/workspace.sqlite'));
	});

	it('R-PAY-1: links lead to the public URL, or else to where n8n says it is reached', () => {
		expect(configOf({ publicUrl: 'https://desk.example.com/' }, env).publicUrl).toBe('https://desk.example.com');
		expect(configOf({ publicUrl: '' }, { ...env, WEBHOOK_URL: 'https://hooks.example.com/' }).publicUrl).toBe('https://hooks.example.com');
		expect(configOf({}, env)).not.toHaveProperty('publicUrl');
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
		await press(sqlite('live.sqlite'));
		const { status, message } = await press(sqlite('live.sqlite', 'sandbox'));
		expect(status).toBe('Error');
		expect(message).toMatch(/is a live workspace, the credential says sandbox.*Choose "live" in the Deal Desk credential/);
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
