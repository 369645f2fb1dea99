import type { ITriggerFunctions } from 'n8n-workflow';

import { readTriggerSettings } from '../../nodes/shared/trigger-settings';

const contextWith = (given: Record<string, unknown>) => ({ getNodeParameter: (name: string, otherwise: unknown) => given[name] ?? otherwise }) as unknown as ITriggerFunctions;
const settingsWith = (given: Record<string, unknown>) => readTriggerSettings(contextWith(given));

describe('the settings of a trigger', () => {
	it('R-CORE-1: a run is given up after a quarter of an hour when nothing is said', () => {
		expect(settingsWith({})).toEqual({ batchSize: 50, mostAttempts: 6, longestRunMs: 900_000, whenBack: 'backlog', skipOvertaken: true });
	});

	it.each([
		[5, 300_000],
		[0, 60_000],
		[100_000, 86_400_000],
		['many', 900_000],
	])('R-CORE-1: "Longest Run" %p minutes are taken as %p ms', (minutes, longestRunMs) => {
		expect(settingsWith({ 'options.longestRunMinutes': minutes }).longestRunMs).toBe(longestRunMs);
	});
});
