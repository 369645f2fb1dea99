import type { Call } from '../../call';
import { InvalidInputError, NotFoundError } from '../../errors';
import { nextPeriod } from '../../reports/cut-off';
import type { Period } from '../../reports/cut-off';
import { cutoffRuleFaults, defaultCutoffRule } from '../../reports/report-settings';
import type { CutoffRule, ReportSettings } from '../../reports/report-settings';
import type { People } from '../../organisation/recipients';
import type { Queryable } from '../../store/database';
import { monthCloses, reportSettings } from '../../store/money-tables';
import { armRecurring } from '../reminders/arm-recurring';
import { calendarOfDepartment, loadPeople } from '../organisation/people';
import { salesDepartments } from '../organisation/sales-departments';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { holdDepartment } from './books';

/** The rule that the timer of the monthly close fires under, and the step a trigger filters on. */
export const MONTHLY_CLOSE = { rule: 'monthly-close', step: 'close' } as const;

export interface SaveReportSettings extends Partial<CutoffRule> {
	readonly departmentId: number;
	/** From when on the department reports here, ms; earlier cut-offs are never closed. Default: now; kept when it was set. */
	readonly startsAt?: number;
}

export interface ReportSettingsSaved {
	readonly settings: ReportSettings;
	/** The period that is closed next. */
	readonly next: Period;
	/** False: it was declared so before. */
	readonly changed: boolean;
}

/** The period of a department that is closed next. */
export async function upcomingPeriod(query: Queryable, settings: ReportSettings, people: People): Promise<Period> {
	const last = await monthCloses.first(query, 'where department_id = :departmentId order by cutoff_at desc limit 1', { departmentId: settings.departmentId });
	return nextPeriod(last ?? null, settings.startsAt, settings, await calendarOfDepartment(query, settings.departmentId, people));
}

async function saveIn(tx: DeskTransaction, input: SaveReportSettings, people: People): Promise<ReportSettingsSaved> {
	const department = people.departments.get(input.departmentId);
	if (!department) throw new NotFoundError('Department', input.departmentId);
	await holdDepartment(tx, department.id);
	const known = await reportSettings.first(tx, 'where department_id = :departmentId', { departmentId: department.id });
	const base = known ?? { ...defaultCutoffRule(department.zone), startsAt: tx.now };
	const row = {
		departmentId: department.id,
		zone: input.zone ?? base.zone,
		day: input.day ?? base.day,
		time: input.time ?? base.time,
		dayOffRule: input.dayOffRule ?? base.dayOffRule,
		startsAt: input.startsAt ?? base.startsAt,
		updatedAt: tx.now,
	};
	const faults = cutoffRuleFaults(row);
	if (faults.length > 0) throw new InvalidInputError(faults);
	if (known) await reportSettings.update(tx, known.id, row);
	const settings = known ? { ...row, id: known.id } : await reportSettings.insert(tx, row);
	const next = await upcomingPeriod(tx, settings, people);
	const subject = { kind: 'department', id: department.id } as const;
	await armRecurring(tx, { ...MONTHLY_CLOSE, subject, recurrence: { kind: 'monthly_close' }, dueAt: next.toAt, note: '' });
	const { updatedAt: _, ...declared } = row;
	const changed = !known || Object.entries(declared).some(([field, value]) => known[field as keyof ReportSettings] !== value);
	if (changed) await tx.emit({ kind: 'OrganisationChanged', scope: 'report-settings', subject, data: { ...row, nextCutoffAt: next.toAt, nextMonth: next.month } });
	return { settings, next, changed };
}

/**
 * Declares when a department's month ends and begins its reports (R-PAY-2): from now on a timer announces every cut-off.
 * Fields left out keep their value, at first the 20th at 09:00 in the department's zone, next working day. Closed months
 * keep the rule they were closed by.
 * @throws {InvalidInputError | NotFoundError}
 */
export async function saveReportSettings(workspace: Workspace, input: SaveReportSettings, call: Call): Promise<EffectOutcome<ReportSettingsSaved>> {
	return await workspace.effect(call, 'report settings', async (tx) => await saveIn(tx, input, await loadPeople(tx)));
}

/** As {@link saveReportSettings}, for every department with managers. */
export async function saveAllReportSettings(workspace: Workspace, input: Omit<SaveReportSettings, 'departmentId'>, call: Call): Promise<EffectOutcome<ReportSettingsSaved[]>> {
	return await workspace.effect(call, 'all report settings', async (tx) => {
		const people = await loadPeople(tx);
		const saved: ReportSettingsSaved[] = [];
		for (const { id } of salesDepartments(people)) saved.push(await saveIn(tx, { ...input, departmentId: id }, people));
		return saved;
	});
}

/** @throws {NotFoundError} when the department does not report here */
export async function loadReportSettings(query: Queryable, departmentId: number): Promise<ReportSettings> {
	const settings = await reportSettings.first(query, 'where department_id = :departmentId', { departmentId });
	if (!settings) throw new NotFoundError('Report settings of department', departmentId);
	return settings;
}
