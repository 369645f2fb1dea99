/** Who asked for a change, kept in histories: a person by name, or a workflow. */
export interface Actor {
	readonly kind: 'person' | 'workflow' | 'system';
	readonly name: string;
}

/**
 * Where a use case was called from. Everything here ends up in the answer to "why does this notice exist" (R-CORE-4);
 * `effectKey` makes the call's effect happen once however often the workflow runs (R-CORE-2).
 */
export interface Call {
	readonly actor: Actor;
	readonly workflow: { readonly id: string; readonly name: string } | null;
	readonly node: { readonly id: string; readonly name: string } | null;
	readonly executionId: string | null;
	/** The delivery this run came from, when a Deal Desk trigger started it. */
	readonly deliveryId: number | null;
	/** Same cause, same key: derived from the delivery (or execution), the node and the item. Null only for calls that are safe to repeat. */
	readonly effectKey: string | null;
}

/** A call made by the package itself or by a test, not from a canvas. */
export function systemCall(name: string, effectKey: string | null = null): Call {
	return { actor: { kind: 'system', name }, workflow: null, node: null, executionId: null, deliveryId: null, effectKey };
}
