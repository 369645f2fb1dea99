import type { Lead } from './lead';
import { stageIn } from './pipeline';
import type { Pipeline } from './pipeline';

export const callOutcomes = ['reached', 'no_answer', 'call_later'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

export interface LoggedCall {
	/** The stage the lead enters because of the call; null: it stays where it is. */
	readonly enters: 'no_answer' | 'call_later' | null;
	/** The manager spoke with the client: what was pending for the lead got its reaction (R-REG-5) and the client was contacted (R-PRI-3). */
	readonly spoke: boolean;
}

/**
 * What a call to the client comes to. "No answer" enters its stage again and again, so that the third one is told apart
 * (R-LEAD-3 stage 4); on a closed lead it is only noted, for an unanswered call must not open it again.
 */
export function decideCall(lead: Pick<Lead, 'stage'>, outcome: CallOutcome, pipeline: Pipeline): LoggedCall {
	const kind = stageIn(pipeline, lead.stage)?.kind ?? 'open';
	if (outcome === 'no_answer') return { enters: kind === 'open' ? 'no_answer' : null, spoke: false };
	return { enters: outcome === 'call_later' ? 'call_later' : null, spoke: true };
}
