import { acknowledgeEscalation, cancelEscalation, moveEscalation, moveStepsBoundTo } from '../../src/desk/escalations/end-escalation';
import { keepSubjectState } from '../../src/store/subject-states';
import { unheardTimers } from '../../src/timers/heard';
import { instant } from '../helpers/fixed-clock';
import { listenTo, takeAll } from '../helpers/listeners';
import { moveLeadTo } from '../helpers/subjects';
import { allDrivers } from '../helpers/temporary-workspace';
import { HOUR, aWatchedLead, after, call } from './watched-lead';

describe.each(allDrivers)('escalation on %s', (driver) => {
	it('R-REG-5: notice first, then the task with the head, then it is complete', async () => {
		const { clock, watch, fire, heard, status } = await aWatchedLead({ driver });
		await watch([after(2, 'hours'), after(3, 'hours', { code: 'task' })]);
		clock.advance({ hours: 2 });
		expect(await fire()).toEqual({ fired: 1, deferred: 0, dropped: 0, unheard: 0, failures: [] });
		expect(await heard()).toMatchObject([{ step: 'remind', occurrence: 1, dueAt: clock(), firedAt: clock(), lateByMs: 0 }]);
		clock.advance({ hours: 3 });
		await fire();
		expect(await heard()).toMatchObject([{ step: 'task', dueAt: clock() }]);
		expect(await status()).toEqual(['completed']);
	});

	it('R-LEAD-5: leaving the stage cancels what is pending, visibly; entering it again is a new cycle', async () => {
		const { workspace, clock, lead, watch, fire, steps, status, pending } = await aWatchedLead({ driver });
		const ended = await listenTo(workspace, [{ kind: 'EscalationEnded' }], { id: 'journal' });
		await watch([after(2, 'hours')]);
		await moveLeadTo(workspace, lead.id, 'first_call');
		expect((await takeAll(workspace, ended)).map(({ event }) => [event.state, event.data.reason])).toEqual([['cancelled', 'переход из «new»']]);
		await moveLeadTo(workspace, lead.id, 'new');
		expect(await pending()).toEqual([]);
		await watch([after(2, 'hours')]);
		clock.advance({ hours: 2 });
		await fire();
		expect(await steps()).toEqual(['remind']);
		expect(await status()).toEqual(['cancelled', 'completed']);
	});

	it('R-CORE-3: a subject that moved on gets nothing, even if nobody cancelled its timer, and its escalation ends', async () => {
		const { workspace, clock, subject, watch, fire, steps, status, pending } = await aWatchedLead({ driver });
		await watch([after(2, 'hours')]);
		await workspace.transaction(call, async (tx) => await keepSubjectState(tx, subject, { state: 'new', cycle: 2 }, null));
		clock.advance({ hours: 2 });
		expect(await fire()).toMatchObject({ fired: 0, dropped: 1 });
		expect([await steps(), await status(), await pending()]).toEqual([[], ['cancelled'], []]);
	});

	it('R-CORE-3: after three days of downtime fires once, says how late, and reckons on from now', async () => {
		const { clock, watch, fire, heard, pending } = await aWatchedLead({ driver });
		await watch([after(30, 'minutes', { times: 5 })]);
		clock.advance({ days: 3, minutes: 30 });
		expect(await fire()).toMatchObject({ fired: 1 });
		expect(await heard()).toMatchObject([{ occurrence: 1, lateByMs: 72 * HOUR }]);
		expect(await fire()).toMatchObject({ fired: 0 });
		expect(await pending()).toMatchObject([{ dueAt: clock() + HOUR / 2 }]);
	});

	it('a timer that nobody listens to stays visible and fires when somebody listens', async () => {
		const { workspace, clock, watch, fire, steps, listen, pending } = await aWatchedLead({ driver, listening: false });
		await watch([after(2, 'hours')]);
		clock.advance({ hours: 3 });
		expect(await fire()).toMatchObject({ fired: 0, unheard: 1 });
		expect(await pending()).toMatchObject([{ state: 'unheard', step: 'remind' }]);
		expect(await workspace.read(async (query) => await unheardTimers(query, clock()))).toEqual([{ rule: 'call-back', step: 'remind', count: 1 }]);
		await listen();
		expect(await fire()).toMatchObject({ fired: 1 });
		expect(await steps()).toEqual(['remind']);
	});

	it('one timer that cannot fire does not keep the others from firing; it stays, with the reason, and fires when that is mended', async () => {
		const { workspace, clock, nizhny, watch, fire, steps, pending } = await aWatchedLead({ driver });
		await watch([after(1, 'hours')], 'broken');
		await watch([after(2, 'hours')], 'sound');
		const responsible = async (rule: string, id: number) => await workspace.transaction(call, async (tx) => await tx.run('update escalations set responsible_id = :id where rule = :rule', { rule, id }));
		await responsible('broken', 9_999);
		clock.advance({ hours: 2 });
		const sweep = await fire();
		expect(sweep).toMatchObject({ fired: 1, failures: [{ error: { message: expect.stringContaining('Employee 9999') } }] });
		expect(await steps()).toEqual(['remind']);
		expect(await pending()).toMatchObject([{ rule: 'broken', state: 'armed', reason: expect.stringContaining('Employee 9999') }]);
		await responsible('broken', nizhny.manager.id);
		clock.advance({ minutes: 10 });
		expect(await fire()).toMatchObject({ fired: 1, failures: [] });
	});
});

describe('repeats and hours', () => {
	it('R-LEAD-4: reminds as often as capped, then the step for the head begins', async () => {
		const { clock, watch, fire, heard, status } = await aWatchedLead();
		await watch([after(1, 'hours', { times: 3 }), after(1, 'hours', { code: 'head' })]);
		const seen: string[] = [];
		for (let hour = 1; hour <= 6; hour++) {
			clock.advance({ hours: 1 });
			await fire();
			seen.push(...(await heard()).map(({ step, occurrence }) => `${hour}: ${step} ${occurrence}`));
		}
		expect(seen).toEqual(['1: remind 1', '2: remind 2', '3: remind 3', '4: head 1']);
		expect(await status()).toEqual(['completed']);
	});

	it('R-LEAD-4: outside the manager’s working hours it is put off to the next opening, which is not lateness', async () => {
		const { clock, watch, fire, heard, pending } = await aWatchedLead();
		clock.set('2026-03-06T17:30:00+03:00');
		await watch([after(2, 'hours', { inWorkingHours: true })]);
		// The Friday before 8 March: Monday the 9th is a day off (moved holiday), so Tuesday 09:00 is the next opening.
		const opening = instant('2026-03-10T09:00:00+03:00');
		expect(await pending()).toMatchObject([{ dueAt: opening }]);
		clock.set('2026-03-10T09:00:00+03:00');
		await fire();
		expect(await heard()).toMatchObject([{ dueAt: opening, lateByMs: 0 }]);
	});

	it('R-LEAD-4, R-CORE-3: what fell due in working hours and is found at night waits for the opening and says how late it is', async () => {
		const { clock, watch, fire, heard, pending } = await aWatchedLead();
		await watch([after(2, 'hours', { inWorkingHours: true })]);
		clock.set('2026-03-03T02:00:00+03:00');
		expect(await fire()).toMatchObject({ fired: 0, deferred: 1 });
		expect(await pending()).toMatchObject([{ dueAt: instant('2026-03-03T09:00:00+03:00'), deferredFrom: instant('2026-03-02T11:00:00+03:00') }]);
		expect(await fire()).toMatchObject({ fired: 0, deferred: 0 });
		clock.set('2026-03-03T09:00:00+03:00');
		await fire();
		expect(await heard()).toMatchObject([{ dueAt: instant('2026-03-02T11:00:00+03:00'), firedAt: clock(), lateByMs: 22 * HOUR }]);
	});

	it('R-CORE-4: a step says which calendar its instant was reckoned with', async () => {
		const { clock, watch, fire, heard } = await aWatchedLead();
		await watch([after(1, 'working_days')]);
		clock.set('2026-03-04T00:00:00+03:00');
		await fire();
		expect(await heard()).toMatchObject([{ calendar: { name: 'Нижний Новгород, Europe/Moscow', zone: 'Europe/Moscow', warnings: [] }, note: 'Перезвонить', guardState: 'new' }]);
	});
});

describe('people change their minds', () => {
	it('R-REG-5: what was acknowledged does not escalate', async () => {
		const { workspace, clock, subject, watch, fire, steps, status, pending } = await aWatchedLead();
		await watch([after(2, 'hours'), after(3, 'hours', { code: 'task' })]);
		clock.advance({ hours: 2 });
		await fire();
		expect(await acknowledgeEscalation(workspace, { subject, reason: 'договорились на среду' }, call)).toMatchObject({ kind: 'done', result: [{ rule: 'call-back', status: 'acknowledged' }] });
		clock.advance({ days: 30 });
		expect(await fire()).toMatchObject({ fired: 0, dropped: 0 });
		expect([await steps(), await status(), await pending()]).toEqual([[], ['acknowledged'], []]);
	});

	it('R-REG-5: a decision is kept with the subject, also one that comes when nothing is pending any more', async () => {
		const { workspace, subject, watch } = await aWatchedLead();
		await watch([after(2, 'hours')]);
		await acknowledgeEscalation(workspace, { subject, reason: 'договорились на среду' }, call);
		await acknowledgeEscalation(workspace, { subject, reason: 'перенесли на четверг' }, call);
		const rows = await workspace.read(async (query) => await query.all("select data_json from events where kind = 'DecisionRecorded' and subject_kind = :kind and subject_id = :id order by id", { kind: subject.kind, id: subject.id }));
		expect(rows.map((row) => JSON.parse(String(row.data_json)))).toEqual([
			{ decision: 'договорились на среду', ended: 'call-back' },
			{ decision: 'перенесли на четверг', ended: '' },
		]);
	});

	it('R-REG-5: only the rule that was called off ends', async () => {
		const { workspace, clock, subject, watch, fire, steps, status } = await aWatchedLead();
		await watch([after(2, 'hours')], 'one');
		await watch([after(2, 'hours', { code: 'other' })], 'two');
		await cancelEscalation(workspace, { subject, rule: 'one', reason: 'не нужно' }, call);
		clock.advance({ hours: 2 });
		await fire();
		expect([await steps(), await status()]).toEqual([['other'], ['cancelled', 'completed']]);
	});

	it('R-PRI-4: moving the date moves the step, clearing it parks it visibly, a date in the past is due now and not late', async () => {
		const { workspace, clock, subject, watch, fire, heard, pending } = await aWatchedLead();
		const at = (iso: string | null) => (iso === null ? null : instant(iso));
		const setDate = async (iso: string | null) => await workspace.transaction(call, async (tx) => await moveStepsBoundTo(tx, subject, 'reminderDate', at(iso)));
		await watch([{ code: 'letter', wait: { kind: 'at', at: instant('2026-03-02T12:00:00+03:00'), field: 'reminderDate' }, times: 1, inWorkingHours: false }]);
		await setDate('2026-03-05T12:00:00+03:00');
		clock.set('2026-03-03T00:00:00+03:00');
		expect(await fire()).toMatchObject({ fired: 0 });
		await setDate(null);
		expect(await pending()).toMatchObject([{ state: 'waiting', dueAt: null }]);
		clock.set('2026-03-10T00:00:00+03:00');
		expect(await fire()).toMatchObject({ fired: 0 });
		await setDate('2026-03-04T12:00:00+03:00');
		expect(await fire()).toMatchObject({ fired: 1 });
		expect(await heard()).toMatchObject([{ dueAt: clock(), lateByMs: 0 }]);
	});

	it('R-PRI-4: the next step of a running escalation can be moved; of one that does not run it cannot', async () => {
		const { workspace, clock, subject, watch, fire, steps } = await aWatchedLead();
		const move = async (dueAt: number) => await moveEscalation(workspace, { subject, rule: 'call-back', dueAt }, call);
		await expect(move(clock())).rejects.toThrow(/No escalation "call-back" runs on lead/);
		await watch([after(2, 'hours')]);
		await move(clock() + 5 * HOUR);
		clock.advance({ hours: 4 });
		await fire();
		expect(await steps()).toEqual([]);
		clock.advance({ hours: 1 });
		await fire();
		expect(await steps()).toEqual(['remind']);
	});

	it('R-LEAD-5: starting the same rule again during the same stay answers the running one, with its own due instant', async () => {
		const { clock, watch, status } = await aWatchedLead();
		const dueAt = clock() + 2 * HOUR;
		await watch([after(2, 'hours')]);
		clock.advance({ hours: 1 });
		expect(await watch([after(9, 'hours')])).toMatchObject({ result: { started: false, nextDueAt: dueAt, nextStep: 'remind' } });
		expect(await status()).toEqual(['running']);
	});

	it('R-CORE-6: an escalation with several faults is refused whole, all of them listed', async () => {
		const { watch, status } = await aWatchedLead();
		const bad = watch([after(0, 'hours', { times: 3 }), { ...after(1, 'hours'), code: 'Два', times: 0 }, { code: 'letter', wait: { kind: 'at', at: null, field: null }, times: 2, inWorkingHours: false }], 'Плохое имя');
		await expect(bad).rejects.toMatchObject({ faults: [{ field: 'Rule' }, { field: 'Step 1' }, { field: 'Step 2' }, { field: 'Step 2' }, { field: 'Step 3' }] });
		expect(await status()).toEqual([]);
	});
});
