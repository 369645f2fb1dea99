/**
 * Outlives the program that started it by a moment: when that program is gone, however it went, its process groups are
 * ended. It is told of them on its input, a line each: `+<pid>` started, `-<pid>` ended. The end of the input is the news.
 */
import { createInterface } from 'node:readline';

/** @type {Set<number>} */
const groups = new Set();

for await (const line of createInterface({ input: process.stdin })) {
	const pid = Number(line.slice(1));
	if (line.startsWith('+')) groups.add(pid);
	else groups.delete(pid);
}
for (const pid of groups) {
	try {
		process.kill(-pid, 'SIGKILL');
	} catch {
		// It ended by itself.
	}
}
