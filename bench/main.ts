import { entries } from './entries';
import { keepResults } from './keep-results';
import { readOptions, usage } from './options';
import { ADDRESS_VARIABLE } from './postgres';
import { chooseEntries, quickEntries, runBench } from './run-bench';
import { asText } from './tables';

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2));
	if (options.help) return console.log(usage);
	if (options.list) return console.log(entries.map(({ name, question }) => `${name}\n    ${question}`).join('\n'));
	const root = process.cwd();
	const order = entries.map(({ name }) => name);
	const offered = options.quick && options.entries.length === 0 ? quickEntries(entries) : entries;
	await runBench(chooseEntries(offered, options.entries), {
		root,
		quick: options.quick,
		peers: options.peers,
		...(options.rounds !== undefined && { rounds: options.rounds }),
		...(process.env[ADDRESS_VARIABLE] && { postgres: process.env[ADDRESS_VARIABLE] }),
		today: new Date().toISOString().slice(0, 10),
		say: (line) => console.error(line),
		done: (result) => {
			console.log(asText(result));
			// After each entry, so that a long run that is broken off has kept what it had.
			if (options.write) keepResults(root, [result], order);
		},
	});
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? (error.stack ?? error.message) : error);
	process.exitCode = 1;
});
