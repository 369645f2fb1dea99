import type { SqlRow, SqlTransaction } from '../store/database';
import { moveTexts } from '../texts';

/** The facts that decide whether an event's subject has moved on: its present state, and the escalation's fate. */
export const movedOnColumns = 'x.status as x_status, x.end_reason as x_end_reason, x.end_delivery_id as x_end_delivery, x.guard_state as x_state, x.guard_cycle as x_cycle, s.state as s_state, s.cycle as s_cycle, s.delivery_id as s_delivery';
export const movedOnJoins = `left join escalations x on x.id = e.escalation_id and e.kind = 'EscalationStepDue'
	left join subject_states s on s.subject_kind = e.subject_kind and s.subject_id = e.subject_id`;

/**
 * Why an event must not act any more, or null when it may. "A subject that moved on gets nothing" (R-CORE-3). A move that
 * the very same delivery caused is the workflow's own work and does not count.
 * @param row has `movedOnColumns`, the event's columns and `delivery_id`
 * @param statesToo whether "entered a stage or status" events are passed over as well, not only escalation steps
 */
export function movedOnReason(row: SqlRow, statesToo: boolean): string | null {
	const own = (delivery: unknown) => delivery !== null && delivery === row.delivery_id;
	if (row.x_status !== null) {
		if ((row.x_status === 'acknowledged' || row.x_status === 'cancelled') && !own(row.x_end_delivery)) return String(row.x_end_reason ?? row.x_status);
		if ((row.s_state !== row.x_state || row.s_cycle !== row.x_cycle) && !own(row.s_delivery)) return moveTexts.movedOn;
		return null;
	}
	if (statesToo && row.cycle !== null && row.s_cycle !== null && row.s_cycle !== row.cycle && !own(row.s_delivery)) return moveTexts.beforeRobot;
	return null;
}

/**
 * The last look, in the transaction of the effect itself. Null when the delivery may act; its subject then stays where it is
 * until the effect is saved, so that a move cannot slip between the look and the effect.
 */
export async function escalationMovedOn(tx: SqlTransaction, deliveryId: number): Promise<string | null> {
	if (tx.dialect === 'postgres') {
		await tx.get(
			`select s.state from subject_states s join events e on e.subject_kind = s.subject_kind and e.subject_id = s.subject_id
				join deliveries d on d.event_id = e.id where d.id = :deliveryId for update of s`,
			{ deliveryId },
		);
	}
	const row = await tx.get(
		`select d.id as delivery_id, e.state, e.cycle, c.skip_overtaken, ${movedOnColumns} from deliveries d
			join events e on e.id = d.event_id left join consumers c on c.id = d.consumer_id ${movedOnJoins} where d.id = :deliveryId`,
		{ deliveryId },
	);
	return row ? movedOnReason(row, Number(row.skip_overtaken) === 1) : null;
}
