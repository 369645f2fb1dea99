import { reportTo } from '../../nodes/shared/timekeeper-of';

it('R-CORE-1: a database that is away is reported once a minute, with the number of failures between', () => {
	let now = 0;
	const warnings: string[] = [];
	const report = reportTo({ warn: (message: string) => warnings.push(message) }, 'desk.sqlite', () => now);
	for (now = 0; now < 60_000; now += 500) report(new Error('disk full'));
	report(new Error('disk full'));
	expect(warnings).toEqual([
		'Deal Desk cannot work with the workspace in desk.sqlite just now and keeps trying: disk full',
		'Deal Desk cannot work with the workspace in desk.sqlite just now and keeps trying: disk full (and 119 more since the last report)',
	]);
});
