import { systemCall } from '../../../src/call';
import { explain, explainableKinds } from '../../../src/desk/explain/explain';
import type { ExplainableKind } from '../../../src/desk/explain/explain';
import { acknowledgeEscalation } from '../../../src/desk/escalations/end-escalation';
import { fireDueTimers } from '../../../src/desk/escalations/fire-due-timers';
import { startEscalation } from '../../../src/desk/escalations/start-escalation';
import { closeTask } from '../../../src/desk/notices/close-task';
import { createTask } from '../../../src/desk/notices/create-task';
import { notify } from '../../../src/desk/notices/notify';
import { requestLetter } from '../../../src/desk/notices/request-letter';
import { settleLetter } from '../../../src/desk/notices/settle-letter';
import type { Workspace } from '../../../src/desk/workspace';
import { employees } from '../../../src/store/organisation-tables';
import type { SubjectRef } from '../../../src/subject';
import type { MovableClock } from '../../helpers/fixed-clock';
import { makeOrganisation } from '../../helpers/organisation';
import type { Organisation } from '../../helpers/organisation';
import { aCompany, aDeal, aLead, anEntry, moveLeadTo } from '../../helpers/subjects';
import { temporaryWorkspace } from '../../helpers/temporary-workspace';
import { callFrom, claimNext, listenTo } from '../notices/step-delivery';

let workspace: Workspace;
let clock: MovableClock;
let people: Organisation;
beforeEach(async () => {
	({ workspace, clock } = await temporaryWorkspace());
	people = await makeOrganisation(workspace);
});

const test = systemCall('test');
const nizhny = () => ({ responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id });
const siberia = () => ({ responsibleId: people.novosibirsk.manager.id, departmentId: people.novosibirsk.department.id });
const say = async (kind: ExplainableKind, id: number) => (await explain(workspace, { kind, id })).sentences;

/** Two rungs on a contract of Novosibirsk; the first falls due at 18:00 there and is fired two hours late. */
async function overdueContract(): Promise<{ subject: SubjectRef; deliveryId: number }> {
	const entry = await anEntry(workspace, { ...siberia(), number: 'СЭ-1' });
	const subject = { kind: 'entry', id: entry.id } as const;
	await listenTo(workspace, [{ kind: 'EscalationStepDue' }]);
	const steps = [
		{ code: 'remind', wait: { kind: 'after', wait: { amount: 5, unit: 'hours' } }, times: 1, inWorkingHours: false },
		{ code: 'task', wait: { kind: 'after', wait: { amount: 3, unit: 'working_days' } }, times: 2, inWorkingHours: true },
	] as const;
	await startEscalation(workspace, { rule: 'contract-not-signed', subject, steps, note: 'Решите дальнейшую судьбу' }, callFrom(null, { node: { id: 'n9', name: 'Start the ladder' } }));
	clock.advance({ hours: 7 });
	await fireDueTimers(workspace);
	const [delivery] = await claimNext(workspace);
	return { subject, deliveryId: delivery?.id ?? 0 };
}

describe('why a notice, a task or a letter exists', () => {
	it('R-CORE-4: a late notice to a substitute answers every question in the zone of its reader', async () => {
		const { subject, deliveryId } = await overdueContract();
		await workspace.transaction(test, async (tx) => await employees.update(tx, people.novosibirsk.manager.id, { absentFromAt: 0, absentUntilAt: null, substituteId: people.nizhny.manager.id }));
		await notify(workspace, { subject, to: 'responsible', text: '{note}: {number}' }, callFrom(deliveryId));
		const explanation = await explain(workspace, { kind: 'notification', id: 1 });
		expect(explanation.title).toBe('Уведомление № 1');
		expect(explanation.sentences).toEqual([
			'Уведомление № 1 для сотрудника Иван Менеджеров отправлено 02.03.2026 16:00.',
			'Текст: «Решите дальнейшую судьбу: СЭ-1»',
			'Создано рабочим процессом «Escalate contracts», узел «Notify manager», запуск № 231.',
			expect.stringMatching(/^Повод — событие № \d+ от 02\.03\.2026 16:00: наступил срок шага контроля\.$/),
			'Сработало правило «contract-not-signed», шаг «remind».',
			'Срок наступил 02.03.2026 14:00, сработало 02.03.2026 16:00, с опозданием на 2 часа.',
			'Срок посчитан по рабочему календарю «Новосибирск, Asia/Novosibirsk».',
			'Прочитаны данные: запись — Договор № СЭ-1; состояние — не подписан; ответственный — Мария Сибирская; отдел — Новосибирск; номер — СЭ-1.',
			'Получатель — Иван Менеджеров: ответственный; вместо отсутствующего сотрудника: Мария Сибирская.',
			'Ещё не прочитано.',
			'Время указано по поясу Europe/Moscow.',
		]);
		expect(explanation.why?.escalation).toMatchObject({ rule: 'contract-not-signed', lateByMs: 2 * 3_600_000 });
		expect(explanation.trail.map((event) => event.kind)).toEqual(['RegisterEntryStatusChanged', 'EscalationStarted', 'EscalationStepDue', 'NotificationCreated']);
		expect(explanation.trail.at(-1)).toMatchObject({ title: 'отправлено уведомление', by: 'рабочий процесс «Escalate contracts», узел «Notify manager»' });
	});

	it('R-CORE-4: a task tells its people, its deadline, and how it ended', async () => {
		const { id } = await aLead(workspace, nizhny());
		const subject = { kind: 'lead', id } as const;
		await createTask(workspace, { subject, kind: 'escalation', to: 'responsible', joinHead: true, title: 'Позвонить', body: '', dueIn: { amount: 3, unit: 'working_days' }, boundToStatus: true }, test);
		const open = await say('task', 1);
		expect(open).toEqual(expect.arrayContaining(['Исполнитель — Иван Менеджеров, подключены: Анна Главная.', 'Срок задачи — 05.03.2026 24:00.', 'Задача открыта.', 'Задача снимется сама, когда запись покинет нынешний статус.']));
		expect(open.find((sentence) => sentence.startsWith('Получатель'))).toBe('Получатель — Иван Менеджеров: ответственный; Анна Главная — руководитель.');
		await closeTask(workspace, { taskId: 1, by: 'Иван Менеджеров', note: 'дозвонился' }, test);
		expect(await say('task', 1)).toContain('Задачу закрыл(а) Иван Менеджеров 02.03.2026 09:00: дозвонился.');
	});

	it('R-CORE-4: a task that was cancelled says why', async () => {
		const { id } = await aLead(workspace, nizhny());
		await createTask(workspace, { subject: { kind: 'lead', id }, kind: 'ordinary', to: 'responsible', joinHead: false, title: 'Позвонить', body: '', boundToStatus: true }, test);
		await moveLeadTo(workspace, id, 'first_call');
		expect(await say('task', 1)).toEqual(expect.arrayContaining([expect.stringMatching(/^Задача снята 02\.03\.2026 09:00: .*new/)]));
	});

	it('R-CORE-4: a letter tells its address, its purpose and its fate, in the zone of the responsible person', async () => {
		const { id } = await aLead(workspace, siberia());
		await requestLetter(workspace, { subject: { kind: 'lead', id }, letterSubject: 'Документы', body: 'x', purpose: 'service' }, test);
		expect(await say('letter', 1)).toEqual(expect.arrayContaining(['Письмо № 1 «Документы» на адрес client@example.ru запрошено 02.03.2026 13:00.', expect.stringMatching(/служебное/), 'Письмо ещё не отправлено.']));
		await settleLetter(workspace, { letterId: 1, state: 'failed', note: '550 no such user' }, test);
		expect(await say('letter', 1)).toContain('Письмо не отправлено: 02.03.2026 13:00, 550 no such user.');
	});
});

describe('why an escalation runs', () => {
	it('R-CORE-4: its own steps, what has fired, what comes next and by which calendar', async () => {
		const { subject } = await overdueContract();
		// Another one on the same contract fires as well; it has its own story.
		await startEscalation(workspace, { rule: 'contract-watch', subject, note: '', steps: [{ code: 'look', wait: { kind: 'after', wait: { amount: 0, unit: 'minutes' } }, times: 1, inWorkingHours: false }] }, test);
		await fireDueTimers(workspace);
		expect(await say('escalation', 1)).toEqual([
			'Контроль «contract-not-signed» по записи «Договор № СЭ-1» запущен 02.03.2026 13:00.',
			'Он действует, пока запись в состоянии «не подписан» (пребывание № 1).',
			'Что нужно сделать: «Решите дальнейшую судьбу»',
			'Создано рабочим процессом «Escalate contracts», узел «Start the ladder», запуск № 231.',
			expect.stringContaining('не указано'),
			'Прочитаны данные: запись — Договор № СЭ-1; состояние — не подписан.',
			'Шаг 1 «remind»: через 5 часов.',
			'Шаг 2 «task»: через 3 рабочих дня, до 2 раз, только в рабочее время.',
			'Срок посчитан по рабочему календарю «Новосибирск, Asia/Novosibirsk».',
			'Шаг «remind» сработал (1-й раз): срок 02.03.2026 18:00, сработал 02.03.2026 20:00, с опозданием на 2 часа.',
			'Следующий шаг «task» — 06.03.2026 09:00.',
			'Время указано по поясу Asia/Novosibirsk.',
		]);
		await acknowledgeEscalation(workspace, { subject, reason: 'решение записано' }, test);
		expect(await say('escalation', 1)).toContain('Остановлен реакцией 02.03.2026 20:00: решение записано.');
	});
});

describe('why a record stands where it stands', () => {
	it('R-CORE-4: a lead tells its stage, who moved it, who is in charge and what it waits for', async () => {
		const { id } = await aLead(workspace, nizhny());
		const subject = { kind: 'lead', id } as const;
		clock.advance({ hours: 1 });
		await moveLeadTo(workspace, id, 'needs', { ...test, actor: { kind: 'person', name: 'Анна Главная' } });
		await startEscalation(workspace, { rule: 'lead-stay', subject, note: '', steps: [{ code: 'remind', wait: { kind: 'after', wait: { amount: 2, unit: 'working_hours' } }, times: 3, inWorkingHours: true }] }, test);
		await createTask(workspace, { subject, kind: 'ordinary', to: 'responsible', joinHead: false, title: 'Уточнить схему', body: '', boundToStatus: true }, test);
		expect(await say('lead', id)).toEqual([
			'Сейчас: «Выявление потребности», с 02.03.2026 10:00 (пребывание № 2).',
			'Последний переход: «Новая заявка» → «Выявление потребности», 02.03.2026 10:00; кто: Анна Главная.',
			expect.stringContaining('не указано'),
			'Ответственный — Иван Менеджеров, отдел Нижний Новгород.',
			'Идёт контроль «lead-stay».',
			'Следующий шаг «remind» — 02.03.2026 12:00.',
			'Открыта задача № 1 «Уточнить схему», исполнитель — Иван Менеджеров.',
			'Время указано по поясу Europe/Moscow.',
		]);
	});

	it('R-CORE-4: a step that waits for a date, and one that nobody hears, are told apart', async () => {
		const { id } = await aLead(workspace, nizhny());
		const subject = { kind: 'lead', id } as const;
		await startEscalation(workspace, { rule: 'call', subject, note: '', steps: [{ code: 'call', wait: { kind: 'at', at: null, field: 'callAt' }, times: 1, inWorkingHours: false }] }, test);
		await startEscalation(workspace, { rule: 'deaf', subject, note: '', steps: [{ code: 'remind', wait: { kind: 'after', wait: { amount: 0, unit: 'minutes' } }, times: 1, inWorkingHours: false }] }, test);
		await fireDueTimers(workspace);
		expect(await say('lead', id)).toEqual(expect.arrayContaining(['Шаг «call» ждёт, пока укажут дату.', expect.stringMatching(/^Срок шага «remind» наступил .* не слушает\.$/)]));
	});

	it('R-CORE-4: a record that waits for nothing says so', async () => {
		const deal = await aDeal(workspace, nizhny());
		const company = await aCompany(workspace, nizhny());
		expect(await say('deal', deal.id)).toEqual(expect.arrayContaining(['Сейчас: «Договор», с 02.03.2026 09:00 (пребывание № 1).', 'Ничего не ожидается: нет ни сроков, ни открытых задач.']));
		expect(await say('company', company.id)).toContain('Ответственный — Иван Менеджеров, отдел Нижний Новгород.');
	});

	it.each(explainableKinds)('R-CORE-4: a %s that does not exist is said so', async (kind) => {
		await expect(explain(workspace, { kind, id: 77 })).rejects.toMatchObject({ code: 'not_found' });
	});
});
