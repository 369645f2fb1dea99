import { listOpenEffects as selectOpenEffects } from '../../journal/effects';
import type { EffectState } from '../../journal/effects';
import { rowsFor } from '../../store/page';
import type { Workspace } from '../workspace';

export interface OpenEffect {
	readonly key: string;
	readonly kind: string;
	/** `reserved`: a run may be acting right now; `unknown`: a person has to decide. */
	readonly state: Exclude<EffectState, 'done'>;
	readonly reservedAt: number;
	readonly workflow: string | null;
	readonly node: string | null;
	readonly executionId: string | null;
	readonly deliveryId: number | null;
	readonly note: string | null;
}

/** Effects outside the database whose outcome is not known, oldest first. */
export async function listOpenEffects(workspace: Workspace, options: { readonly limit?: number } = {}): Promise<OpenEffect[]> {
	const effects = await workspace.read(async (query) => await selectOpenEffects(query, rowsFor(options.limit ?? 100)));
	return effects.map(({ key, kind, state, at, cause, deliveryId, note }) => ({
		key,
		kind,
		state: state as OpenEffect['state'],
		reservedAt: at,
		workflow: cause.workflow?.name ?? null,
		node: cause.node?.name ?? null,
		executionId: cause.executionId ?? null,
		deliveryId,
		note,
	}));
}
