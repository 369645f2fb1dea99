import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { renderDocx } from '../../src/documents/render';
import { textOf, xmlOf } from './docx-text';
import { clientsIn, contractOfClient } from './many-clients';

const template = readFileSync(join(__dirname, '..', '..', 'templates', 'contract-ooo.docx'));
const CLIENTS = 20;
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('contracts of many clients from the shipped template', () => {
	it('R-CON-1: rendered in any order and at the same time, none shows a trace of another client, and each has the same bytes again', async () => {
		const rendering = async (client: number) => {
			await new Promise((resolve) => setImmediate(resolve));
			return { client, bytes: renderDocx(template, contractOfClient(client)) };
		};
		const clients = Array.from({ length: CLIENTS }, (_, index) => index);
		const first = await Promise.all(clients.map(rendering));
		for (const { client, bytes } of first) {
			expect(clientsIn(textOf(bytes))).toEqual([client]);
			expect(clientsIn(xmlOf(bytes, 'docProps/core.xml') + xmlOf(bytes, 'word/footer1.xml')).filter((other) => other !== client)).toEqual([]);
		}
		const again = await Promise.all(clients.toReversed().map(rendering));
		expect(again.toReversed().map(({ bytes }) => hashOf(bytes))).toEqual(first.map(({ bytes }) => hashOf(bytes)));
		expect(new Set(first.map(({ bytes }) => hashOf(bytes))).size).toBe(CLIENTS);
	}, 60_000);
});
