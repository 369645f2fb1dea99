import { systemCall } from '../../call';
import type { Call } from '../../call';
import type { People } from '../../organisation/recipients';
import { demoHistoryTexts } from '../../texts';
import { addCompany } from '../companies/add-company';
import { addContact } from '../contacts/add-contact';
import { findContacts } from '../contacts/find-contacts';
import { employeeByEmail } from '../organisation/find-in-organisation';
import { loadPeople } from '../organisation/people';
import { saveDepartmentIn } from '../organisation/save-department';
import { saveEmployeeIn } from '../organisation/save-employee';
import { saveLegalEntityIn } from '../organisation/save-legal-entity';
import type { DeskTransaction, Workspace } from '../workspace';
import { demoClients, demoDepartments, demoEmployees, demoLegalEntities, demoSubstitutes } from './company-facts';
import type { DemoClient } from './company-facts';
import { tellDemoHistory } from './history';
import type { DemoHistory } from './history';

/** The demo company as plain JSON: what a welcome page or a shell prints. */
export interface DemoCompany {
	readonly departments: ReadonlyArray<{ readonly id: number; readonly code: string; readonly name: string; readonly zone: string; readonly head: string }>;
	readonly employees: ReadonlyArray<{ readonly id: number; readonly name: string; readonly email: string; readonly role: string; readonly department: string }>;
	readonly legalEntities: ReadonlyArray<{ readonly id: number; readonly code: string; readonly shortName: string }>;
	readonly clients: ReadonlyArray<{ readonly id: number; readonly name: string; readonly inn: string; readonly priority: string; readonly contact: string; readonly responsible: string }>;
	/** Null when no history was asked for. */
	readonly history: DemoHistory | null;
}

export interface DemoOptions {
	/** Tells two years of clients, deals and closed months as well. */
	readonly history?: boolean;
}

async function saveOrganisation(tx: DeskTransaction): Promise<void> {
	const { departments: known } = await loadPeople(tx);
	const codes = new Set([...known.values()].map((department) => department.code));
	// A new department cannot name a head who is not there yet; one that is there keeps its head meanwhile.
	for (const { headEmail, ...department } of demoDepartments) if (!codes.has(department.code)) await saveDepartmentIn(tx, department);
	for (const employee of demoEmployees) await saveEmployeeIn(tx, employee);
	for (const [email, substituteEmail] of Object.entries(demoSubstitutes)) await saveEmployeeIn(tx, { email, substituteEmail });
	for (const department of demoDepartments) await saveDepartmentIn(tx, department);
}

async function saveClient(tx: DeskTransaction, client: DemoClient, people: People): Promise<DemoCompany['clients'][number]> {
	const { party, priority, responsibleEmail, contact } = client;
	const responsible = employeeByEmail(people, responsibleEmail);
	const { company } = await addCompany(tx, { name: party.shortName, inn: party.inn, priority, party, responsibleId: responsible?.id ?? null, departmentId: responsible?.departmentId ?? null });
	const known = await findContacts(tx, contact);
	if (known.length === 0) await addContact(tx, { ...contact, companyId: company.id });
	return { id: company.id, name: company.name, inn: party.inn, priority, contact: contact.email, responsible: responsible?.name ?? '' };
}

function describe(people: People, legalEntities: DemoCompany['legalEntities'], clients: DemoCompany['clients']): Omit<DemoCompany, 'history'> {
	const nameOf = (id: number | null) => people.employees.get(id ?? 0)?.name ?? '';
	const codes = new Set(demoDepartments.map((department) => department.code));
	const emails = new Set(demoEmployees.map((employee) => employee.email));
	return {
		departments: [...people.departments.values()].filter((one) => codes.has(one.code)).map(({ id, code, name, zone, headId }) => ({ id, code, name, zone, head: nameOf(headId) })),
		employees: [...people.employees.values()].filter((one) => emails.has(one.email)).map(({ id, name, email, role, departmentId }) => ({ id, name, email, role, department: people.departments.get(departmentId)?.code ?? '' })),
		legalEntities,
		clients,
	};
}

/**
 * Fills a workspace with the company of the case: a board and two sales departments in two zones, their people, an
 * organisation and an entrepreneur as legal entities, clients with full requisites. No leads: those come in. Called again it
 * puts the organisation back as told and leaves clients alone; all of it or nothing is saved. The history is told once, into
 * a new sandbox.
 */
export async function seedDemoCompany(workspace: Workspace, call: Call = systemCall(demoHistoryTexts.teller), { history = false }: DemoOptions = {}): Promise<DemoCompany> {
	const company = await workspace.transaction(call, async (tx) => await seed(tx));
	return { ...company, history: history ? await tellDemoHistory(workspace, call) : null };
}

async function seed(tx: DeskTransaction): Promise<Omit<DemoCompany, 'history'>> {
	await saveOrganisation(tx);
	const legalEntities = [];
	for (const entity of demoLegalEntities) {
		const { id, code, shortName } = (await saveLegalEntityIn(tx, entity)).legalEntity;
		legalEntities.push({ id, code, shortName });
	}
	const people = await loadPeople(tx);
	const clients = [];
	for (const client of demoClients) clients.push(await saveClient(tx, client, people));
	return describe(people, legalEntities, clients);
}
