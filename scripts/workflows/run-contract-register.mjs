import { Canvas } from './canvas.mjs';
import { id as errorWorkflow } from './report-failures.mjs';
import { createTask, notify, startEscalation, whenDue, whenEvent } from './steps.mjs';

const NOT_SIGNED = 'contract-not-signed';
const CANCELLED = 'contract-cancelled';
const SCAN = 'contract-scan-check';
const ORIGINAL = 'contract-original';

const inStatus = (name, status, origins = []) => whenEvent(name, { events: ['RegisterEntryStatusChanged'], registers: ['contracts'], statuses: [status], origins });
const taskWithHead = (name, title, body) => createTask(name, { kind: 'escalation', to: 'responsible', joinHead: true, title, body, boundToStatus: true, dueAmount: 1, dueUnit: 'working_days' });

export default () =>
	new Canvas({ id: 'ddContractReg0001', name: 'Run the contract register', description: 'Watches over contracts from "not signed" to the original on paper: first a notice, then a task with the head, so that no contract is forgotten.', errorWorkflow })
		.guide(
			`# Run the contract register

**What.** Each status has its lane. One model everywhere: **first a notice; if the person does nothing, a task with the head.** A reaction is a changed status, a recorded decision or a closed task; opening a notice is none.

| status | what happens |
|---|---|
| не подписан | «Решить дальнейшую судьбу» after 5 working days (set by hand: at once); task 3 working days later |
| отменён | manager and head, reason asked; task after 3 working days |
| скан | the head verifies **that** file; then 10 days to the original, else task |
| оригинал | all pending is cancelled, done |

### To change
- **Deadlines and units**: *Steps* of the nodes "Wait …". For the original, *calendar days*, *calendar days rolled to a working day* or *working days*.
- **Texts**: *Text* and *Note*.

People change statuses by form or webhook: see **Take actions by form**.`,
		)
		.lane({ title: '1. Not signed: generated contract', text: 'The manager has 5 working days to get it signed.' }, [
			inStatus('Contract was generated', 'not_signed', ['generated']),
			startEscalation('Wait for the signature', NOT_SIGNED, 'Решить дальнейшую судьбу договора', [{ code: 'decide', amount: 5, unit: 'working_days' }, { code: 'task', amount: 3, unit: 'working_days' }]),
		])
		.lane({ title: '2. Not signed: set by hand, or the scan was rejected', text: 'The notice comes at once.' }, [
			inStatus('Set to not signed', 'not_signed', ['by_hand', 'rejected']),
			notify('Ask what becomes of it', 'responsible', '{subject}: Решить дальнейшую судьбу. {reason}'),
			startEscalation('Wait for a decision', NOT_SIGNED, 'Решить дальнейшую судьбу договора', [{ code: 'task', amount: 3, unit: 'working_days' }]),
		])
		.lane({ title: '3. Not signed: time is up' }, [whenDue('Decision is due', { rules: [NOT_SIGNED], steps: ['decide'] }), notify('Decide its fate', 'responsible', '{subject}, {client}: Решить дальнейшую судьбу. Договор не подписан. {late}')])
		.lane({ title: '4. Not signed: no reaction, task with the head' }, [
			whenDue('No decision', { rules: [NOT_SIGNED], steps: ['task'] }),
			taskWithHead('Task: decide with the head', '{subject}: решить дальнейшую судьбу', 'Договор не подписан, на уведомление нет реакции. Решите с руководителем: продолжать, отменить или аннулировать.'),
			notify('Tell the head: not signed', 'head', '{subject}: менеджер {responsible} не отреагировал, договор не подписан. Поставлена задача. {late}'),
		])
		.lane({ title: '5. Cancelled: ask for the reason' }, [
			inStatus('Set to cancelled', 'cancelled'),
			notify('Ask why it was cancelled', 'responsible_and_head', '{subject}, {client}: договор отменён. Запишите причину. {reason}'),
			startEscalation('Wait for the reason', CANCELLED, 'Договор отменён, причина не разобрана', [{ code: 'task', amount: 3, unit: 'working_days' }]),
		])
		.lane({ title: '6. Cancelled: nothing happened, task with the head' }, [
			whenDue('No reason given', { rules: [CANCELLED], steps: ['task'] }),
			taskWithHead('Task: settle the cancellation', '{subject}: разобрать отмену', 'Договор отменён, но ничего не произошло. Запишите причину и решение вместе с руководителем.'),
		])
		.lane({ title: '7. Scan: the head verifies that file', text: 'Another file starts the verification anew.' }, [
			inStatus('Scan was attached', 'scan'),
			createTask('Task: verify the scan', { kind: 'verification', to: 'head', joinHead: false, title: '{subject}: проверить скан', body: 'Проверьте файл {file} и подтвердите или отклоните его (форма «Проверить скан»).', withSubjectFile: true, boundToStatus: true, dueAmount: 2, dueUnit: 'working_days' }),
			startEscalation('Wait for the verification', SCAN, 'Скан договора ждёт проверки', [{ code: 'remind', amount: 2, unit: 'working_days', times: 3 }]),
		])
		.lane({ title: '8. Scan: the head has not looked yet' }, [whenDue('Verification is due', { rules: [SCAN], steps: ['remind'] }), notify('Remind the head', 'head', '{subject}: скан {file} ждёт вашей проверки. {late}')])
		.lane({ title: '9. Scan confirmed: ten days to the original', text: 'Unit of the ten days: calendar (default), rolled to a working day, or working.' }, [
			whenEvent('Scan was confirmed', { events: ['ContractScanVerified'] }),
			notify('Wait for the paper', 'responsible', '{subject}: скан подтверждён. Получите оригинал в течение 10 дней.'),
			startEscalation('Wait for the original', ORIGINAL, 'Оригинал договора не получен', [{ code: 'task', amount: 10, unit: 'calendar_days' }]),
		])
		.lane({ title: '10. No original: task with the head' }, [
			whenDue('Original is overdue', { rules: [ORIGINAL], steps: ['task'] }),
			taskWithHead('Task: get the original', '{subject}: получить оригинал', 'Скан подтверждён, но оригинал не пришёл в срок. Выясните причину задержки вместе с руководителем.'),
			notify('Tell the head: no original', 'head', '{subject}, {client}: оригинал не получен в срок, ответственный {responsible}. Поставлена задача. {late}'),
		])
		.lane({ title: '11. Original: complete' }, [inStatus('Original is here', 'original'), notify('Close the file', 'responsible', '{subject}, {client}: оригинал получен, работа с договором завершена.')]);
