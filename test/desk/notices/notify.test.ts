import { systemCall } from '../../../src/call';
import { notify } from '../../../src/desk/notices/notify';
import type { Notified } from '../../../src/desk/notices/notify';
import { acknowledgeEscalation } from '../../../src/desk/escalations/end-escalation';
import type { EffectOutcome, Workspace } from '../../../src/desk/workspace';
import { notifications } from '../../../src/store/notice-tables';
import { employees } from '../../../src/store/organisation-tables';
import { makeOrganisation } from '../../helpers/organisation';
import type { Organisation } from '../../helpers/organisation';
import { aLead, anEntry, moveLeadTo } from '../../helpers/subjects';
import { temporaryWorkspace } from '../../helpers/temporary-workspace';
import { callFrom, claimNext, listenTo, stepDue } from './step-delivery';

let workspace: Workspace;
let people: Organisation;
beforeEach(async () => {
	({ workspace } = await temporaryWorkspace());
	people = await makeOrganisation(workspace);
});

const inCharge = () => ({ responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id });
const lead = async () => ({ kind: 'lead', id: (await aLead(workspace, inCharge())).id }) as const;
const resultOf = (outcome: EffectOutcome<Notified>): Notified => {
	if (outcome.kind === 'overtaken') throw new Error(outcome.reason);
	return outcome.result;
};
const kept = async () => await workspace.read(async (query) => await notifications.select(query, 'order by id'));

describe('notifying people', () => {
	it('R-LEAD-3: the manager gets the text with the facts of the lead and a link to its card', async () => {
		const subject = await lead();
		const outcome = await notify(workspace, { subject, to: 'responsible', text: 'Перезвоните: {client}, {phone}' }, systemCall('test'));
		expect(resultOf(outcome)).toMatchObject({
			notifications: [{ recipientName: 'Иван Менеджеров', text: 'Перезвоните: Сергей Клиентов, +79200000001', link: `http://localhost:5678/webhook/deal-desk/card?kind=lead&id=${subject.id}` }],
			subject: { kind: 'lead', id: subject.id, title: `Заявка № ${subject.id}: ООО «Ромашка»` },
		});
		expect(await kept()).toMatchObject([{ recipientId: people.nizhny.manager.id, readAt: null }]);
	});

	it('R-CON-6: manager and head are told, and each notice is an event that can be delivered by any channel', async () => {
		const subject = await lead();
		await listenTo(workspace, [{ kind: 'NotificationCreated', scope: '' }]);
		await notify(workspace, { subject, to: 'responsible_and_head', text: 'Отменён' }, systemCall('test'));
		const delivered = await claimNext(workspace);
		expect(delivered.map(({ event }) => [event.subject, event.data.recipientName, event.data.recipientEmail, event.data.text])).toEqual([
			[subject, 'Иван Менеджеров', people.nizhny.manager.email, 'Отменён'],
			[subject, 'Анна Главная', people.nizhny.head.email, 'Отменён'],
		]);
		expect(delivered.map(({ event }) => event.data.id)).toEqual((await kept()).map((notice) => notice.id));
	});

	it('R-CORE-2: the same cause notifies once however often the workflow runs', async () => {
		const subject = await lead();
		const call = callFrom(null, { effectKey: 'r1/n2/0/0' });
		const first = await notify(workspace, { subject, to: 'responsible', text: 'Раз' }, call);
		const again = await notify(workspace, { subject, to: 'responsible', text: 'Раз' }, { ...call, executionId: '232' });
		expect(again).toEqual({ kind: 'repeated', result: resultOf(first) });
		expect(await kept()).toHaveLength(1);
	});

	it('R-ORG-1: the substitute of a manager on leave is told, and why says for whom', async () => {
		const { manager, head } = people.nizhny;
		const subject = await lead();
		await workspace.transaction(systemCall('test'), async (tx) => await employees.update(tx, manager.id, { absentFromAt: 0, absentUntilAt: null, substituteId: people.novosibirsk.manager.id }));
		await notify(workspace, { subject, to: 'responsible_and_head', text: 'Перезвоните' }, systemCall('test'));
		expect(await kept()).toMatchObject([
			{ recipientId: people.novosibirsk.manager.id, why: { recipient: 'ответственный; вместо отсутствующего сотрудника: Иван Менеджеров' } },
			{ recipientId: head.id, why: { recipient: 'руководитель' } },
		]);
	});

	it('R-CORE-4: a notice of an escalation keeps rule, step, workflow, node, calendar, instants and the facts it read', async () => {
		const entry = await anEntry(workspace, { ...inCharge(), number: 'СЭ-1' });
		const delivery = await stepDue(workspace, { kind: 'entry', id: entry.id }, 'Решите судьбу договора {number}');
		await notify(workspace, { subject: { kind: 'entry', id: entry.id }, to: 'responsible', text: '{note}' }, callFrom(delivery.id));
		const now = await workspace.read(async (query) => await workspace.now(query));
		const [notice] = await kept();
		expect(notice?.text).toBe('Решите судьбу договора СЭ-1');
		expect(notice?.why).toEqual({
			cause: { actor: { kind: 'workflow', name: 'Escalate contracts' }, workflow: { id: 'w1', name: 'Escalate contracts' }, node: { id: 'n2', name: 'Notify manager' }, executionId: '231', deliveryId: delivery.id },
			event: { id: delivery.event.id, kind: 'EscalationStepDue', at: now },
			escalation: { rule: 'contract-not-signed', step: 'task', occurrence: 1, dueAt: now, firedAt: now, lateByMs: 0, calendar: 'Нижний Новгород, Europe/Moscow', warnings: [] },
			facts: { subject: 'Договор № СЭ-1', state: 'не подписан', responsible: 'Иван Менеджеров', department: 'Нижний Новгород', number: 'СЭ-1' },
			recipient: 'ответственный',
		});
	});

	it('R-CORE-3: nobody is told about a step once the person has reacted', async () => {
		const subject = await lead();
		const delivery = await stepDue(workspace, subject);
		await acknowledgeEscalation(workspace, { subject, reason: 'решение записано' }, systemCall('test'));
		const outcome = await notify(workspace, { subject, to: 'responsible', text: '{note}' }, callFrom(delivery.id));
		expect(outcome).toEqual({ kind: 'overtaken', reason: 'решение записано' });
		expect(await kept()).toEqual([]);
	});

	it('R-LEAD-5: nobody is told about a stage that the lead has left', async () => {
		const subject = await lead();
		const delivery = await stepDue(workspace, subject);
		await moveLeadTo(workspace, subject.id, 'first_call');
		expect((await notify(workspace, { subject, to: 'responsible', text: '{note}' }, callFrom(delivery.id))).kind).toBe('overtaken');
	});

	it('R-CORE-6: a refused text leaves nothing behind, and the corrected one is not taken for a repetition', async () => {
		const subject = await lead();
		const call = callFrom(null, { effectKey: 'r2/n2/0/0' });
		await expect(notify(workspace, { subject, to: 'responsible', text: '{nmae}' }, call)).rejects.toThrow(/\{nmae\}/);
		expect(await kept()).toEqual([]);
		expect((await notify(workspace, { subject, to: 'responsible', text: '{client}' }, call)).kind).toBe('done');
	});

	it('R-CORE-6: an empty text and a link that is none are refused together', async () => {
		const subject = await lead();
		await expect(notify(workspace, { subject, to: 'responsible', text: ' ', link: 'javascript:alert(1)' }, systemCall('test'))).rejects.toMatchObject({ faults: [{ field: 'Text' }, { field: 'Link' }] });
	});

	it('R-CORE-6: a subject that does not exist is said so', async () => {
		await expect(notify(workspace, { subject: { kind: 'lead', id: 999 }, to: 'head', text: 'x' }, systemCall('test'))).rejects.toThrow(/Lead 999/);
	});

	it('R-PAY-1: the head of a department can be told about the department itself', async () => {
		const outcome = await notify(workspace, { subject: { kind: 'department', id: people.nizhny.department.id }, to: 'responsible', text: 'Отчёт готов: {title}' }, systemCall('test'));
		expect(resultOf(outcome).notifications).toMatchObject([{ recipientName: 'Анна Главная', text: 'Отчёт готов: Нижний Новгород' }]);
	});
});
