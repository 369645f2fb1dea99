import * as fc from 'fast-check';

import { afterFailure } from '../../src/journal/backoff';

it.each([
	[1, 5_000],
	[2, 30_000],
	[3, 120_000],
	[4, 600_000],
	[5, 3_600_000],
	[40, 3_600_000],
])('R-CORE-1: after attempt %i it pauses %i ms', (attempt, afterMs) => {
	expect(afterFailure(attempt, 100)).toEqual({ kind: 'retry', afterMs });
});

it('R-CORE-1: whatever the cap, a delivery is tried exactly so often, and pauses never get shorter', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 50 }), (most) => {
			const outcomes = Array.from({ length: most + 1 }, (_, index) => afterFailure(index + 1, most));
			expect(outcomes.filter(({ kind }) => kind === 'retry')).toHaveLength(most - 1);
			const pauses = outcomes.flatMap((outcome) => (outcome.kind === 'retry' ? [outcome.afterMs] : []));
			expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
		}),
	);
});
