describe('queue mode', () => {
	const warnings = async (...environments: NodeJS.ProcessEnv[]): Promise<string[]> => {
		const said: string[] = [];
		await jest.isolateModulesAsync(async () => {
			const { warnOfForgottenRuns } = await import('../../nodes/shared/queue-mode');
			for (const env of environments) warnOfForgottenRuns({ warn: (message) => said.push(message) }, env);
		});
		return said;
	};

	it('R-CORE-1: an n8n that forgets its jobs at once is told so, once', async () => {
		const queue = { EXECUTIONS_MODE: 'queue' };
		expect(await warnings(queue, queue)).toEqual([expect.stringContaining('Set N8N_EXECUTIONS_QUEUE_KEEP_LAST_COMPLETED=1000')]);
	});

	it('R-CORE-1: one that keeps them, or runs everything in one process, is not', async () => {
		expect(await warnings({ EXECUTIONS_MODE: 'queue', N8N_EXECUTIONS_QUEUE_KEEP_LAST_COMPLETED: '1000' }, { EXECUTIONS_MODE: 'regular' }, {})).toEqual([]);
	});
});
