import { mapInPieces } from '../src/breathe';

it('R-CORE-6: a long list is shaped in its order, and others get a turn in between', async () => {
	let turns = 0;
	const other = setInterval(() => (turns += 1), 0);
	const list = Array.from({ length: 5_000 }, (_, index) => index);
	let turnsSeen = 0;
	const shaped = await mapInPieces(list, (one) => {
		turnsSeen = turns;
		const until = performance.now() + 0.02;
		while (performance.now() < until);
		return one * 2;
	});
	clearInterval(other);
	expect(shaped).toEqual(list.map((one) => one * 2));
	expect(turnsSeen).toBeGreaterThan(5);
});
