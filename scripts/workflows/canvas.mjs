/**
 * Lays out the shipped workflows. Written as lanes, so that every canvas reads the same way: triggers on the left, one
 * straight line per story, side branches below their line, a sticky note above. Ids come from names: stable over builds.
 */
import { createHash } from 'node:crypto';

const COLUMN = 240;
const ROW = 180;
/** One id for the tag of all: n8n imports several workflows at once, and would make a tag without an id again for each. */
const TAG_IDS = { 'Deal Desk': 'dealDeskTag00001' };
/** n8n stores static data only for workflow ids of at most 21 characters. */
const LONGEST_ID = 21;

function stableUuid(...parts) {
	const hex = createHash('sha256').update(parts.join('\u0000')).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export class Canvas {
	#nodes = [];
	#connections = {};
	#row = 0;
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

	#place(step, column, row) {
		if (this.#nodes.some((node) => node.name === step.name)) return;
		const { name, type, typeVersion, parameters = {}, credentials, onError, webhook, ...rest } = step;
		this.#nodes.push({
			parameters,
			id: stableUuid(this.id, name),
			name,
			type,
			typeVersion,
			position: [column * COLUMN, row * ROW],
			...(webhook && { webhookId: stableUuid(this.id, name, 'webhook') }),
			...(credentials && { credentials }),
			...(onError && { onError }),
			...rest,
		});
	}

	#connect(from, output, to, input = 0) {
		const outputs = ((this.#connections[from] ??= { main: [] }).main);
		while (outputs.length <= output) outputs.push([]);
		if (!outputs[output].some((link) => link.node === to && link.index === input)) outputs[output].push({ node: to, type: 'main', index: input });
	}

	/** Draws a chain from (column, row); answers how many rows it took. A step may carry `branches: { output: [steps] }`. */
	#draw(steps, column, row, from, output) {
		let rows = 1;
		let previous = from;
		let port = output;
		for (const [index, { branches = {}, ...step }] of steps.entries()) {
			this.#place(step, column + index, row);
			if (previous) this.#connect(previous, port, step.name);
			previous = step.name;
			port = 0;
			for (const [branchOutput, chain] of Object.entries(branches)) {
				rows += this.#draw(chain, column + index + 1, row + rows, step.name, Number(branchOutput));
			}
		}
		return rows;
	}

	/** One story: a heading (a sticky note behind it) and its chain of steps. */
	lane({ title, text = '', color = 7, width }, steps) {
		const top = this.#row;
		this.#lanes.push({ title, text });
		const rows = this.#draw(steps, 0, top + 1, null, 0);
		const columns = Math.max(...this.#nodes.filter((node) => node.position[1] / ROW > top + 0.99).map((node) => node.position[0] / COLUMN)) + 1;
		this.#nodes.push({
			parameters: { content: text ? `## ${title}\n${text}` : `## ${title}`, height: rows * ROW + 140, width: (width ?? columns) * COLUMN + 40, color },
			id: stableUuid(this.id, 'sticky', title),
			name: `Note: ${title}`,
			type: 'n8n-nodes-base.stickyNote',
			typeVersion: 1,
			position: [-80, (top + 1) * ROW - 160],
		});
		this.#row = top + rows + 1.1;
		return this;
	}

	/** The tall note on the left: what this is for, what it needs, what to change. */
	guide(markdown, { height = 900, width = 460 } = {}) {
		this.#guide = markdown;
		this.#nodes.push({
			parameters: { content: markdown, height, width, color: 4 },
			id: stableUuid(this.id, 'guide'),
			name: 'Note: Read me first',
			type: 'n8n-nodes-base.stickyNote',
			typeVersion: 1,
			position: [-600, 20],
		});
		return this;
	}

	/** The folder's README: the guide of the canvas, so that the two cannot differ, the picture, and what each lane does. */
	toReadme() {
		const body = this.#guide.replace(/^# .*\n+/, '').replace(/^### /gm, '## ');
		const lanes = this.#lanes.map(({ title, text }) => `- **${title}**${text ? ` — ${text.replace(/\n/g, ' ')}` : ''}`);
		const credentials = [...new Set(this.#nodes.flatMap((node) => Object.values(node.credentials ?? {}).map(({ name }) => name)))].sort();
		return `# ${this.name}\n\n${this.description}\n\n![The canvas of "${this.name}"](canvas.png)\n\n${body}\n\n## Lanes\n\n${lanes.join('\n')}\n\n## Credentials\n\n${credentials.map((name) => `- ${name}`).join('\n')}\n\nImport \`workflow.json\` (Workflows → Import from File), choose the credentials, publish.\n`;
	}

	toJson() {
		return {
			id: this.id,
			name: this.name,
			description: this.description,
			nodes: this.#nodes.map((node) => ({ ...node, position: node.position.map(Math.round) })),
			connections: this.#connections,
			settings: { executionOrder: 'v1', ...(this.errorWorkflow && { errorWorkflow: this.errorWorkflow }), saveDataSuccessExecution: 'all', saveDataErrorExecution: 'all', callerPolicy: 'workflowsFromSameOwner' },
			tags: this.tags.map((name) => ({ id: TAG_IDS[name], name })),
		};
	}
}
