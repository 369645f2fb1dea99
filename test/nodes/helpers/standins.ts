import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription, ISourceData } from 'n8n-workflow';

/*
 * Small nodes that treat items the way n8n's own do, so that item linking is tested without n8n-nodes-base. The same tests
 * run with the real nodes when they are installed (see run-workflow.ts).
 */

type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

function standIn(name: string, execute: Execute, description: Partial<INodeTypeDescription> = {}): INodeType {
	return {
		description: { displayName: name, name, group: ['transform'], version: 1, description: name, defaults: { name }, inputs: ['main'], outputs: ['main'], properties: [], ...description },
		execute,
	};
}

/** Edit Fields with "keep only set": another json, the link kept. */
const rewrite = standIn('rewrite', async function () {
	return [this.getInputData().map((_, item) => ({ json: { rewritten: true }, pairedItem: { item } }))];
});

/** Code: as many items as `copies` says for each item (json.copies or 2), linked to it. */
const multiply = standIn('multiply', async function () {
	return [this.getInputData().flatMap(({ json }, item) => Array.from({ length: Number(json.copies ?? 2) }, (_, copy) => ({ json: { ...json, copy }, pairedItem: { item } })))];
});

/** Code: each copy becomes about the lead that stands at its place in `leads`; even ones say `yes`. */
const rewriteAsLead = standIn('rewriteAsLead', async function () {
	return [
		this.getInputData().map(({ json }, item) => {
			const lead = (json.leads as number[])[Number(json.copy)];
			return { json: { subjectKind: 'lead', subjectId: lead, yes: Number(lead) % 2 === 0 }, pairedItem: { item } };
		}),
	];
});

/** Code without pairedItem and with another number of items: n8n cannot link them. */
const forget = standIn('forget', async function () {
	return [[...this.getInputData(), ...this.getInputData()].map(({ json }) => ({ json: { ...json } }))];
});

/** Aggregate: one item out of all. */
const aggregate = standIn('aggregate', async function () {
	const items = this.getInputData();
	return [[{ json: { all: items.map(({ json }) => json) }, pairedItem: items.map((_, item) => ({ item })) }]];
});

/** Merge, combine by position. */
const merge = standIn(
	'merge',
	async function () {
		const [left, right] = [this.getInputData(0), this.getInputData(1)];
		return [left.map(({ json }, item) => ({ json: { ...json, ...right[item]?.json }, pairedItem: [{ item, input: 0 }, { item, input: 1 }] }))];
	},
	{ inputs: ['main', 'main'] },
);

interface LoopState {
	waiting?: INodeExecutionData[];
	source?: ISourceData;
	done?: INodeExecutionData[];
}

/** Loop Over Items: hands out `batchSize` items a time; from the second time on they are linked past the loop to their origin. */
const loop = standIn(
	'loop',
	async function () {
		const state = this.getContext('node') as LoopState;
		const size = this.getNodeParameter('batchSize', 0) as number;
		const first = state.waiting === undefined;
		if (first) {
			state.waiting = [...this.getInputData()];
			state.source = this.getInputSourceData();
		} else {
			state.done = [...(state.done ?? []), ...this.getInputData().map((item, index) => ({ ...item, pairedItem: { item: index, sourceOverwrite: this.getInputSourceData() } }))];
		}
		const batch = (state.waiting ?? []).splice(0, size);
		if (batch.length === 0) return [state.done ?? [], []];
		if (first) return [[], batch];
		return [[], batch.map((item) => ({ ...item, pairedItem: { ...(item.pairedItem as { item: number }), sourceOverwrite: state.source } }))];
	},
	{ outputs: ['main', 'main'], properties: [{ displayName: 'Batch Size', name: 'batchSize', type: 'number', default: 1 }] },
);

/** If: items whose json has a truthy `yes` to the first output, the others to the second. */
const fork = standIn(
	'fork',
	async function () {
		const linked = this.getInputData().map(({ json }, item) => ({ json, pairedItem: { item } }));
		return [linked.filter(({ json }) => json.yes), linked.filter(({ json }) => !json.yes)];
	},
	{ outputs: ['main', 'main'] },
);

/** A form with a file question: the text in `json.file` as the binary field `data`. */
const withFile = standIn('withFile', async function () {
	return [this.getInputData().map(({ json }, item) => ({ json: {}, binary: { data: { data: Buffer.from(String(json.file)).toString('base64'), mimeType: 'text/csv', fileName: 'statement.csv' } }, pairedItem: { item } }))];
});

const pass = standIn('pass', async function () {
	return [this.getInputData()];
});

/** What any of n8n's triggers is here: hands on the items the run was started with. */
const start = standIn('start', async function () {
	return [this.getInputData()];
}, { group: ['trigger'], inputs: [] });

export const standIns: Readonly<Record<string, INodeType>> = {
	'test.rewrite': rewrite,
	'test.multiply': multiply,
	'test.rewriteAsLead': rewriteAsLead,
	'test.forget': forget,
	'test.aggregate': aggregate,
	'test.merge': merge,
	'test.loop': loop,
	'test.fork': fork,
	'test.pass': pass,
	'test.withFile': withFile,
	'n8n-nodes-base.webhook': start,
	'n8n-nodes-base.executeWorkflowTrigger': start,
};
