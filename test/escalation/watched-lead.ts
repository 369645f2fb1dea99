import { systemCall } from '../../src/call';
import { fireDueTimers } from '../../src/desk/escalations/fire-due-timers';
import { startEscalation } from '../../src/desk/escalations/start-escalation';
import type { EscalationStep } from '../../src/escalation/escalation';
import { escalations } from '../../src/store/escalation-tables';
import { pendingTimers } from '../../src/desk/subjects/pending-timers';
import type { WaitUnit } from '../../src/calendar';
import { listenTo, takeAll } from '../helpers/listeners';
import { makeOrganisation } from '../helpers/organisation';
import { aLead } from '../helpers/subjects';
import { temporaryWorkspace } from '../helpers/temporary-workspace';
import type { TemporaryWorkspaceOptions } from '../helpers/temporary-workspace';

export const call = systemCall('test');
export const HOUR = 3_600_000;

/** A step that comes so long after the one before it, at any time of day. */
export const after = (amount: number, unit: WaitUnit, overrides: Partial<EscalationStep> = {}): EscalationStep => ({ code: 'remind', wait: { kind: 'after', wait: { amount, unit } }, times: 1, inWorkingHours: false, ...overrides });

/** What a workflow behind the Escalation Trigger gets to see of a step. */
export interface HeardStep {
	readonly step: string;
	readonly occurrence: number;
	readonly dueAt: number;
	readonly firedAt: number;
	readonly lateByMs: number;
}

/** A lead of the Nizhny department, entered on Monday at 09:00 there, and a workflow that listens to all steps. */
export async function aWatchedLead(options: TemporaryWorkspaceOptions & { listening?: boolean } = {}) {
	const temporary = await temporaryWorkspace(options);
	const { workspace, clock } = temporary;
	const { nizhny } = await makeOrganisation(workspace);
	const consumer = 'workflow:node';
	const listen = async () => void (await listenTo(workspace, [{ kind: 'EscalationStepDue' }]));
	if (options.listening ?? true) await listen();
	const lead = await aLead(workspace, { responsibleId: nizhny.manager.id, departmentId: nizhny.department.id });
	const subject = { kind: 'lead' as const, id: lead.id };
	const heard = async () => (await takeAll(workspace, consumer)).map(({ event }) => event.data as unknown as HeardStep);
	return {
		...temporary,
		nizhny,
		lead,
		subject,
		consumer,
		listen,
		heard,
		watch: async (steps: readonly EscalationStep[], rule = 'call-back') => await startEscalation(workspace, { rule, subject, steps, note: 'Перезвонить' }, call),
		fire: async () => await fireDueTimers(workspace),
		steps: async () => (await heard()).map(({ step }) => step),
		status: async () => (await workspace.read(async (query) => await escalations.select(query, 'order by id'))).map((row) => row.status),
		pending: async () => await workspace.read(async (query) => await pendingTimers(query, subject)),
		clock,
	};
}
