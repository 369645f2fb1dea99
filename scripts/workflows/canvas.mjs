/**
 * Lays out the shipped workflows. Written as lanes, so that every canvas reads the same way: triggers on the left, one
 * straight line per story, side branches below their line, a sticky note behind. Ids come from names: stable over builds.
 */
import { createHash } from 'node:crypto';
import { heightOfText } from './note-size.mjs';

/** n8n moves whatever does not stand on its grid. */
const GRID = 16;
const COLUMN = 15 * GRID;
const ROW = 11 * GRID;
const NODE = 96;
/** Below a node stand its name, on two lines if it is long, and its subtitle; beside the last one a plus sign. */
const BELOW_NODE = 80;
const BESIDE_NODE = 96;
const LANE_LEFT = -5 * GRID;
const BETWEEN_LANES = 3 * GRID;
/** Between a heading and the nodes under it: room for the signs that n8n puts on top of nodes. */
const BELOW_HEADING = 24;
const GUIDE_WIDTH = 29 * GRID;
/** n8n stores static data only for workflow ids of at most 21 characters. */
const LONGEST_ID = 21;
/** One id for the tag of all: n8n imports several workflows at once, and would make a tag without an id again for each. */
const TAG_IDS = { 'Deal Desk': 'dealDeskTag00001' };

/**
 * n8n looks for the name only where the id is null: of a credential without any id it takes the first one of the type, which
 * in a company's n8n is somebody else's (`replaceInvalidCredentials`, n8n 2.41).
 */
const byName = (credentials) => Object.fromEntries(Object.entries(credentials).map(([type, { name }]) => [type, { id: null, name }]));

const onGrid = (pixels) => Math.ceil(pixels / GRID) * GRID;

function stableUuid(...parts) {
	const hex = createHash('sha256').update(parts.join('\u0000')).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** How many columns a chain takes, with the branches of its steps. */
const columnsOf = (steps) => Math.max(steps.length, ...steps.map(({ branches = {} }, index) => index + 1 + Math.max(0, ...Object.values(branches).map(columnsOf))));

export class Canvas {
	#guide = '';
	#lanes = [];

	constructor({ id, name, description, errorWorkflow, tags = ['Deal Desk'] }) {
		if (id.length > LONGEST_ID) throw new Error(`Workflow id ${id} is longer than ${LONGEST_ID}`);
		this.id = id;
		this.name = name;
		this.description = description;
		this.errorWorkflow = errorWorkflow;
		this.tags = tags;
	}

	/** One story: a heading (a sticky note behind it) and its chain of steps. A step may carry `branches: { output: [steps] }`. */
	lane({ title, text = '', color = 7 }, steps) {
		this.#lanes.push({ title, content: text ? `## ${title}\n${text}` : `## ${title}`, text, color, steps });
		return this;
	}

	/** The tall note on the left: what this is for, what it needs, what to change. */
	guide(markdown) {
		this.#guide = markdown;
		return this;
	}

	/** The folder's README: the guide of the canvas, so that the two cannot differ, the picture, and what each lane does. */
	toReadme() {
		const body = this.#guide.replace(/^# .*\n+/, '').replace(/^### /gm, '## ');
		const lanes = this.#lanes.map(({ title, text }) => `- **${title}**${text ? ` — ${text.replace(/\n/g, ' ')}` : ''}`);
		const { nodes } = new Drawing(this.id).draw(this.#guide, this.#lanes);
		const credentials = [...new Set(nodes.flatMap((node) => Object.values(node.credentials ?? {}).map(({ name }) => name)))].sort();
		return `# ${this.name}\n\n${this.description}\n\n![The canvas of "${this.name}"](canvas.png)\n\n${body}\n\n## Lanes\n\n${lanes.join('\n')}\n\n## Credentials\n\n${credentials.map((name) => `- ${name}`).join('\n')}\n\n${this.#howToImport()}\n`;
	}

	/** n8n's editor binds credentials by name, and leaves a workflow's settings behind. */
	#howToImport() {
		const { errorWorkflow } = this.toJson().settings;
		const errors = errorWorkflow ? ' In ⋯ → Settings choose *Report failures to the operator* as Error Workflow: the editor does not import settings.' : '';
		return `Create these credentials first, under these names: n8n binds them by name. Then import \`workflow.json\`: new workflow → ⋯ → Import → From file.${errors} Publish. All workflows at once: see [Install](../../README.md#install-in-your-own-n8n).`;
	}

	toJson() {
		const { nodes, connections } = new Drawing(this.id).draw(this.#guide, this.#lanes);
		return {
			id: this.id,
			name: this.name,
			description: this.description,
			nodes,
			connections,
			settings: { executionOrder: 'v1', ...(this.errorWorkflow && { errorWorkflow: this.errorWorkflow }), saveDataSuccessExecution: 'all', saveDataErrorExecution: 'all', callerPolicy: 'workflowsFromSameOwner' },
			tags: this.tags.map((name) => ({ id: TAG_IDS[name], name })),
		};
	}
}

/** Nodes and connections of one canvas, with their places. */
class Drawing {
	nodes = [];
	connections = {};

	constructor(workflowId) {
		this.workflowId = workflowId;
	}

	/** Guide on the left; lanes one below the other, all as wide as the widest. */
	draw(guide, lanes) {
		if (guide) this.#note('Read me first', ['guide'], { content: guide, width: GUIDE_WIDTH, height: heightOfText(guide, GUIDE_WIDTH) + GRID, color: 4, x: LANE_LEFT - GUIDE_WIDTH - 4 * GRID, y: 0 });
		const columns = Math.max(...lanes.map(({ steps }) => columnsOf(steps)));
		const width = (columns - 1) * COLUMN + NODE + BESIDE_NODE - LANE_LEFT;
		let top = 0;
		for (const { title, content, color, steps } of lanes) {
			const firstRow = onGrid(top + heightOfText(content, width) + BELOW_HEADING);
			const rows = this.#chain(steps, 0, firstRow, null, 0);
			const bottom = onGrid(firstRow + (rows - 1) * ROW + NODE + BELOW_NODE);
			this.#note(title, ['sticky', title], { content, width, height: bottom - top, color, x: LANE_LEFT, y: top });
			top = bottom + BETWEEN_LANES;
		}
		return this;
	}

	#note(name, idParts, { x, y, content, width, height, color }) {
		this.nodes.push({
			parameters: { content, height: onGrid(height), width: onGrid(width), color },
			id: stableUuid(this.workflowId, ...idParts),
			name: `Note: ${name}`,
			type: 'n8n-nodes-base.stickyNote',
			typeVersion: 1,
			position: [x, y],
		});
	}

	#place(step, x, y) {
		if (this.nodes.some((node) => node.name === step.name)) return;
		const { name, type, typeVersion, parameters = {}, credentials, onError, webhook, ...rest } = step;
		this.nodes.push({
			parameters,
			id: stableUuid(this.workflowId, name),
			name,
			type,
			typeVersion,
			position: [x, y],
			...(webhook && { webhookId: stableUuid(this.workflowId, name, 'webhook') }),
			...(credentials && { credentials: byName(credentials) }),
			...(onError && { onError }),
			...rest,
		});
	}

	#connect(from, output, to, input = 0) {
		const outputs = ((this.connections[from] ??= { main: [] }).main);
		while (outputs.length <= output) outputs.push([]);
		if (!outputs[output].some((link) => link.node === to && link.index === input)) outputs[output].push({ node: to, type: 'main', index: input });
	}

	/** Draws a chain with its first step in `column` and answers how many rows it took. */
	#chain(steps, column, y, from, output) {
		let rows = Math.min(steps.length, 1);
		let previous = from;
		let port = output;
		for (const [index, { branches = {}, ...step }] of steps.entries()) {
			this.#place(step, (column + index) * COLUMN, y);
			if (previous) this.#connect(previous, port, step.name);
			previous = step.name;
			port = 0;
			for (const [branchOutput, chain] of Object.entries(branches)) {
				rows += this.#chain(chain, column + index + 1, y + rows * ROW, step.name, Number(branchOutput));
			}
		}
		return rows;
	}
}
