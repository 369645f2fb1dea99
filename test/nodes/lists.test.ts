import { LoadOptionsContext, ExecutionLifecycleHooks } from 'n8n-core';
import type { INode } from 'n8n-workflow';

import { listSearch } from '../../nodes/shared/list-search';
import { loadOptions } from '../../nodes/shared/load-options';
import { aCompany, aLead } from '../helpers/subjects';
import { makeDesk } from './helpers/desk';
import type { Desk } from './helpers/desk';
import { additionalDataFor, workflowOf } from './helpers/run-workflow';

let desk: Desk;
beforeAll(async () => {
	desk = await makeDesk();
});

/** The editor, with the Deal Desk node open and its fields as given. */
function editor(currentNodeParameters: object = {}): LoadOptionsContext {
	const workflow = workflowOf({ nodes: [{ name: 'Node', type: 'n8n-nodes-deal-desk.dealDesk' }], wires: [], credential: desk.credential });
	const additionalData = { ...additionalDataFor(desk.credential, new ExecutionLifecycleHooks('manual', '1', {} as never), '1'), currentNodeParameters };
	return new LoadOptionsContext(workflow, workflow.getNode('Node') as INode, additionalData as never, '');
}

const load = async (method: string, parameters?: object) => (await loadOptions[method]?.call(editor(parameters)))?.map(({ name, value }) => [value, name]);
const search = async (method: string, filter?: string, token?: string) => await listSearch[method]?.call(editor(), filter, token);

it('R-LEAD-2: stages come from the workspace, in the order of the pipeline', async () => {
	expect((await load('getLeadStages'))?.slice(0, 3)).toEqual([['new', 'Новая заявка'], ['assigned', 'Назначен ответственный'], ['first_call', 'Первый звонок']]);
});

it('R-DEAL-1: stages are those of the chosen pipeline; without one, each says its pipeline', async () => {
	expect((await load('getStages', { pipeline: 'licensing' }))?.map(([value]) => value)).toContain('submission');
	expect((await load('getStages', { filters: { pipelines: ['licensing'] } }))?.map(([value]) => value)).not.toContain('tests');
	expect(await load('getStages', {})).toContainEqual(['tests', 'Испытания (Сертификация)']);
});

it('R-REG-1: registers and the statuses of one', async () => {
	expect((await load('getRegisters'))?.map(([value]) => value)).toEqual(['contracts', 'certificates', 'incoming', 'originals', 'inspections']);
	expect((await load('getStatuses', { register: 'originals' }))?.[1]).toEqual(['collect_from_authority', 'Забрать из органов']);
});

it('R-DEAL-1: a field set by an expression narrows nothing, because the editor cannot know its value', async () => {
	expect((await load('getStages', { pipeline: '={{ $json.pipeline }}' }))?.length).toBeGreaterThan(20);
});

it('R-LEAD-1: records are found by part of their title in any case, or by their number', async () => {
	const { department, manager } = desk.people.nizhny;
	const inCharge = { responsibleId: manager.id, departmentId: department.id };
	const lead = await aLead(desk.workspace, { ...inCharge, companyName: 'ООО «Василёк»' });
	await aLead(desk.workspace, { ...inCharge, companyName: '100%_ООО' });
	expect((await search('searchLead', 'василёк'))?.results.map(({ value }) => value)).toEqual([lead.id]);
	expect((await search('searchLead', 'ВАСИЛЁК'))?.results.map(({ value }) => value)).toEqual([lead.id]);
	expect((await search('searchLead', String(lead.id)))?.results.map(({ value }) => value)).toContain(lead.id);
	expect((await search('searchLead', '%_'))?.results).toHaveLength(1);
	expect((await search('searchEmployee', 'Менеджеров'))?.results).toHaveLength(1);
});

it('R-PRI-3: a long list comes page by page, newest first', async () => {
	const { department, manager } = desk.people.nizhny;
	for (let count = 0; count < 55; count++) await aCompany(desk.workspace, { responsibleId: manager.id, departmentId: department.id, name: `Компания ${count}` });
	const first = await search('searchCompany');
	expect(first?.results).toHaveLength(50);
	const second = await search('searchCompany', undefined, String(first?.paginationToken));
	expect(second?.results.map(({ name }) => name)).toHaveLength(5);
	expect(second?.paginationToken).toBeUndefined();
});

it.each(Object.keys(listSearch))('R-CORE-6: %s answers on an empty workspace', async (method) => {
	const empty = await makeDesk();
	const previous = desk;
	desk = empty;
	expect(await search(method, 'нет такого')).toEqual({ results: [] });
	desk = previous;
});
