import { movedOnReason } from '../../src/journal/moved-on';

const step = { delivery_id: 7, x_status: 'running', x_end_reason: null, x_end_delivery: null, x_state: 'not_signed', x_cycle: 1, s_state: 'not_signed', s_cycle: 1, s_delivery: null, state: 'task', cycle: 1 };
const entered = { delivery_id: 7, x_status: null, x_end_reason: null, x_end_delivery: null, x_state: null, x_cycle: null, s_state: 'new', s_cycle: 1, s_delivery: null, state: 'new', cycle: 1 };

describe('whether a delivery may still act', () => {
	it('R-CORE-3: a step whose subject stands where it stood may act', () => {
		expect(movedOnReason(step, true)).toBeNull();
	});

	it.each([
		['the subject left the state', { s_state: 'signed', s_cycle: 2 }, 'запись уже вышла из этого состояния'],
		['the subject left the state and came back', { s_cycle: 3 }, 'запись уже вышла из этого состояния'],
		['somebody reacted', { x_status: 'acknowledged', x_end_reason: 'ждём до пятницы' }, 'ждём до пятницы'],
		['the escalation was called off', { x_status: 'cancelled', x_end_reason: null }, 'cancelled'],
	])('R-CORE-3: a step gets nothing when %s', (_when, change, reason) => {
		expect(movedOnReason({ ...step, ...change }, true)).toBe(reason);
	});

	it('R-CORE-3: a move that the delivery itself made does not stop the rest of its workflow', () => {
		expect(movedOnReason({ ...step, s_state: 'cancelled', s_cycle: 2, s_delivery: 7, x_status: 'cancelled', x_end_delivery: 7 }, true)).toBeNull();
	});

	it('R-LEAD-5: a robot is passed over when its lead has left the stage, unless the operator wants it delivered nevertheless', () => {
		const left = { ...entered, s_state: 'assigned', s_cycle: 2 };
		expect(movedOnReason(left, true)).toBe('запись вышла из этого состояния раньше, чем сработал робот');
		expect(movedOnReason(left, false)).toBeNull();
		expect(movedOnReason(entered, true)).toBeNull();
	});
});
