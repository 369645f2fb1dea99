import type { Call } from '../../call';
import type { Letter } from '../../crm/notice';
import { MoveRefusedError } from '../../errors';
import { letters } from '../../store/notice-tables';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';

type Fate = Exclude<Letter['state'], 'requested'>;

export interface SettleLetter {
	readonly letterId: number;
	readonly state: Fate;
	/** What the mail server said, or who looked. */
	readonly note?: string;
}

export interface LetterSettled {
	readonly letter: Letter;
	/** False when this was known before: nothing changed. */
	readonly changed: boolean;
}

/** What may still be learnt about a letter: one that failed may go out by hand, one that went out cannot be unsent. */
const mayBecome: Readonly<Record<Letter['state'], readonly Fate[]>> = {
	requested: ['sent', 'failed', 'unknown'],
	unknown: ['sent', 'failed'],
	failed: ['sent'],
	sent: [],
};

/** As `settleLetter`, within the caller's transaction. */
export async function settleLetterIn(tx: DeskTransaction, input: SettleLetter): Promise<LetterSettled> {
	const letter = await letters.lock(tx, input.letterId);
	if (letter.state === input.state) return { letter, changed: false };
	if (!mayBecome[letter.state].includes(input.state)) throw new MoveRefusedError(`Letter ${letter.id}`, letter.state, input.state, mayBecome[letter.state]);
	const changes = { state: input.state, settledAt: tx.now, note: input.note?.trim() || null };
	await letters.update(tx, letter.id, changes);
	const subject = letter.subjectKind === null || letter.subjectId === null ? ({ kind: 'workspace', id: 1 } as const) : { kind: letter.subjectKind, id: letter.subjectId };
	await tx.emit({ kind: 'LetterSettled', state: input.state, subject, data: { letterId: letter.id, to: letter.toAddress, subject: letter.subject, note: changes.note } });
	return { letter: { ...letter, ...changes }, changed: true };
}

/** Records what became of a letter. The same fate twice is harmless. @throws {MoveRefusedError} when it was sent already */
export async function settleLetter(workspace: Workspace, input: SettleLetter, call: Call): Promise<EffectOutcome<LetterSettled>> {
	return await workspace.effect(call, 'letter fate', async (tx) => await settleLetterIn(tx, input));
}
