import type { StorageConfig } from '../src/desk/open-workspace';
import type { PartialParty } from '../src/crm/complete-party';

/** Lengths in ms. Absent means: as the package ships them. */
export interface Pace {
	readonly leaseMs?: number;
	readonly housekeepingMs?: number;
	readonly everyMs?: number;
}

/** What one worker process is told when it starts. It travels as JSON in an environment variable. */
export interface WorkerConfig {
	/** A name no other worker had before. */
	readonly name: string;
	readonly storage: StorageConfig;
	/** The instant at which the workspace clock and the real clock agree, ms. */
	readonly epochAt: number;
	/** How far the machine's clock is off at the start, ms. */
	readonly clockStepMs: number;
	readonly pace: Pace;
	readonly batchSize: number;
	readonly seed: number;
	/** Kills itself before, after or between the writes of the transaction in which this many statements have run; null: does not. */
	readonly dieAtStatement: number | null;
	/** The longest pause between two effects of a run, ms. */
	readonly longestPauseMs: number;
	/** How often a run fails by itself, of 1. */
	readonly stumbles: number;
	readonly timersEach: number;
	readonly legalEntityIds: readonly number[];
	readonly client: PartialParty;
	/** One line for the beginning and the end of every run. */
	readonly runsFile: string;
	readonly outsideFile: string;
}

export const CONFIG_VARIABLE = 'DEAL_DESK_CHAOS_WORKER';

/** The workspace lives so many times as fast as we do: a minute of its clock is a second. */
export const SPEED = 60;

/** The workspace clock at a reading of the machine's clock. Both ms. */
export const workspaceClockAt = (epochAt: number, machineNow: number): number => Math.round(epochAt + (machineNow - epochAt) * SPEED);
