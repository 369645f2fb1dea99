import type { Queryable } from '../../src/store/database';
import { partIn, RULE, STEP_MS } from '../story';
import type { Part } from '../story';
import type { Check } from './evidence';

interface Firing {
	readonly id: number;
	readonly step: string;
	readonly occurrence: number;
	readonly dueAt: number;
	readonly firedAt: number;
}

interface Watch {
	readonly id: number;
	readonly leadId: number;
	readonly part: Part;
	readonly status: string;
	readonly guardState: string;
	readonly startedAt: number;
	readonly firings: Firing[];
}

/** All escalations with what fired of them, in the order of the journal. */
async function watches(query: Queryable): Promise<Watch[]> {
	const rows = await query.all("select x.id, x.subject_id, x.status, x.guard_state, x.started_at, l.title from escalations x join leads l on x.subject_kind = 'lead' and l.id = x.subject_id order by x.id");
	const all = new Map(
		rows.map((row) => [
			Number(row.id),
			{ id: Number(row.id), leadId: Number(row.subject_id), part: partIn(String(row.title)), status: String(row.status), guardState: String(row.guard_state), startedAt: Number(row.started_at), firings: [] as Firing[] },
		]),
	);
	for (const row of await query.all("select id, escalation_id, data_json from events where kind = 'EscalationStepDue' order by id")) {
		const data = JSON.parse(String(row.data_json)) as Omit<Firing, 'id'>;
		all.get(Number(row.escalation_id))?.firings.push({ ...data, id: Number(row.id) });
	}
	return [...all.values()];
}

const sequenceOf = (timersEach: number): string[] => Array.from({ length: timersEach }, (_, index) => (index === timersEach - 1 ? 'task 1' : `remind ${index + 1}`));

/** R-CORE-3: what runs to its end fires each of its timers once, in order; what was cut short a beginning of that; nothing is left over. */
export const firedOnceInOrder: Check = async ({ query, timersEach }) => {
	const planned = sequenceOf(timersEach);
	return (await watches(query)).flatMap(({ id, part, status, firings }) => {
		const fired = firings.map(({ step, occurrence }) => `${step} ${occurrence}`);
		const asPlanned = fired.join() === planned.slice(0, fired.length).join();
		if (!asPlanned) return [`escalation ${id} (${part}) fired ${fired.join(', ')}`];
		if (status === 'running') return [`escalation ${id} (${part}) never ended after ${fired.join(', ') || 'nothing'}`];
		if (status === 'completed' && fired.length !== planned.length) return [`escalation ${id} (${part}) counts as complete after ${fired.join(', ') || 'nothing'}`];
		if (status !== 'completed' && part !== 'leaves') return [`escalation ${id} (${part}) is ${status} although nobody ended it`];
		return [];
	});
};

/** R-CORE-3: nothing fires before its time on the workspace clock, and no step before the pause after the one before it. */
export const neverEarly: Check = async ({ query }) => {
	const tooEarly = (await watches(query)).flatMap(({ id, startedAt, firings }) =>
		firings.flatMap(({ step, occurrence, dueAt, firedAt }, index) => {
			const since = firings[index - 1]?.firedAt ?? startedAt;
			if (firedAt >= dueAt && firedAt >= since + STEP_MS) return [];
			return [`"${step}" ${occurrence} of escalation ${id} fired ${Math.max(dueAt, since + STEP_MS) - firedAt} ms early`];
		}),
	);
	const settled = await query.all("select id, settled_at, due_at from timers where state = 'fired' and settled_at < due_at");
	return [...tooEarly, ...settled.map((row) => `timer ${row.id} was due at ${row.due_at} and fired at ${row.settled_at}`)];
};

/** R-CORE-3: each timer that fired has its event and each event its timer; none is pending in the end. */
export const timersMatchEvents: Check = async ({ query }) => {
	const broken: string[] = [];
	const pending = await query.all("select id, state, owner from timers where state in ('armed', 'waiting', 'unheard')");
	for (const row of pending) broken.push(`timer ${row.id} of ${row.owner} is still ${row.state}`);
	const rows = await query.all(
		`select x.id, (select count(*) from timers t where t.escalation_id = x.id and t.state = 'fired') as timers,
				(select count(*) from events e where e.kind = 'EscalationStepDue' and e.escalation_id = x.id) as events from escalations x`,
	);
	for (const row of rows) if (row.timers !== row.events) broken.push(`escalation ${row.id}: ${row.timers} timers fired and made ${row.events} events`);
	return broken;
};

/** R-LEAD-5: every lead that is to be watched is, once; a lead that left its stage hears nothing of it any more. */
export const watchedOnce: Check = async ({ query }) => {
	const all = await watches(query);
	const counts = new Map<number, number>();
	for (const { leadId } of all) counts.set(leadId, (counts.get(leadId) ?? 0) + 1);
	const leads = await query.all(
		`select l.id, l.title, (select max(e.id) from events e where e.kind = 'LeadStageChanged' and e.subject_kind = 'lead' and e.subject_id = l.id and e.state <> 'new') as left_at
			from leads l`,
	);
	const leftAt = new Map(leads.map((row) => [Number(row.id), row.left_at === null ? null : Number(row.left_at)]));
	const missing = leads.flatMap((row) => (partIn(String(row.title)) === 'escalates' && counts.get(Number(row.id)) !== 1 ? [`lead "${row.title}" has ${counts.get(Number(row.id)) ?? 0} escalations of ${RULE}`] : []));
	const lingering = all.flatMap(({ id, leadId, guardState, firings }) => {
		const left = leftAt.get(leadId) ?? null;
		if (guardState !== 'new') return [`escalation ${id} was started for a lead that had left "new", and watches over "${guardState}"`];
		return left === null ? [] : firings.filter((firing) => firing.id > left).map(({ step }) => `escalation ${id} fired "${step}" after its lead had left "new"`);
	});
	return [...missing, ...lingering];
};
