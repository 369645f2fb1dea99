import * as fc from 'fast-check';

import { acknowledgeEscalation, moveEscalation } from '../../src/desk/escalations/end-escalation';
import { fireDueTimers } from '../../src/desk/escalations/fire-due-timers';
import { startEscalation } from '../../src/desk/escalations/start-escalation';
import { after, call } from '../escalation/watched-lead';
import { listenTo, takeAll } from '../helpers/listeners';
import { makeOrganisation } from '../helpers/organisation';
import { aLead, moveLeadTo } from '../helpers/subjects';
import { temporaryWorkspace } from '../helpers/temporary-workspace';

const MINUTE = 60_000;
const LEADS = 3;

type Act =
	| { kind: 'start' | 'move_lead' | 'acknowledge'; lead: number }
	| { kind: 'postpone'; lead: number; minutes: number }
	| { kind: 'advance'; minutes: number }
	| { kind: 'fire' };

const lead = fc.integer({ min: 0, max: LEADS - 1 });
const minutes = fc.integer({ min: 0, max: 300 });
const anAct: fc.Arbitrary<Act> = fc.oneof(
	fc.record({ kind: fc.constantFrom('start' as const, 'start' as const, 'move_lead' as const, 'acknowledge' as const), lead }),
	fc.record({ kind: fc.constant('postpone' as const), lead, minutes }),
	fc.record({ kind: fc.constant('advance' as const), minutes }),
	fc.record({ kind: fc.constant('fire' as const) }),
);

/** What the simplest possible scheduler would do: the model that the real one is compared with. */
class Model {
	readonly running = new Map<number, { dueAt: number; count: number }>();
	readonly fired: Array<{ lead: number; occurrence: number; dueAt: number; firedAt: number }> = [];

	fire(now: number): void {
		const due = [...this.running].filter(([, { dueAt }]) => dueAt <= now).sort(([a, x], [b, y]) => x.dueAt - y.dueAt || a - b);
		for (const [which, { dueAt, count }] of due) {
			this.fired.push({ lead: which, occurrence: count + 1, dueAt, firedAt: now });
			if (count + 1 === 3) this.running.delete(which);
			else this.running.set(which, { dueAt: now + 60 * MINUTE, count: count + 1 });
		}
	}
}

it('R-CORE-3: over any order of arming, moving, leaving, acknowledging and waiting, each timer fires exactly when the model says: once, never early', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(anAct, { minLength: 5, maxLength: 40 }), async (acts) => {
			const { workspace, clock, close } = await temporaryWorkspace();
			const { nizhny } = await makeOrganisation(workspace);
			const consumer = await listenTo(workspace, [{ kind: 'EscalationStepDue' }]);
			const ids: number[] = [];
			for (let n = 0; n < LEADS; n++) ids.push((await aLead(workspace, { responsibleId: nizhny.manager.id, departmentId: nizhny.department.id })).id);
			const subjectOf = (which: number) => ({ kind: 'lead' as const, id: ids[which] ?? 0 });
			const model = new Model();
			const real: Model['fired'] = [];
			for (const act of [...acts, { kind: 'fire' } as const]) {
				if (act.kind === 'advance') clock.advance({ minutes: act.minutes });
				if (act.kind === 'start') {
					await startEscalation(workspace, { rule: 'call-back', subject: subjectOf(act.lead), steps: [after(60, 'minutes', { times: 3 })], note: '' }, call);
					if (!model.running.has(act.lead)) model.running.set(act.lead, { dueAt: clock() + 60 * MINUTE, count: 0 });
				}
				if (act.kind === 'move_lead') {
					await moveLeadTo(workspace, ids[act.lead] ?? 0, 'needs');
					model.running.delete(act.lead);
				}
				if (act.kind === 'acknowledge') {
					await acknowledgeEscalation(workspace, { subject: subjectOf(act.lead), reason: 'ok' }, call);
					model.running.delete(act.lead);
				}
				if (act.kind === 'postpone') {
					const found = model.running.get(act.lead);
					const dueAt = clock() + act.minutes * MINUTE;
					if (found) {
						await moveEscalation(workspace, { subject: subjectOf(act.lead), rule: 'call-back', dueAt }, call);
						model.running.set(act.lead, { ...found, dueAt });
					}
				}
				if (act.kind === 'fire') {
					await fireDueTimers(workspace);
					model.fire(clock());
					// Taken at once, as a workflow does: what a later move overtakes is another test's business.
					for (const { event } of await takeAll(workspace, consumer)) {
						const { occurrence, dueAt, firedAt } = event.data as { occurrence: number; dueAt: number; firedAt: number };
						real.push({ lead: ids.indexOf(event.subject.id), occurrence, dueAt, firedAt });
					}
				}
			}
			await close();
			const inOrder = (list: Model['fired']) => [...list].sort((a, b) => a.firedAt - b.firedAt || a.dueAt - b.dueAt || a.lead - b.lead);
			expect(inOrder(real)).toEqual(inOrder(model.fired));
			for (const { dueAt, firedAt } of real) expect(firedAt).toBeGreaterThanOrEqual(dueAt);
		}),
		{ numRuns: 25 },
	);
}, 60_000);
