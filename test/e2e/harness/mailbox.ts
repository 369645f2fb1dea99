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
	const server = await startMailCatcher({
		onLetter: async ({ from, to, source }) => {
			if (refusal) throw refusal;
			letters.push({ from, to, mail: await simpleParser(source) });
		},
	});
	return {
		letters,
		to: (address: string) => letters.filter(({ to }) => to.includes(address)),
		/** From now on letters are refused (or, without a reason, taken again). */
		refuse: (reason?: string) => void (refusal = reason ? new Error(reason) : undefined),
		credential: { user: '', password: '', host: server.host, port: server.port, secure: false, disableStartTls: true },
		close: server.stop,
	};
}
