import { systemCall } from '../../../src/call';
import { listDepartments } from '../../../src/desk/organisation/list-departments';
import { saveDepartment } from '../../../src/desk/organisation/save-department';
import { sharedDrivers, temporaryWorkspace } from '../../helpers/temporary-workspace';

const test = systemCall('test');

describe.each(sharedDrivers)('saving the organisation from several places at once on %s', (driver) => {
	it('R-CORE-6: one code stays one department, and no change of another field is lost', async () => {
		const { workspace, openAgain } = await temporaryWorkspace({ driver });
		const other = await openAgain();
		const made = await Promise.all(Array.from({ length: 8 }, async (_, index) => await saveDepartment(index % 2 === 0 ? workspace : other, { code: 'nn', name: 'НН', zone: 'Europe/Moscow' }, test)));
		expect(made.filter((outcome) => outcome.kind === 'done' && outcome.result.created)).toHaveLength(1);
		await Promise.all([
			saveDepartment(workspace, { code: 'nn', name: 'Нижний Новгород' }, test),
			saveDepartment(other, { code: 'nn', zone: 'Europe/Samara' }, test),
			saveDepartment(workspace, { code: 'nn', extraDaysOff: ['2026-06-26'] }, test),
		]);
		expect(await listDepartments(workspace)).toMatchObject([{ name: 'Нижний Новгород', zone: 'Europe/Samara', extraDaysOff: ['2026-06-26'] }]);
	});

	it('R-ORG-1: two saves cannot make a ring of departments together', async () => {
		const { workspace, openAgain } = await temporaryWorkspace({ driver });
		const other = await openAgain();
		for (const code of ['a', 'b']) await saveDepartment(workspace, { code, name: code, zone: 'Europe/Moscow' }, test);
		const saves = await Promise.allSettled([saveDepartment(workspace, { code: 'a', parentCode: 'b' }, test), saveDepartment(other, { code: 'b', parentCode: 'a' }, test)]);
		expect(saves.filter((save) => save.status === 'rejected')).toHaveLength(1);
	});
});
