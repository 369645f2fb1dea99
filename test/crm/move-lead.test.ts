import { decideLeadMove } from '../../src/crm/move-lead';
import { InvalidInputError, MoveRefusedError } from '../../src/errors';
import { funnel, HOUR, lead, NOW, thrownBy } from './builders';

const open = funnel.stages.filter((stage) => stage.kind === 'open').map((stage) => stage.code);
const allOpenAndLost = [...open, 'lost'];

const move = (from: string, to: string, more = {}) => decideLeadMove(lead({ stage: from, callAt: NOW + HOUR }), { stage: to, reason: 'нет бюджета', ...more }, funnel, NOW, 0);
const refusal = (from: string, to: string, more = {}) => thrownBy(() => move(from, to, more)) as MoveRefusedError;

describe('the lead funnel', () => {
	it('R-LEAD-2: has fifteen stages, thirteen of them open', () => {
		expect(funnel.stages).toHaveLength(15);
		expect(open).toHaveLength(13);
	});

	it.each(open.flatMap((from) => allOpenAndLost.map((to) => [from, to])))('R-LEAD-2: a lead goes from %s to %s', (from, to) => {
		const { lead: moved, from: left } = move(from, to);
		expect(moved).toMatchObject({ stage: to, stageCycle: 5, stageSince: NOW, stageVisits: 1, updatedAt: NOW });
		expect(left.code).toBe(from);
	});

	it.each(allOpenAndLost)('R-LEAD-2: a converted lead does not go to %s', (to) => {
		expect(refusal('converted', to)).toBeInstanceOf(MoveRefusedError);
		expect(refusal('converted', to)).toMatchObject({ allowed: [], remedy: '"converted" is final: nothing follows it.' });
	});

	it.each(open)('R-LEAD-2: a lost lead may be taken up again at %s', (to) => {
		expect(move('lost', to).lead.stage).toBe(to);
	});

	it('R-LEAD-2: a lost lead cannot be lost again; the open stages are listed', () => {
		expect(refusal('lost', 'lost')).toMatchObject({ from: 'lost', to: 'lost', allowed: open });
	});

	it('R-LEAD-6: nobody moves a lead to the won stage by hand, and the refusal says how it is done', () => {
		expect(refusal('needs', 'converted')).toMatchObject({ allowed: allOpenAndLost, message: expect.stringContaining('convert the lead instead') });
		expect(refusal('lost', 'converted').message).toContain('convert the lead instead');
	});

	it('R-LEAD-6: the conversion moves an open lead to the won stage, and only an open one', () => {
		expect(move('new', 'converted', { converts: true }).lead.stage).toBe('converted');
		expect(refusal('lost', 'converted', { converts: true })).toMatchObject({ allowed: open, message: expect.stringContaining('taken up again') });
		expect(refusal('converted', 'converted', { converts: true }).allowed).toEqual([]);
	});

	it('R-LEAD-2: an unknown stage is refused with the known ones', () => {
		expect(refusal('needs', 'nowhere')).toMatchObject({ allowed: allOpenAndLost, message: expect.stringContaining('no such stage') });
	});

	it('R-LEAD-2: a lead on a stage that was removed from the funnel is not stuck', () => {
		expect(move('an_old_stage', 'needs').lead.stage).toBe('needs');
	});

	it('R-LEAD-5: entering the same stage again is a new stay and one more visit', () => {
		const { lead: moved } = decideLeadMove(lead({ stage: 'no_answer', stageCycle: 7, stageVisits: 2 }), { stage: 'no_answer' }, funnel, NOW, 2);
		expect(moved).toMatchObject({ stage: 'no_answer', stageCycle: 8, stageVisits: 3 });
	});
});

describe('the agreed time', () => {
	const at = (stage: string, known: number | null, given?: number | null) => () => decideLeadMove(lead({ callAt: known }), { stage, ...(given !== undefined && { callAt: given }) }, funnel, NOW, 0).lead.callAt;

	it.each(['call_later', 'postponed'])('R-LEAD-2: "%s" needs a time in the future', (stage) => {
		for (const attempt of [at(stage, null), at(stage, NOW - 1), at(stage, NOW), at(stage, NOW + HOUR, null), at(stage, null, NOW)]) {
			const error = thrownBy(attempt) as InvalidInputError;
			expect(error).toBeInstanceOf(InvalidInputError);
			expect(error.faults.map((fault) => fault.field)).toEqual(['callAt']);
		}
		expect(at(stage, null, NOW + 1)()).toBe(NOW + 1);
		expect(at(stage, NOW + HOUR)()).toBe(NOW + HOUR);
		expect(at(stage, NOW + HOUR, NOW + 2 * HOUR)()).toBe(NOW + 2 * HOUR);
	});

	it('R-LEAD-2: other stages keep, set and empty the time as told, and refuse a past one', () => {
		expect(at('needs', NOW - 1)()).toBe(NOW - 1);
		expect(at('needs', NOW - 1, null)()).toBeNull();
		expect(at('needs', null, NOW + 5)()).toBe(NOW + 5);
		expect(thrownBy(at('needs', null, NOW - 5))).toBeInstanceOf(InvalidInputError);
	});
});

describe('the reason of a refusal', () => {
	const lose = (fields: Record<string, string | null>, more = {}) => decideLeadMove(lead({ fields }), { stage: 'lost', ...more }, funnel, NOW, 0);

	it('R-LEAD-2: a lead is not lost without a reason', () => {
		for (const attempt of [() => lose({}), () => lose({}, { reason: '  ' }), () => lose({}, { fields: { reason: '' } }), () => lose({ reason: null })]) {
			expect((thrownBy(attempt) as InvalidInputError).faults.map((fault) => fault.field)).toEqual(['reason']);
		}
	});

	it('R-LEAD-2: the reason may be given with the move, as a field, or beforehand; it is kept and told', () => {
		for (const moved of [lose({}, { reason: ' дорого ' }), lose({}, { fields: { reason: 'дорого' } }), lose({ reason: 'дорого' })]) {
			expect(moved.lead.fields.reason).toBe('дорого');
			expect(moved.data.reason).toBe('дорого');
		}
	});

	it('R-LEAD-2: a lead taken up again needs a new reason to be lost again', () => {
		const again = decideLeadMove(lead({ stage: 'lost', fields: { reason: 'дорого', region: '52' } }), { stage: 'needs' }, funnel, NOW, 0).lead;
		expect(again.fields).toEqual({ region: '52' });
		expect(thrownBy(() => decideLeadMove(again, { stage: 'lost' }, funnel, NOW, 0))).toBeInstanceOf(InvalidInputError);
	});

	it('R-LEAD-2: fields given with a move are merged, others stay', () => {
		const moved = decideLeadMove(lead({ fields: { region: '52', product: 'обувь' } }), { stage: 'calculation', fields: { region: '54', amount: 100 } }, funnel, NOW, 0);
		expect(moved.lead.fields).toEqual({ region: '54', product: 'обувь', amount: 100 });
	});
});
