import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { FORM_LOGIN, KEY } from './desk-server';
import type { DeskAnswer } from './desk-server';

/** As long as a website waits before it takes the request for lost. */
const PATIENCE_MS = 25_000;
const AGAIN_AFTER_MS = 200;
/** An n8n that starts: it says so with 200 to every request until its database is open, then 404 until its webhooks are live. */
const NOT_YET = /^n8n is starting up|is not registered|Cannot (GET|POST) \/(webhook|form)/;

/** All of this file of tests. A test that failed leaves its senders behind, and they would go on for ever: also to the next file's n8n, on the same port. */
const clients: InsistentClient[] = [];
afterAll(() => {
	for (const client of clients) client.stop();
});

/**
 * A sender who sends the same request until it is answered, as R-CORE-6 expects of them (docs/operations.md, When something is
 * away): no answer, a 5xx, or what n8n says while it starts, are no answers.
 */
export class InsistentClient {
	/** Requests that had to be sent again. */
	sentAgain = 0;
	private stopped = false;

	get isStopped(): boolean {
		return this.stopped;
	}

	constructor(private readonly baseUrl: string) {
		clients.push(this);
	}

	stop(): void {
		this.stopped = true;
	}

	/** @param path below /webhook/deal-desk/ */
	async post(path: string, body: unknown): Promise<DeskAnswer> {
		return await this.insist(`webhook/deal-desk/${path}`, { method: 'POST', headers: { 'content-type': 'application/json', 'X-Deal-Desk-Key': KEY, 'Idempotency-Key': randomUUID() }, body: JSON.stringify(body) });
	}

	/** A page that a browser reads. */
	async read(path: string): Promise<DeskAnswer> {
		return await this.insist(`webhook/deal-desk/${path}`, { headers: { authorization: FORM_LOGIN, 'X-Deal-Desk-Key': KEY } });
	}

	/** Fills a form in and waits for the page that follows; without it, a person fills the form in again. */
	async submit(path: string, values: readonly string[]): Promise<string> {
		for (;;) {
			const body = new FormData();
			for (const [index, value] of values.entries()) body.set(`field-${index}`, value);
			const { body: answer } = await this.insist(`form/deal-desk/${path}`, { method: 'POST', headers: { authorization: FORM_LOGIN }, body });
			const page = await this.pageAfter(String(answer.formWaitingUrl)).catch(() => null);
			if (page !== null || this.stopped) return page ?? '';
			this.sentAgain += 1;
		}
	}

	/** As the form's own script does: asks whether the workflow has a page, then for the page. @throws when the run is gone */
	private async pageAfter(formWaitingUrl: string): Promise<string | null> {
		const { pathname, search } = new URL(formWaitingUrl);
		for (const giveUpAt = Date.now() + PATIENCE_MS; Date.now() < giveUpAt; await pause(AGAIN_AFTER_MS)) {
			const state = await fetch(`${this.baseUrl}${pathname}/n8n-execution-status${search}`);
			if ((await state.text()).trim() !== 'form-waiting') continue;
			return await (await fetch(`${this.baseUrl}${pathname}${search}`)).text();
		}
		return null;
	}

	private async insist(path: string, init: RequestInit): Promise<DeskAnswer> {
		for (;;) {
			try {
				const answer = await fetch(`${this.baseUrl}/${path}`, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
				const text = await answer.text();
				if (answer.status < 500 && !NOT_YET.test(text)) return { status: answer.status, body: (/json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : { text }) as Record<string, unknown> };
			} catch {
				// Nobody there, or nobody any more.
			}
			if (this.stopped) return { status: 0, body: {} };
			this.sentAgain += 1;
			await pause(AGAIN_AFTER_MS);
		}
	}
}
