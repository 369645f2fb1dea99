import { parseArgs } from 'node:util';

export interface BenchOptions {
	/** Names of entries, or beginnings of names; empty means all. */
	readonly entries: readonly string[];
	readonly quick: boolean;
	readonly peers: boolean;
	readonly write: boolean;
	readonly list: boolean;
	readonly help: boolean;
	readonly rounds: number | undefined;
}

export const usage = `npm run bench [-- <entry>… --quick --no-peers --rounds <n> --write --list]

  <entry>       the name of an entry or its beginning, e.g. timers-arm; none means all
  --quick       tiny sizes, two rounds, no peers: shows that the entries work
  --no-peers    Deal Desk and the limits alone, to compare two versions of ours
  --rounds <n>  counted rounds, instead of the entry's own
  --write       keeps the figures in bench/results.json and the tables in bench/README.md
  --list        says which entries there are
Measured on the PostgreSQL named in DEAL_DESK_BENCH_POSTGRES (postgres://user:password@host:port/database), else on one
that is started for the run.`;

export function readOptions(args: readonly string[]): BenchOptions {
	const { values, positionals } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: { quick: { type: 'boolean' }, 'no-peers': { type: 'boolean' }, write: { type: 'boolean' }, list: { type: 'boolean' }, help: { type: 'boolean', short: 'h' }, rounds: { type: 'string' } },
	});
	const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
	if (rounds !== undefined && !(Number.isInteger(rounds) && rounds >= 1)) throw new Error(`--rounds ${values.rounds} is not a number of rounds; give a whole number, 1 or more.`);
	if (values.quick && values.write) throw new Error('--quick does not measure, so there is nothing to keep: leave out --write or --quick.');
	if (values['no-peers'] && values.write) throw new Error('The tables hold the peers too: leave out --write or --no-peers.');
	return { entries: positionals, quick: values.quick ?? false, peers: !values.quick && !values['no-peers'], write: values.write ?? false, list: values.list ?? false, help: values.help ?? false, rounds };
}
