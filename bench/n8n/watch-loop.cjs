/**
 * Loaded into n8n before its own code: watches how long its event loop is held. On SIGUSR2 it writes what it saw since the last
 * signal into the file of DEAL_DESK_BENCH_LOOP and begins anew.
 */
const { renameSync, writeFileSync } = require('node:fs');
const { monitorEventLoopDelay } = require('node:perf_hooks');

const file = process.env.DEAL_DESK_BENCH_LOOP;
// n8n's task runner inherits the option that loads this file, and has nothing to say.
if (file && process.argv.includes('start')) {
	const delay = monitorEventLoopDelay({ resolution: 1 });
	delay.enable();
	process.on('SIGUSR2', () => {
		const [p50, p99, most] = [delay.percentile(50), delay.percentile(99), delay.max].map((ns) => ns / 1e6);
		const seen = { p50, p99, max: most, count: delay.count };
		delay.reset();
		writeFileSync(`${file}.new`, JSON.stringify(seen));
		renameSync(`${file}.new`, file);
	});
}
