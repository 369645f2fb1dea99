import type { Call } from '../../call';
import type { Why } from '../../crm/notice';
import { InvalidInputError } from '../../errors';
import { recipientsOf } from '../../organisation/recipients';
import type { ChosenRecipient, RecipientRole } from '../../organisation/recipients';
import { notifications } from '../../store/notice-tables';
import type { SubjectRef } from '../../subject';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { cardLink, linkFaults } from './card-link';
import { fillText } from './fill-text';
import { readOccasions, titled } from './occasion';
import type { Occasion, TitledSubject } from './occasion';
import { factsRead, recipientReason, whyOf } from './why';

export interface Notify {
	readonly subject: SubjectRef;
	readonly to: RecipientRole;
	/** Needed when `to` is "employee". */
	readonly employeeId?: number;
	/** May contain {placeholders}; see fill-text.ts. */
	readonly text: string;
	/** Default: the subject's card. */
	readonly link?: string;
}

export interface NotifiedPerson {
	readonly id: number;
	readonly recipientId: number;
	readonly recipientName: string;
	readonly recipientEmail: string;
	readonly text: string;
	readonly link: string;
}

export interface Notified {
	readonly notifications: readonly NotifiedPerson[];
	readonly subject: TitledSubject;
}

/** A notice to one person, before it is written. */
interface Draft {
	readonly subject: SubjectRef;
	readonly recipient: ChosenRecipient;
	readonly text: string;
	readonly link: string;
	readonly why: Why;
}

function draft(tx: DeskTransaction, input: Notify, { facts, people, behind }: Occasion, publicUrl: string): Draft[] {
	const text = fillText(input.text, facts, behind.words).trim();
	const link = input.link ?? cardLink(publicUrl, input.subject);
	const read = factsRead(facts, [input.text, behind.words.note]);
	return recipientsOf(input, facts, people, tx.now).map((recipient) => ({ subject: input.subject, recipient, text, link, why: whyOf(tx.call, behind, read, recipientReason(recipient)) }));
}

async function write(tx: DeskTransaction, drafts: readonly Draft[]): Promise<NotifiedPerson[]> {
	const ids = await notifications.insertAll(
		tx,
		drafts.map(({ subject, recipient, text, link, why }) => ({ text, link, why, recipientId: recipient.employee.id, subjectKind: subject.kind, subjectId: subject.id, createdAt: tx.now, readAt: null })),
	);
	const written = drafts.map(({ recipient: { employee }, text, link }, place) => ({ id: ids[place] as number, recipientId: employee.id, recipientName: employee.name, recipientEmail: employee.email, text, link }));
	await tx.emitAll(written.map((notice, place) => ({ kind: 'NotificationCreated', subject: (drafts[place] as Draft).subject, data: { ...notice } })));
	return written;
}

/** Writes notices of one cause together. Answers each in the order given. */
export async function writeNotices(workspace: Workspace, tx: DeskTransaction, inputs: readonly Notify[]): Promise<Notified[]> {
	const { publicUrl } = (await workspace.info(tx)).settings;
	const occasions = await readOccasions(tx, inputs.map(({ subject }) => subject));
	const drafted = inputs.map((input, place) => draft(tx, input, occasions[place] as Occasion, publicUrl));
	const written = await write(tx, drafted.flat());
	return drafted.map((drafts, place) => ({ notifications: written.splice(0, drafts.length), subject: titled((occasions[place] as Occasion).facts) }));
}

/** What is wrong with a notice before anything is read. @throws {InvalidInputError} */
export function checkNotice(input: Notify): void {
	const faults = [...(input.text.trim() === '' ? [{ field: 'Text', reason: 'a notice needs a text' }] : []), ...linkFaults(input.link)];
	if (faults.length > 0) throw new InvalidInputError(faults);
}

/**
 * Writes a notice to each recipient: substitutes stand in for people who are away, a responsible head is followed by the
 * level above (R-ORG-1). Every notice keeps why it exists (R-CORE-4) and happens once per cause (R-CORE-2).
 * @throws {InvalidInputError} for an empty text, unknown placeholders, a link that is none
 */
export async function notify(workspace: Workspace, input: Notify, call: Call): Promise<EffectOutcome<Notified>> {
	checkNotice(input);
	return await workspace.effect(call, 'notification', async (tx) => (await writeNotices(workspace, tx, [input]))[0] as Notified);
}
