import { fireDueTimers } from '../../../src/desk/escalations/fire-due-timers';
import { recordPayment } from '../../../src/desk/payments/record-payment';
import { closeDueMonths } from '../../../src/desk/reports/close-due-months';
import { MONTHLY_CLOSE, saveReportSettings } from '../../../src/desk/reports/report-settings';
import { InvalidInputError, NotFoundError } from '../../../src/errors';
import { registerConsumer } from '../../../src/journal/consumers';
import type { DayOffRule } from '../../../src/reports/report-settings';
import { monthCloses } from '../../../src/store/money-tables';
import { listTimers } from '../../../src/timers/timers';
import { at, byHand, done, eventsOf, moneyWorld } from '../payments/money-world';
import type { MoneyWorld } from '../payments/money-world';

let world: MoneyWorld;
beforeEach(async () => {
	world = await moneyWorld();
	await world.workspace.transaction(byHand(), async (tx) => await registerConsumer(tx, { id: 'w:n', workflow: { id: 'w', name: 'Отчёт' }, nodeName: '20-е число', filters: [{ kind: 'EscalationStepDue', scope: MONTHLY_CLOSE.rule }], whenBack: 'backlog', skipOvertaken: true }, 0));
});
afterEach(async () => await world.close());

const HOUR_MS = 3_600_000;
const nextCutoffs = async () => (await world.workspace.read(async (query) => await listTimers(query, { limit: 10 }))).filter((timer) => timer.rule === MONTHLY_CLOSE.rule).map((timer) => timer.dueAt);

/** Plays until an instant in steps of an hour: timers fire, and the workflow behind them closes what is due. */
async function playUntil(iso: string, { downFrom = '', downUntil = '' } = {}): Promise<void> {
	const [from, until] = [downFrom === '' ? Infinity : at(downFrom), downUntil === '' ? -Infinity : at(downUntil)];
	for (; world.clock() <= at(iso); world.clock.advance({ hours: 1 })) {
		if (world.clock() >= from && world.clock() < until) continue;
		if ((await fireDueTimers(world.workspace)).fired > 0) await closeDueMonths(world.workspace, undefined, byHand());
	}
}

const closesOf = async (departmentId: number) => await world.workspace.read(async (query) => await monthCloses.select(query, 'where department_id = :departmentId order by month', { departmentId }));

describe('a year of closes', () => {
	it.each<[DayOffRule, string, string]>([
		['previous', '2026-06-19T09:00:00+07:00', '2026-12-18T09:00:00+07:00'],
		['same', '2026-06-20T09:00:00+07:00', '2026-12-20T09:00:00+07:00'],
		['next', '2026-06-22T09:00:00+07:00', '2026-12-21T09:00:00+07:00'],
	])('R-PAY-2: with "%s" the timer closes each month once, at its cut-off in the zone of the department', async (dayOffRule, june, december) => {
		const departmentId = world.people.novosibirsk.department.id;
		await saveReportSettings(world.workspace, { departmentId, dayOffRule }, byHand());
		await playUntil('2027-03-01T00:00:00+07:00');
		const closes = await closesOf(departmentId);
		expect(closes.map((close) => close.month)).toEqual(['2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11', '2026-12', '2027-01', '2027-02']);
		expect(closes.every((close) => close.lateByMs === 0)).toBe(true);
		expect(closes.find((close) => close.month === '2026-06')?.cutoffAt).toBe(at(june));
		expect(closes.find((close) => close.month === '2026-12')?.cutoffAt).toBe(at(december));
		expect(await eventsOf(world.workspace, 'EscalationStepDue')).toHaveLength(12);
	});

	it('R-PAY-2: a server that was down over three cut-offs announces itself once and catches all three up, late', async () => {
		const departmentId = world.people.nizhny.department.id;
		await saveReportSettings(world.workspace, { departmentId, dayOffRule: 'same' }, byHand());
		await recordPayment(world.workspace, { dealId: world.deal.id, kopecks: 5_00, paidAt: at('2026-03-02T08:00:00+03:00') }, byHand());
		await playUntil('2026-07-01T00:00:00+03:00', { downFrom: '2026-03-20T09:00:00+03:00', downUntil: '2026-05-25T09:00:00+03:00' });
		expect((await closesOf(departmentId)).map(({ month, totalKopecks, lateByMs }) => [month, totalKopecks, lateByMs > 0])).toEqual([
			['2026-03', 5_00, true],
			['2026-04', 0, true],
			['2026-05', 0, true],
			['2026-06', 0, false],
		]);
		const fired = await eventsOf(world.workspace, 'EscalationStepDue');
		expect(fired.map((event) => event.data.lateByMs)).toEqual([at('2026-05-25T09:00:00+03:00') - at('2026-03-20T09:00:00+03:00'), 0]);
	});
});

describe('the settings of the report', () => {
	it('R-PAY-2: another day moves the one timer; the closed months keep the rule they were closed by', async () => {
		const departmentId = world.people.nizhny.department.id;
		const first = done(await saveReportSettings(world.workspace, { departmentId }, byHand()));
		expect(first).toMatchObject({ settings: { zone: 'Europe/Moscow', day: 20, time: '09:00', dayOffRule: 'next' }, next: { month: '2026-03', toAt: at('2026-03-20T09:00:00+03:00') } });
		await playUntil('2026-03-20T09:00:00+03:00');
		expect(await nextCutoffs()).toEqual([at('2026-04-20T09:00:00+03:00')]);
		const second = done(await saveReportSettings(world.workspace, { departmentId, day: 25, zone: 'Asia/Novosibirsk', dayOffRule: 'same' }, byHand()));
		expect(second.next).toMatchObject({ month: '2026-04', fromAt: at('2026-03-20T09:00:00+03:00'), toAt: at('2026-04-25T09:00:00+07:00') });
		expect(await nextCutoffs()).toEqual([at('2026-04-25T09:00:00+07:00')]);
		expect((await closesOf(departmentId))[0]?.settings).toEqual({ zone: 'Europe/Moscow', day: 20, time: '09:00', dayOffRule: 'next' });
	});

	it('R-PAY-2: months from before can be asked for', async () => {
		const departmentId = world.people.nizhny.department.id;
		await saveReportSettings(world.workspace, { departmentId, startsAt: at('2026-01-01T00:00:00+03:00') }, byHand());
		world.clock.advance({ ms: HOUR_MS });
		await fireDueTimers(world.workspace);
		expect((await closeDueMonths(world.workspace, departmentId, byHand())).map((close) => close.month)).toEqual(['2026-01', '2026-02']);
	});

	it('R-CORE-6: wrong settings are refused with all faults and change nothing', async () => {
		const departmentId = world.people.nizhny.department.id;
		const refusal = await saveReportSettings(world.workspace, { departmentId, day: 32, time: '9 утра' }, byHand()).catch((error: unknown) => error);
		expect((refusal as InvalidInputError).faults.map((fault) => fault.field)).toEqual(['Day', 'Time']);
		expect(await nextCutoffs()).toEqual([]);
		await expect(saveReportSettings(world.workspace, { departmentId: 4711 }, byHand())).rejects.toThrow(NotFoundError);
	});
});
