import { systemCall } from '../../../src/call';
import type { Call } from '../../../src/call';
import { takeInLead } from '../../../src/desk/leads/take-in-lead';
import type { LeadTakenIn, TakeInLead } from '../../../src/desk/leads/take-in-lead';
import type { EffectOutcome, Workspace } from '../../../src/desk/workspace';
import type { Employee } from '../../../src/organisation/organisation';
import { employees } from '../../../src/store/organisation-tables';
import { rowToEvent, eventColumns } from '../../../src/journal/append-events';
import type { DeskEvent } from '../../../src/journal/event';
import type { SubjectRef } from '../../../src/subject';
import { anEmployee, makeOrganisation } from '../../helpers/organisation';
import type { Organisation } from '../../helpers/organisation';
import { temporaryWorkspace } from '../../helpers/temporary-workspace';
import type { TemporaryWorkspace, TemporaryWorkspaceOptions } from '../../helpers/temporary-workspace';

export const test = systemCall('test');
export const person = (name: string, effectKey: string | null = null): Call => ({ ...test, actor: { kind: 'person', name }, effectKey });

export interface Desk extends TemporaryWorkspace {
	readonly organisation: Organisation;
}

/** A workspace with the company of the case study in it. */
export async function openDesk(options?: TemporaryWorkspaceOptions): Promise<Desk> {
	const temporary = await temporaryWorkspace(options);
	return { ...temporary, organisation: await makeOrganisation(temporary.workspace) };
}

export async function hire(workspace: Workspace, name: string, departmentId: number, more: Partial<Employee> = {}): Promise<Employee> {
	return await workspace.transaction(test, async (tx) => await employees.insert(tx, anEmployee({ name, departmentId, ...more })));
}

/** What the use case answered; anything but "done" fails the test. */
export function done<T>(outcome: EffectOutcome<T>): T {
	if (outcome.kind !== 'done') throw new Error(`The effect was ${outcome.kind}`);
	return outcome.result;
}

let enquiries = 0;

/** An enquiry nobody has sent before. */
export const anEnquiry = (overrides: Partial<TakeInLead> = {}): TakeInLead => {
	enquiries += 1;
	return { clientName: `Клиент ${enquiries}`, phone: `+7920${String(enquiries).padStart(7, '0')}`, source: 'website', repeatWithinHours: 24, ...overrides };
};

export async function takeIn(workspace: Workspace, overrides: Partial<TakeInLead> = {}, call: Call = test): Promise<LeadTakenIn> {
	return done(await takeInLead(workspace, anEnquiry(overrides), call));
}

export async function eventsOn(workspace: Workspace, subject?: SubjectRef): Promise<DeskEvent[]> {
	const where = subject ? 'where e.subject_kind = :kind and e.subject_id = :id' : '';
	const rows = await workspace.read(async (query) => await query.all(`select ${eventColumns} from events e ${where} order by e.id`, subject ? { kind: subject.kind, id: subject.id } : {}));
	return rows.map(rowToEvent);
}

export const kindsOn = async (workspace: Workspace, subject?: SubjectRef): Promise<string[]> => (await eventsOn(workspace, subject)).map((event) => event.kind);

export async function count(workspace: Workspace, table: 'leads' | 'deals' | 'companies' | 'contacts' | 'events'): Promise<number> {
	return Number((await workspace.read(async (query) => await query.get(`select count(*) as n from ${table}`)))?.n);
}
