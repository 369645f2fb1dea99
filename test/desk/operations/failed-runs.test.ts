import { recordFailedRun } from '../../../src/desk/operations/record-failed-run';
import type { Call } from '../../../src/call';
import { systemCall } from '../../../src/call';
import { temporaryWorkspace } from '../../helpers/temporary-workspace';

const run = { workflow: 'Take in a lead', node: 'Take in the enquiry', error: 'no such table', url: 'http://localhost:5678/workflow/w/executions/21' };
const callAbout = (effectKey: string | null): Call => ({ ...systemCall('test'), effectKey });

describe('a failed run', () => {
	it('R-CORE-1, R-CORE-2: is an event with all that the operator needs, once for each key', async () => {
		const { workspace } = await temporaryWorkspace();
		const first = await recordFailedRun(workspace, run, callAbout('21 of 2026-03-02'));
		const again = await recordFailedRun(workspace, run, callAbout('21 of 2026-03-02'));
		await recordFailedRun(workspace, run, callAbout('22 of 2026-03-02'));
		expect([first.kind, again.kind]).toEqual(['done', 'repeated']);
		const events = await workspace.read(async (query) => await query.all("select data_json from events where kind = 'RunFailed' order by id"));
		expect(events.map(({ data_json }) => JSON.parse(String(data_json)))).toEqual([run, run]);
	});

	it('R-CORE-4: of an error as long as a page keeps the beginning', async () => {
		const { workspace } = await temporaryWorkspace();
		await recordFailedRun(workspace, { ...run, error: `Refused: ${'x'.repeat(50_000)}` }, callAbout(null));
		const event = await workspace.read(async (query) => await query.get("select data_json from events where kind = 'RunFailed'"));
		const { error } = JSON.parse(String(event?.data_json)) as { error: string };
		expect([error.length, error.slice(0, 12), error.at(-1)]).toEqual([2_000, 'Refused: xxx', '…']);
	});

	it('is refused without a workflow, and nothing is kept', async () => {
		const { workspace } = await temporaryWorkspace();
		await expect(recordFailedRun(workspace, { ...run, workflow: ' ' }, callAbout('1'))).rejects.toThrow('Failed Workflow');
		expect(await workspace.read(async (query) => await query.all("select id from events where kind = 'RunFailed'"))).toEqual([]);
	});
});
