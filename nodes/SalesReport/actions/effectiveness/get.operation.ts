import { effectivenessLinks } from '../../../../src/desk/effectiveness/effectiveness-links';
import { renderEffectivenessPage } from '../../../../src/desk/effectiveness/effectiveness-page';
import { viewEffectiveness } from '../../../../src/desk/effectiveness/effectiveness-view';
import { buildEffectivenessWorkbook } from '../../../../src/desk/effectiveness/effectiveness-workbook';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { formatFields, wantsPage, wantsWorkbook, workbookFile } from '../report-files';
import { askedOf, originalTermOptions, periodFields } from './period-fields';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get the effectiveness of managers',
	description: 'Leads taken, conversion, time on stage, reaction time, contracts and originals, escalations caused, payments and completed orders, per manager; every number with the list behind it',
	changes: false,
	properties: [...periodFields, ...formatFields],
	options: [{ displayName: 'Facts per Number', name: 'factsPerNumber', type: 'number', typeOptions: { minValue: 0, maxValue: 10_000 }, default: 50, description: 'How many entries of the list behind each number come along; 0 for none' }, ...originalTermOptions],
	async execute(item) {
		const workspace = await item.workspace();
		const { asked, department, managerId } = await askedOf(item);
		const view = await viewEffectiveness(workspace, { ...asked, zone: department?.zone ?? 'Europe/Moscow', factsPerNumber: item.maybeNumber('options.factsPerNumber') ?? 50 });
		const numbers = view.rows.map(({ facts: _, ...row }) => row);
		const links = await effectivenessLinks(workspace, { from: asked.from, to: asked.to, department: department?.code, managerId });
		const html = wantsPage(item) ? await renderEffectivenessPage(view, links) : null;
		const { json } = record({ fromAt: view.from, toAt: view.to, numbers, ...(html !== null && { html }) });
		if (!wantsWorkbook(item)) return { json };
		const fileName = `effectiveness-${new Date(view.from).toISOString().slice(0, 10)}-${new Date(view.to).toISOString().slice(0, 10)}.xlsx`;
		return { json: { ...json, fileName }, binary: await workbookFile(item, fileName, await buildEffectivenessWorkbook(view)) };
	},
};
