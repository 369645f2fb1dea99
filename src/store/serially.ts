/** Makes a queue that runs one asynchronous piece of work at a time, in the order it was handed in. */
export function serially(): <T>(work: () => Promise<T>) => Promise<T> {
	let last: Promise<unknown> = Promise.resolve();
	return async <T>(work: () => Promise<T>): Promise<T> => {
		const result = last.then(work, work);
		last = result.catch(() => undefined);
		return await result;
	};
}
