import type { TakeInLead } from '../src/desk/leads/take-in-lead';

/** What a worker is asked to do as n8n is by a webhook: it answers when the change is saved. */
export type Wish = { readonly kind: 'take_in'; readonly request: TakeInLead } | { readonly kind: 'move'; readonly leadId: number };

/** Messages to a worker process. */
export type ToWorker =
	| { readonly kind: 'wish'; readonly id: number; readonly wish: Wish }
	/** The machine's clock is set: from now on it is off by so many ms. */
	| { readonly kind: 'clock'; readonly stepMs: number }
	/** Finish the runs in hand and end. */
	| { readonly kind: 'stop' };

/** Messages from a worker process. */
export type FromWorker =
	| { readonly kind: 'ready' }
	| { readonly kind: 'granted'; readonly id: number; readonly leadId: number }
	| { readonly kind: 'failed'; readonly id: number; readonly error: string }
	/** An error that the loop of the process survived. */
	| { readonly kind: 'trouble'; readonly error: string }
	| { readonly kind: 'repeated' };

/** One line of the file that keeps when runs began and ended, whatever became of their process. */
export interface RunLine {
	readonly what: 'begin' | 'end';
	readonly worker: string;
	/** Real clock, ms. */
	readonly at: number;
	readonly deliveries: ReadonlyArray<{ readonly id: number; readonly attempt: number }>;
}
