import { InvalidInputError, MoveRefusedError } from '../errors';
import { mergeFields } from './changes';
import type { FieldValue } from './input-reader';
import type { Lead } from './lead';
import { codesOf, firstStage, stageIn, stageTitles } from './pipeline';
import type { Pipeline, Stage } from './pipeline';

/** Stages whose robot calls at an agreed time, so that time must be known (R-LEAD-2, stages 5 and 13). */
const DATED_STAGES: ReadonlySet<string> = new Set(['call_later', 'postponed']);

export interface LeadMove {
	readonly stage: string;
	/** Why, in words; needed for a lost stage. */
	readonly reason?: string | null;
	/** The agreed time of the next call, ms; null empties it, absent keeps it. */
	readonly callAt?: number | null;
	readonly fields?: Readonly<Record<string, FieldValue>>;
	/** Set by the conversion alone: it is the one way into the won stage (R-LEAD-6). */
	readonly converts?: boolean;
}

/** What entering the stage comes to: the new record, and what its event says. */
export interface LeadMoved {
	readonly lead: Lead;
	readonly from: { readonly code: string; readonly title: string };
	readonly to: Stage;
	readonly data: Readonly<Record<string, unknown>>;
}

/** The stages a lead may be moved to by hand. A converted lead stays; a lost one may be taken up again. */
export function allowedLeadStages(lead: Pick<Lead, 'stage'>, pipeline: Pipeline): string[] {
	const kind = stageIn(pipeline, lead.stage)?.kind;
	if (kind === 'won') return [];
	return kind === 'lost' ? codesOf(pipeline, 'open') : codesOf(pipeline, 'open', 'lost');
}

function targetOf(lead: Lead, move: LeadMove, pipeline: Pipeline): Stage {
	const allowed = allowedLeadStages(lead, pipeline);
	const refused = (reason: string) => new MoveRefusedError(`Lead ${lead.id}`, lead.stage, move.stage, allowed, reason, stageTitles(pipeline));
	const target = stageIn(pipeline, move.stage);
	if (!target) throw refused('the lead pipeline has no such stage');
	if (move.converts) {
		const kind = stageIn(pipeline, lead.stage)?.kind;
		if (kind === 'won' || kind === 'lost') throw refused(kind === 'lost' ? 'a lost lead is taken up again before it is converted' : '');
		return target;
	}
	if (target.kind === 'won') throw refused('only the conversion leads there, for it makes the deal; convert the lead instead');
	if (!allowed.includes(target.code)) throw refused('');
	return target;
}

function agreedTime(lead: Lead, move: LeadMove, target: Stage, now: number): number | null {
	const { callAt } = move;
	if (callAt !== undefined && callAt !== null && callAt <= now) throw new InvalidInputError([{ field: 'callAt', reason: `${new Date(callAt).toISOString()} is past; give a later time` }]);
	const agreed = callAt === undefined ? lead.callAt : callAt;
	if (DATED_STAGES.has(target.code) && (agreed === null || agreed <= now)) throw new InvalidInputError([{ field: 'callAt', reason: `stage "${target.title}" needs the agreed time of the call, in the future` }]);
	return agreed;
}

/** A lead taken up again starts without the reason it was lost for; the history keeps that. */
function fieldsAfter(lead: Lead, move: LeadMove, target: Stage, wasLost: boolean): Record<string, FieldValue> {
	const { reason: lostFor = null, ...others } = lead.fields;
	const present = wasLost ? others : lead.fields;
	const given = mergeFields(present, move.fields ?? {});
	if (target.kind !== 'lost') return given;
	const reason = move.reason?.trim() || given.reason || (wasLost ? null : lostFor);
	if (reason === null || reason === undefined || String(reason).trim() === '') throw new InvalidInputError([{ field: 'reason', reason: `stage "${target.title}" needs the reason of the refusal` }]);
	return { ...given, reason };
}

/**
 * Decides a move in the lead funnel (R-LEAD-2): from any open stage to any other, for operators arrange the funnel as they
 * like. Entering the same stage again is a new stay (R-LEAD-5).
 * @param earlierVisits how often the target stage was entered before
 * @param now ms
 * @throws {MoveRefusedError} with the allowed stages
 * @throws {InvalidInputError} when the stage needs a time or a reason that is missing
 */
export function decideLeadMove(lead: Lead, move: LeadMove, pipeline: Pipeline, now: number, earlierVisits: number): LeadMoved {
	const target = targetOf(lead, move, pipeline);
	const from = stageIn(pipeline, lead.stage);
	const fields = fieldsAfter(lead, move, target, from?.kind === 'lost');
	const moved: Lead = {
		...lead,
		stage: target.code,
		stageCycle: lead.stageCycle + 1,
		stageSince: now,
		stageVisits: earlierVisits + 1,
		fields,
		callAt: agreedTime(lead, move, target, now),
		updatedAt: now,
	};
	return { lead: moved, from: { code: lead.stage, title: from?.title ?? lead.stage }, to: target, data: { ...stageFacts(moved, target), reason: move.reason?.trim() || (target.kind === 'lost' ? fields.reason : null) || null } };
}

/** What the event of entering a stage says about the lead. */
export function stageFacts(lead: Lead, stage: Stage): Record<string, unknown> {
	return { title: lead.title, clientName: lead.clientName, stageTitle: stage.title, visits: lead.stageVisits, callAt: lead.callAt, responsibleId: lead.responsibleId, companyId: lead.companyId };
}

/** The stage a converted lead stands on. */
export const convertedStage = (pipeline: Pipeline): string => firstStage(pipeline, 'won').code;
