/**
 * A real mail server that keeps what it is sent, parsed.
 *
 *     const mailbox = await openMailbox();
 *     … credential { type: 'smtp', data: mailbox.credential } …
 *     const letter = await eventually(() => mailbox.to('head@example.com')[0]);
 */
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';

import { startMailCatcher } from '../../../scripts/lib/mail-catcher.mjs';

export interface Letter {
	readonly from: string;
	readonly to: readonly string[];
	readonly mail: ParsedMail;
}

export async function openMailbox() {
	const letters: Letter[] = [];
	let refusal: Error | undefined;
	let answers: Promise<void> | undefined;
	let letGo = () => {};
	const onLetter = async ({ from, to, source }: { from: string; to: string[]; source: Buffer }) => {
		if (refusal) throw refusal;
		letters.push({ from, to, mail: await simpleParser(source) });
		await answers;
	};
	let server = await startMailCatcher({ onLetter });
	const { host, port } = server;
	return {
		letters,
		to: (address: string) => letters.filter(({ to }) => to.includes(address)),
		/** From now on letters are refused (or, without a reason, taken again). */
		refuse: (reason?: string) => void (refusal = reason ? new Error(reason) : undefined),
		/** From now on letters are taken, but their senders get no answer, until `release`. */
		hold: () => void (answers = new Promise<void>((resolve) => (letGo = resolve))),
		release: () => {
			letGo();
			answers = undefined;
		},
		/** From now on nobody listens on its port, until `comeBack`. */
		goAway: async () => await server.stop(),
		comeBack: async () => void (server = await startMailCatcher({ port, onLetter })),
		credential: { user: '', password: '', host, port, secure: false, disableStartTls: true },
		close: async () => await server.stop(),
	};
}
