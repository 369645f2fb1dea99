import { systemCall } from '../../src/call';
import { recordConsent } from '../../src/desk/contacts/record-consent';
import { acknowledgeEscalation } from '../../src/desk/escalations/end-escalation';
import { convertLead } from '../../src/desk/leads/convert-lead';
import { getLead } from '../../src/desk/leads/get-lead';
import { logCall } from '../../src/desk/leads/log-call';
import { moveLead } from '../../src/desk/leads/move-lead';
import { updateLead } from '../../src/desk/leads/update-lead';
import { closeTask } from '../../src/desk/notices/close-task';
import { done, takeIn } from '../desk/leads/desk';
import { startDesk } from './desk-host';
import type { DeskHost } from './desk-host';
import { escalationsOn, lead, lettersOn, MOSCOW, noticesOn, NOVOSIBIRSK, runningOn, tasksOn, textsOn } from './what-happened';

const call = systemCall('Иван Менеджеров');
const ROBOTS = ['run-lead-robots', 'report-failures'];

/** A lead of Nizhny Novgorod whose robot on "new" has run. */
async function newLead(desk: DeskHost, overrides: Parameters<typeof takeIn>[1] = {}): Promise<number> {
	const { leadId } = await takeIn(desk.workspace, { clientName: 'Анна Волкова', email: `client${Math.random()}@example.com`, departmentCode: 'nn', ...overrides });
	await desk.settle();
	return leadId;
}

interface MoveMore {
	readonly reason?: string;
	readonly callAt?: number;
}

/** Stages that need the agreed time of the call. */
const DATED = ['call_later', 'postponed'];

/** Moves a lead as a person does. */
async function move(desk: DeskHost, leadId: number, stage: string, more: MoveMore = {}): Promise<void> {
	if (stage === 'converted') done(await convertLead(desk.workspace, { leadId, pipeline: 'certification' }, call));
	else done(await moveLead(desk.workspace, { leadId, stage, ...more }, call));
}

/** Moves a lead and lets the robots run. */
async function enter(desk: DeskHost, leadId: number, stage: string, more: MoveMore = {}): Promise<void> {
	await move(desk, leadId, stage, more);
	await desk.settle();
}

describe('Run the lead robots: what each stage does on entry', () => {
	let desk: DeskHost;
	beforeAll(async () => {
		desk = await startDesk(ROBOTS);
	}, 60_000);
	afterAll(async () => await desk.stop());

	const nothing = null;
	/** Stage, what the manager is told behind the lead's name, the letter to the client, what comes next. */
	const robots: ReadonlyArray<readonly [string, string, string | null, string | null]> = [
		['new', 'перезвоните — Анна Волкова, +79200000100. Срок: 30 рабочих минут.', nothing, 'remind'],
		['assigned', 'заполните продукцию, код ТН ВЭД/ОКПД2 и регион.', nothing, 'remind'],
		['first_call', 'сделайте первый звонок, +79200000100.', nothing, 'remind'],
		['no_answer', 'недозвон. Позвоните ещё раз через 2 рабочих часа, +79200000100.', nothing, 'remind'],
		['call_later', 'договорились перезвонить 05.03.2026, 10:00. Напомним ко времени.', nothing, 'call'],
		['needs', 'заполните схему, стандарт и срок.', nothing, 'remind'],
		['docs_requested', 'клиенту отправлен список документов. Напомним через 2 рабочих дня.', 'Документы для оформления', 'remind'],
		['docs_received', 'проверьте комплектность документов и отметьте в карточке.', nothing, 'remind'],
		['calculation', 'рассчитайте и внесите сумму. Срок — 1 рабочий день.', nothing, 'remind'],
		['offer_sent', 'предложение отправлено. Позвоните клиенту через 2 рабочих дня.', 'Коммерческое предложение', 'remind'],
		['offer_follow_up', 'узнайте решение по предложению, +79200000100.', nothing, 'remind'],
		['negotiation', 'свяжитесь с клиентом и запишите возражения.', nothing, 'remind'],
		['postponed', 'отложено до 05.03.2026, 10:00. Напомним ко времени.', 'Мы на связи', 'call'],
		['converted', 'создана сделка. Договор сформируется сам; если данных не хватит, придёт список.', nothing, nothing],
		['lost', 'отказ. Проверьте, что причина записана: Выбрали другого.', nothing, nothing],
	];

	const onStage = new Map<string, number>();
	const noticesBefore = new Map<string, number>();
	beforeAll(async () => {
		const { workspace } = desk;
		for (const [stage] of robots) onStage.set(stage, (await takeIn(workspace, { clientName: 'Анна Волкова', phone: '+79200000100', email: 'volkova@client.example', departmentCode: 'nn', repeatWithinHours: 0 })).leadId);
		await desk.settle();
		for (const [stage, leadId] of onStage) {
			if (stage === 'new') continue;
			noticesBefore.set(stage, (await noticesOn(workspace, lead(leadId))).length);
			await move(desk, leadId, stage, { ...(stage === 'lost' && { reason: 'Выбрали другого' }), ...(DATED.includes(stage) && { callAt: Date.parse('2026-03-05T10:00+03:00') }) });
		}
		await desk.settle();
	}, 60_000);

	it.each(robots)('R-LEAD-3: "%s" has its robot', async (stage, text, letter, nextStep) => {
		const { workspace } = desk;
		const leadId = onStage.get(stage) ?? 0;
		const told = (await noticesOn(workspace, lead(leadId))).slice(noticesBefore.get(stage) ?? 0);
		expect(told.map(({ to, text: said }) => [to, said])).toEqual([['Иван Менеджеров', `Заявка № ${leadId}: Анна Волкова: ${text}`]]);
		expect((await lettersOn(workspace, lead(leadId))).map(({ subject, toAddress }) => [subject, toAddress])).toEqual(letter === null ? [] : [[letter, 'volkova@client.example']]);
		expect((await runningOn(workspace, lead(leadId))).map((running) => [running.rule, running.guardState, running.nextStep])).toEqual(nextStep === null ? [] : [['lead-stage', stage, nextStep]]);
	});

	it('R-LEAD-3: letters are written to the client by name, with the manager under them, and wait to be sent', async () => {
		const leadId = await newLead(desk, { email: 'ivanova@client.example' });
		await enter(desk, leadId, 'docs_requested');
		expect(await lettersOn(desk.workspace, lead(leadId))).toMatchObject([{ toAddress: 'ivanova@client.example', purpose: 'service', state: 'requested', body: expect.stringMatching(/^Здравствуйте, Анна Волкова![\s\S]*протоколы испытаний\.\n\nС уважением,\nИван Менеджеров$/) }]);
	});

	it('R-LEAD-3: a lost lead gets a letter only with recorded consent to advertising', async () => {
		const { workspace } = desk;
		const without = await newLead(desk, { email: 'without@client.example' });
		const withConsent = await newLead(desk, { email: 'with@client.example' });
		done(await recordConsent(workspace, { contactId: (await getLead(workspace, withConsent)).contactId ?? 0, decision: 'consent', source: 'по телефону' }, call));
		for (const leadId of [without, withConsent]) await enter(desk, leadId, 'lost', { reason: 'Дорого' });
		expect(await lettersOn(workspace, lead(without))).toEqual([]);
		expect(await lettersOn(workspace, lead(withConsent))).toMatchObject([{ toAddress: 'with@client.example', purpose: 'advertising', subject: 'Будем рады помочь в следующий раз' }]);
	});

	it('R-LEAD-3: the third call without an answer, and no other, writes to the client', async () => {
		const { workspace } = desk;
		const leadId = await newLead(desk, { email: 'third@client.example' });
		const letters: number[] = [];
		for (const _ of [1, 2, 3, 4]) {
			done(await logCall(workspace, { leadId, outcome: 'no_answer' }, call));
			await desk.settle();
			letters.push((await lettersOn(workspace, lead(leadId))).length);
		}
		expect(letters).toEqual([0, 0, 1, 1]);
		expect(await lettersOn(workspace, lead(leadId))).toMatchObject([{ subject: 'Не смогли до вас дозвониться', purpose: 'service' }]);
	});
});

describe('Run the lead robots: when nobody moves the lead', () => {
	let desk: DeskHost;
	beforeAll(async () => {
		desk = await startDesk(ROBOTS, { startAt: '2026-03-02T16:50:00+03:00' });
	}, 60_000);
	afterAll(async () => await desk.stop());

	it("R-LEAD-4: reminds three times in the manager's own working hours, then sets a task with the head; each city by its clock", async () => {
		const { workspace } = desk;
		const [nizhny, siberia] = [await newLead(desk, { clientName: 'Нижний' }), await newLead(desk, { clientName: 'Сибирь', departmentCode: 'nsk' })];
		await desk.playTo('2026-03-05T12:00:00+03:00');

		// 16:50 in Nizhny: seventy working minutes are left of Monday. 20:50 in Novosibirsk: the day is over.
		expect((await noticesOn(workspace, lead(nizhny), MOSCOW)).map(({ at, to, text }) => [at, to, text.replace(/^(Напоминание \d из 3)?.*$/, '$1')])).toEqual([
			['2026-03-02 16:50', 'Иван Менеджеров', ''],
			['2026-03-02 17:20', 'Иван Менеджеров', 'Напоминание 1 из 3'],
			['2026-03-02 17:50', 'Иван Менеджеров', 'Напоминание 2 из 3'],
			['2026-03-03 09:20', 'Иван Менеджеров', 'Напоминание 3 из 3'],
			['2026-03-03 09:50', 'Анна Главная', ''],
		]);
		expect((await noticesOn(workspace, lead(siberia), NOVOSIBIRSK)).map(({ at, to }) => [at, to])).toEqual([
			['2026-03-02 20:50', 'Мария Сибирская'],
			['2026-03-03 09:30', 'Мария Сибирская'],
			['2026-03-03 10:00', 'Мария Сибирская'],
			['2026-03-03 10:30', 'Мария Сибирская'],
			['2026-03-03 11:00', 'Пётр Старший'],
		]);
		expect(await tasksOn(workspace, lead(nizhny))).toMatchObject([
			{ kind: 'escalation', assigneeName: 'Иван Менеджеров', participantNames: ['Анна Главная'], status: 'open', title: `Заявка № ${nizhny}: Нижний: перезвоните клиенту по новой заявке`, body: 'Заявка стоит на стадии «Новая заявка», напоминания не помогли. Руководитель подключён.' },
		]);
		expect(await tasksOn(workspace, lead(siberia))).toMatchObject([{ assigneeName: 'Мария Сибирская', participantNames: ['Пётр Старший'] }]);
		expect(await runningOn(workspace, lead(nizhny))).toEqual([]);
	}, 60_000);

	it('R-LEAD-4: a reminder says what to do and never that it is late when it is not', async () => {
		const leadId = await newLead(desk);
		await desk.playTo('2026-03-05T12:45:00+03:00');
		expect((await textsOn(desk.workspace, lead(leadId))).at(-1)).toBe(`Напоминание 1 из 3. Заявка № ${leadId}: Анна Волкова: перезвоните клиенту по новой заявке.`);
	});

	it('R-LEAD-4: every open stage reminds three times and then calls the head, once', async () => {
		const { workspace } = desk;
		const stages = ['assigned', 'first_call', 'no_answer', 'call_later', 'needs', 'docs_requested', 'docs_received', 'calculation', 'offer_sent', 'offer_follow_up', 'negotiation', 'postponed'];
		const onStage = new Map<string, number>();
		for (const stage of stages) {
			const { leadId } = await takeIn(workspace, { departmentCode: 'nn' });
			await move(desk, leadId, stage, DATED.includes(stage) ? { callAt: Date.parse('2026-03-06T10:00+03:00') } : {});
			onStage.set(stage, leadId);
		}
		await desk.playTo('2026-04-10T12:00:00+03:00');
		for (const [stage, leadId] of onStage) {
			const texts = await textsOn(workspace, lead(leadId));
			expect([stage, texts.filter((text) => text.startsWith('Напоминание')).map((text) => text.slice(0, 18))]).toEqual([stage, ['Напоминание 1 из 3', 'Напоминание 2 из 3', 'Напоминание 3 из 3']]);
			expect([stage, (await tasksOn(workspace, lead(leadId))).map(({ kind, participantNames }) => [kind, participantNames])]).toEqual([stage, [['escalation', ['Анна Главная']]]]);
		}
	}, 60_000);
});

describe('Run the lead robots: the lead moves on', () => {
	let desk: DeskHost;
	beforeAll(async () => {
		desk = await startDesk(ROBOTS);
	}, 60_000);
	afterAll(async () => await desk.stop());

	it('R-LEAD-5: leaving the stage cancels what was pending for it, visibly; the new stage begins its own', async () => {
		const { workspace } = desk;
		const leadId = await newLead(desk);
		await enter(desk, leadId, 'needs');
		expect(await escalationsOn(workspace, lead(leadId))).toMatchObject([
			{ guardState: 'new', status: 'cancelled', endReason: 'переход из «Новая заявка»' },
			{ guardState: 'needs', status: 'running' },
		]);
		await desk.playTo('2026-03-02T13:00:00+03:00');
		expect((await textsOn(workspace, lead(leadId))).filter((text) => text.startsWith('Напоминание'))).toEqual([]);
	});

	it('R-LEAD-5: entering the stage again starts anew, with all its reminders', async () => {
		const { workspace } = desk;
		const leadId = await newLead(desk);
		await enter(desk, leadId, 'first_call');
		await desk.playTo('2026-03-03T12:30:00+03:00');
		const remindedBefore = (await textsOn(workspace, lead(leadId))).filter((text) => text.startsWith('Напоминание')).length;
		expect(remindedBefore).toBe(2);
		await enter(desk, leadId, 'needs');
		await enter(desk, leadId, 'first_call');
		await desk.playTo('2026-03-04T17:00:00+03:00');
		const texts = (await textsOn(workspace, lead(leadId))).filter((text) => text.startsWith('Напоминание')).map((text) => text.slice(12, 18));
		expect(texts).toEqual(['1 из 3', '2 из 3', '1 из 3', '2 из 3', '3 из 3']);
		expect((await escalationsOn(workspace, lead(leadId))).map(({ guardState, status }) => [guardState, status])).toEqual([
			['new', 'cancelled'],
			['first_call', 'cancelled'],
			['needs', 'cancelled'],
			['first_call', 'running'],
		]);
	});

	it('R-LEAD-5: a task with the head is cancelled, with the reason, when the lead moves on', async () => {
		const { workspace } = desk;
		const leadId = await newLead(desk);
		await desk.playTo('2026-03-06T12:00:00+03:00');
		expect((await tasksOn(workspace, lead(leadId))).map(({ status }) => status)).toEqual(['open']);
		await enter(desk, leadId, 'needs');
		expect(await tasksOn(workspace, lead(leadId))).toMatchObject([{ status: 'cancelled', closeNote: 'переход из «Новая заявка»' }]);
	});

	it('R-LEAD-3: "call later" calls at the agreed time, also outside working hours', async () => {
		const { workspace } = desk;
		const leadId = await newLead(desk, { phone: '+79200000555' });
		await enter(desk, leadId, 'call_later', { callAt: Date.parse('2026-03-10T20:15+03:00') });
		await desk.playTo('2026-03-10T21:00:00+03:00');
		expect((await noticesOn(workspace, lead(leadId))).at(-1)).toEqual({ at: '2026-03-10 20:15', to: 'Иван Менеджеров', text: `Заявка № ${leadId}: Анна Волкова: пора перезвонить, как договорились, +79200000555.` });
	});

	it('R-LEAD-3: moving the agreed time moves the call', async () => {
		const { workspace } = desk;
		const leadId = await newLead(desk);
		await enter(desk, leadId, 'call_later', { callAt: Date.parse('2026-03-11T10:00+03:00') });
		done(await updateLead(workspace, { leadId, changes: { callAt: Date.parse('2026-03-11T15:30+03:00') } }, call));
		await desk.playTo('2026-03-11T17:00:00+03:00');
		const calls = (await noticesOn(workspace, lead(leadId))).filter(({ text }) => text.includes('пора перезвонить'));
		expect(calls.map(({ at }) => at)).toEqual(['2026-03-11 15:30']);
	});

	it('R-REG-5: a call that reached the client, a recorded decision or a closed task is a reaction; the reminders stop', async () => {
		const { workspace } = desk;
		const [called, decided, closed] = [await newLead(desk), await newLead(desk), await newLead(desk)];
		await desk.playTo('2026-03-12T09:31:00+03:00');
		done(await logCall(workspace, { leadId: called, outcome: 'reached', note: 'перезвонит сам' }, call));
		done(await acknowledgeEscalation(workspace, { subject: lead(decided), reason: 'ждём письма' }, call));
		await desk.playTo('2026-03-13T18:00:00+03:00');
		const [task] = await tasksOn(workspace, lead(closed));
		done(await closeTask(workspace, { taskId: task?.id ?? 0, by: 'Иван Менеджеров' }, call));
		await desk.settle();
		for (const leadId of [called, decided]) {
			expect(await escalationsOn(workspace, lead(leadId))).toMatchObject([{ status: 'acknowledged' }]);
			expect(await tasksOn(workspace, lead(leadId))).toEqual([]);
		}
		expect(await tasksOn(workspace, lead(closed))).toMatchObject([{ status: 'done', closedBy: 'Иван Менеджеров' }]);
	}, 60_000);
});
