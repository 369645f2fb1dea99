import { notify } from '../../../src/desk/notices/notify';
import { recordPayment } from '../../../src/desk/payments/record-payment';
import { updateCompany } from '../../../src/desk/companies/update-company';
import { InvalidInputError } from '../../../src/errors';
import { aCompany } from '../../helpers/subjects';
import { byHand, moneyWorld } from '../payments/money-world';
import type { MoneyWorld } from '../payments/money-world';
import { callFrom, claimNext, listenTo } from './step-delivery';

let world: MoneyWorld;
beforeEach(async () => {
	world = await moneyWorld();
});
afterEach(async () => await world.close());

const deal = () => ({ kind: 'deal' as const, id: world.deal.id });
const text = '{subject}: новая оплата {payment} ({paymentDocument}), было {oldTotal}, стало {newTotal}.';
const textsOf = async (call: ReturnType<typeof callFrom>, words = text) => {
	const outcome = await notify(world.workspace, { subject: deal(), to: 'head', text: words }, call);
	return outcome.kind === 'overtaken' ? [] : outcome.result.notifications.map((notice) => notice.text.replace(/\u00a0/g, ' '));
};

it('R-PAY-1: a notice about a payment names the new payment, the old and the new total', async () => {
	await recordPayment(world.workspace, { dealId: world.deal.id, kopecks: 100_00, paidAt: world.clock() }, byHand());
	await listenTo(world.workspace, [{ kind: 'DealPaidSumChanged' }]);
	await recordPayment(world.workspace, { dealId: world.deal.id, kopecks: 12_345_67, paidAt: world.clock(), document: 'п/п 118' }, byHand());
	const [delivery] = await claimNext(world.workspace);
	expect(await textsOf(callFrom(delivery!.id))).toEqual([expect.stringMatching(/новая оплата 12 345,67 \(п\/п 118\), было 100,00, стало 12 445,67\.$/)]);
});

it('R-PRI-1: a notice about a changed priority names both in the words people use', async () => {
	const company = await aCompany(world.workspace, { priority: 'small', responsibleId: world.people.nizhny.manager.id, departmentId: world.people.nizhny.department.id });
	await listenTo(world.workspace, [{ kind: 'CompanyPriorityChanged' }]);
	await updateCompany(world.workspace, { companyId: company.id, changes: { priority: 'key' } }, byHand());
	const [delivery] = await claimNext(world.workspace);
	expect(await textsOf(callFrom(delivery!.id), 'Был {oldPriority}, стал {newPriority}')).toEqual(['Был мелкий, стал ключевой']);
});

it('R-CORE-6: words of one event are unknown to texts of another, and empty when a workflow is tried out by hand', async () => {
	await listenTo(world.workspace, [{ kind: 'PaymentChanged' }]);
	await recordPayment(world.workspace, { dealId: world.deal.id, kopecks: 100_00, paidAt: world.clock() }, byHand());
	const [delivery] = await claimNext(world.workspace);
	await expect(textsOf(callFrom(delivery!.id))).rejects.toThrow(InvalidInputError);
	expect(await textsOf(callFrom(null))).toEqual([expect.stringMatching(/новая оплата {2}\(\), было , стало \.$/)]);
});
