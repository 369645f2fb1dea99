import { recordPayment } from '../../../src/desk/payments/record-payment';
import { movePayment } from '../../../src/desk/payments/move-payment';
import { closeMonth } from '../../../src/desk/reports/close-month';
import { saveReportSettings } from '../../../src/desk/reports/report-settings';
import { makeOrganisation } from '../../helpers/organisation';
import { aDeal } from '../../helpers/subjects';
import { sharedDrivers, temporaryWorkspace } from '../../helpers/temporary-workspace';
import { at, byHand, done } from '../payments/money-world';

describe.each(sharedDrivers)('closing a month while payments come in, on %s', (driver) => {
	it('R-PAY-3: a payment is either in the snapshot or restated, never lost between the two and never in both', async () => {
		const { workspace, clock, openAgain, close } = await temporaryWorkspace({ driver });
		const people = await makeOrganisation(workspace);
		const departmentId = people.nizhny.department.id;
		const make = async () => await aDeal(workspace, { responsibleId: people.nizhny.manager.id, departmentId });
		const dealIds = [(await make()).id, (await make()).id];
		await saveReportSettings(workspace, { departmentId, dayOffRule: 'same' }, byHand());
		// Enough payments for several pages, so that the snapshot takes its time and others come in meanwhile, before its first page.
		await workspace.transaction(byHand(), async (tx) => {
			await tx.run(
				`insert into payments (deal_id, kopecks, paid_at, created_at, updated_at) with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
					select cast(:dealId as bigint), 1, cast(:paidAt as bigint), 0, 0 from n`,
				{ dealId: dealIds[0] as number, paidAt: at('2026-03-19T18:00:00+03:00') },
			);
			await tx.run('update deals set paid_kopecks = 20000 where id = :id', { id: dealIds[0] as number });
		});
		const other = await openAgain();
		clock.set('2026-03-20T09:00:00+03:00');
		const pay = async (number: number) => {
			const paid = done(await recordPayment(number % 2 ? workspace : other, { dealId: dealIds[number % 2] as number, kopecks: number, paidAt: at('2026-03-19T12:00:00+03:00') }, byHand()));
			await movePayment(other, { paymentId: paid.payment.id, toDealId: dealIds[(number + 1) % 2] as number }, byHand());
		};
		const closing = async () => await closeMonth(workspace, { departmentId, month: '2026-03' }, byHand());
		await Promise.all([...Array.from({ length: 20 }, async (_, index) => await pay(index + 1)), closing(), closing(), ...Array.from({ length: 20 }, async (_, index) => await pay(index + 21))]);
		const row = await workspace.read(
			async (query) =>
				await query.get(`select (select count(*) from month_closes) as closes, (select total_kopecks from month_closes) + (select coalesce(sum(difference_kopecks), 0) from restatements) as said,
					(select sum(kopecks) from payments) as live, (select sum(paid_kopecks) from deals) as on_deals`),
		);
		expect([row?.closes, row?.said, row?.live, row?.on_deals].map(Number)).toEqual([1, 20_820, 20_820, 20_820]);
		await close();
	}, 60_000);
});
