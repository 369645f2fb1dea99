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
import { readOccasion, titled } from './occasion';
import type { TitledSubject } from './occasion';
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

async function write(tx: DeskTransaction, subject: SubjectRef, { employee }: ChosenRecipient, notice: { readonly text: string; readonly link: string; readonly why: Why }): Promise<NotifiedPerson> {
	const row = await notifications.insert(tx, { ...notice, recipientId: employee.id, subjectKind: subject.kind, subjectId: subject.id, createdAt: tx.now, readAt: null });
	const written = { id: row.id, recipientId: employee.id, recipientName: employee.name, recipientEmail: employee.email, text: notice.text, link: notice.link };
	await tx.emit({ kind: 'NotificationCreated', subject, data: { ...written } });
	return written;
}

async function notifyIn(tx: DeskTransaction, input: Notify, publicUrl: string): Promise<Notified> {
	const { facts, people, behind } = await readOccasion(tx, input.subject);
	const text = fillText(input.text, facts, behind.words).trim();
	const link = input.link ?? cardLink(publicUrl, input.subject);
	const read = factsRead(facts, [input.text, behind.words.note]);
	const written: NotifiedPerson[] = [];
	for (const recipient of recipientsOf(input, facts, people, tx.now)) {
		written.push(await write(tx, input.subject, recipient, { text, link, why: whyOf(tx.call, behind, read, recipientReason(recipient)) }));
	}
	return { notifications: written, subject: titled(facts) };
}

/**
 * Writes a notice to each recipient: substitutes stand in for people who are away, a responsible head is followed by the
 * level above (R-ORG-1). Every notice keeps why it exists (R-CORE-4) and happens once per cause (R-CORE-2).
 * @throws {InvalidInputError} for an empty text, unknown placeholders, a link that is none
 */
export async function notify(workspace: Workspace, input: Notify, call: Call): Promise<EffectOutcome<Notified>> {
	const faults = [...(input.text.trim() === '' ? [{ field: 'Text', reason: 'a notice needs a text' }] : []), ...linkFaults(input.link)];
	if (faults.length > 0) throw new InvalidInputError(faults);
	return await workspace.effect(call, 'notification', async (tx) => await notifyIn(tx, input, (await workspace.info(tx)).settings.publicUrl));
}
