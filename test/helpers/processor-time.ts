/**
 * How long this process computes, ms. A machine that stands still for a while, or has others to serve, does not count: by the
 * clock on the wall a test of ours fails for what somebody else does.
 */
export function processorTime(): () => number {
	const began = process.cpuUsage();
	return () => {
		const { user, system } = process.cpuUsage(began);
		return (user + system) / 1_000;
	};
}
