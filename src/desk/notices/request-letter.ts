import type { Call } from '../../call';
import type { Letter } from '../../crm/notice';
import { InvalidInputError } from '../../errors';
import type { InputFault } from '../../errors';
import { letters } from '../../store/notice-tables';
import type { SubjectRef } from '../../subject';
import { letterTexts } from '../../texts';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { fileFor } from './carried-file';
import { fillTexts } from './fill-text';
import { letterAddress } from './letter-address';
import { consentLacks } from './letter-consent';
import { readOccasion, titled } from './occasion';
import type { TitledSubject } from './occasion';
import { factsRead, whyOf } from './why';

export interface RequestLetter {
	readonly subject: SubjectRef;
	/** Subject line and body may contain {placeholders}; see fill-text.ts. */
	readonly letterSubject: string;
	readonly body: string;
	/** Advertising needs a recorded consent; a letter about an enquiry, a deal or a contract does not (domain facts 4.6). */
	readonly purpose: Letter['purpose'];
	/** Attaches the file of the register entry. */
	readonly withSubjectFile?: boolean;
}

export type LetterOutcome =
	| { readonly requested: true; readonly letterId: number; readonly to: string; readonly letterSubject: string; readonly body: string; readonly purpose: Letter['purpose']; readonly fileId: number | null; readonly subject: TitledSubject }
	/** Nobody may or can be written to; the reason is for the manager, in Russian. */
	| { readonly requested: false; readonly reason: string; readonly subject: TitledSubject };

function checkLetter(input: RequestLetter): void {
	const faults: InputFault[] = [];
	if (input.letterSubject.trim() === '') faults.push({ field: 'Letter Subject', reason: 'a letter needs a subject line' });
	if (input.body.trim() === '') faults.push({ field: 'Body', reason: 'a letter needs a text' });
	if (faults.length > 0) throw new InvalidInputError(faults);
}

async function requestLetterIn(tx: DeskTransaction, input: RequestLetter): Promise<LetterOutcome> {
	const { facts, behind } = await readOccasion(tx, input.subject);
	// Texts are checked first, so that a typing mistake shows on the first client and not on the first with an address.
	const filled = fillTexts({ 'Letter Subject': input.letterSubject, Body: input.body }, facts, behind.words);
	const subject = titled(facts);
	const address = await letterAddress(tx, input.subject);
	if (!address) return { requested: false, reason: letterTexts.noAddress, subject };
	const lacking = input.purpose === 'advertising' ? await consentLacks(tx, address) : null;
	if (lacking !== null) return { requested: false, reason: lacking, subject };
	const file = await fileFor(tx, input);
	// One line: a line break in a subject line would end the header it stands in.
	const letter = { subject: filled['Letter Subject'].replace(/\s+/g, ' ').trim(), body: filled.Body, purpose: input.purpose, fileId: file?.id ?? null };
	const read = { ...factsRead(facts, [input.letterSubject, input.body, behind.words.note]), email: address.email };
	const row = await letters.insert(tx, { ...letter, toAddress: address.email, state: 'requested', subjectKind: input.subject.kind, subjectId: input.subject.id, why: whyOf(tx.call, behind, read, null), createdAt: tx.now, settledAt: null, note: null });
	await tx.emit({ kind: 'LetterRequested', state: row.state, subject: input.subject, data: { letterId: row.id, to: address.email, ...letter } });
	return { requested: true, letterId: row.id, to: address.email, letterSubject: letter.subject, body: letter.body, purpose: letter.purpose, fileId: letter.fileId, subject };
}

/**
 * Asks for a letter to the client of a subject: the address is found, consent to advertising is checked, the texts are
 * filled. Sending is the business of the workflow that hears `LetterRequested` (R-LEAD-3, R-CORE-2).
 * @throws {InvalidInputError} for empty texts and unknown placeholders
 */
export async function requestLetter(workspace: Workspace, input: RequestLetter, call: Call): Promise<EffectOutcome<LetterOutcome>> {
	checkLetter(input);
	return await workspace.effect(call, 'letter', async (tx) => await requestLetterIn(tx, input));
}
