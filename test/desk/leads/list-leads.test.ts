import { listLeads } from '../../../src/desk/leads/list-leads';
import type { ListLeads } from '../../../src/desk/leads/list-leads';
import { moveLead } from '../../../src/desk/leads/move-lead';
import { temporaryWorkspace } from '../../helpers/temporary-workspace';
import { openDesk, takeIn, test } from './desk';
import type { Desk } from './desk';

describe.each(['sqlite-memory', 'postgres'] as const)('the list of leads on %s', (driver) => {
	let desk: Desk;
	beforeAll(async () => {
		desk = await openDesk({ driver });
		await takeIn(desk.workspace, { title: 'Сертификат на ОБУВЬ', phone: '+79201112233' });
		await takeIn(desk.workspace, { title: '100% хлопок', email: 'cotton@example.ru' });
		await takeIn(desk.workspace, { title: 'Игрушки', companyName: 'ООО «Ромашка»' });
		await moveLead(desk.workspace, { leadId: 3, stage: 'needs' }, test);
	}, 90_000);

	const found = async (input: ListLeads) => (await listLeads(desk.workspace, input)).items.map(({ id }) => id);

	it.each([
		['обувь', [1]],
		['Обувь', [1]],
		['ромашка', [3]],
		['COTTON@', [2]],
		['8 920 111-22-33', [1]],
		['111-22', [1]],
		['2', [2]],
		['№ 3', [3]],
		['%', [2]],
		['_', []],
		['', [3, 2, 1]],
	])('R-LEAD-2: searched for "%s" answers %j', async (search, ids) => {
		expect(await found({ search })).toEqual(ids);
	});

	it('R-LEAD-2: is filtered by stage and person, in words and codes', async () => {
		expect(await found({ stage: 'needs' })).toEqual([3]);
		expect(await found({ stage: 'new', responsibleId: desk.organisation.nizhny.manager.id })).toEqual([2, 1]);
		expect((await listLeads(desk.workspace, { stage: 'needs' })).items[0]).toMatchObject({ stageTitle: 'Выявление потребности', responsibleName: 'Иван Менеджеров', departmentName: 'Нижний Новгород' });
	});

	it('R-LEAD-2: goes on page by page, each lead once, also when new ones arrive between', async () => {
		const first = await listLeads(desk.workspace, { limit: 2 });
		expect([first.items.map(({ id }) => id), first.next]).toEqual([[3, 2], 2]);
		const late = await takeIn(desk.workspace, { title: 'Позже' });
		const second = await listLeads(desk.workspace, { limit: 2, after: first.next });
		expect([second.items.map(({ id }) => id), second.next]).toEqual([[1], null]);
		expect(await found({ limit: 1 })).toEqual([late.leadId]);
	});

	it('R-LEAD-2: of an empty workspace is empty', async () => {
		const { workspace } = await temporaryWorkspace();
		expect(await listLeads(workspace)).toEqual({ items: [], next: null });
	});
});
