import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { renderDocx } from '../../src/documents/render';
import { textOf } from '../../test/documents/docx-text';
import { contractOfClient } from '../../test/documents/many-clients';
import { startChild } from '../child/child';
import type { EngineName } from '../documents/engines';
import type { RenderAnswer, RenderQuestion } from '../documents/renderer';
import type { Contender, Entry } from '../entry';

const ours: EngineName = 'Deal Desk';

function expectedText(root: string): string {
	const bytes = renderDocx(readFileSync(join(root, 'templates', 'contract-ooo.docx')), contractOfClient(0));
	return textOf(bytes).split('\n').map((line) => line.trim()).filter((line) => line !== '').join('\n');
}

/** @param warmUp documents that are not counted @param question of a round */
const engine = (name: EngineName, does: string, warmUp: number, question: (size: number) => RenderQuestion, also: (answer: RenderAnswer) => Record<string, number>): Contender => ({
	name,
	kind: name === ours ? 'ours' : 'peer',
	does,
	prepare: async (size, { root }) => {
		const child = await startChild(root, 'documents/renderer.ts', [root, name]);
		const { text } = await child.ask<RenderAnswer>({ documents: warmUp });
		if (text !== expectedText(root)) throw new Error(`${name} renders another text than Deal Desk from the same contract.`);
		return {
			round: async () => {
				const asked = question(size);
				const answer = await child.ask<RenderAnswer>(asked);
				return { operations: asked.documents, ms: answer.ms, also: also(answer) };
			},
			close: async () => await child.stop(),
		};
	},
});

const speed = (name: EngineName, does: string): Contender =>
	engine(name, does, 50, (size) => ({ documents: size }), ({ processorMs, p50Ms, p99Ms, peakMb }) => ({ 'processor, ms': processorMs, 'p50, ms': p50Ms, 'p99, ms': p99Ms, 'peak, MB': peakMb }));

const PER_ROUND = 150;

export const documents: readonly Entry[] = [
	{
		name: 'documents-render',
		question: 'How many contracts are rendered from the shipped template (68 tags, 20 lines), each for another client?',
		unit: 'per second',
		sizeOf: 'contracts a round',
		sizes: [PER_ROUND],
		quickSize: 2,
		rounds: 5,
		contenders: [
			speed(ours, 'renderDocx: fill in with a fresh docxtemplater for each document, collect missing values, pack; the template is unpacked under limits and searched for what must not be in it once, then known by the hash of its bytes'),
			speed('docxtemplater', 'PizZip and a fresh Docxtemplater for each document, paragraphLoop, linebreaks, DEFLATE, as its documentation has it'),
			speed('easy-template-x', 'TemplateHandler.process'),
			speed('carbone', 'carbone.render to .docx, template kept by it. Its licence is not an open-source one: it is compared with and nothing else'),
		],
		goals: [
			{ title: 'against docxtemplater', reckon: (figure) => figure(ours, PER_ROUND) / figure('docxtemplater', PER_ROUND), atLeast: 1.1 },
			{ title: 'the same in processor time', reckon: (figure) => figure('docxtemplater', PER_ROUND, 'processor, ms') / figure(ours, PER_ROUND, 'processor, ms'), atLeast: 1.1 },
			{ title: 'p99 in medians', reckon: (figure) => figure(ours, PER_ROUND, 'p99, ms') / figure(ours, PER_ROUND, 'p50, ms'), atMost: 2 },
		],
		remarks: 'Every engine has a process of its own and the shipped template in its own tag language; a run begins only if all say the same text. Deal Desk checks the values of each document and the template once for the same bytes, the others check neither.',
	},
	{
		name: 'documents-many',
		question: 'Does memory stay flat, and is every document only its own client’s?',
		unit: 'ms',
		sizeOf: 'contracts rendered',
		sizes: [500, 5_000],
		quickSize: 3,
		rounds: 1,
		contenders: [engine(ours, 'renderDocx; each document is searched for other clients’ marks and compared with the same client’s earlier bytes, outside of the stopwatch', 0, (size) => ({ documents: size, search: true }), ({ heapMb, peakMb }) => ({ 'heap after, MB': heapMb, 'peak, MB': peakMb }))],
		goals: [
			{ title: 'heap after 5 000 against 500', reckon: (figure) => figure(ours, 5_000, 'heap after, MB') / figure(ours, 500, 'heap after, MB'), atMost: 1.05 },
			{ title: 'peak memory of 5 000 against 500', reckon: (figure) => figure(ours, 5_000, 'peak, MB') / figure(ours, 500, 'peak, MB'), atMost: 1.25 },
		],
	},
];
