/** Enough that the turns do not count, few enough that n8n answers others in between. */
const PIECE = 100;

/** Lets the event loop turn once. */
export const breathe = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

/** As `list.map(shape)`, letting the event loop turn in between where the list is long: n8n has others to answer. */
export async function mapInPieces<T, R>(list: readonly T[], shape: (one: T) => R): Promise<R[]> {
	const shaped: R[] = [];
	for (const [index, one] of list.entries()) {
		if (index > 0 && index % PIECE === 0) await breathe();
		shaped.push(shape(one));
	}
	return shaped;
}
