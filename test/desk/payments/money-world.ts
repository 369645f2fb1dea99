import { systemCall } from '../../../src/call';
import type { Call } from '../../../src/call';
import type { Deal } from '../../../src/crm/deal';
import { restateDepartmentOfDeal } from '../../../src/desk/reports/deal-moved-department';
import type { EffectOutcome, Workspace } from '../../../src/desk/workspace';
import type { EventKind } from '../../../src/journal/event';
import { deals } from '../../../src/store/crm-tables';
import type { MovableClock } from '../../helpers/fixed-clock';
import { instant } from '../../helpers/fixed-clock';
import { makeOrganisation } from '../../helpers/organisation';
import type { Organisation } from '../../helpers/organisation';
import { aDeal } from '../../helpers/subjects';
import { temporaryWorkspace } from '../../helpers/temporary-workspace';
import type { Driver } from '../../helpers/temporary-workspace';

export interface MoneyWorld {
	readonly workspace: Workspace;
	readonly clock: MovableClock;
	readonly people: Organisation;
	/** A deal of the manager in Nizhny Novgorod. */
	readonly deal: Deal;
	/** A deal of the manager in Novosibirsk. */
	readonly distantDeal: Deal;
	close(): Promise<void>;
}

export const at = (iso: string): number => instant(iso);
export const byHand = (key: string | null = null): Call => systemCall('test', key);

/** Two departments with a deal each, on Monday 2 March 2026. */
export async function moneyWorld(driver: Driver = 'sqlite-memory'): Promise<MoneyWorld> {
	const { workspace, clock, close } = await temporaryWorkspace({ driver });
	const people = await makeOrganisation(workspace);
	const deal = await aDeal(workspace, { responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id });
	const distantDeal = await aDeal(workspace, { responsibleId: people.novosibirsk.manager.id, departmentId: people.novosibirsk.department.id });
	return { workspace, clock, people, deal, distantDeal, close };
}

/** The answer of a use case that did its work. */
export function done<T>(outcome: EffectOutcome<T>): T {
	if (outcome.kind === 'overtaken') throw new Error(`overtaken: ${outcome.reason}`);
	return outcome.result;
}

/** The events of a kind in their order, with their data. */
export async function eventsOf(workspace: Workspace, kind: EventKind): Promise<Array<{ scope: string; state: string; subjectId: number; data: Record<string, unknown> }>> {
	const rows = await workspace.read(async (query) => await query.all('select scope, state, subject_id, data_json from events where kind = :kind order by id', { kind }));
	return rows.map((row) => ({ scope: String(row.scope), state: String(row.state), subjectId: Number(row.subject_id), data: JSON.parse(String(row.data_json)) as Record<string, unknown> }));
}

export async function paidSum(workspace: Workspace, dealId: number): Promise<number> {
	return await workspace.read(async (query) => (await deals.get(query, dealId)).paidKopecks);
}

/** Hands a deal to another department and manager, as the use case of deals does. */
export async function giveDealTo(workspace: Workspace, dealId: number, branch: { department: { id: number }; manager: { id: number } }): Promise<void> {
	await workspace.transaction(byHand(), async (tx) => {
		const before = await deals.lock(tx, dealId);
		const changes = { departmentId: branch.department.id, responsibleId: branch.manager.id };
		await deals.update(tx, dealId, changes);
		await restateDepartmentOfDeal(tx, before, { ...before, ...changes });
	});
}
