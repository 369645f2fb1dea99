import { loadPeople } from '../organisation/people';
import type { Workspace } from '../workspace';
import { dryRunPriorities } from './dry-run';
import type { DryRun, DryRunCount, DryRunReport } from './dry-run';

/** A dry run with the names of managers, for people. */
export interface DryRunView extends Omit<DryRunReport, 'counts' | 'listed'> {
	readonly from: number;
	readonly to: number;
	/** IANA zone for the dates of the view. */
	readonly zone: string;
	readonly counts: ReadonlyArray<DryRunCount & { readonly responsibleName: string }>;
	readonly listed: ReadonlyArray<DryRunReport['listed'][number] & { readonly responsibleName: string }>;
}

/** Plays the monitor over past dates (R-PRI-2), with everything a page or a table shows. @throws {InvalidInputError} */
export async function viewDryRun(workspace: Workspace, run: DryRun): Promise<DryRunView> {
	const report = await dryRunPriorities(workspace, run);
	const people = await workspace.read(loadPeople);
	const named = <T extends { readonly responsibleId: number | null }>(one: T) => ({ ...one, responsibleName: people.employees.get(one.responsibleId ?? 0)?.name ?? '' });
	const zone = people.departments.get(run.departmentId ?? 0)?.zone ?? 'Europe/Moscow';
	return { ...report, from: run.from, to: run.to, zone, counts: report.counts.map(named), listed: report.listed.map(named) };
}
