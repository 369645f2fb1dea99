import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import type { EffectOutcome } from '../../src/desk/workspace';
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

/** A list, one item for each. */
export function records(values: readonly object[]): Output[] {
	return values.map(record);
}

/**
 * What an effect answered. A repeated one is told by `repeated`, one that the subject has outrun by `skipped` and `reason`
 * (R-CORE-2, R-CORE-3); the flow goes on in each case, so that a retry reaches what comes after.
 * @param describe shapes the result for the canvas when it is not a flat record itself
 */
export function effect<T extends object>(outcome: EffectOutcome<T>, describe: (result: T) => object = (result) => result): Output {
	if (outcome.kind === 'overtaken') return { json: { skipped: true, reason: outcome.reason } };
	return { json: { ...readable(describe(outcome.result)), repeated: outcome.kind === 'repeated' } };
}

/** As `effect`, for an effect that made several things: one item for each, each saying whether it is a repetition. */
export function effects<T>(outcome: EffectOutcome<T>, describe: (result: T) => readonly object[]): Output[] {
	if (outcome.kind === 'overtaken') return [{ json: { skipped: true, reason: outcome.reason } }];
	return describe(outcome.result).map((one) => ({ json: { ...readable(one), repeated: outcome.kind === 'repeated' } }));
}
