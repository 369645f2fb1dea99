import * as fc from 'fast-check';

import { leave, send, workOff } from '../../chaos/act-out';
import { mortal } from '../../chaos/die-everywhere';
import { openStage } from '../../chaos/stage';

const DAY = 86_400_000;
/** More attempts than this are parked for a person. */
const MOST_DEATHS = 4;

type Act =
	/** Somebody sets the clock of the machine. */
	| { readonly kind: 'step'; readonly byMs: number }
	| { readonly kind: 'wait'; readonly seconds: number }
	| { readonly kind: 'request' }
	| { readonly kind: 'leave' }
	| { readonly kind: 'work' }
	/** A process dies at some place of its work, its leases with the clock as it is. */
	| { readonly kind: 'die'; readonly place: number };

const anAct: fc.Arbitrary<Act> = fc.oneof(
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('step' as const), byMs: fc.oneof(fc.integer({ min: -DAY, max: DAY }), fc.integer({ min: -120_000, max: 120_000 })) }) },
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 0, max: 120 }) }) },
	{ weight: 8, arbitrary: fc.constantFrom<Act>({ kind: 'request' }, { kind: 'work' }, { kind: 'work' }, { kind: 'leave' }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('die' as const), place: fc.integer({ min: 1, max: 120 }) }) },
);

/** A machine whose clock is set at will plays the story; then the clock is left alone and everything comes to rest. */
async function play(acts: readonly Act[]): Promise<{ readonly broken: readonly string[]; readonly fired: number }> {
	const stage = await openStage({ kind: 'sqlite', path: ':memory:' });
	let offMs = 0;
	let deaths = 0;
	const clockOff = () => offMs;
	for (const act of acts) {
		const actor = stage.actor({ clockOff });
		if (act.kind === 'step') offMs += act.byMs;
		else if (act.kind === 'wait') stage.clock.advance({ seconds: act.seconds });
		else if (act.kind === 'request') stage.accepted.set(stage.accepted.size, await send(actor, stage.accepted.size));
		else if (act.kind === 'leave') for (const [n, leadId] of stage.accepted) await leave(actor, n, leadId);
		else if (act.kind === 'work') await workOff(actor);
		else if ((deaths += 1) <= MOST_DEATHS) {
			const process = mortal(stage.workspace.database, act.place);
			await workOff(stage.actor({ clockOff, database: process.database, between: async () => process.point() })).catch((error: unknown) => {
				if (!process.hasDied()) throw error;
			});
		}
	}
	stage.clock.advance({ ms: acts.reduce((sum, act) => sum + (act.kind === 'step' ? Math.abs(act.byMs) : 0), 0) });
	await stage.playOn();
	const broken = await stage.broken();
	const row = await stage.workspace.read(async (query) => await query.get("select count(*) as n from timers where state = 'fired'"));
	await stage.close();
	return { broken, fired: Number(row?.n) };
}

it('R-CORE-1, R-CORE-2, R-CORE-3: whenever the clock of the machine is set, forwards or backwards, nothing is lost, nothing happens twice and nothing fires before its time on that clock', async () => {
	let fired = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(anAct, { minLength: 10, maxLength: 60 }), async (acts) => {
			const outcome = await play(acts);
			fired += outcome.fired;
			expect(outcome.broken).toEqual([]);
		}),
		{ numRuns: 40 },
	);
	expect(fired).toBeGreaterThan(0);
}, 60_000);

it('R-CORE-3: a timer waits for its instant on a clock that was set back, and fires once when it comes', async () => {
	const stage = await openStage({ kind: 'sqlite', path: ':memory:' });
	let offMs = 0;
	const actor = stage.actor({ clockOff: () => offMs });
	const fired = async () => (await stage.workspace.read(async (query) => await query.all("select id from timers where state = 'fired'"))).length;
	// The fourth request is the first that is watched over.
	for (let n = 0; n < 4; n++) stage.accepted.set(n, await send(actor, n));
	await workOff(actor);
	stage.clock.advance({ seconds: 59 });
	offMs = -DAY;
	for (const hours of [1, 22]) {
		stage.clock.advance({ hours });
		await workOff(actor);
		expect(await fired()).toBe(0);
	}
	stage.clock.advance({ hours: 1, seconds: 1 });
	await workOff(actor);
	expect(await fired()).toBe(1);
	// And forwards again: what fired stays fired, the next one comes at once and says that it is late.
	offMs = 0;
	await workOff(actor);
	expect(await fired()).toBe(2);
	const late = await stage.workspace.read(async (query) => await query.get("select data_json from events where kind = 'EscalationStepDue' order by id desc limit 1"));
	expect(JSON.parse(String(late?.data_json))).toMatchObject({ lateByMs: DAY - 60_000 });
	await stage.playOn();
	expect(await stage.broken()).toEqual([]);
	await stage.close();
});
