import { systemCall } from '../../../src/call';
import type { Call } from '../../../src/call';
import { notify } from '../../../src/desk/notices/notify';
import { notifyAll } from '../../../src/desk/notices/notify-all';
import type { NoticeAnswer, NoticeRequest } from '../../../src/desk/notices/notify-all';
import type { Workspace } from '../../../src/desk/workspace';
import { DatabaseUnavailableError } from '../../../src/store/database';
import { notifications } from '../../../src/store/notice-tables';
import type { SubjectRef } from '../../../src/subject';
import { listenTo, takeAll } from '../../helpers/listeners';
import { makeOrganisation } from '../../helpers/organisation';
import type { Organisation } from '../../helpers/organisation';
import { aLead } from '../../helpers/subjects';
import { allDrivers, temporaryWorkspace } from '../../helpers/temporary-workspace';

const callWith = (effectKey: string | null, deliveryId: number | null = null): Call => ({ ...systemCall('monitor', effectKey), executionId: '7', deliveryId });
const kinds = (answers: readonly NoticeAnswer[]) => answers.map((answer) => (answer.kind === 'made' ? answer.outcome.kind : answer.kind));

describe.each(allDrivers)('many notices of one run on %s', (driver) => {
	let workspace: Workspace;
	let people: Organisation;
	let subject: SubjectRef;
	beforeEach(async () => {
		({ workspace } = await temporaryWorkspace({ driver }));
		people = await makeOrganisation(workspace);
		subject = { kind: 'lead', id: (await aLead(workspace, { responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id })).id };
	});

	const request = (n: number, overrides: Partial<NoticeRequest['input']> = {}): NoticeRequest => ({ input: { subject, to: 'responsible', text: `Напомнить ${n}: {client}`, ...overrides }, call: callWith(`run/node/${n}`) });
	const requests = (count: number) => Array.from({ length: count }, (_, n) => request(n));
	const texts = async () => (await workspace.read(async (query) => await notifications.select(query, 'order by id'))).map(({ text }) => text);
	const transactions = () => {
		const spy = jest.spyOn(workspace.database, 'transaction');
		return { count: () => spy.mock.calls.length };
	};

	it('R-PRI-3: a hundred share a transaction, each has its own answer in order, its event and its reason', async () => {
		await listenTo(workspace, [{ kind: 'NotificationCreated' }]);
		const { count } = transactions();
		const answers = await notifyAll(workspace, requests(250), true);
		expect(count()).toBe(3);
		expect(kinds(answers)).toEqual(Array.from({ length: 250 }, () => 'done'));
		const expected = Array.from({ length: 250 }, (_, n) => `Напомнить ${n}: Сергей Клиентов`);
		expect(answers.map((answer) => answer.kind === 'made' && answer.outcome.kind === 'done' && answer.outcome.result.notifications[0]?.text)).toEqual(expected);
		expect(await texts()).toEqual(expected);
		const events = await takeAll(workspace, 'workflow:node');
		expect(events.map(({ event }) => event.data.text).sort()).toEqual([...expected].sort());
		expect(new Set(events.map(({ event }) => event.cause.executionId))).toEqual(new Set(['7']));
	});

	it('R-CORE-2: a repetition answers what each answered, also when some happened before and alone', async () => {
		const third = request(2);
		const before = await notify(workspace, third.input, third.call);
		const first = await notifyAll(workspace, requests(4), true);
		expect(kinds(first)).toEqual(['done', 'done', 'repeated', 'done']);
		expect(first[2]).toEqual({ kind: 'made', outcome: { ...before, kind: 'repeated' } });
		const again = await notifyAll(workspace, requests(4), true);
		expect(kinds(again)).toEqual(['repeated', 'repeated', 'repeated', 'repeated']);
		expect(again.map((answer) => answer.kind === 'made' && answer.outcome.kind === 'repeated' && answer.outcome.result.notifications[0]?.id)).toEqual(
			first.map((answer) => answer.kind === 'made' && answer.outcome.kind !== 'overtaken' && answer.outcome.result.notifications[0]?.id),
		);
		expect(await texts()).toHaveLength(4);
	});

	it('R-CORE-2: a key given twice in one run happens for the first', async () => {
		const answers = await notifyAll(workspace, [request(1), { ...request(2), call: callWith('run/node/1') }, request(3)], true);
		expect(kinds(answers)).toEqual(['done', 'repeated', 'done']);
		expect(await texts()).toEqual(['Напомнить 1: Сергей Клиентов', 'Напомнить 3: Сергей Клиентов']);
	});

	it('R-CORE-6: one that cannot be made fails by itself, and the others come through', async () => {
		const answers = await notifyAll(workspace, [request(0), request(1, { text: '{nonsense}' }), request(2), request(3, { subject: { kind: 'lead', id: 999 } }), request(4)], false);
		expect(kinds(answers)).toEqual(['done', 'failed', 'done', 'failed', 'done']);
		expect(answers[1]).toMatchObject({ error: { message: expect.stringContaining('{nonsense} is not known here') } });
		expect(await texts()).toEqual([0, 2, 4].map((n) => `Напомнить ${n}: Сергей Клиентов`));
	});

	it('R-CORE-6: a node that stops at a failure has made what stood before it, and a repetition goes on from there', async () => {
		const mended = requests(5);
		const faulty = mended.map((one, n) => (n === 2 ? request(2, { text: ' ' }) : one));
		expect(kinds(await notifyAll(workspace, faulty, true))).toEqual(['done', 'done', 'failed']);
		expect(kinds(await notifyAll(workspace, mended, true))).toEqual(['repeated', 'repeated', 'done', 'done', 'done']);
		expect(await texts()).toHaveLength(5);
	});

	it('R-CORE-6: a database that is away is not asked again for each of a hundred', async () => {
		const away = jest.spyOn(workspace.database, 'transaction').mockRejectedValue(new DatabaseUnavailableError('away'));
		const answers = await notifyAll(workspace, requests(100), false);
		expect(kinds(answers)).toEqual(Array.from({ length: 100 }, () => 'failed'));
		expect(away).toHaveBeenCalledTimes(1);
	});

	it('R-CORE-4: neighbours of different deliveries keep causes of their own', async () => {
		const { count } = transactions();
		const answers = await notifyAll(workspace, [request(0), { ...request(1), call: { ...callWith('k'), executionId: '8' } }, { ...request(2), call: callWith(null) }, { ...request(3), call: callWith(null) }], false);
		expect(kinds(answers)).toEqual(['done', 'done', 'done', 'done']);
		expect(count()).toBe(4);
		const kept = await workspace.read(async (query) => await notifications.select(query, 'order by id'));
		expect(kept.map(({ why }) => why.cause.executionId)).toEqual(['7', '8', '7', '7']);
	});
});
