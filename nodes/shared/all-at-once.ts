import type { OperationItem } from './operation-item';
import type { Output } from './output';
import type { ExecuteAll, ItemAnswer } from './resource';

export interface AllAtOnce<Request, Answer> {
	/** Reads an item's parameters; what it throws is the failure of that item. */
	read(item: OperationItem): Request;
	/** Acts on what could be read, in the order of the items; answers fewer after a stop. */
	act(item: OperationItem, requests: readonly Request[], stopAtFailure: boolean): Promise<readonly Answer[]>;
	/** @throws the failure that an answer stands for */
	say(answer: Answer): Output | readonly Output[];
}

const attempt = <T>(what: () => T): { readonly value: T } | { readonly error: unknown } => {
	try {
		return { value: what() };
	} catch (error) {
		return { error };
	}
};

/** Makes `executeAll` of an operation whose use case takes many requests: an item that cannot be read fails by itself. */
export function allAtOnce<Request, Answer>({ read, act, say }: AllAtOnce<Request, Answer>): ExecuteAll {
	return async (items, stopAtFailure) => {
		const readings: Array<ReturnType<typeof attempt<Request>>> = [];
		for (const item of items) {
			const reading = attempt(() => read(item));
			readings.push(reading);
			if (stopAtFailure && 'error' in reading) break;
		}
		const requests = readings.flatMap((reading) => ('value' in reading ? [reading.value] : []));
		const [first] = items;
		const acted = [...(first && requests.length > 0 ? await act(first, requests, stopAtFailure) : [])];
		const answers: ItemAnswer[] = [];
		for (const reading of readings) {
			if ('error' in reading) {
				answers.push({ error: reading.error });
				continue;
			}
			const answer = acted.shift();
			// Stopped before this one.
			if (answer === undefined) break;
			const said = attempt(() => say(answer));
			answers.push('value' in said ? { outputs: said.value } : { error: said.error });
		}
		return answers;
	};
}
