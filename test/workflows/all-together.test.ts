import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { startDesk } from './desk-host';

const folders = readdirSync(join(__dirname, '../../workflows'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

it('R-CORE-1, R-CORE-2: with all shipped workflows published nothing is unheard, unseen or taken for a copy of something else', async () => {
	const desk = await startDesk(folders);
	try {
		const { status, body } = await desk.get('status');
		expect(status).toBe(200);
		expect(body).toMatchObject({ copiedTriggers: [], consumersNotSeen: [], unheardTimers: [] });
	} finally {
		await desk.stop();
	}
});
