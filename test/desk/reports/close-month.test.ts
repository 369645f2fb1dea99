import { closeDueMonths } from '../../../src/desk/reports/close-due-months';
import { closeMonth } from '../../../src/desk/reports/close-month';
import { dueCloses } from '../../../src/desk/reports/due-closes';
import { saveReportSettings } from '../../../src/desk/reports/report-settings';
import { correctPayment } from '../../../src/desk/payments/correct-payment';
import { deletePayment } from '../../../src/desk/payments/delete-payment';
import { movePayment } from '../../../src/desk/payments/move-payment';
import { recordPayment } from '../../../src/desk/payments/record-payment';
import { ConflictError, NotFoundError } from '../../../src/errors';
import { closeLines, restatements } from '../../../src/store/money-tables';
import { at, byHand, done, eventsOf, giveDealTo, moneyWorld } from '../payments/money-world';
import type { MoneyWorld } from '../payments/money-world';

let world: MoneyWorld;
let nizhny: number;
let novosibirsk: number;
beforeEach(async () => {
	world = await moneyWorld();
	nizhny = world.people.nizhny.department.id;
	novosibirsk = world.people.novosibirsk.department.id;
});
afterEach(async () => await world.close());

const report = async (departmentId: number, more = {}) => done(await saveReportSettings(world.workspace, { departmentId, dayOffRule: 'same', ...more }, byHand()));
const pay = async (kopecks: number, paidAt: string, dealId = world.deal.id) => done(await recordPayment(world.workspace, { dealId, kopecks, paidAt: at(paidAt) }, byHand())).payment;
const close = async (departmentId: number, month: string) => done(await closeMonth(world.workspace, { departmentId, month }, byHand()));
const linesOf = async (closeId: number) => await world.workspace.read(async (query) => await closeLines.select(query, 'where close_id = :closeId order by id', { closeId }));
const restated = async () => await world.workspace.read(async (query) => await restatements.select(query, 'order by id'));

describe('closing a month', () => {
	it('R-PAY-2: the period is after the previous cut-off up to this one, both to the millisecond', async () => {
		await report(nizhny);
		world.clock.set('2026-03-20T09:00:00.001+03:00');
		await pay(1_00, '2026-02-20T09:00:00+03:00');
		const first = await pay(2_00, '2026-02-20T09:00:00.001+03:00');
		const last = await pay(4_00, '2026-03-20T09:00:00+03:00');
		await pay(8_00, '2026-03-20T09:00:00.001+03:00');
		const { close: closed, made } = await close(nizhny, '2026-03');
		expect(made).toBe(true);
		expect(closed).toMatchObject({ totalKopecks: 6_00, paymentCount: 2, lateByMs: 0, fromAt: at('2026-02-20T09:00:00+03:00'), cutoffAt: at('2026-03-20T09:00:00+03:00') });
		expect((await linesOf(closed.id)).map((line) => line.paymentId)).toEqual([first.id, last.id]);
	});

	it('R-PAY-2: a snapshot names deal, manager, pipeline and legal entity of each payment', async () => {
		await report(nizhny);
		await pay(2_00, '2026-03-02T08:00:00+03:00');
		world.clock.set('2026-03-20T09:00:00+03:00');
		const { close: closed } = await close(nizhny, '2026-03');
		expect(await linesOf(closed.id)).toEqual([expect.objectContaining({ dealId: world.deal.id, managerId: world.people.nizhny.manager.id, pipeline: 'certification', legalEntityId: null, kopecks: 2_00 })]);
	});

	it('R-PAY-2: deleted payments and payments of other departments are left out', async () => {
		await report(nizhny);
		const deleted = await pay(2_00, '2026-03-02T08:00:00+03:00');
		await deletePayment(world.workspace, { paymentId: deleted.id, reason: 'ошибка' }, byHand());
		await pay(4_00, '2026-03-02T08:00:00+03:00', world.distantDeal.id);
		world.clock.set('2026-03-20T09:00:00+03:00');
		expect((await close(nizhny, '2026-03')).close).toMatchObject({ totalKopecks: 0, paymentCount: 0 });
	});

	it('R-PAY-2: a payment at 00:30 on the 21st in Novosibirsk falls by the declared zone, not by the clock on the wall', async () => {
		await report(novosibirsk, { zone: 'Europe/Moscow', time: '24:00' });
		world.clock.set('2026-03-25T12:00:00+03:00');
		await pay(1_00, '2026-03-21T00:30:00+07:00', world.distantDeal.id);
		await pay(2_00, '2026-03-21T04:00:01+07:00', world.distantDeal.id);
		expect((await close(novosibirsk, '2026-03')).close.totalKopecks).toBe(1_00);
	});

	it('R-PAY-3: closing a month again answers the snapshot that is there', async () => {
		await report(nizhny);
		await pay(2_00, '2026-03-02T08:00:00+03:00');
		world.clock.set('2026-03-20T09:00:00+03:00');
		const first = await close(nizhny, '2026-03');
		const second = await close(nizhny, '2026-03');
		expect(second).toEqual({ close: first.close, made: false });
		expect(await eventsOf(world.workspace, 'MonthClosed')).toHaveLength(1);
		expect(await linesOf(first.close.id)).toHaveLength(1);
	});

	it('R-CORE-3: a month is never closed before its cut-off, nor out of order, nor without settings', async () => {
		await expect(close(nizhny, '2026-03')).rejects.toThrow(NotFoundError);
		await report(nizhny);
		world.clock.set('2026-03-20T08:59:59.999+03:00');
		await expect(close(nizhny, '2026-03')).rejects.toThrow(/cannot be closed before/);
		world.clock.set('2026-05-20T09:00:00+03:00');
		await expect(close(nizhny, '2026-04')).rejects.toThrow(ConflictError);
		await expect(close(nizhny, '2026-02')).rejects.toThrow(ConflictError);
		expect((await close(nizhny, '2026-03')).made).toBe(true);
	});

	it('R-PAY-2: what was missed while the server was down is caught up once, oldest first, and says how late', async () => {
		await report(nizhny);
		await report(novosibirsk);
		await pay(1_00, '2026-03-02T08:00:00+03:00');
		world.clock.set('2026-05-10T12:00:00+03:00');
		await pay(2_00, '2026-04-10T08:00:00+03:00');
		expect((await dueCloses(world.workspace)).map(({ departmentId, month }) => [departmentId, month])).toEqual([
			[nizhny, '2026-03'],
			[nizhny, '2026-04'],
			[novosibirsk, '2026-03'],
			[novosibirsk, '2026-04'],
		]);
		const closes = await closeDueMonths(world.workspace, undefined, byHand('delivery:1:close:0'));
		expect(closes.map(({ month, totalKopecks, lateByMs }) => [month, totalKopecks, lateByMs])).toEqual([
			['2026-03', 1_00, at('2026-05-10T12:00:00+03:00') - at('2026-03-20T09:00:00+03:00')],
			['2026-04', 2_00, at('2026-05-10T12:00:00+03:00') - at('2026-04-20T09:00:00+03:00')],
			['2026-03', 0, expect.any(Number)],
			['2026-04', 0, expect.any(Number)],
		]);
		expect((await eventsOf(world.workspace, 'MonthClosed')).map((event) => event.state)).toEqual(['late', 'late', 'late', 'late']);
		expect(await dueCloses(world.workspace)).toEqual([]);
		expect(await closeDueMonths(world.workspace, undefined, byHand('delivery:1:close:0'))).toEqual([]);
	});
});

describe('a closed month', () => {
	const closedMarch = async () => {
		await report(nizhny);
		await report(novosibirsk);
		const payment = await pay(100_00, '2026-03-02T08:00:00+03:00');
		world.clock.set('2026-03-20T09:00:00+03:00');
		const march = (await close(nizhny, '2026-03')).close;
		await close(novosibirsk, '2026-03');
		world.clock.advance({ days: 2 });
		return { payment, march };
	};

	it('R-PAY-3: a later correction is a restatement with old, new, difference and cause, and one notice with the link', async () => {
		const { payment, march } = await closedMarch();
		await correctPayment(world.workspace, { paymentId: payment.id, kopecks: 70_00 }, byHand());
		expect(await restated()).toEqual([expect.objectContaining({ closeId: march.id, paymentId: payment.id, oldKopecks: 100_00, newKopecks: 70_00, differenceKopecks: -30_00, reason: 'corrected' })]);
		expect(await linesOf(march.id)).toEqual([expect.objectContaining({ kopecks: 100_00 })]);
		expect(await eventsOf(world.workspace, 'MonthRestated')).toEqual([
			{ scope: '2026-03', state: 'corrected', subjectId: nizhny, data: expect.objectContaining({ closeId: march.id, oldTotalKopecks: 100_00, newTotalKopecks: 70_00, differenceKopecks: -30_00, dealId: world.deal.id }) as Record<string, unknown> },
		]);
	});

	it('R-PAY-3: a payment that is typed in late restates the month it came in', async () => {
		const { march } = await closedMarch();
		await pay(5_00, '2026-03-10T08:00:00+03:00');
		expect(await restated()).toEqual([expect.objectContaining({ closeId: march.id, oldKopecks: 0, newKopecks: 5_00, reason: 'recorded' })]);
	});

	it('R-PAY-3: money of the open period restates nothing', async () => {
		await closedMarch();
		await pay(5_00, '2026-03-21T08:00:00+03:00');
		expect(await restated()).toEqual([]);
	});

	it('R-PAY-3: a payment moved to a deal of another department leaves one report and enters the other, with a notice to each', async () => {
		const { payment } = await closedMarch();
		await movePayment(world.workspace, { paymentId: payment.id, toDealId: world.distantDeal.id }, byHand());
		const rows = await restated();
		expect(rows.map((row) => [row.managerId, row.differenceKopecks])).toEqual([
			[world.people.nizhny.manager.id, -100_00],
			[world.people.novosibirsk.manager.id, 100_00],
		]);
		expect((await eventsOf(world.workspace, 'MonthRestated')).map((event) => event.subjectId)).toEqual([nizhny, novosibirsk]);
	});

	it('R-PAY-3: a deal given to another department takes its closed payments along', async () => {
		const { payment } = await closedMarch();
		await giveDealTo(world.workspace, world.deal.id, world.people.novosibirsk);
		expect((await restated()).map((row) => [row.paymentId, row.differenceKopecks, row.reason])).toEqual([
			[payment.id, -100_00, 'department_changed'],
			[payment.id, 100_00, 'department_changed'],
		]);
	});

	it('R-PAY-3: changing there and back leaves the month as it was, with both changes on record', async () => {
		const { payment, march } = await closedMarch();
		await correctPayment(world.workspace, { paymentId: payment.id, kopecks: 70_00 }, byHand());
		await correctPayment(world.workspace, { paymentId: payment.id, kopecks: 100_00 }, byHand());
		expect((await restated()).map((row) => [row.closeId, row.differenceKopecks])).toEqual([
			[march.id, -30_00],
			[march.id, 30_00],
		]);
	});
});
