import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import type { EffectOutcome } from '../../src/desk/workspace';
import { mapInPieces } from '../../src/breathe';
import { readable } from './readable';

/** One item to be, before the loop links it to the item it came from. */
export interface Output {
	readonly json: IDataObject;
	readonly binary?: IBinaryKeyData;
}

/** One record as an item. Instants become ISO text. */
export function record(value: object): Output {
	return { json: readable(value) };
}

/** A list, one item for each. @param shape makes of each what the canvas shows */
export async function records<T extends object>(values: readonly T[], shape: (value: T) => object = (value) => value): Promise<Output[]> {
	return await mapInPieces(values, (value) => record(shape(value)));
}

const overtaken = (reason: string): Output => ({ json: { skipped: true, reason } });

const told = (value: object, repeated: boolean): Output => {
	const json = readable(value);
	json.repeated = repeated;
	return { json };
};

/**
 * What an effect answered. A repeated one is told by `repeated`, one that the subject has outrun by `skipped` and `reason`
 * (R-CORE-2, R-CORE-3); the flow goes on in each case, so that a retry reaches what comes after.
 * @param describe shapes the result for the canvas when it is not a flat record itself
 */
export function effect<T extends object>(outcome: EffectOutcome<T>, describe: (result: T) => object = (result) => result): Output {
	if (outcome.kind === 'overtaken') return overtaken(outcome.reason);
	return told(describe(outcome.result), outcome.kind === 'repeated');
}

/** As `effect`, for an effect that made several things: one item for each, each saying whether it is a repetition. */
export function effects<T>(outcome: EffectOutcome<T>, describe: (result: T) => readonly object[]): Output[] {
	if (outcome.kind === 'overtaken') return [overtaken(outcome.reason)];
	return describe(outcome.result).map((one) => told(one, outcome.kind === 'repeated'));
}

/** As `effects`, for thousands of things. @param shape makes of each what the canvas shows */
export async function effectsInPieces<T extends object>(outcome: EffectOutcome<readonly T[]>, shape: (one: T) => object): Promise<Output[]> {
	if (outcome.kind === 'overtaken') return [overtaken(outcome.reason)];
	return await mapInPieces(outcome.result, (one) => told(shape(one), outcome.kind === 'repeated'));
}
