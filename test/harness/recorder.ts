/**
 * Stands in for a node that reaches outside (mail, messenger, HTTP): keeps what it was asked to do, with its parameters
 * evaluated for each item, and hands the items on.
 *
 *     const mail = recorder();
 *     await runWorkflow({ workflow, stubs: { 'n8n-nodes-base.emailSend': mail } });
 *     expect(mail.calls[0]?.parameters.toEmail).toBe('head@example.com');
 */
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

export interface RecordedCall {
	readonly workflow: string;
	readonly node: string;
	readonly executionId: string;
	readonly parameters: IDataObject;
	readonly json: IDataObject;
}

export interface Recorder {
	readonly calls: RecordedCall[];
	readonly asNodeType: (original: INodeType) => INodeType;
}

/** @param answer what the node puts out for a call; throw to make it fail, leave out to hand the item on */
export function recorder(answer: (call: RecordedCall) => IDataObject | Promise<IDataObject> = ({ json }) => json): Recorder {
	const calls: RecordedCall[] = [];

	async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { name, parameters: names } = this.getNode();
		const output: INodeExecutionData[] = [];
		for (const [index, { json }] of this.getInputData().entries()) {
			const parameters = Object.fromEntries(Object.keys(names).map((parameter) => [parameter, this.getNodeParameter(parameter, index, null)])) as IDataObject;
			const call = { workflow: this.getWorkflow().name ?? '', node: name, executionId: this.getExecutionId(), parameters, json };
			calls.push(call);
			output.push({ json: await answer(call), pairedItem: { item: index } });
		}
		return [output];
	}

	return {
		calls,
		// The description stays: n8n goes on checking the parameters, defaults and credentials of the real node.
		asNodeType: ({ description }) => ({ description, execute }),
	};
}
