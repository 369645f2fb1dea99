/**
 * Every parameter of every operation of every node, one at a time, with everything a sender may have put there. The
 * operations come from the nodes' own lists, so a new one is tried by itself.
 */
import { processorTime } from '../helpers/processor-time';
import { goodCall, goodFile } from './good-calls';
import { hostileCollections, hostileValuesFor } from './hostile-values';
import { judge } from './judgement';
import { callOperation } from './node-call';
import { allOperations, inputsOf, withValue } from './operation-fields';
import type { NamedOperation } from './operation-fields';
import { openWorld } from './world';
import type { World } from './world';

/** More computing would keep n8n, which is one process, from everybody else. */
const LONGEST_MS = 2_000;

let world: World;
beforeAll(async () => void (world = await openWorld()), 60_000);
afterAll(async () => await world?.close());
afterEach(() => world.data.restore());

/** Calls the operation, again when it took long: what hostile input costs it costs each time, a garbage collection only once. */
async function timed({ name, operation }: NamedOperation, parameters: Record<string, unknown>): Promise<{ answer: Awaited<ReturnType<typeof callOperation>>; took: number }> {
	for (let again = 2; ; again--) {
		const elapsed = processorTime();
		const answer = await callOperation(operation, { credential: world.credential, parameters, file: goodFile(name) });
		const took = elapsed();
		if (took <= LONGEST_MS || again === 0) return { answer, took };
		if (world.data.hasChanged()) world.data.restore();
	}
}

async function attack(one: NamedOperation, path: string, what: string, value: unknown): Promise<string[]> {
	const { answer, took } = await timed(one, withValue(goodCall(one), path, value));
	const faults = judge(value, answer, world.data);
	if (took > LONGEST_MS) faults.push(`takes ${Math.round(took)} ms of computing`);
	if (world.data.hasChanged()) world.data.restore();
	return faults.map((fault) => `${path} = ${what}: ${fault}`);
}

const cases = allOperations.map((one) => [one.name, one] as const);

it.each(cases)('R-CORE-6: %s works when all is well, so that what follows tries something', async (name, one) => {
	const answer = await callOperation(one.operation, { credential: world.credential, parameters: goodCall(one), file: goodFile(name) });
	expect(answer.kind === 'refused' ? answer.message : 'accepted').toBe('accepted');
});

it.each(cases)('R-CORE-6: %s takes hostile input as it is or refuses it whole, in words', async (_name, one) => {
	const faults: string[] = [];
	for (const { path, property } of inputsOf(one.operation)) {
		for (const [what, value] of Object.entries(hostileValuesFor(property))) faults.push(...(await attack(one, path, what, value)));
	}
	for (const property of one.operation.properties) {
		if (property.type !== 'collection' && property.type !== 'fixedCollection') continue;
		for (const [what, value] of Object.entries(hostileCollections)) faults.push(...(await attack(one, property.name, what, value)));
	}
	expect(faults).toEqual([]);
}, 180_000);
