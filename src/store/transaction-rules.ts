import { AsyncLocalStorage } from 'node:async_hooks';

/** A defect of ours, said at once: on SQLite a transaction begun inside another would wait for it for ever. */
export class NestedTransactionError extends Error {
	override readonly name = 'NestedTransactionError';
	constructor() {
		super('A transaction or read was begun inside a transaction of the same workspace. Hand the transaction down and use that.');
	}
}

export interface OutermostOnly {
	/** Runs the body of a transaction. */
	inside<T>(work: () => Promise<T>): Promise<T>;
	/** @throws {NestedTransactionError} when called from such a body, however deep */
	check(): void;
}

/** Guards one database against transactions within transactions, the same way on every driver. */
export function outermostOnly(): OutermostOnly {
	const bodies = new AsyncLocalStorage<{ running: boolean }>();
	return {
		inside: async (work) => {
			const body = { running: true };
			try {
				return await bodies.run(body, work);
			} finally {
				// What the body started and did not wait for may begin transactions of its own afterwards.
				body.running = false;
			}
		},
		check: () => {
			if (bodies.getStore()?.running) throw new NestedTransactionError();
		},
	};
}

/** Thrown at whoever adds to a transaction whose last statement has run: a defect of ours. */
export class TransactionOverError extends Error {
	override readonly name = 'TransactionOverError';
	constructor() {
		super('A statement came behind the last one of its transaction. Say that it is the last one only where nothing follows.');
	}
}

/** Hands out something that statements run on, until the last one of a transaction has run. */
export function untilLast<Q>(query: Q): { open(): Q; ending(): Q } {
	let over = false;
	const open = (): Q => {
		if (over) throw new TransactionOverError();
		return query;
	};
	return {
		open,
		ending: () => {
			open();
			over = true;
			return query;
		},
	};
}

/** Runs what was to happen after the commit. The data is safe by then, so a listener that throws must not make it look as if it were not. */
export function runAfterCommit(actions: ReadonlyArray<() => void>): void {
	for (const action of actions) {
		try {
			action();
		} catch {
			// A lost wake-up: the next poll does without it.
		}
	}
}
