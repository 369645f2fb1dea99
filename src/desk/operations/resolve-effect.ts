import { systemCall } from '../../call';
import type { Call } from '../../call';
import { ConflictError, InvalidInputError, NotFoundError } from '../../errors';
import type { InputFault } from '../../errors';
import { keepResult, lockEffect, releaseEffect } from '../../journal/effects';
import type { Effect } from '../../journal/effects';
import type { DeskTransaction, Workspace } from '../workspace';
import { effectFacts, subjectOfEffect } from './park-effect';
import { redeliver } from './redeliver';

export interface ResolveEffect {
	readonly key: string;
	/** `it_happened`: never again. `repeat`: it did not, the next run shall act. */
	readonly decision: 'it_happened' | 'repeat';
	/** How the person knows. */
	readonly note: string;
	readonly by: string;
}

export interface EffectResolved {
	readonly key: string;
	readonly decision: ResolveEffect['decision'];
	/**
	 * The workflow is about to run again, with the gate knowing the decision: after `repeat` it acts, after `it_happened` it
	 * skips the act and does what stands behind. False means: no delivery started it, do by hand what is missing.
	 */
	readonly redelivered: boolean;
}

function check(input: ResolveEffect): void {
	const faults: InputFault[] = [];
	if (input.by.trim() === '') faults.push({ field: 'By', reason: 'say who decides' });
	if (input.note.trim() === '') faults.push({ field: 'Note', reason: 'say how you know, e.g. "the letter is in the Sent folder"' });
	if (faults.length > 0) throw new InvalidInputError(faults);
}

async function checkItRests(tx: DeskTransaction, effect: Effect): Promise<void> {
	if (effect.state === 'done') throw new ConflictError(`"${effect.kind}" is known to have happened: there is nothing left to decide`, 'List the open effects to see what waits.');
	const running = effect.deliveryId === null ? undefined : await tx.get("select id from deliveries where id = :id and state = 'claimed'", { id: effect.deliveryId });
	if (running) throw new ConflictError(`The workflow of "${effect.kind}" is running at this moment and may still say what came of it`, 'Look again in a minute.');
}

async function resolveIn(tx: DeskTransaction, input: ResolveEffect): Promise<EffectResolved> {
	const effect = await lockEffect(tx, input.key);
	if (!effect) throw new NotFoundError('An open effect with the key', input.key);
	await checkItRests(tx, effect);
	const [by, note] = [input.by.trim(), input.note.trim()];
	if (input.decision === 'it_happened') await keepResult(tx, effect.key, { decidedBy: by, note }, tx.now);
	else await releaseEffect(tx, effect.key);
	const redelivered = effect.deliveryId !== null && (await redeliver(tx, effect.deliveryId));
	await tx.emit({ kind: 'EffectResolved', scope: effect.kind, state: input.decision, subject: await subjectOfEffect(tx, effect), data: { ...effectFacts(effect), decision: input.decision, by, note, redelivered } });
	return { key: effect.key, decision: input.decision, redelivered };
}

/**
 * A person decides about an effect whose outcome nobody knows (R-CORE-2). The decision, its author and their reason are an
 * event. The workflow runs again, in which everything else is known to be done: so what stands behind the gate (marking a
 * letter as sent) comes true after either decision.
 * @throws {ConflictError} when it was settled meanwhile, or its workflow is running
 */
export async function resolveEffect(workspace: Workspace, input: ResolveEffect, call: Call = systemCall('operator')): Promise<EffectResolved> {
	check(input);
	return await workspace.transaction(call, async (tx) => await resolveIn(tx, input));
}
