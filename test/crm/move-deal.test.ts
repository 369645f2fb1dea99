import { decideDealMove } from '../../src/crm/move-deal';
import type { MoveRefusedError } from '../../src/errors';
import { certification, deal, NOW, thrownBy } from './builders';

const codes = certification.stages.map((stage) => stage.code);
const open = certification.stages.filter((stage) => stage.kind === 'open').map((stage) => stage.code);

describe('the way of a deal', () => {
	it.each(open.flatMap((from) => codes.map((to) => [from, to])))('R-DEAL-1: a deal goes from %s to %s', (from, to) => {
		expect(decideDealMove(deal({ stage: from }), { stage: to }, certification, NOW).deal).toMatchObject({ stage: to, stageCycle: 2, stageSince: NOW });
	});

	it.each(['completed', 'failed'].flatMap((from) => codes.map((to) => [from, to])))('R-DEAL-1: %s is final, so a deal does not go on to %s', (from, to) => {
		expect(thrownBy(() => decideDealMove(deal({ stage: from }), { stage: to }, certification, NOW))).toMatchObject({ code: 'move_refused', allowed: [] });
	});

	it('R-DEAL-1: a stage of another pipeline is refused with the allowed ones', () => {
		const error = thrownBy(() => decideDealMove(deal(), { stage: 'submission' }, certification, NOW)) as MoveRefusedError;
		expect(error.allowed).toEqual(codes);
		expect(error.message).toContain('has no such stage');
	});

	it('R-DEAL-2: a move leaves the paid sum alone', () => {
		expect(decideDealMove(deal({ paidKopecks: 500 }), { stage: 'tests', fields: { paid: 1 } }, certification, NOW).deal.paidKopecks).toBe(500);
	});
});
