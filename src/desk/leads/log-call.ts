import type { Call } from '../../call';
import { InputReader } from '../../crm/input-reader';
import type { Lead } from '../../crm/lead';
import { callOutcomes, decideCall } from '../../crm/log-call';
import type { CallOutcome } from '../../crm/log-call';
import { InvalidInputError } from '../../errors';
import { leads } from '../../store/crm-tables';
import { endEscalationsOn } from '../escalations/end-escalation';
import { keepContact } from '../priority/log-contact';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { enterLeadStage } from './enter-lead-stage';
import { leadPipeline } from './lead-view';

export interface LogCall {
	readonly leadId: number;
	readonly outcome: CallOutcome;
	/** For "call later": the agreed time, ms, in the future. */
	readonly callAt?: number | null;
	readonly note?: string | null;
}

export interface CallLogged {
	readonly leadId: number;
	readonly outcome: CallOutcome;
	readonly stage: string;
	/** How often the present stage has been entered: 3 on "no answer" is the third failure. */
	readonly visits: number;
	readonly callAt: number | null;
	/** Escalations that the call answered. */
	readonly acknowledged: readonly number[];
}

function read(input: LogCall) {
	const reader = new InputReader();
	const outcome = reader.oneOf('outcome', input.outcome, callOutcomes);
	const callAt = input.callAt === undefined ? undefined : reader.instant('callAt', input.callAt);
	const note = reader.text('note', input.note, reader.limits.comment);
	reader.settle();
	if (outcome === null) throw new InvalidInputError([{ field: 'outcome', reason: `is missing; give one of ${callOutcomes.join(', ')}` }]);
	return { outcome, callAt, note };
}

/** Priority monitoring counts from the last contact with the client (R-PRI-3). */
async function noteContact(tx: DeskTransaction, lead: Lead, note: string | null): Promise<void> {
	if (lead.companyId !== null) await keepContact(tx, { companyId: lead.companyId, at: tx.now, kind: 'call', note });
}

async function log(tx: DeskTransaction, input: LogCall): Promise<CallLogged> {
	const { outcome, callAt, note } = read(input);
	const lead = await leads.lock(tx, input.leadId);
	const subject = { kind: 'lead' as const, id: lead.id };
	const { enters, spoke } = decideCall(lead, outcome, await leadPipeline(tx));
	await tx.emit({ kind: 'ContactLogged', state: outcome, subject, data: { title: lead.title, outcome, note, callAt: callAt ?? null, companyId: lead.companyId, contactId: lead.contactId, stage: lead.stage, responsibleId: lead.responsibleId } });
	if (spoke) await noteContact(tx, lead, note);
	const reason = note === null ? 'the client was reached by phone' : `the client was reached by phone: ${note}`;
	const acknowledged = spoke ? await endEscalationsOn(tx, subject, 'acknowledged', reason) : [];
	const after = enters === null ? lead : (await enterLeadStage(tx, lead, { stage: enters, reason: note, ...(callAt !== undefined && { callAt }) })).lead;
	return { leadId: lead.id, outcome, stage: after.stage, visits: after.stageVisits, callAt: after.callAt, acknowledged: acknowledged.map((ended) => ended.escalationId) };
}

/**
 * Notes a call to the client. Reached: what runs on the lead got its reaction (R-REG-5). No answer: its stage is entered
 * once more. Call later: the lead waits for the agreed time.
 * @throws {InvalidInputError | MoveRefusedError}
 */
export async function logCall(workspace: Workspace, input: LogCall, call: Call): Promise<EffectOutcome<CallLogged>> {
	return await workspace.effect(call, 'logged call', async (tx) => await log(tx, input));
}
