import { defaultWeeklyHours } from '../../src/calendar';
import { systemCall } from '../../src/call';
import type { Workspace } from '../../src/desk/workspace';
import type { Department, Employee } from '../../src/organisation/organisation';
import { departments, employees } from '../../src/store/organisation-tables';

/** The company of the case study: a director above two sales departments, each with a head and a manager. */
export interface Organisation {
	readonly director: Employee;
	readonly nizhny: { readonly department: Department; readonly head: Employee; readonly manager: Employee };
	readonly novosibirsk: { readonly department: Department; readonly head: Employee; readonly manager: Employee };
}

export const aDepartment = (overrides: Partial<Omit<Department, 'id'>> & { code: string; name: string; zone: string }): Omit<Department, 'id'> => ({
	weeklyHours: defaultWeeklyHours,
	extraDaysOff: [],
	headId: null,
	parentId: null,
	createdAt: 0,
	...overrides,
});

export const anEmployee = (overrides: Partial<Omit<Employee, 'id'>> & { name: string; departmentId: number }): Omit<Employee, 'id'> => ({
	email: `${overrides.name.toLowerCase().replace(/[^a-zа-яё]+/g, '.')}@example.ru`,
	role: 'manager',
	zone: null,
	substituteId: null,
	absentFromAt: null,
	absentUntilAt: null,
	active: true,
	createdAt: 0,
	...overrides,
});

/** Writes the company into a workspace, straight into its tables. Working hours: Monday to Friday 09:00–18:00 in each zone. */
export async function makeOrganisation(workspace: Workspace): Promise<Organisation> {
	return await workspace.transaction(systemCall('test'), async (tx) => {
		const board = await departments.insert(tx, aDepartment({ code: 'board', name: 'Дирекция', zone: 'Europe/Moscow' }));
		const director = await employees.insert(tx, anEmployee({ name: 'Ольга Директорова', role: 'head', departmentId: board.id }));
		await departments.update(tx, board.id, { headId: director.id });
		const branch = async (code: string, name: string, zone: string, headName: string, managerName: string) => {
			const made = await departments.insert(tx, aDepartment({ code, name, zone, parentId: board.id }));
			const head = await employees.insert(tx, anEmployee({ name: headName, role: 'head', departmentId: made.id }));
			const manager = await employees.insert(tx, anEmployee({ name: managerName, departmentId: made.id }));
			await departments.update(tx, made.id, { headId: head.id });
			return { department: { ...made, headId: head.id }, head, manager };
		};
		return {
			director,
			nizhny: await branch('nn', 'Нижний Новгород', 'Europe/Moscow', 'Анна Главная', 'Иван Менеджеров'),
			novosibirsk: await branch('nsk', 'Новосибирск', 'Asia/Novosibirsk', 'Пётр Старший', 'Мария Сибирская'),
		};
	});
}
