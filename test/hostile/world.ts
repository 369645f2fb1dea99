import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { configOf } from '../../nodes/shared/workspace-of';
import { demoClients } from '../../src/desk/demo/company-facts';
import { seedDemoCompany } from '../../src/desk/demo/demo-company';
import { closeSharedWorkspaces, sharedWorkspace } from '../../src/desk/open-workspace';
import type { Workspace } from '../../src/desk/workspace';
import { listenTo } from '../helpers/listeners';
import { dropSchema, freshPostgres } from '../helpers/postgres';
import { pdfBytes } from '../helpers/sample-files';
import { callOperation } from './node-call';
import { allOperations } from './operation-fields';
import { snapshot } from './snapshot';
import type { Snapshot } from './snapshot';

export const aScan = { name: 'скан.pdf', mime: 'application/pdf', bytes: pdfBytes('scan') };

export interface World {
	readonly credential: IDataObject;
	readonly workspace: Workspace;
	readonly data: Snapshot;
	close(): Promise<void>;
}

/** An operation by its name in `allOperations`; it must succeed. */
async function act(credential: IDataObject, name: string, parameters: Readonly<Record<string, unknown>>): Promise<IDataObject> {
	const found = allOperations.find((one) => one.name === name);
	if (!found) throw new Error(`There is no operation "${name}" any more; change the world of these tests.`);
	const answer = await callOperation(found.operation, { credential, parameters, file: aScan });
	if (answer.kind === 'refused') throw new Error(`${name}: ${answer.message}`);
	return answer.items[0]?.json ?? {};
}

export let onceKeyOfGate = '';

/** A company at work: at least one record of every kind, so that every operation finds something to work with. */
async function fill(workspace: Workspace, credential: IDataObject): Promise<void> {
	await seedDemoCompany(workspace);
	await listenTo(workspace, [{ kind: 'LeadStageChanged' }]);
	const chosen = (id: number) => ({ subject: 'chosen', subjectId: { mode: 'id', value: String(id) } });
	const lead = { enquiryFrom: 'fields', source: 'website', repeatWithinHours: 0 };
	await act(credential, 'Deal Desk, lead: takeIn', { ...lead, clientName: 'Сергей Клиентов', phone: '+79200000001', email: 'client@example.ru' });
	await act(credential, 'Deal Desk, lead: takeIn', { ...lead, clientName: 'Лебедев Андрей Викторович', phone: '+79200000011', more: { inn: demoClients[0]?.party.inn } });
	await act(credential, 'Deal Desk, lead: convert', { ...chosen(2), pipeline: 'certification', legalEntityId: { mode: 'id', value: '1' }, amount: 125_000 });
	await act(credential, 'Document, contract: generate', { ...chosen(1), outputField: 'data' });
	await act(credential, 'Deal Desk, registerEntry: attachFile', { ...chosen(1), binaryField: 'data', asScan: true });
	await act(credential, 'Deal Desk, notification: notify', { ...chosen(1), subjectKind: 'lead', to: 'responsible', text: 'Перезвоните' });
	await act(credential, 'Deal Desk, task: create', { ...chosen(1), subjectKind: 'lead', to: 'responsible', kind: 'ordinary', title: 'Перезвонить', body: '', joinHead: false, boundToStatus: false, dueAmount: 1, dueUnit: 'working_days' });
	await act(credential, 'Deal Desk, letter: request', { ...chosen(1), subjectKind: 'lead', letterSubject: 'Заявка', body: 'Здравствуйте', purpose: 'service' });
	await act(credential, 'Deal Desk, payment: record', { ...chosen(1), amount: 1_000 });
	await act(credential, 'Escalation: start', { ...chosen(1), subjectKind: 'lead', rule: 'watch', note: 'Перезвоните', steps: { step: [{ code: 'remind', due: 'after', amount: 1, unit: 'working_days', times: 1, inWorkingHours: true }] } });
	await act(credential, 'Priority Monitor: schedule', { time: '09:00' });
	await act(credential, 'Sales Report, month: declareCutOff', { day: 20, time: '09:00', dayOffRule: 'next', options: { startsAt: '2026-08-01T00:00' } });
	await act(credential, 'Sales Report, month: closeDue', { which: 'event' });
	onceKeyOfGate = String((await act(credential, 'Only Once: reserve', { kind: 'письмо' })).onceKey);
	await workspace.database.transaction(async (tx) => {
		await tx.run("update deliveries set state = 'parked' where id = 1");
		await tx.run("update effects set state = 'parked' where key = :key", { key: onceKeyOfGate });
	});
}

/** The same world on PostgreSQL, and how many rows each of its tables has. */
export async function openPostgresWorld() {
	const config = await freshPostgres(2);
	const credential = { storage: 'postgres', ...config, mode: 'sandbox', publicUrl: 'https://n8n.example.com' };
	const workspace = await sharedWorkspace(configOf(credential));
	await fill(workspace, credential);
	const tables = (await workspace.read(async (query) => await query.all('select table_name from information_schema.tables where table_schema = :schema order by table_name', { schema: config.schema }))).map((row) => String(row.table_name));
	const counting = `select ${tables.map((table) => `(select count(*) from ${table}) as ${table}`).join(', ')}`;
	return {
		credential,
		workspace,
		rowCounts: async () => await workspace.read(async (query) => await query.get(counting)),
		close: async () => {
			await closeSharedWorkspaces();
			await dropSchema(config);
		},
	};
}

/** The world on SQLite, in a file: each test begins with the very same rows. */
export async function openWorld(): Promise<World> {
	// Thousands of commits: on a disk each of them waits for it.
	const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'deal-desk-hostile-'));
	const credential = { storage: 'sqlite', file: join(folder, 'desk.sqlite'), mode: 'sandbox', publicUrl: 'https://n8n.example.com' };
	const workspace = await sharedWorkspace(configOf(credential));
	await fill(workspace, credential);
	const data = snapshot(credential.file);
	return {
		credential,
		workspace,
		data,
		close: async () => {
			data.close();
			await closeSharedWorkspaces();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
