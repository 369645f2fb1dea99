import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The clock of the machine that an n8n of a test runs on. */
export interface SettableClock {
	/** For `startDeskServer({ env })`. */
	readonly env: Readonly<Record<string, string>>;
	/** Sets it: from now on it is off by so many ms, also over restarts. */
	set(offMs: number): void;
	/** What it shows, ms. */
	now(): number;
	remove(): void;
}

/**
 * Puts the wall clock of n8n at the test's disposal: all that JavaScript reads of it. With DEAL_DESK_LIBFAKETIME, the path of a
 * `libfaketimeMT.so.1` (Debian: libfaketime), it is the clock of the whole process.
 */
export function settableClock(): SettableClock {
	const folder = mkdtempSync(join(tmpdir(), 'deal-desk-clock-'));
	const file = join(folder, 'off');
	const library = process.env.DEAL_DESK_LIBFAKETIME;
	let offMs = 0;
	const set = (ms: number) => {
		offMs = ms;
		// In one step: a reader never finds half of it.
		writeFileSync(`${file}.new`, library ? `${ms < 0 ? '-' : '+'}${Math.abs(ms) / 1_000}` : String(ms));
		renameSync(`${file}.new`, file);
	};
	set(0);
	return {
		env: library
			? { LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' }
			: { NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, 'clock-preload.cjs'))}`, DEAL_DESK_TEST_CLOCK: file },
		set,
		now: () => Date.now() + offMs,
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}
