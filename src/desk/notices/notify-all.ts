import type { Call } from '../../call';
import { DatabaseUnavailableError } from '../../store/database';
import { causeOf } from '../workspace';
import type { EffectOutcome, Workspace } from '../workspace';
import { checkNotice, notify, writeNotices } from './notify';
import type { Notified, Notify } from './notify';

/** A notice with the call that its key and its cause come from. */
export interface NoticeRequest {
	readonly input: Notify;
	readonly call: Call;
}

export type NoticeAnswer = { readonly kind: 'made'; readonly outcome: EffectOutcome<Notified> } | { readonly kind: 'failed'; readonly error: unknown };

/** Most notices of one transaction: some ten milliseconds of SQLite, so that n8n's event loop and other writers stay free. */
const TOGETHER = 100;

/** Neighbours of one run and one delivery, each with a key: only they share the guard and the cause that a transaction has one of. */
function* chunksOf(requests: readonly NoticeRequest[]): Generator<NoticeRequest[]> {
	const causeIn = ({ call }: NoticeRequest) => (call.effectKey === null ? null : JSON.stringify(causeOf(call)));
	let chunk: NoticeRequest[] = [];
	for (const request of requests) {
		const [first] = chunk;
		const cause = causeIn(request);
		if (first && (chunk.length === TOGETHER || cause === null || cause !== causeIn(first))) {
			yield chunk;
			chunk = [];
		}
		chunk.push(request);
	}
	if (chunk.length > 0) yield chunk;
}

async function together(workspace: Workspace, requests: readonly NoticeRequest[]): Promise<NoticeAnswer[]> {
	const [first] = requests as [NoticeRequest, ...NoticeRequest[]];
	for (const { input } of requests) checkNotice(input);
	const keys = requests.map(({ call }) => call.effectKey ?? '');
	const outcomes = await workspace.effects(first.call, 'notification', keys, async (tx, places) => await writeNotices(workspace, tx, places.map((place) => (requests[place] as NoticeRequest).input)));
	return outcomes.map((outcome) => ({ kind: 'made', outcome }));
}

async function oneByOne(workspace: Workspace, requests: readonly NoticeRequest[], stopAtFailure: boolean): Promise<NoticeAnswer[]> {
	const answers: NoticeAnswer[] = [];
	for (const { input, call } of requests) {
		try {
			answers.push({ kind: 'made', outcome: await notify(workspace, input, call) });
		} catch (error) {
			answers.push({ kind: 'failed', error });
			if (stopAtFailure) break;
		}
	}
	return answers;
}

async function answerChunk(workspace: Workspace, chunk: readonly NoticeRequest[], stopAtFailure: boolean): Promise<NoticeAnswer[]> {
	if (chunk.length === 1) return await oneByOne(workspace, chunk, stopAtFailure);
	try {
		return await together(workspace, chunk);
	} catch (error) {
		// None of them is at fault, and each would wait for the database anew.
		if (error instanceof DatabaseUnavailableError) return chunk.map(() => ({ kind: 'failed', error }));
		return await oneByOne(workspace, chunk, stopAtFailure);
	}
}

/**
 * As `notify` for many, up to a hundred in one transaction; each still happens once for its own key (R-CORE-2). When one of
 * a transaction cannot be made, nothing of it stands, and its notices are made again one by one: the faulty one fails by
 * itself, with its own words, and the others come through.
 * @param stopAtFailure leaves out everything behind the first that failed
 * @returns an answer for each in the order given; fewer after a stop
 */
export async function notifyAll(workspace: Workspace, requests: readonly NoticeRequest[], stopAtFailure: boolean): Promise<NoticeAnswer[]> {
	const answers: NoticeAnswer[] = [];
	for (const chunk of chunksOf(requests)) {
		answers.push(...(await answerChunk(workspace, chunk, stopAtFailure)));
		if (stopAtFailure && answers.some(({ kind }) => kind === 'failed')) break;
	}
	return answers;
}
