import { saveDepartment } from '../../../src/desk/organisation/save-department';
import { loadPeople } from '../../../src/desk/organisation/people';
import { subjectFacts } from '../../../src/desk/subjects/subject-facts';
import { byHand, done, moneyWorld } from '../payments/money-world';

it('R-PAY-1: a department whose name says that it is one is not called a department twice', async () => {
	const { workspace, people, close } = await moneyWorld();
	const sales = done(await saveDepartment(workspace, { code: 'sales', name: 'Отдел продаж, Казань', zone: 'Europe/Moscow' }, byHand()));
	const titleOf = async (id: number) => await workspace.read(async (query) => (await subjectFacts(query, { kind: 'department', id }, await loadPeople(query))).title);
	expect([await titleOf(sales.department.id), await titleOf(people.nizhny.department.id)]).toEqual(['Отдел продаж, Казань', 'Отдел Нижний Новгород']);
	await close();
});
