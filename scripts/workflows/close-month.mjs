import { Canvas } from './canvas.mjs';
import { id as errorWorkflow } from './report-failures.mjs';
import { notify, onlyIf, refusable, refuse, refusePage, respondFile, respondHtml, salesReport, webhook, whenDue, whenEvent, whenStarted } from './steps.mjs';

const cutOff = { department: '', day: 20, time: '09:00', dayOffRule: 'next' };
const ofEvent = { month: '={{ $json.month }}', department: '={{ $json.departmentId }}', formats: [] };
const ofQuery = { month: "={{ $json.query.month ?? '' }}", department: "={{ $json.query.department ?? '' }}" };
const toReport = { options: { link: '={{ $json.link }}' } };

export default () =>
	new Canvas({ id: 'ddCloseMonth0000001', name: 'Close the month', description: 'On the 20th draws the paid sums of every department into its report, as a page with charts and as .xlsx, and tells the head of whatever changes afterwards.', errorWorkflow })
		.guide(
			`# Close the month

**What.** On the 20th at 09:00, by the clock of each department, the payments after the last cut-off up to this one become a **frozen snapshot**. The head gets a link to the report: a page with charts and an .xlsx, by department, manager, pipeline and legal entity, against earlier months.

**Later changes** (a refund, a payment moved, corrected or deleted) never rewrite a closed month. They are kept as restatements: old, new, difference, reason. The head gets one notice. Snapshot and restatements together are always the live total.

**If n8n was down** on the 20th, the month is closed once it is back, labelled as late.

### To change (lanes 1 and 2, the same in both)
- *Day*, *Time*; *If That Is a Day Off*: previous, same or next working day.
- *Cut-Off Zone*: empty means the zone of each department.

### Pages
- \`/webhook/deal-desk/report\`: the last closed month
- \`/webhook/deal-desk/report?month=2026-03&department=nn\``,
		)
		.lane({ title: '1. When n8n starts: declare the cut-off', text: 'For every department with managers. Again and again changes nothing.' }, [whenStarted('n8n started or workflow published'), salesReport('Declare the cut-off', 'month', 'declareCutOff', cutOff)])
		.lane({ title: '2. A department or a person is new: its month has a cut-off too' }, [
			whenEvent('Organisation changed', { events: ['OrganisationChanged'] }),
			onlyIf('Department or employee', "={{ ['department', 'employee'].includes($json.event.scope) }}", ['boolean', 'true']),
			salesReport('Declare its cut-off', 'month', 'declareCutOff', cutOff),
		])
		.lane({ title: '3. The cut-off has come: close the month', text: 'With all that was missed before it, oldest first.' }, [whenDue('Cut-off of a department', { rules: ['monthly-close'], steps: ['close'] }), salesReport('Close what is due', 'month', 'closeDue')])
		.lane({ title: '4. A month was closed: send the head the report' }, [
			whenEvent('Month was closed', { events: ['MonthClosed'] }),
			salesReport('Look up the report', 'month', 'get', ofEvent),
			notify('Send the report', 'responsible', '{subject}: отчёт за {month} готов. Оплат: {payments}, сумма {total} ₽. {closedLate}', toReport),
		])
		.lane({ title: '5. A closed month has changed: tell the head' }, [
			whenEvent('Closed month has changed', { events: ['MonthRestated'] }),
			salesReport('Look up the changed report', 'month', 'get', ofEvent),
			notify('Tell the head of the change', 'responsible', '{subject}: итог за {month} изменился после закрытия. Было {oldTotal} ₽, стало {newTotal} ₽, разница {difference} ₽. Причина: {because}.', toReport),
		])
		.lane({ title: '6. The report as a page', text: '`GET /webhook/deal-desk/report?month=2026-03&department=nn`' }, [
			webhook('Webhook: report', 'deal-desk/report', { method: 'GET', auth: 'password' }),
			{ ...refusable(salesReport('Make the report page', 'month', 'get', { ...ofQuery, formats: ['page'] })), branches: { 1: [refusePage('No such report', 404)] } },
			respondHtml('Show the report'),
		])
		.lane({ title: '7. The report as .xlsx', text: '`GET /webhook/deal-desk/report-file?month=2026-03&department=nn`' }, [
			webhook('Webhook: report-file', 'deal-desk/report-file', { method: 'GET', auth: 'password' }),
			{ ...refusable(salesReport('Make the workbook', 'month', 'get', { ...ofQuery, formats: ['xlsx'] })), branches: { 1: [refuse('No such workbook', 404)] } },
			respondFile('Send the workbook'),
		]);
