import { listPipelines } from '../../../src/desk/deals/list-pipelines';
import { savePipeline } from '../../../src/desk/deals/save-pipeline';
import { createDeal } from '../../../src/desk/deals/create-deal';
import { moveLead } from '../../../src/desk/leads/move-lead';
import type { Pipeline } from '../../../src/crm/pipeline';
import { count, done, eventsOn, openDesk, takeIn, test } from '../leads/desk';
import type { Desk } from '../leads/desk';

let desk: Desk;
beforeEach(async () => {
	desk = await openDesk();
});
afterEach(async () => await desk.close());

const pipeline = async (code: string) => (await listPipelines(desk.workspace)).find((candidate) => candidate.code === code) as Pipeline;
const codes = async () => (await listPipelines(desk.workspace)).map(({ code }) => code);

describe('pipelines', () => {
	it('R-DEAL-1: certification, licensing and inspection control are there from the start, beside the lead funnel', async () => {
		expect(await codes()).toEqual(['leads', 'certification', 'licensing', 'inspection_control']);
		expect((await listPipelines(desk.workspace, { subject: 'lead' })).map(({ code }) => code)).toEqual(['leads']);
	});

	it('R-DEAL-1: a new one joins at the end and takes deals', async () => {
		const edit = { code: 'expertise', title: 'Экспертиза', stages: [{ code: 'start', title: 'Начало', kind: 'open' }, { code: 'done', title: 'Готово', kind: 'won' }, { code: 'failed', title: 'Нет', kind: 'lost' }] };
		expect(done(await savePipeline(desk.workspace, edit, test))).toMatchObject({ created: true, subject: 'deal' });
		expect((await codes()).at(-1)).toBe('expertise');
		expect((await eventsOn(desk.workspace)).at(-1)).toMatchObject({ kind: 'WorkspaceChanged', scope: 'pipeline', state: 'expertise' });
		const deal = done(await createDeal(desk.workspace, { title: 'x', pipeline: 'expertise', responsibleId: desk.organisation.director.id }, test));
		expect(deal.stage).toBe('start');
	});

	it('R-LEAD-2: stages of the lead funnel are added, renamed and put in another order; the funnel keeps its place', async () => {
		const { stages } = await pipeline('leads');
		const [first, ...rest] = stages;
		const edited = [{ code: 'screening', title: 'Проверка', kind: 'open' }, { ...first, code: 'new', kind: 'open', title: 'Заявка' }, ...rest];
		done(await savePipeline(desk.workspace, { code: 'leads', title: 'Лиды', stages: edited }, test));
		expect((await codes())[0]).toBe('leads');
		expect((await pipeline('leads')).stages.slice(0, 2)).toEqual([{ code: 'screening', title: 'Проверка', kind: 'open' }, { code: 'new', title: 'Заявка', kind: 'open' }]);
		const taken = await takeIn(desk.workspace);
		expect(taken.stage).toBe('screening');
		expect(done(await moveLead(desk.workspace, { leadId: taken.leadId, stage: 'new' }, test)).stageTitle).toBe('Заявка');
	});

	it('R-LEAD-2: a stage that leads stand on cannot be removed; once they have moved it can', async () => {
		const { leadId } = await takeIn(desk.workspace);
		await moveLead(desk.workspace, { leadId, stage: 'needs' }, test);
		const { title, stages } = await pipeline('leads');
		const edit = { code: 'leads', title, stages: stages.filter(({ code }) => code !== 'needs') };
		const events = await count(desk.workspace, 'events');
		await expect(savePipeline(desk.workspace, edit, test)).rejects.toThrow('"needs" cannot be removed: 1 leads stand on it');
		expect([(await pipeline('leads')).stages.length, await count(desk.workspace, 'events')]).toEqual([15, events]);
		await moveLead(desk.workspace, { leadId, stage: 'calculation' }, test);
		expect(done(await savePipeline(desk.workspace, edit, test)).created).toBe(false);
		expect((await pipeline('leads')).stages).toHaveLength(14);
	});

	it('R-DEAL-1: stages of deals are counted in their own pipeline only', async () => {
		await createDeal(desk.workspace, { title: 'x', pipeline: 'licensing', stage: 'prepayment', responsibleId: desk.organisation.director.id }, test);
		const without = async (code: string) => {
			const { title, stages } = await pipeline(code);
			return savePipeline(desk.workspace, { code, title, stages: stages.filter((stage) => stage.code !== 'prepayment') }, test);
		};
		await expect(without('licensing')).rejects.toThrow('1 deals stand on it');
		expect((await without('certification')).kind).toBe('done');
	});
});
