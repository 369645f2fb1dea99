import { startEscalation } from '../../../src/desk/escalations/start-escalation';
import { attachEntryFile } from '../../../src/desk/registers/attach-file';
import { getEntry } from '../../../src/desk/registers/get-entry';
import { verifyScan } from '../../../src/desk/registers/verify-scan';
import { ConflictError, InvalidInputError, MoveRefusedError } from '../../../src/errors';
import { escalations } from '../../../src/store/escalation-tables';
import { anEntry } from '../../helpers/subjects';
import { docxBytes, pdfBytes } from '../../helpers/sample-files';
import { aTask, call, done, eventsAbout, keyed, kindsOf, registerDesk, taskNow } from './register-desk';

const scan = (text: string) => ({ name: `${text}.pdf`, bytes: pdfBytes(text) });

async function scanDesk() {
	const desk = await registerDesk();
	const { manager, head, department } = desk.people.nizhny;
	const { id } = await anEntry(desk.workspace, { responsibleId: manager.id, departmentId: department.id, number: 'СЭ-2026/0001' });
	const attached = await done(attachEntryFile(desk.workspace, { entryId: id, file: scan('первый'), asScan: true }, call));
	const task = await aTask(desk.workspace, { assigneeId: head.id, subjectId: id, subjectCycle: attached.entry.statusCycle, fileId: attached.entry.fileId, fileHash: attached.entry.fileHash });
	return { ...desk, id, attached, task, hash: attached.entry.fileHash ?? '' };
}

it('R-CON-7: attaching a scan moves the contract to "scan" and starts the verification of that file', async () => {
	const { workspace, id, attached } = await scanDesk();
	expect(attached).toMatchObject({ changed: true, verificationStarted: true, entry: { status: 'scan', statusCycle: 2, fileName: 'первый.pdf', verification: null } });
	expect(kindsOf(await eventsAbout(workspace, id)).slice(1, 3)).toEqual(['RegisterFileAttached', 'RegisterEntryStatusChanged']);
});

it('R-CON-7: confirming records who and when, closes the task of the head and keeps the stay', async () => {
	const { workspace, clock, id, task, hash } = await scanDesk();
	clock.advance({ hours: 2 });
	const { entry, changed } = await done(verifyScan(workspace, { entryId: id, fileHash: hash, outcome: 'confirmed', by: 'Анна Главная' }, call));
	expect(changed).toBe(true);
	expect(entry).toMatchObject({ status: 'scan', statusCycle: 2, verification: { fileHash: hash, outcome: 'confirmed', by: 'Анна Главная', at: clock(), reason: null } });
	expect(await taskNow(workspace, task.id)).toMatchObject({ status: 'done', closedBy: 'Анна Главная', closedAt: clock() });
	const verified = (await eventsAbout(workspace, id)).filter((event) => event.kind === 'ContractScanVerified');
	expect(verified).toHaveLength(1);
	// The wait for the original starts from this event, in the stay that still lasts.
	expect(verified[0]).toMatchObject({ scope: 'contracts', state: 'scan', cycle: 2, data: { verifiedBy: 'Анна Главная', fileHash: hash } });
	expect((await getEntry(workspace, id)).history.at(-1)).toMatchObject({ action: 'scan_confirmed', changes: [{ field: 'verification', from: null, to: 'confirmed: Анна Главная' }] });
});

it('R-CON-7: confirming ends what chased the head, and what the confirmation starts runs on', async () => {
	const { workspace, id } = await scanDesk();
	const steps = [{ code: 'task', wait: { kind: 'after' as const, wait: { amount: 10, unit: 'calendar_days' as const } }, times: 1, inWorkingHours: false }];
	const running = async () => await workspace.read(async (query) => (await escalations.select(query, "where status = 'running' order by id")).map((row) => row.rule));
	await done(startEscalation(workspace, { rule: 'scan-not-verified', subject: { kind: 'entry', id }, steps, note: '' }, call));
	await done(verifyScan(workspace, { entryId: id, outcome: 'confirmed', by: 'Анна Главная' }, call));
	expect(await running()).toEqual([]);
	await done(startEscalation(workspace, { rule: 'contract-original', subject: { kind: 'entry', id }, steps, note: '' }, call));
	expect(await done(verifyScan(workspace, { entryId: id, outcome: 'confirmed', by: 'Анна Главная' }, call))).toMatchObject({ changed: false });
	expect(await running()).toEqual(['contract-original']);
});

it('R-CON-7: confirming twice makes one record and one event', async () => {
	const { workspace, id, hash } = await scanDesk();
	await done(verifyScan(workspace, { entryId: id, fileHash: hash, outcome: 'confirmed', by: 'Анна Главная' }, keyed('one')));
	await done(verifyScan(workspace, { entryId: id, fileHash: hash, outcome: 'confirmed', by: 'Пётр Старший' }, keyed('two')));
	expect((await getEntry(workspace, id)).verification?.by).toBe('Анна Главная');
	expect(kindsOf(await eventsAbout(workspace, id)).filter((kind) => kind === 'ContractScanVerified')).toHaveLength(1);
});

it('R-CON-7: a rejected scan goes back to not signed with the reason, and the events say it was rejected', async () => {
	const { workspace, id, task, hash } = await scanDesk();
	const { entry } = await done(verifyScan(workspace, { entryId: id, fileHash: hash, outcome: 'rejected', by: 'Анна Главная', reason: 'нет печати' }, call));
	expect(entry).toMatchObject({ status: 'not_signed', statusCycle: 3, statusReason: 'нет печати' });
	expect(await taskNow(workspace, task.id)).toMatchObject({ status: 'done', closedBy: 'Анна Главная' });
	const last = (await eventsAbout(workspace, id)).slice(-3);
	expect(kindsOf(last)).toEqual(['TaskClosed', 'ContractScanRejected', 'RegisterEntryStatusChanged']);
	expect(last[1]?.data).toMatchObject({ rejectedBy: 'Анна Главная', reason: 'нет печати' });
	expect(last[2]).toMatchObject({ state: 'not_signed', origin: 'rejected', cycle: 3, data: { from: 'scan', reason: 'нет печати' } });
	await expect(verifyScan(workspace, { entryId: id, fileHash: hash, outcome: 'confirmed', by: 'Анна Главная' }, call)).rejects.toBeInstanceOf(ConflictError);
});

it('R-CON-7: a replaced file is verified anew; the verdict on the old one is refused', async () => {
	const { workspace, id, task, hash } = await scanDesk();
	await done(verifyScan(workspace, { entryId: id, fileHash: hash, outcome: 'confirmed', by: 'Анна Главная' }, call));
	const second = await aTask(workspace, { kind: 'escalation', assigneeId: task.assigneeId, subjectId: id, subjectCycle: 2 });
	const replaced = await done(attachEntryFile(workspace, { entryId: id, file: scan('второй') }, call));
	expect(replaced).toMatchObject({ changed: true, verificationStarted: true, entry: { status: 'scan', statusCycle: 3, verification: null, fileName: 'второй.pdf' } });
	expect(await taskNow(workspace, second.id)).toMatchObject({ status: 'cancelled' });
	expect((await eventsAbout(workspace, id)).at(-1)).toMatchObject({ kind: 'RegisterEntryStatusChanged', state: 'scan', cycle: 3, data: { from: 'scan', to: 'scan' } });
	await expect(verifyScan(workspace, { entryId: id, fileHash: hash, outcome: 'confirmed', by: 'Анна Главная' }, call)).rejects.toThrow(/file was replaced, verify the new one/);
	expect((await getEntry(workspace, id)).files.map((file) => [file.name, file.isPresent])).toEqual([
		['второй.pdf', true],
		['первый.pdf', false],
	]);
});

it('R-CON-7: the same file attached again leaves its verification alone', async () => {
	const { workspace, id } = await scanDesk();
	await done(verifyScan(workspace, { entryId: id, outcome: 'confirmed', by: 'Анна Главная' }, call));
	const before = await getEntry(workspace, id);
	expect(await done(attachEntryFile(workspace, { entryId: id, file: scan('первый'), asScan: true }, call))).toMatchObject({ changed: false, verificationStarted: false });
	expect(await getEntry(workspace, id)).toEqual(before);
});

it('R-CON-7: a file attached elsewhere is kept and moves nothing', async () => {
	const { workspace, people } = await registerDesk();
	const entry = await anEntry(workspace, { responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id });
	expect(await done(attachEntryFile(workspace, { entryId: entry.id, file: { name: 'проект', bytes: docxBytes('проект') } }, call))).toMatchObject({ verificationStarted: false, entry: { status: 'not_signed', statusCycle: 1, fileName: 'проект.docx' } });
	expect(kindsOf(await eventsAbout(workspace, entry.id))).toEqual(['RegisterEntryStatusChanged', 'RegisterFileAttached']);
	// That Word document is no scan, so "scan" is not reached with it.
	await expect(attachEntryFile(workspace, { entryId: entry.id, file: { name: 'проект', bytes: docxBytes('проект') }, asScan: true }, call)).rejects.toBeInstanceOf(InvalidInputError);
});

it('R-CON-4: a scan cannot follow the original', async () => {
	const { workspace, people } = await registerDesk();
	const entry = await anEntry(workspace, { status: 'original', responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id });
	await expect(attachEntryFile(workspace, { entryId: entry.id, file: scan('x'), asScan: true }, call)).rejects.toBeInstanceOf(MoveRefusedError);
});

it('R-CON-7: only contracts have scans to verify', async () => {
	const { workspace, people } = await registerDesk();
	const entry = await anEntry(workspace, { register: 'incoming', status: 'received', responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id });
	await expect(attachEntryFile(workspace, { entryId: entry.id, file: scan('x'), asScan: true }, call)).rejects.toThrow(/only contracts/);
	await expect(verifyScan(workspace, { entryId: entry.id, outcome: 'confirmed', by: 'Анна' }, call)).rejects.toThrow(/only contracts/);
});
