import fc from 'fast-check';

import { correctPayment } from '../../../src/desk/payments/correct-payment';
import { deletePayment } from '../../../src/desk/payments/delete-payment';
import { movePayment } from '../../../src/desk/payments/move-payment';
import { recordPayment } from '../../../src/desk/payments/record-payment';
import { refundPayment } from '../../../src/desk/payments/refund-payment';
import { closeDueMonths } from '../../../src/desk/reports/close-due-months';
import { closeMonth } from '../../../src/desk/reports/close-month';
import { dueCloses } from '../../../src/desk/reports/due-closes';
import { saveReportSettings } from '../../../src/desk/reports/report-settings';
import { DeskError } from '../../../src/errors';
import { dayOffRules } from '../../../src/reports/report-settings';
import { deals } from '../../../src/store/crm-tables';
import { byHand, giveDealTo, moneyWorld } from '../payments/money-world';
import type { MoneyWorld } from '../payments/money-world';

/** One thing that happens in the company; numbers pick among what is there, so that every sequence can be played. */
type Happening =
	| { readonly kind: 'record'; readonly deal: number; readonly kopecks: number; readonly daysAgo: number }
	| { readonly kind: 'correct'; readonly payment: number; readonly kopecks: number }
	| { readonly kind: 'redate'; readonly payment: number; readonly daysAgo: number }
	| { readonly kind: 'refund'; readonly payment: number; readonly kopecks: number; readonly daysAgo: number }
	| { readonly kind: 'move'; readonly payment: number; readonly deal: number }
	| { readonly kind: 'delete'; readonly payment: number }
	| { readonly kind: 'give'; readonly deal: number; readonly branch: number }
	| { readonly kind: 'hand over'; readonly deal: number }
	| { readonly kind: 'wait'; readonly days: number }
	| { readonly kind: 'close one' }
	| { readonly kind: 'close all' }
	| { readonly kind: 'set'; readonly branch: number; readonly rule: number; readonly day: number };

const pick = fc.nat({ max: 20 });
const kopecks = fc.integer({ min: -50, max: 100 }).filter((amount) => amount !== 0);
const daysAgo = fc.double({ min: 0, max: 80, noNaN: true });
const happening: fc.Arbitrary<Happening> = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ kind: fc.constant('record' as const), deal: pick, kopecks, daysAgo }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('correct' as const), payment: pick, kopecks }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('redate' as const), payment: pick, daysAgo }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('refund' as const), payment: pick, kopecks: fc.integer({ min: 1, max: 60 }), daysAgo }) },
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('move' as const), payment: pick, deal: pick }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), payment: pick }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('give' as const), deal: pick, branch: pick }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('hand over' as const), deal: pick }) },
	{ weight: 4, arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 75 }) }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('close one' as const) }) },
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('close all' as const) }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('set' as const), branch: pick, rule: pick, day: fc.integer({ min: 1, max: 31 }) }) },
);

const DAY_MS = 86_400_000;

class Company {
	private readonly paymentIds: number[] = [];
	private readonly branches;
	private readonly dealIds;
	private readonly frozen = new Map<number, string>();

	constructor(private readonly world: MoneyWorld) {
		this.branches = [world.people.nizhny, world.people.novosibirsk] as const;
		this.dealIds = [world.deal.id, world.distantDeal.id] as const;
	}

	private readonly dealOf = (number: number) => this.dealIds[number % 2] as number;
	private readonly paymentOf = (number: number) => this.paymentIds[number % Math.max(1, this.paymentIds.length)] ?? -1;

	async live(event: Happening): Promise<void> {
		// A refusal (a deleted payment is moved) is part of life; what it must not do is change anything.
		await this.happen(event).catch((error: unknown) => {
			if (!(error instanceof DeskError)) throw error;
		});
	}

	private async happen(event: Happening): Promise<unknown> {
		const { workspace, clock } = this.world;
		const past = (days: number) => clock() - Math.round(days * DAY_MS);
		const actions: { [K in Happening['kind']]: (event: Extract<Happening, { kind: K }>) => Promise<unknown> } = {
			record: async (it) => {
				const outcome = await recordPayment(workspace, { dealId: this.dealOf(it.deal), kopecks: it.kopecks, paidAt: past(it.daysAgo) }, byHand());
				if (outcome.kind === 'done') this.paymentIds.push(outcome.result.payment.id);
			},
			correct: async (it) => await correctPayment(workspace, { paymentId: this.paymentOf(it.payment), kopecks: it.kopecks }, byHand()),
			redate: async (it) => await correctPayment(workspace, { paymentId: this.paymentOf(it.payment), paidAt: past(it.daysAgo) }, byHand()),
			refund: async (it) => {
				const outcome = await refundPayment(workspace, { paymentId: this.paymentOf(it.payment), kopecks: it.kopecks, paidAt: past(it.daysAgo) }, byHand());
				if (outcome.kind === 'done') this.paymentIds.push(outcome.result.payment.id);
			},
			move: async (it) => await movePayment(workspace, { paymentId: this.paymentOf(it.payment), toDealId: this.dealOf(it.deal) }, byHand()),
			delete: async (it) => await deletePayment(workspace, { paymentId: this.paymentOf(it.payment), reason: 'ошибка' }, byHand()),
			give: async (it) => await giveDealTo(workspace, this.dealOf(it.deal), it.branch % 2 === 0 ? this.branches[0] : this.branches[1]),
			'hand over': async (it) => await workspace.transaction(byHand(), async (tx) => await deals.update(tx, this.dealOf(it.deal), { responsibleId: this.world.people.director.id })),
			wait: async (it) => clock.advance({ days: it.days }),
			'close one': async () => {
				const [due] = await dueCloses(workspace);
				if (due) await closeMonth(workspace, due, byHand());
			},
			'close all': async () => await closeDueMonths(workspace, undefined, byHand()),
			set: async (it) => await saveReportSettings(workspace, { departmentId: this.branches[it.branch % 2 === 0 ? 0 : 1].department.id, day: it.day, dayOffRule: dayOffRules[it.rule % 3] }, byHand()),
		};
		return await (actions[event.kind] as (event: Happening) => Promise<unknown>)(event);
	}

	/** By close and deal: what the closed month says, and what the payments say. */
	async check(): Promise<void> {
		const { workspace } = this.world;
		expect(await workspace.read(async (query) => await query.all('select r.id from payments r join payments p on p.id = r.refund_of_id where r.deleted_at is null and (r.deal_id <> p.deal_id or p.deleted_at is not null)'))).toEqual([]);
		const closes = await workspace.read(async (query) => await query.all('select * from month_closes order by id'));
		for (const close of closes) {
			const closeId = Number(close.id);
			const said = await workspace.read(
				async (query) =>
					await query.all(
						`select deal_id, sum(kopecks) as total from (select deal_id, kopecks from month_close_lines where close_id = :closeId
							union all select deal_id, difference_kopecks from restatements where close_id = :closeId) s group by deal_id having sum(kopecks) <> 0 order by deal_id`,
						{ closeId },
					),
			);
			const live = await workspace.read(
				async (query) =>
					await query.all(
						`select p.deal_id, sum(p.kopecks) as total from payments p join deals d on d.id = p.deal_id
							where p.deleted_at is null and d.department_id = :departmentId and p.paid_at > :fromAt and p.paid_at <= :cutoffAt group by p.deal_id having sum(p.kopecks) <> 0 order by p.deal_id`,
						{ departmentId: Number(close.department_id), fromAt: Number(close.from_at), cutoffAt: Number(close.cutoff_at) },
					),
			);
			expect(said).toEqual(live);
			const lines = await workspace.read(async (query) => await query.all('select * from month_close_lines where close_id = :closeId order by id', { closeId }));
			const picture = JSON.stringify([close, lines]);
			expect(picture).toBe(this.frozen.get(closeId) ?? picture);
			this.frozen.set(closeId, picture);
		}
	}
}

describe('closed months and payments', () => {
	it('R-PAY-3: snapshot plus restatements is the live total, deal by deal, and the snapshot never changes, whatever happens in whatever order', async () => {
		let closesSeen = 0;
		let restatementsSeen = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(happening, { minLength: 20, maxLength: 80, size: 'max' }), async (story) => {
				const world = await moneyWorld();
				try {
					for (const branch of [world.people.nizhny, world.people.novosibirsk]) await saveReportSettings(world.workspace, { departmentId: branch.department.id }, byHand());
					const company = new Company(world);
					for (const event of story) {
						await company.live(event);
						await company.check();
					}
					const seen = await world.workspace.read(async (query) => await query.get('select (select count(*) from month_closes) as closes, (select count(*) from restatements) as restatements'));
					closesSeen += Number(seen?.closes);
					restatementsSeen += Number(seen?.restatements);
				} finally {
					await world.close();
				}
			}),
			{ numRuns: 60 },
		);
		// A story in which nothing is closed or restated would prove nothing.
		expect(closesSeen).toBeGreaterThan(200);
		expect(restatementsSeen).toBeGreaterThan(200);
	}, 120_000);
});
