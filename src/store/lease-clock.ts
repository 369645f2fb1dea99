/** How long the server's time is reckoned with before it is asked again: a step of its clock is noticed as soon as that, ms. */
const GOOD_FOR_MS = 1_000;

/**
 * The clock of a server, asked seldom: in between it goes on with the process's own steady clock, which no setting of the machine's time
 * moves. It may be behind by the time an answer took, never ahead, so no lease is taken for over that is not.
 * @param ask the server's time, ms since the epoch
 * @param steady ms since anything, never set back
 */
export function seldomAsked(ask: () => Promise<number>, steady: () => number = () => performance.now()): () => Promise<number> {
	let known: { readonly at: number; readonly since: number } | undefined;
	let asking: Promise<void> | undefined;

	async function askAgain(): Promise<void> {
		const at = await ask();
		known = { at, since: steady() };
	}

	return async () => {
		if (known === undefined || steady() - known.since >= GOOD_FOR_MS) {
			asking ??= askAgain().finally(() => {
				asking = undefined;
			});
			await asking;
		}
		const { at, since } = known as NonNullable<typeof known>;
		return Math.trunc(at + (steady() - since));
	};
}
