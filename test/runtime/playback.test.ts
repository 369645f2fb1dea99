import { acknowledgeEscalation } from '../../src/desk/escalations/end-escalation';
import { fireDueTimers } from '../../src/desk/escalations/fire-due-timers';
import { playUntil, playbackStep } from '../../src/desk/runtime/playback';
import { startEscalation } from '../../src/desk/escalations/start-escalation';
import { after } from '../escalation/watched-lead';
import { instant } from '../helpers/fixed-clock';
import { claimNext, listenTo, takeAll } from '../helpers/listeners';
import { sharedDrivers } from '../helpers/temporary-workspace';
import { DAY, aWatchedWorkspace, call, runWorkflow, until } from './playing';

const steps = [{ kind: 'EscalationStepDue' as const }];
const heard = (event: { data: unknown; state: string }) => event.data as { step: string; occurrence: number; dueAt: number; firedAt: number; lateByMs: number };

describe('who may move the clock', () => {
	it('R-CORE-5: a live workspace refuses, and its time stays the machine’s', async () => {
		const { workspace, clock, now } = await aWatchedWorkspace({ mode: 'live' });
		await expect(playUntil(workspace, clock() + DAY)).rejects.toThrow(/is live: its clock is the real one and cannot be moved/);
		expect(await playbackStep(workspace)).toEqual({ kind: 'idle' });
		expect(await now()).toBe(clock());
	});

	it('R-CORE-5: a sandbox plays forward only', async () => {
		const { workspace, now } = await aWatchedWorkspace({ mode: 'sandbox' });
		await expect(playUntil(workspace, (await now()) - 1)).rejects.toThrow(/The clock cannot go back/);
	});

	it('R-CORE-5: a sandbox whose clock nobody moves runs with the machine’s', async () => {
		const { workspace, clock, now } = await aWatchedWorkspace({ mode: 'sandbox' });
		clock.advance({ hours: 3 });
		expect([await playbackStep(workspace), await now()]).toEqual([{ kind: 'idle' }, clock()]);
	});
});

describe('playing', () => {
	it('R-CORE-5: an unmodified workflow lives through a year: every step in its order, at its exact instant', async () => {
		const { workspace, watch, now, arrived } = await aWatchedWorkspace({ mode: 'sandbox' });
		const seen: Array<[string, number, string]> = [];
		await runWorkflow(workspace, steps, (deliveries) => {
			for (const { event } of deliveries) seen.push([heard(event).step, heard(event).occurrence, new Date(heard(event).firedAt).toISOString()]);
			return { kind: 'succeeded' };
		});
		await watch([after(30, 'calendar_days', { times: 11 }), after(1, 'working_days', { code: 'head', inWorkingHours: true })]);
		const target = instant('2027-03-02T09:00:00+03:00');
		await playUntil(workspace, target);
		await until(arrived);
		// The 30th day ends at midnight in Nizhny Novgorod, 21:00 in UTC; the term that follows begins at that instant, a day later there.
		expect(seen).toEqual([
			['remind', 1, '2026-04-01T21:00:00.000Z'],
			['remind', 2, '2026-05-02T21:00:00.000Z'],
			['remind', 3, '2026-06-02T21:00:00.000Z'],
			['remind', 4, '2026-07-03T21:00:00.000Z'],
			['remind', 5, '2026-08-03T21:00:00.000Z'],
			['remind', 6, '2026-09-03T21:00:00.000Z'],
			['remind', 7, '2026-10-04T21:00:00.000Z'],
			['remind', 8, '2026-11-04T21:00:00.000Z'],
			['remind', 9, '2026-12-05T21:00:00.000Z'],
			['remind', 10, '2027-01-05T21:00:00.000Z'],
			['remind', 11, '2027-02-05T21:00:00.000Z'],
			['head', 1, expect.stringMatching(/^2027-02-0[89]T/)],
		]);
		expect(await now()).toBe(target);
	}, 60_000);

	it('R-CORE-5: however long the workflows take, everything happens at the instant it was due, and at the target the clock runs on', async () => {
		const { workspace, clock, watch, now, arrived } = await aWatchedWorkspace({ mode: 'sandbox' });
		const start = await now();
		const seen: Array<readonly [number, number]> = [];
		await runWorkflow(workspace, steps, (deliveries) => {
			clock.advance({ minutes: 7 });
			for (const { event } of deliveries) seen.push([heard(event).firedAt - start, heard(event).lateByMs]);
			return { kind: 'succeeded' };
		});
		await watch([after(1, 'hours', { times: 3 })]);
		await playUntil(workspace, start + DAY);
		await until(arrived);
		expect(seen).toEqual([[3_600_000, 0], [7_200_000, 0], [10_800_000, 0]]);
		expect(await now()).toBe(start + DAY);
		clock.advance({ minutes: 1 });
		expect(await now()).toBe(start + DAY + 60_000);
	});

	it('R-CORE-5: the clock stands while a workflow has something to do at this instant', async () => {
		const { workspace, watch, now } = await aWatchedWorkspace({ mode: 'sandbox' });
		const consumer = await listenTo(workspace, steps);
		await watch([after(1, 'hours')]);
		const start = await now();
		await playUntil(workspace, start + DAY);
		expect(await playbackStep(workspace)).toEqual({ kind: 'moved', to: start + 3_600_000 });
		expect(await playbackStep(workspace)).toEqual({ kind: 'busy' });
		await fireDueTimers(workspace);
		expect(await playbackStep(workspace)).toEqual({ kind: 'busy' });
		const { token } = await claimNext(workspace, consumer);
		expect(await playbackStep(workspace)).toEqual({ kind: 'busy' });
		await workspace.database.transaction(async (tx) => await tx.run("update deliveries set state = 'done' where claim_token = :token", { token }));
		expect(await playbackStep(workspace)).toEqual({ kind: 'arrived', at: start + DAY });
		expect(await playbackStep(workspace)).toEqual({ kind: 'idle' });
	});

	it('R-CORE-5: what a workflow does during the play has its own instants: a reaction ends the escalation', async () => {
		const { workspace, subject, watch, arrived, now } = await aWatchedWorkspace({ mode: 'sandbox' });
		const seen: string[] = [];
		await runWorkflow(workspace, steps, async (deliveries) => {
			for (const { event } of deliveries) seen.push(`${event.state} ${heard(event).occurrence}`);
			if (seen.length === 2) await acknowledgeEscalation(workspace, { subject, reason: 'созвонились' }, call);
			return { kind: 'succeeded' };
		});
		await watch([after(2, 'hours', { times: 10 })]);
		await playUntil(workspace, (await now()) + 30 * DAY);
		await until(arrived);
		expect(seen).toEqual(['remind 1', 'remind 2']);
	});

	it('R-CORE-5: a workflow that keeps failing is parked and does not hold the clock for its pauses', async () => {
		const { workspace, watch, arrived, now } = await aWatchedWorkspace({ mode: 'sandbox' });
		let runs = 0;
		await runWorkflow(workspace, steps, () => {
			runs += 1;
			return { kind: 'failed', error: 'mail server away' };
		});
		await watch([after(2, 'hours')]);
		await playUntil(workspace, (await now()) + 30 * DAY);
		await until(arrived);
		const parked = await workspace.read(async (query) => await query.get("select count(*) as n from deliveries where state = 'parked'"));
		expect([runs, parked]).toEqual([6, { n: 1 }]);
	});

	it('R-CORE-5: a workflow that was switched off does not hold the clock; what happened waits for it', async () => {
		const { workspace, watch, now } = await aWatchedWorkspace({ mode: 'sandbox' });
		const consumer = await listenTo(workspace, steps);
		await watch([after(2, 'hours')]);
		await workspace.database.transaction(async (tx) => await tx.run('update consumers set seen_at = seen_at - 61000'));
		const start = await now();
		await playUntil(workspace, start + DAY);
		expect(await playbackStep(workspace)).toMatchObject({ kind: 'moved' });
		await fireDueTimers(workspace);
		expect(await playbackStep(workspace)).toEqual({ kind: 'arrived', at: start + DAY });
		expect(await takeAll(workspace, consumer)).toHaveLength(1);
	});

	it('R-CORE-5: a timer that nobody listens to does not hold the clock', async () => {
		const { workspace, watch, arrived, now } = await aWatchedWorkspace({ mode: 'sandbox' });
		await runWorkflow(workspace, [{ kind: 'EscalationStepDue', scope: 'another-rule' }], () => ({ kind: 'succeeded' }));
		await watch([after(2, 'hours')]);
		await playUntil(workspace, (await now()) + DAY);
		await until(arrived);
	});
});

describe.each(sharedDrivers)('two processes playing one sandbox on %s', (driver) => {
	it('R-CORE-5: never overshoot: the clock visits every due instant and arrives at the target', async () => {
		const { workspace, clock, watch, now, subject, openAgain } = await aWatchedWorkspace({ driver, mode: 'sandbox' });
		const other = await openAgain(clock);
		const consumer = await listenTo(workspace, steps);
		for (let hour = 1; hour <= 12; hour++) await startEscalation(workspace, { rule: `rule-${hour}`, subject, steps: [after(hour, 'hours')], note: '' }, call);
		await watch([after(13, 'hours')]);
		const start = await now();
		await playUntil(workspace, start + DAY);
		const fired: number[] = [];
		for (let turn = 0; turn < 200; turn++) {
			const played = await Promise.all([playbackStep(workspace), playbackStep(other), playbackStep(workspace), playbackStep(other)]);
			if (played.some(({ kind }) => kind === 'arrived')) break;
			await Promise.all([fireDueTimers(workspace), fireDueTimers(other)]);
			for (const { event } of await takeAll(workspace, consumer)) fired.push(heard(event).firedAt - start);
		}
		expect(fired).toEqual(Array.from({ length: 13 }, (_, index) => (index + 1) * 3_600_000));
		expect(await now()).toBe(start + DAY);
	}, 60_000);
});
