import { confirmEffect } from '../../../src/desk/operations/confirm-effect';
import { listOpenEffects } from '../../../src/desk/operations/list-open-effects';
import { reserveEffect } from '../../../src/desk/operations/reserve-effect';
import { resolveEffect } from '../../../src/desk/operations/resolve-effect';
import type { Workspace } from '../../../src/desk/workspace';
import { sharedDrivers, temporaryWorkspace } from '../../helpers/temporary-workspace';
import { callFrom } from '../notices/step-delivery';

const RUNS = 12;
const key = 'r1/gate/0/0';
const by = (run: number) => callFrom(null, { executionId: String(run), effectKey: key });
const reserve = async (workspace: Workspace, run: number) => (await reserveEffect(workspace, { kind: 'e-mail' }, by(run))).outcome;
const count = (outcomes: readonly string[], outcome: string) => outcomes.filter((one) => one === outcome).length;
const parkedEvents = async (workspace: Workspace) => Number((await workspace.read(async (query) => await query.get("select count(*) as n from events where kind = 'EffectParked'")))?.n);

describe.each(sharedDrivers)('runs that meet at the gate on %s', (driver) => {
	it('R-CORE-2: of many at once exactly one acts, and a person is asked once', async () => {
		const { workspace, openAgain } = await temporaryWorkspace({ driver });
		const other = await openAgain();
		const outcomes = await Promise.all(Array.from({ length: RUNS }, async (_, run) => await reserve(run % 2 === 0 ? workspace : other, run)));
		expect(count(outcomes, 'first')).toBe(1);
		expect(count(outcomes, 'needs_person')).toBe(RUNS - 1);
		expect(await parkedEvents(workspace)).toBe(1);
		expect(await listOpenEffects(other)).toMatchObject([{ state: 'unknown' }]);
	});

	it('R-CORE-2: nobody acts again while the first one confirms', async () => {
		const { workspace, openAgain } = await temporaryWorkspace({ driver });
		const other = await openAgain();
		await reserve(workspace, 0);
		const [, ...outcomes] = await Promise.all([confirmEffect(workspace, { key, result: 'sent' }, by(0)), ...Array.from({ length: RUNS }, async (_, run) => await reserve(run % 2 === 0 ? workspace : other, run + 1))]);
		expect(count(outcomes as string[], 'first')).toBe(0);
		expect(await reserve(other, 99)).toBe('already_done');
		expect(await listOpenEffects(workspace)).toEqual([]);
	});

	it('R-CORE-2: after "repeat" exactly one of the waiting runs acts', async () => {
		const { workspace, openAgain } = await temporaryWorkspace({ driver });
		const other = await openAgain();
		await reserve(workspace, 0);
		await reserve(other, 1);
		const decided = resolveEffect(workspace, { key, decision: 'repeat', note: 'not sent', by: 'Анна' });
		const outcomes = await Promise.all(Array.from({ length: RUNS }, async (_, run) => await reserve(run % 2 === 0 ? workspace : other, run + 2)));
		await decided;
		// Whether any of them came after the decision is chance; that two act is not.
		expect(count(outcomes, 'first')).toBeLessThanOrEqual(1);
	});
});
