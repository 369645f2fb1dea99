import { Canvas } from './canvas.mjs';
import { id as errorWorkflow } from './report-failures.mjs';
import { dealDesk, form, formEnd, formRefused, idBy, notify, onceBySender, refusable, refuse, respond, webhook, whenEvent } from './steps.mjs';

const onBehalf = { options: { actor: "={{ $json.body.by ?? '' }}", ...onceBySender } };
const field = (name) => `={{ $json.body.${name} ?? '' }}`;
const payment = (name, operation, parameters) => dealDesk(name, 'payment', operation, parameters);

/** Each lane: the path, what it does, the body it takes. */
const lanes = [
	{
		path: 'payment',
		title: 'Record a payment',
		body: '{ "dealId": 1, "amount": 125000.5, "paidAt": "2026-03-02T10:00+03:00", "document": "п/п 118", "externalKey": "bank-118" }',
		step: payment('Record the payment', 'record', { subject: 'chosen', subjectId: idBy("$json.body.dealId ?? ''"), amount: '={{ $json.body.amount ?? 0 }}', paidAt: field('paidAt'), details: { document: field('document'), payer: field('payer'), payerInn: field('payerInn'), note: field('note'), externalKey: field('externalKey') }, ...onBehalf }),
	},
	{ path: 'payment/refund', title: 'Give a payment back', body: '{ "paymentId": 1, "amount": 0, "document": "п/п 7" }; amount 0 is all of it', step: payment('Refund the payment', 'refund', { paymentId: field('paymentId'), amount: '={{ $json.body.amount ?? 0 }}', paidAt: field('paidAt'), details: { document: field('document'), note: field('note') }, ...onBehalf }) },
	{ path: 'payment/move', title: 'Move a payment to another deal', body: '{ "paymentId": 1, "toDealId": 2, "reason": "ошиблись сделкой" }', step: payment('Move the payment', 'move', { paymentId: field('paymentId'), toDealId: idBy("$json.body.toDealId ?? ''"), reason: field('reason'), ...onBehalf }) },
	{ path: 'payment/delete', title: 'Delete a payment', body: '{ "paymentId": 1, "reason": "задвоили", "by": "Анна" }', step: payment('Delete the payment', 'delete', { paymentId: field('paymentId'), reason: field('reason'), ...onBehalf }) },
	{ path: 'statement', title: 'Import a bank statement', body: 'multipart/form-data with the .csv or .xlsx in `file`', step: payment('Import the statement', 'importStatement', { binaryField: 'file', zone: 'Europe/Moscow', ...onBehalf }) },
];

export default () => {
	const canvas = new Canvas({ id: 'ddWatchPayments0001', name: 'Watch payments', description: 'Takes in payments and bank statements, and tells the head of the department whenever the paid sum of a deal has changed, with the numbers and a link.', errorWorkflow })
		.guide(
			`# Watch payments

**What.** Payments belong to deals; the paid sum of a deal is added up from them and never typed. Whenever it changes, the **head of the department** hears of it with the new payment, the old and the new total, and a link to the deal.

Payments come by webhook, by form, or in a **bank statement** (.csv or .xlsx). A statement is taken in whole, or refused whole with the rows named. The same statement twice changes nothing. A payment that looks like one entered before, by hand for example, is named: look whether it is the same one.

A statement needs the columns *Дата* and *Сумма* (or *Кредит*). The deal is found by a column *Сделка*, by the number of the contract in *Договор* or in the purpose of payment, or by *ИНН* and amount.

### Secured
Webhooks by the header \`X-Deal-Desk-Key\`, forms by user and password. With the header \`Idempotency-Key\` a request that is sent again for want of an answer counts once.

### To change
- **Text** of the notice: {change} («новая оплата 25 000,50 ₽»), {payment}, {oldTotal}, {newTotal}, {difference}, {paymentDocument}, {client}.
- *Time Zone* of the statement: the bank's. *Most Rows* (options): a longer file is refused.`,
		)
		.lane({ title: '1. The paid sum of a deal has changed: tell the head' }, [
			whenEvent('Paid sum has changed', { events: ['DealPaidSumChanged'] }),
			notify('Tell the head', 'head', '{subject}: {change}. Было оплачено {oldTotal} ₽, стало {newTotal} ₽. {client}'),
		]);
	for (const [index, { path, title, body, step }] of lanes.entries()) {
		canvas.lane({ title: `${index + 2}. ${title}`, text: `\`POST /webhook/deal-desk/${path}\`\n${body.startsWith('{') ? `\`${body}\`` : body}` }, [
			webhook(`Webhook: ${path}`, `deal-desk/${path}`),
			{ ...refusable(step), branches: { 1: [refuse(`Refuse: ${path}`, 400)] } },
			respond(`Answer: ${path}`, 200),
		]);
	}
	return canvas
		.lane({ title: '7. A payment by form', text: '`/form/deal-desk/record-payment`' }, [
			form('Form: record-payment', 'deal-desk/record-payment', {
				title: 'Внести оплату',
				fields: [{ name: 'dealId', label: 'Номер сделки', type: 'number', required: true }, { name: 'amount', label: 'Сумма, руб.', type: 'number', required: true }, { name: 'paidAt', label: 'Когда пришли деньги (пусто — сейчас)', placeholder: '2026-12-01 10:00' }, { name: 'document', label: 'Номер платёжного поручения' }, { name: 'by', label: 'Кто вы', required: true, placeholder: 'Фамилия Имя' }],
			}),
			{
				...refusable(payment('Record the payment of the form', 'record', { subject: 'chosen', subjectId: idBy('$json.dealId'), amount: '={{ $json.amount }}', paidAt: "={{ $json.paidAt ?? '' }}", details: { document: "={{ $json.document ?? '' }}" }, options: { actor: '={{ $json.by }}' } })),
				branches: { 1: [formRefused('Refused: record-payment')] },
			},
			formEnd('Done: record-payment', 'Оплата внесена', '=Сделка № {{ $json.dealId }}: оплачено {{ $json.newTotal }} ₽.'),
		])
		.lane({ title: '8. A bank statement by form', text: '`/form/deal-desk/import-statement`' }, [
			form('Form: import-statement', 'deal-desk/import-statement', {
				title: 'Загрузить банковскую выписку',
				description: 'Файл .csv или .xlsx. Если хоть одна строка не подходит, не загрузится ничего, а строки будут названы.',
				fields: [{ name: 'file', label: 'Файл выписки', type: 'file', required: true, accept: '.csv, .xlsx' }, { name: 'by', label: 'Кто вы', required: true, placeholder: 'Фамилия Имя' }],
			}),
			{ ...refusable(payment('Import the statement of the form', 'importStatement', { binaryField: 'file', zone: 'Europe/Moscow', options: { actor: '={{ $json.by }}' } })), branches: { 1: [formRefused('Refused: import-statement')] } },
			formEnd('Done: import-statement', 'Выписка загружена', '=Новых оплат: {{ $json.paymentCount }} на {{ $json.total }} ₽. Уже были: {{ $json.knownRows }}. Списаний пропущено: {{ $json.outgoingRows }}.{{ $json.alike?.length > 0 ? " Похожи на внесённые раньше, проверьте: " + $json.alike.map((one) => "оплаты № " + one.paymentId + " и № " + one.alikePaymentId).join(", ") + "." : "" }}'),
		]);
};
