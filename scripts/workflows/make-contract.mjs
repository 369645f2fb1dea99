import { Canvas } from './canvas.mjs';
import { id as errorWorkflow } from './report-failures.mjs';
import { createTask, document, either, form, formEnd, formRefused, notify, onceBySender, refusable, refuse, respond, webhook, whenEvent } from './steps.mjs';

/** All that pre-flight found, numbered. */
const FAULTS = "{{ $('Check before a number is spent').item.json.faultsText }}";

export default () =>
	new Canvas({ id: 'ddMakeContract001', name: 'Make a contract', description: 'Generates the contract of the chosen legal entity when a lead becomes a deal and files it in the register, so that nobody types requisites or numbers by hand.', errorWorkflow })
		.guide(
			`# Make a contract

**What.** When a lead becomes a deal, the contract is checked first (**pre-flight**), and only then a number is spent, the .docx of the **chosen legal entity** is made and filed in the register as «не подписан».

**If data is missing** no number is spent. The manager gets all faults at once and a task to fill them in, then asks for the contract again: by the form or by webhook.

### Try it
\`POST /webhook/deal-desk/contract\` \`{"dealId": 1, "legalEntity": 1}\`
Form: \`/form/deal-desk/make-contract\`

### To change
- **Template**: *Legal Entity: Set Template* with your .docx; the tags are listed in templates/README.md.
- **Number**: the number pattern of the legal entity, e.g. \`СЭ-{yyyy}/{seq:4}\`.`,
		)
		.lane({ title: '1. A lead became a deal', text: 'Checked before a number is spent; faults go to the manager, all at once.' }, [
			whenEvent('Lead became a deal', { events: ['LeadConverted'] }),
			document('Check before a number is spent', 'contract', 'preflight', { subject: 'item' }),
			{
				...either('Nothing is missing', '={{ $json.ok }}', ['boolean', 'true']),
				branches: {
					1: [
						notify('Tell what is missing', 'responsible', `={subject}: договор не сформирован. ${FAULTS}`, { subject: 'item' }),
						createTask('Task: fill in the data', { subject: 'item', kind: 'ordinary', to: 'responsible', joinHead: false, title: '{subject}: заполните данные для договора', body: `=${FAULTS}\n\nЗаполните и запросите договор снова: форма «Сформировать договор».`, boundToStatus: true, dueAmount: 1, dueUnit: 'working_days' }),
					],
				},
			},
			document('Make and file the contract', 'contract', 'generate', { subject: 'item' }),
			notify('Tell the manager', 'responsible', 'Договор № {number} сформирован и внесён в реестр. Отправьте его клиенту на подпись.', { subject: 'item' }),
		])
		.lane({ title: '2. On request, by webhook', text: 'For any deal; a deal with a live contract of this entity gets that one back.' }, [
			webhook('Webhook: contract', 'deal-desk/contract'),
			{ ...refusable(document('Make the requested contract', 'contract', 'generate', { subject: 'chosen', subjectId: { __rl: true, mode: 'id', value: '={{ $json.body.dealId }}' }, legalEntityId: { __rl: true, mode: 'id', value: '={{ $json.body.legalEntity }}' }, options: onceBySender })), branches: { 1: [refuse('Refuse the contract', 400)] } },
			respond('Answer with the contract', 200),
		])
		.lane({ title: '3. On request, by form' }, [
			form('Form: contract', 'deal-desk/make-contract', {
				title: 'Сформировать договор',
				description: 'Номер расходуется, только если данных хватает.',
				fields: [
					{ name: 'dealId', label: 'Номер сделки', type: 'number', required: true },
					{ name: 'legalEntity', label: 'Номер нашего юрлица (если не выбрано в сделке)', type: 'number' },
				],
				button: 'Сформировать',
			}),
			{ ...refusable(document('Make the contract from the form', 'contract', 'generate', { subject: 'chosen', subjectId: { __rl: true, mode: 'id', value: '={{ $json.dealId }}' }, legalEntityId: { __rl: true, mode: 'id', value: '={{ $json.legalEntity }}' } })), branches: { 1: [formRefused('Show what is missing')] } },
			formEnd('Show the contract', 'Договор сформирован', '=Договор № {{ $json.number }} внесён в реестр.'),
		]);
