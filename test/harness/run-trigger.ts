/**
 * Switches one trigger node on, without a workflow behind it: the test sees each emit and decides how the run ended.
 *
 *     const trigger = await runTrigger({ type: 'n8n-nodes-deal-desk.dealDeskTrigger', parameters: {}, credentials, onEmit: () => 'success' });
 *     … trigger.emitted …
 *     await trigger.close();
 */
import { TriggerContext } from 'n8n-core';
import { createRunExecutionData } from 'n8n-workflow';
import type { ExecutionStatus, IDataObject, INode, INodeParameters, IRun } from 'n8n-workflow';

import type { TestCredentials } from './credentials';
import { Engine } from './engine';

/** How the run of an emit ends: a status, `undefined` for n8n's "duplicate", an error for "could not start", `never` for a killed process. */
export type RunEnd = ExecutionStatus | undefined | Error | 'never';

export interface TriggerOptions {
	readonly type: string;
	readonly typeVersion?: number;
	readonly parameters?: INodeParameters;
	readonly credentials?: TestCredentials;
	/** `init`: n8n itself is starting; `activate`: somebody publishes. */
	readonly activation?: 'init' | 'activate';
	readonly onEmit?: (items: IDataObject[]) => RunEnd | Promise<RunEnd>;
}

const finishedRun = (status: ExecutionStatus): IRun => ({ status, finished: status === 'success', mode: 'trigger', startedAt: new Date(), stoppedAt: new Date(), storedAt: 'db', data: createRunExecutionData() });

export async function runTrigger({ type, typeVersion, parameters = {}, credentials = {}, activation = 'activate', onEmit = () => 'success' }: TriggerOptions) {
	const engine = await Engine.create({ workflows: [], credentials });
	const nodeType = engine.nodeTypes.getByNameAndVersion(type, typeVersion);
	const version = typeVersion ?? [nodeType.description.version].flat().at(-1) ?? 1;
	const nodeCredentials = Object.fromEntries(Object.keys(credentials).map((name) => [name, { id: name, name }]));
	const node: INode = { id: 'trigger', name: 'Trigger', type, typeVersion: version, position: [0, 0], parameters, credentials: nodeCredentials };
	const workflow = engine.workflow({ id: 'triggerTest', name: 'Trigger test', nodes: [node], connections: {} });
	const emitted: IDataObject[][] = [];
	const errors: Error[] = [];

	const context = new TriggerContext(
		workflow,
		workflow.getNode('Trigger') ?? node,
		engine.additionalData(),
		'trigger',
		activation,
		(data, _response, done) => {
			const items = (data[0] ?? []).map(({ json }) => json);
			emitted.push(items);
			void Promise.resolve(onEmit(items)).then((end) => {
				if (end === 'never') return;
				if (end instanceof Error) done?.reject(end);
				else done?.resolve(end === undefined ? (undefined as unknown as IRun) : finishedRun(end));
			});
		},
		(error) => void errors.push(error),
		(error) => void errors.push(error),
	);
	const response = await nodeType.trigger?.call(context);
	if (!response) throw new Error(`"${type}" is not a trigger.`);
	return {
		emitted,
		errors,
		/** The editor's "Execute step". */
		testOnce: async () => await response.manualTriggerFunction?.(),
		close: async () => await response.closeFunction?.(),
	};
}
