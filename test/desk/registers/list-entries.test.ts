import { listEntries } from '../../../src/desk/registers/list-entries';
import { listRegisters } from '../../../src/desk/registers/list-registers';
import { saveRegister } from '../../../src/desk/registers/save-register';
import { InvalidInputError } from '../../../src/errors';
import { aCompany, anEntry } from '../../helpers/subjects';
import { registerOf } from '../../registers/entry-builder';
import { call, done, registerDesk } from './register-desk';

async function library() {
	const desk = await registerDesk();
	const inCharge = { responsibleId: desk.people.nizhny.manager.id, departmentId: desk.people.nizhny.department.id };
	const company = await aCompany(desk.workspace, { ...inCharge, name: 'ООО «Василёк»' });
	const make = async (title: string, more: Parameters<typeof anEntry>[1] | object = {}) => await anEntry(desk.workspace, { ...inCharge, title, ...more });
	await make('Договор один', { number: 'СЭ-2026/0001' });
	await make('Договор два', { number: 'СЭ-2026/0002', status: 'signed', companyId: company.id });
	await make('Письмо 100% важное', { register: 'incoming', status: 'received', responsibleId: desk.people.nizhny.head.id });
	return { ...desk, company };
}

it('R-REG-1: entries are found by register, status, person, client and words, whatever the case', async () => {
	const { workspace, company, people } = await library();
	const titles = async (filter: Parameters<typeof listEntries>[1]) => (await listEntries(workspace, filter)).items.map((entry) => entry.title);
	expect(await titles({})).toEqual(['Письмо 100% важное', 'Договор два', 'Договор один']);
	expect(await titles({ register: 'contracts', status: 'signed' })).toEqual(['Договор два']);
	expect(await titles({ responsibleId: people.nizhny.head.id })).toEqual(['Письмо 100% важное']);
	expect(await titles({ companyId: company.id })).toEqual(['Договор два']);
	expect(await titles({ search: 'васил' })).toEqual(['Договор два']);
	expect(await titles({ search: 'ДОГОВОР' })).toEqual(['Договор два', 'Договор один']);
	expect(await titles({ search: 'нет такого' })).toEqual([]);
	expect(await titles({ search: 'договор' })).toEqual(['Договор два', 'Договор один']);
	expect(await titles({ search: '/0001' })).toEqual(['Договор один']);
	expect(await titles({ search: '0%' })).toEqual(['Письмо 100% важное']);
	expect(await titles({ search: '_' })).toEqual([]);
});

it('R-REG-1: pages continue by key, so nothing is missed or doubled when entries are added between', async () => {
	const { workspace, people } = await library();
	const first = await listEntries(workspace, { limit: 2 });
	await anEntry(workspace, { title: 'новый', responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id });
	const second = await listEntries(workspace, { limit: 2, after: first.next });
	expect([...first.items, ...second.items].map((entry) => entry.title)).toEqual(['Письмо 100% важное', 'Договор два', 'Договор один']);
	expect(second.next).toBeNull();
	expect(first.items[0]).toMatchObject({ registerTitle: 'Входящие документы', statusTitle: 'получен', isFinal: false });
});

it('R-REG-1: the five registers are there from the start, in their order', async () => {
	const { workspace } = await registerDesk();
	expect((await listRegisters(workspace)).map((register) => register.code)).toEqual(['contracts', 'certificates', 'incoming', 'originals', 'inspections']);
});

it('R-REG-1: a register is edited in place and an own one is added at the end', async () => {
	const { workspace } = await library();
	const incoming = registerOf('incoming');
	await done(saveRegister(workspace, { ...incoming, title: 'Входящая корреспонденция' }, call));
	await done(saveRegister(workspace, { code: 'powers', title: 'Доверенности', entryTitle: 'Доверенность', initialStatus: 'issued', statuses: [{ code: 'issued', title: 'выдана', next: [] }], fields: [] }, call));
	expect((await listRegisters(workspace)).map((register) => register.title)).toEqual(['Реестр договоров', 'Сертификаты', 'Входящая корреспонденция', 'Оригиналы документов', 'Инспекционный контроль', 'Доверенности']);
});

it('R-REG-1: a status in which entries stand cannot vanish, and nothing is saved', async () => {
	const { workspace } = await library();
	const contracts = registerOf('contracts');
	const without = { ...contracts, title: 'Договоры', statuses: contracts.statuses.filter((status) => status.code !== 'signed').map((status) => ({ ...status, next: status.next.filter((next) => next !== 'signed') })) };
	await expect(saveRegister(workspace, without, call)).rejects.toThrow(/entries are in the status "signed"/);
	await expect(saveRegister(workspace, 'contracts', call)).rejects.toBeInstanceOf(InvalidInputError);
	expect((await listRegisters(workspace))[0]?.title).toBe('Реестр договоров');
});
