/** Resolves when the person, or the system, wants it all to end. */
export const untilAskedToStop = () =>
	new Promise((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve('asked'));
	});
