import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { pickDepartments, pickPipelines, pickRegisters, pickRules, pickStages, pickStatuses } from '../../src/desk/pickers/pick-code';
import type { Choice } from '../../src/desk/pickers/pick-code';
import { workspaceOf } from './workspace-of';

/** A dropdown's or multi-select's present value; expressions cannot be followed in the editor and count as "any". */
function chosenIn(context: ILoadOptionsFunctions, name: string): string[] {
	const value = context.getCurrentNodeParameter(name) as unknown;
	const values = Array.isArray(value) ? value.map(String) : typeof value === 'string' && value !== '' ? [value] : [];
	return values.filter((one) => !one.startsWith('='));
}

/** In the workspace's own order, which means something to people, and not by name. */
const asOptions = (choices: readonly Choice[]): INodePropertyOptions[] => choices.map(({ code, title }) => ({ name: title, value: code, description: code }));

type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** `methods.loadOptions` of every node: what the workspace of the credential holds. */
export const loadOptions: Readonly<Record<string, LoadOptions>> = {
	async getPipelines() {
		return asOptions(await pickPipelines(await workspaceOf(this)));
	},
	async getDealPipelines() {
		return asOptions(await pickPipelines(await workspaceOf(this), 'deal'));
	},
	/** The first choice stands for all of them. */
	async getDepartments() {
		return [{ name: 'All', value: '' }, ...asOptions(await pickDepartments(await workspaceOf(this)))];
	},
	async getLeadStages() {
		const workspace = await workspaceOf(this);
		return asOptions(await pickStages(workspace, (await pickPipelines(workspace, 'lead')).map(({ code }) => code)));
	},
	/** Of the pipelines chosen in `pipeline` (an operation) or `filters.pipelines` (a trigger). */
	async getStages() {
		return asOptions(await pickStages(await workspaceOf(this), [...chosenIn(this, 'pipeline'), ...chosenIn(this, 'filters.pipelines')]));
	},
	async getRegisters() {
		return asOptions(await pickRegisters(await workspaceOf(this)));
	},
	/** Of the registers chosen in `register` (an operation) or `filters.registers` (a trigger). */
	async getStatuses() {
		return asOptions(await pickStatuses(await workspaceOf(this), [...chosenIn(this, 'register'), ...chosenIn(this, 'filters.registers')]));
	},
	async getRules() {
		return asOptions(await pickRules(await workspaceOf(this)));
	},
};
