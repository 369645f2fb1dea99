import { playReminders } from '../../../cadence/dry-run';
import { defaultPolicy, YEAR_MS } from '../../../cadence/priority-policy';
import { morningsBetween } from '../../../cadence/recurrence';
import type { WorkingCalendar } from '../../../calendar';
import type { DeskTransaction } from '../../workspace';
import type { HistoryClient } from './clients';
import type { WrittenClient } from './write-clients';

const MORNING = '09:00';

/** The working mornings of the last year by calendar: reckoned once for all clients of a department. */
export class Mornings {
	private readonly known = new Map<WorkingCalendar, readonly number[]>();

	constructor(private readonly now: number) {}

	of(calendar: WorkingCalendar): readonly number[] {
		const known = this.known.get(calendar) ?? morningsBetween(this.now - YEAR_MS, this.now, MORNING, calendar);
		this.known.set(calendar, known);
		return known;
	}
}

/** Marks the client as the monitor would have left it, had it run every morning of the last year: its own decision, played. */
export async function writeReminders(tx: DeskTransaction, client: HistoryClient, { companyId, contacts }: WrittenClient, requests: readonly number[], mornings: Mornings): Promise<void> {
	const knownSince = Math.min(client.knownSince, requests[0] ?? Number.POSITIVE_INFINITY);
	const reminders = playReminders({ priority: client.priority, knownSince, requests, contacts, lastReminderAt: null }, defaultPolicy, mornings.of(client.manager.calendar));
	const last = reminders.at(-1);
	if (last === undefined) return;
	await tx.run('insert into priority_reminders (company_id, reminded_at, times, batch, due_json) values (:companyId, :at, :times, :batch, :due)', { companyId, at: last, times: reminders.length, batch: 'demo', due: JSON.stringify({ companyId }) });
}
