import { systemCall } from '../../src/call';
import { acknowledgeEscalation, moveEscalation } from '../../src/desk/escalations/end-escalation';
import { fireDueTimers } from '../../src/desk/escalations/fire-due-timers';
import { startEscalation } from '../../src/desk/escalations/start-escalation';
import type { EscalationStep } from '../../src/escalation/escalation';
import { escalations } from '../../src/store/escalation-tables';
import { listTimers } from '../../src/timers/timers';
import { instant } from '../helpers/fixed-clock';
import { listenTo, takeAll } from '../helpers/listeners';
import { makeOrganisation } from '../helpers/organisation';
import { aLead, moveLeadTo } from '../helpers/subjects';
import { sharedDrivers, temporaryWorkspace } from '../helpers/temporary-workspace';
import type { Driver } from '../helpers/temporary-workspace';

const call = systemCall('test');

const remind: EscalationStep = { code: 'remind', wait: { kind: 'after', wait: { amount: 2, unit: 'hours' } }, times: 1, inWorkingHours: false };
const task: EscalationStep = { code: 'task', wait: { kind: 'after', wait: { amount: 3, unit: 'hours' } }, times: 1, inWorkingHours: false };

/** A lead of the Nizhny department on a Monday at 09:00, with a workflow that listens to all steps. */
async function aWatchedLead(driver: Driver = 'sqlite-memory') {
	const { workspace, clock } = await temporaryWorkspace({ driver });
	const { nizhny } = await makeOrganisation(workspace);
	const consumer = await listenTo(workspace, [{ kind: 'EscalationStepDue' }]);
	const lead = await aLead(workspace, { responsibleId: nizhny.manager.id, departmentId: nizhny.department.id });
	const subject = { kind: 'lead' as const, id: lead.id };
	const watch = async (steps: readonly EscalationStep[], rule = 'call-back') => await startEscalation(workspace, { rule, subject, steps, note: 'Перезвонить' }, call);
	const fire = async () => await fireDueTimers(workspace);
	const heard = async () => (await takeAll(workspace, consumer)).map(({ event }) => ({ step: event.state, ...event.data }) as Record<string, unknown> & { step: string });
	const steps = async () => (await heard()).map(({ step }) => step);
	const status = async () => (await workspace.read(async (query) => await escalations.select(query, 'order by id'))).map((row) => row.status);
	const pending = async () => await workspace.read(async (query) => await listTimers(query, { subject, limit: 10 }));
	return { workspace, clock, nizhny, lead, subject, consumer, watch, fire, heard, steps, status, pending };
}

describe.each(['sqlite-memory', ...sharedDrivers] as const)('escalation on %s', (driver) => {
	it('R-REG-5: notice first, then the task with the head, then it is complete', async () => {
		const { clock, watch, fire, steps, status } = await aWatchedLead(driver);
		await watch([remind, task]);
		clock.advance({ hours: 2 });
		expect(await fire()).toMatchObject({ fired: 1, deferred: 0, dropped: 0 });
		expect(await steps()).toEqual(['remind']);
		clock.advance({ hours: 3 });
		await fire();
		expect(await steps()).toEqual(['task']);
		expect(await status()).toEqual(['completed']);
	});

	it('R-LEAD-5: a lead that left its stage and came back starts anew; what was pending for the old stay is cancelled', async () => {
		const { workspace, clock, lead, watch, fire, steps, status, pending } = await aWatchedLead(driver);
		await watch([remind]);
		await moveLeadTo(workspace, lead.id, 'first_call');
		await moveLeadTo(workspace, lead.id, 'new');
		expect(await pending()).toEqual([]);
		await watch([remind]);
		clock.advance({ hours: 2 });
		await fire();
		expect(await steps()).toEqual(['remind']);
		expect(await status()).toEqual(['cancelled', 'completed']);
	});
});
