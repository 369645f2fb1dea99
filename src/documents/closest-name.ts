/** «Did you mean»: the known name that differs least, for a tag mistyped in Word. */
function editDistance(a: string, b: string): number {
	let previous = [...Array(b.length + 1).keys()];
	for (const [row, letter] of [...a].entries()) {
		const current = [row + 1];
		for (const [column, other] of [...b].entries()) {
			const change = (previous[column] ?? 0) + (letter === other ? 0 : 1);
			current.push(Math.min(change, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
		}
		previous = current;
	}
	return previous[b.length] ?? 0;
}

/** `null` when nothing is close: a third of the letters may differ, three at most. Letter case does not count. */
export function closestName(name: string, known: readonly string[]): string | null {
	const allowed = Math.min(3, Math.floor(name.length / 3));
	const ranked = known
		.map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
		.sort((a, b) => a.distance - b.distance);
	const best = ranked[0];
	return best !== undefined && best.distance <= allowed ? best.candidate : null;
}
