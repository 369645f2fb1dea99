import { createEntry } from '../../../src/desk/registers/create-entry';
import { getEntry } from '../../../src/desk/registers/get-entry';
import { InvalidInputError, NotFoundError } from '../../../src/errors';
import { aCompany, aDeal } from '../../helpers/subjects';
import { pdfBytes } from '../../helpers/sample-files';
import { call, done, eventsAbout, keyed, kindsOf, registerDesk } from './register-desk';

it('R-REG-1: an entry starts in the default status, and its robots are called exactly once', async () => {
	const { workspace, people } = await registerDesk();
	const entry = await done(createEntry(workspace, { register: 'contracts', number: '17-Н', title: 'Договор с ООО «Ромашка»', responsibleId: people.nizhny.manager.id }, call));
	expect(entry).toMatchObject({ status: 'not_signed', statusCycle: 1, number: '17-Н', origin: 'by_hand', responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id });
	const events = await eventsAbout(workspace, entry.id);
	expect(kindsOf(events)).toEqual(['RegisterEntryCreated', 'RegisterEntryStatusChanged']);
	expect(events[1]).toMatchObject({ scope: 'contracts', state: 'not_signed', origin: 'by_hand', cycle: 1, data: { from: null, to: 'not_signed', number: '17-Н', statusTitle: 'не подписан' } });
});

it('R-CORE-2: the same cause creates one entry, however often the workflow runs', async () => {
	const { workspace, people } = await registerDesk();
	const input = { register: 'incoming', title: 'Письмо', responsibleId: people.nizhny.manager.id };
	const first = await createEntry(workspace, input, keyed('delivery:1'));
	const again = await createEntry(workspace, input, keyed('delivery:1'));
	expect([first.kind, again.kind]).toEqual(['done', 'repeated']);
	expect(again).toMatchObject({ result: first.kind === 'done' ? first.result : null });
	expect(await workspace.read(async (query) => await query.all('select id from register_entries'))).toHaveLength(1);
});

it('R-REG-1: client, legal entity and responsible person follow from the deal', async () => {
	const { workspace, people } = await registerDesk();
	const inCharge = { responsibleId: people.novosibirsk.manager.id, departmentId: people.novosibirsk.department.id };
	const company = await aCompany(workspace, inCharge);
	const deal = await aDeal(workspace, { ...inCharge, companyId: company.id, legalEntityId: 5 });
	expect(await done(createEntry(workspace, { register: 'originals', title: 'Сертификат', dealId: deal.id }, call))).toMatchObject({ companyId: company.id, dealId: deal.id, legalEntityId: 5, responsibleId: inCharge.responsibleId, departmentId: inCharge.departmentId });
});

it('R-REG-1: the responsible person of the client is taken when there is no deal', async () => {
	const { workspace, people } = await registerDesk();
	const company = await aCompany(workspace, { responsibleId: people.nizhny.head.id, departmentId: people.nizhny.department.id });
	expect(await done(createEntry(workspace, { register: 'incoming', title: 'Письмо', companyId: company.id }, call))).toMatchObject({ responsibleId: people.nizhny.head.id });
});

it('R-REG-1: a file can come with the entry and is part of its history', async () => {
	const { workspace, people } = await registerDesk();
	const entry = await done(createEntry(workspace, { register: 'incoming', title: 'Письмо', responsibleId: people.nizhny.manager.id, fields: { sender: 'ФНС', receivedOn: '2026-03-02' }, file: { name: 'письмо.pdf', bytes: pdfBytes('письмо') } }, call));
	expect(kindsOf(await eventsAbout(workspace, entry.id))).toEqual(['RegisterEntryCreated', 'RegisterEntryStatusChanged', 'RegisterFileAttached']);
	const details = await getEntry(workspace, entry.id);
	expect(details.files).toEqual([{ id: entry.fileId, hash: entry.fileHash, name: 'письмо.pdf', attachedAt: entry.createdAt, attachedBy: 'Иван Менеджеров', isPresent: true }]);
	expect(details.history).toHaveLength(1);
	expect(details.history[0]).toMatchObject({ action: 'created', actor: { name: 'Иван Менеджеров' } });
	expect(details.history[0]?.changes).toContainEqual({ field: 'fields.sender', title: 'Отправитель', from: null, to: 'ФНС' });
});

it('R-CORE-6: all faults are listed and nothing is saved, not even the file', async () => {
	const { workspace } = await registerDesk();
	const bad = createEntry(workspace, { register: 'certificates', title: ' ', dealId: 99, companyId: 98, responsibleId: 97, legalEntityId: 96, fields: { issuedOn: 'yesterday', shade: 'red' }, file: { name: 'a.pdf', bytes: pdfBytes('a') } }, keyed('k'));
	await expect(bad).rejects.toBeInstanceOf(InvalidInputError);
	const faults = await bad.catch((error: InvalidInputError) => error.faults.map((fault) => fault.field));
	expect(faults).toEqual(['title', 'dealId', 'companyId', 'responsibleId', 'legalEntityId', 'issuedOn', 'shade']);
	const left = await workspace.read(async (query) => await query.get('select (select count(*) from register_entries) as entries, (select count(*) from files) as files, (select count(*) from effects) as effects'));
	expect({ ...left }).toEqual({ entries: 0, files: 0, effects: 0 });
});

it('R-REG-1: somebody has to be responsible', async () => {
	const { workspace } = await registerDesk();
	await expect(createEntry(workspace, { register: 'incoming', title: 'Письмо' }, call)).rejects.toThrow(/say who is responsible/);
});

it('R-CON-1: a number is used once in a register, and another register may have it too', async () => {
	const { workspace, people } = await registerDesk();
	const responsibleId = people.nizhny.manager.id;
	await done(createEntry(workspace, { register: 'contracts', number: '1', title: 'A', responsibleId }, call));
	await expect(createEntry(workspace, { register: 'contracts', number: ' 1 ', title: 'B', responsibleId }, call)).rejects.toThrow(/number 1 is taken/);
	await done(createEntry(workspace, { register: 'incoming', number: '1', title: 'C', responsibleId }, call));
	await done(createEntry(workspace, { register: 'contracts', title: 'without a number', responsibleId }, call));
	await done(createEntry(workspace, { register: 'contracts', title: 'another without', responsibleId }, call));
});

it('R-REG-1: an unknown register is said plainly', async () => {
	const { workspace } = await registerDesk();
	await expect(createEntry(workspace, { register: 'licences', title: 'A', responsibleId: 1 }, call)).rejects.toBeInstanceOf(NotFoundError);
});

it('R-CORE-6: characters that a database refuses are left out of texts', async () => {
	const { workspace, people } = await registerDesk();
	const entry = await done(createEntry(workspace, { register: 'incoming', number: '7\u0000', title: ' Пись\u0000мо\u001f ', fields: { sender: 'ФНС\u0000' }, responsibleId: people.nizhny.manager.id }, call));
	expect(entry).toMatchObject({ number: '7', title: 'Письмо', fields: { sender: 'ФНС' } });
});
