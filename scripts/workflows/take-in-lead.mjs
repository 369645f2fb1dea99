import { Canvas } from './canvas.mjs';
import { id as errorWorkflow } from './report-failures.mjs';
import { dealDesk, form, formEnd, formRefused, refusable, refuse, respond, webhook } from './steps.mjs';

export default () =>
	new Canvas({ id: 'ddTakeInLead00001', name: 'Take in a lead', description: 'Turns an enquiry from the website, another system or a colleague into one lead, because a lost or doubled enquiry costs a client.', errorWorkflow })
		.guide(
			`# Take in a lead

**What.** An enquiry comes by webhook or by form and becomes **one** lead: sent twice, it is still one. A phone or e-mail that is known already links the lead to its client. Bad input is refused whole with status 400 and all faults by field. Status 503 means that nobody looked at it (the database is away): send the same again later.

### Try it
\`\`\`
POST /webhook/deal-desk/lead
X-Deal-Desk-Key: <your key>

{ "clientName": "Анна Волкова",
  "phone": "+7 831 200-00-01",
  "companyName": "ООО «Северный ветер»",
  "comment": "Светильники уличные",
  "externalKey": "site-10501" }
\`\`\`

### Set up
1. Credential **Deal Desk**: where the data lives.
2. Credential **Deal Desk intake key**: the header your website sends.
3. Credential **Deal Desk forms**: user and password of the form.

### To change
- *Source* of each intake, and for how long the same words are the same enquiry.
- Send \`departmentCode\` to choose the department; otherwise the first one takes it, and there the manager with the fewest open leads.`,
		)
		.lane({ title: '1. From the website', text: 'Answers 200 with the lead, or 400 with every fault: field and reason.' }, [
			webhook('Webhook: lead', 'deal-desk/lead'),
			{ ...refusable(dealDesk('Take in the enquiry', 'lead', 'takeIn', { enquiryFrom: 'item', source: 'website', repeatWithinHours: 24 })), branches: { 1: [refuse('Refuse with the faults', 400)] } },
			respond('Answer with the lead', 200),
		])
		.lane({ title: '2. From a colleague, by form', text: 'For calls and visits: the same rules, the faults are shown on the page.' }, [
			form('Form: new lead', 'deal-desk/new-lead', {
				title: 'Новая заявка',
				description: 'Телефон или e-mail обязателен.',
				fields: [
					{ name: 'clientName', label: 'Имя клиента', required: true },
					{ name: 'companyName', label: 'Компания' },
					{ name: 'phone', label: 'Телефон', placeholder: '+7 …' },
					{ name: 'email', label: 'E-mail', type: 'email' },
					{ name: 'inn', label: 'ИНН' },
					{ name: 'comment', label: 'Что нужно клиенту', type: 'textarea' },
				],
			}),
			{ ...refusable(dealDesk('Take in the form', 'lead', 'takeIn', { enquiryFrom: 'item', source: 'form', repeatWithinHours: 24 })), branches: { 1: [formRefused('Show the faults')] } },
			formEnd('Show the lead', 'Заявка принята', '=Заявка № {{ $json.leadId }}, ответственный: {{ $json.responsibleName }}'),
		]);
