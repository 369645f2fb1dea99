import { parseArgs } from 'node:util';

const drivers = ['sqlite', 'postgres'] as const;
export type ChaosDriver = (typeof drivers)[number];

/** What `npm run chaos -- --option value` takes. */
export interface CommandOptions {
	readonly drivers: readonly ChaosDriver[];
	/** For each driver. */
	readonly kills: number;
	readonly timers: number;
	readonly events: number;
	/** Stops a process at every n-th place between two writes; 0: not at all. */
	readonly crashStride: number;
	/** Kills under leases as they are shipped; each takes its time. */
	readonly realKills: number;
	readonly workers: number;
	readonly seed: number;
	/** The longest that the kills of one driver may take. */
	readonly minutes: number;
}

export const usage = `npm run chaos -- [options]
  --driver sqlite|postgres|both   default both
  --kills N        kills for each driver, default 520
  --timers N       timers that fire at least for each driver, default 5200
  --events N       requests from outside for each driver; with what follows from them about three times as many events that workflows act on, default 2600
  --crash-stride N stop at every n-th place between two writes, default 1, 0 for none
  --real-kills N   kills under the leases as they are shipped, default 12
  --workers N      processes at a time, default 4
  --seed N         what decides by chance, default the time of day
  --minutes N      the longest that the kills of one driver may take, default 30`;

/** @throws {RangeError} with the option that makes no sense */
export function readOptions(args: readonly string[]): CommandOptions {
	const text = { type: 'string' } as const;
	const { values } = parseArgs({ args: [...args], options: { driver: text, kills: text, timers: text, events: text, 'real-kills': text, 'crash-stride': text, workers: text, seed: text, minutes: text } });
	const whole = (name: keyof typeof values, otherwise: number, least = 0): number => {
		const value = values[name] === undefined ? otherwise : Number(values[name]);
		if (!Number.isInteger(value) || value < least) throw new RangeError(`--${name} ${values[name]} is no whole number from ${least} up.\n\n${usage}`);
		return value;
	};
	const driver = values.driver ?? 'both';
	const chosen = driver === 'both' ? drivers : drivers.filter((one) => one === driver);
	if (chosen.length === 0) throw new RangeError(`--driver ${driver} is not known.\n\n${usage}`);
	return {
		drivers: chosen,
		kills: whole('kills', 520),
		timers: whole('timers', 5_200, 1),
		events: whole('events', 2_600, 10),
		crashStride: whole('crash-stride', 1),
		realKills: whole('real-kills', 12),
		workers: whole('workers', 4, 2),
		seed: whole('seed', Math.floor(Date.now() / 1_000) % 1_000_000),
		minutes: whole('minutes', 30, 1),
	};
}
