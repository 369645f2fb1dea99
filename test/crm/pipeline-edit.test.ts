import { InputReader } from '../../src/crm/input-reader';
import { checkPipelineEdit } from '../../src/crm/pipeline-edit';
import type { PipelineEdit } from '../../src/crm/pipeline-edit';
import type { Pipeline } from '../../src/crm/pipeline';
import { certification, funnel } from './builders';

const sound: PipelineEdit = { code: 'expertise', title: 'Экспертиза', stages: [{ code: 'start', title: 'Начало', kind: 'open' }, { code: 'done', title: 'Готово', kind: 'won' }, { code: 'failed', title: 'Нет', kind: 'lost' }] };

function check(edit: PipelineEdit, present: Pipeline | null = null, use: Record<string, number> = {}) {
	const reader = new InputReader();
	const pipeline = checkPipelineEdit(reader, edit, present, new Map(Object.entries(use)));
	return { pipeline, faults: reader.faults };
}
const without = (pipeline: Pipeline, code: string): Pipeline => ({ ...pipeline, stages: pipeline.stages.filter((stage) => stage.code !== code) });

describe('an edited pipeline', () => {
	it('R-DEAL-1: a sound new one is for deals', () => {
		expect(check(sound)).toEqual({ pipeline: { ...sound, subject: 'deal' }, faults: [] });
	});

	it('R-LEAD-2: the lead funnel stays the lead funnel', () => {
		expect(check(funnel, funnel).pipeline.subject).toBe('lead');
	});

	it('R-LEAD-2: needs a way in and both ends', () => {
		for (const kind of ['open', 'won', 'lost']) {
			const { faults } = check({ ...sound, stages: sound.stages.filter((stage) => stage.kind !== kind) });
			expect(faults).toEqual([{ field: 'stages', reason: `at least one ${kind} stage is needed` }]);
		}
	});

	it('R-LEAD-2: codes are unique and well-formed, titles are there, all faults at once', () => {
		const [start] = sound.stages;
		const { faults } = check({ code: 'Экспертиза', title: '', stages: [...sound.stages, { ...start, code: 'start', title: 'Ещё', kind: 'open' }, { code: 'A B', title: '', kind: 'maybe' }] });
		expect(faults.map(({ field }) => field).sort()).toEqual(['code', 'stages', 'stages[5].code', 'stages[5].kind', 'stages[5].title', 'title']);
	});

	it('R-LEAD-2: a stage in use may not be removed, and the fault says how many stand on it', () => {
		expect(check(without(funnel, 'needs'), funnel, { needs: 3 }).faults).toEqual([{ field: 'stages', reason: '"needs" cannot be removed: 3 leads stand on it; move them first' }]);
		expect(check(without(certification, 'tests'), certification, { tests: 1 }).faults[0]?.reason).toContain('1 deals');
		expect(check(without(funnel, 'needs'), funnel, { new: 3 }).faults).toEqual([]);
	});

	it('R-LEAD-2: a stage in use may not turn from open to lost under its leads', () => {
		const edited = { ...funnel, stages: funnel.stages.map((stage) => (stage.code === 'postponed' ? { ...stage, kind: 'lost' as const } : stage)) };
		expect(check(edited, funnel, { postponed: 2 }).faults[0]?.reason).toContain('2 leads stand on it');
		expect(check(edited, funnel).faults).toEqual([]);
	});
});
