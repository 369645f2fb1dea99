import { systemCall } from '../../../src/call';
import { startEscalation } from '../../../src/desk/escalations/start-escalation';
import type { EscalationStarted } from '../../../src/desk/escalations/start-escalation';
import { updateEntry } from '../../../src/desk/registers/update-entry';
import type { EffectOutcome } from '../../../src/desk/workspace';
import type { EscalationStep } from '../../../src/escalation/escalation';
import { pendingTimerOf } from '../../../src/timers/timers';
import { instant } from '../../helpers/fixed-clock';
import { makeOrganisation } from '../../helpers/organisation';
import { aDeal, aLead, anEntry } from '../../helpers/subjects';
import { temporaryWorkspace } from '../../helpers/temporary-workspace';

const test = systemCall('test');
const onDate = (field: string, daysBefore = 0): EscalationStep => ({ code: 'remind', wait: { kind: 'at', at: null, field, daysBefore }, times: 1, inWorkingHours: false });

async function desk() {
	const { workspace } = await temporaryWorkspace();
	const { nizhny } = await makeOrganisation(workspace);
	return { workspace, inCharge: { responsibleId: nizhny.manager.id, departmentId: nizhny.department.id } };
}

function started(outcome: EffectOutcome<EscalationStarted>): EscalationStarted {
	if (outcome.kind === 'overtaken') throw new Error(outcome.reason);
	return outcome.result;
}

it('R-LEAD-3: a step on "the agreed time" takes it from the lead as it is now', async () => {
	const { workspace, inCharge } = await desk();
	const callAt = instant('2026-03-05T15:30:00+03:00');
	const lead = await aLead(workspace, { ...inCharge, callAt });
	const answer = started(await startEscalation(workspace, { rule: 'call-later', subject: { kind: 'lead', id: lead.id }, steps: [onDate('callAt')], note: '' }, test));
	expect(answer.nextDueAt).toBe(callAt);
});

it('R-REG-4: 90 days before a certificate expires, and along with it when the date is corrected', async () => {
	const { workspace, inCharge } = await desk();
	const entry = await anEntry(workspace, { ...inCharge, register: 'certificates', status: 'valid', fields: { issuedOn: '2026-01-01', expiresOn: '2026-12-31' } });
	const answer = started(await startEscalation(workspace, { rule: 'certificate-expiry', subject: { kind: 'entry', id: entry.id }, steps: [onDate('expiresOn', 90)], note: '' }, test));
	expect(answer.nextDueAt).toBe(instant('2026-10-02T00:00:00+03:00'));
	await updateEntry(workspace, { entryId: entry.id, fields: { expiresOn: '2027-01-31' } }, test);
	const timer = await workspace.transaction(test, async (tx) => await pendingTimerOf(tx, `escalation:${answer.escalationId}`));
	expect(timer?.dueAt).toBe(instant('2026-11-02T00:00:00+03:00'));
});

it('R-CORE-6: a date the subject does not have is refused with those it has', async () => {
	const { workspace, inCharge } = await desk();
	const lead = await aLead(workspace, inCharge);
	const deal = await aDeal(workspace, inCharge);
	const start = async (kind: 'lead' | 'deal', id: number) => await startEscalation(workspace, { rule: 'r', subject: { kind, id }, steps: [onDate('expiresOn')], note: '' }, test);
	await expect(start('lead', lead.id)).rejects.toThrow('Step 1: this lead has no date "expiresOn"; its dates: callAt');
	await expect(start('deal', deal.id)).rejects.toThrow('Step 1: this deal has no date "expiresOn"; its dates: none');
});
