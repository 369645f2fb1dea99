import { createHash } from 'node:crypto';

import type { RegisterEntry } from '../../src/registers/register';
import { acknowledgeEscalation } from '../../src/desk/escalations/end-escalation';
import { closeTask } from '../../src/desk/notices/close-task';
import { saveAbsence } from '../../src/desk/organisation/save-absence';
import { attachEntryFile } from '../../src/desk/registers/attach-file';
import { changeEntryStatus } from '../../src/desk/registers/change-status';
import { getEntry } from '../../src/desk/registers/get-entry';
import { verifyScan } from '../../src/desk/registers/verify-scan';
import { dealFor, generated } from '../desk/contracts/contract-desk';
import { done, hire } from '../desk/leads/desk';
import { pdfBytes } from '../helpers/sample-files';
import { call, startContractDesk } from './contract-desk';
import type { ContractDesk } from './contract-desk';
import type { DeskOptions } from './desk-host';
import { withUnit } from './edits';
import { entry, escalationsOn, noticesOn, NOVOSIBIRSK, runningOn, tasksOn, textsOn } from './what-happened';

const WORKFLOWS = ['run-contract-register', 'report-failures'];
const [MANAGER, HEAD, DIRECTOR] = ['Иван Менеджеров', 'Анна Главная', 'Ольга Директорова'];

/** A contract as "Make a contract" leaves it: generated, not signed, a manager of Nizhny Novgorod in charge. */
async function aContract(desk: ContractDesk, inCharge: { responsibleId?: number; departmentId?: number } = {}): Promise<number> {
	const { id: dealId } = await dealFor(desk.workspace, desk.organisation, desk.organisationEntity, inCharge);
	return (await generated(desk.workspace, { dealId })).entryId;
}

const setStatus = async (desk: ContractDesk, entryId: number, status: string, reason = ''): Promise<RegisterEntry> => done(await changeEntryStatus(desk.workspace, { entryId, status, reason }, call));

const scanOf = (text: string) => ({ name: `Скан ${text}.pdf`, mime: 'application/pdf', bytes: pdfBytes(text) });
const hashOf = (text: string) => createHash('sha256').update(pdfBytes(text)).digest('hex');

async function attachScan(desk: ContractDesk, entryId: number, text: string): Promise<void> {
	done(await attachEntryFile(desk.workspace, { entryId, file: scanOf(text), asScan: true }, call));
	await desk.settle();
}

async function withDesk(options: DeskOptions, work: (desk: ContractDesk) => Promise<void>): Promise<void> {
	const desk = await startContractDesk(WORKFLOWS, options);
	try {
		await work(desk);
	} finally {
		await desk.stop();
	}
}

const named = async (desk: ContractDesk, entryId: number): Promise<string> => `Договор № ${(await getEntry(desk.workspace, entryId)).number}`;

describe('R-CON-5: not signed', () => {
	let desk: ContractDesk;
	const contracts: Record<'ignored' | 'decided' | 'signed' | 'taskClosed' | 'siberian', number> = { ignored: 0, decided: 0, signed: 0, taskClosed: 0, siberian: 0 };
	beforeAll(async () => {
		desk = await startContractDesk(WORKFLOWS);
		const { department, manager } = desk.organisation.novosibirsk;
		for (const name of Object.keys(contracts) as Array<keyof typeof contracts>) contracts[name] = await aContract(desk, name === 'siberian' ? { responsibleId: manager.id, departmentId: department.id } : {});
		await desk.settle();
	}, 60_000);
	afterAll(async () => await desk.stop());

	it('R-CON-5: a generated contract is left alone for five working days', async () => {
		// Monday, 2 March; the 9th is a day off: 3, 4, 5, 6 and 10 March are the five.
		await desk.playTo('2026-03-10T23:30:00+03:00');
		for (const id of Object.values(contracts)) expect(await noticesOn(desk.workspace, entry(id))).toEqual([]);
	});

	it('R-CON-5: then the manager is asked to decide its fate, each in their own morning', async () => {
		await desk.playTo('2026-03-11T09:30:00+03:00');
		const name = await named(desk, contracts.ignored);
		expect(await noticesOn(desk.workspace, entry(contracts.ignored))).toEqual([{ at: '2026-03-11 09:00', to: MANAGER, text: `${name}, ООО «Кабель-Пример»: Решить дальнейшую судьбу. Договор не подписан.` }]);
		expect(await noticesOn(desk.workspace, entry(contracts.siberian), NOVOSIBIRSK)).toMatchObject([{ at: '2026-03-11 09:00', to: 'Мария Сибирская' }]);
		for (const id of Object.values(contracts)) expect(await tasksOn(desk.workspace, entry(id))).toEqual([]);
	});

	it('R-CON-5: three working days later nobody has reacted: a task on this contract, the head joined', async () => {
		done(await acknowledgeEscalation(desk.workspace, { subject: entry(contracts.decided), reason: 'клиент подпишет в пятницу' }, call));
		await setStatus(desk, contracts.signed, 'signed');
		await desk.playTo('2026-03-16T23:30:00+03:00');
		for (const id of Object.values(contracts)) expect(await tasksOn(desk.workspace, entry(id))).toEqual([]);

		await desk.playTo('2026-03-17T09:30:00+03:00');
		const name = await named(desk, contracts.ignored);
		expect(await tasksOn(desk.workspace, entry(contracts.ignored))).toMatchObject([{ kind: 'escalation', status: 'open', assigneeName: MANAGER, participantNames: [HEAD], title: `${name}: решить дальнейшую судьбу` }]);
		expect((await noticesOn(desk.workspace, entry(contracts.ignored))).at(-1)).toEqual({ at: '2026-03-17 09:00', to: HEAD, text: `${name}: менеджер ${MANAGER} не отреагировал, договор не подписан. Поставлена задача.` });
		expect(await tasksOn(desk.workspace, entry(contracts.siberian))).toMatchObject([{ assigneeName: 'Мария Сибирская', participantNames: ['Пётр Старший'] }]);
	});

	it('R-REG-5: a recorded decision or a changed status is a reaction: no task', async () => {
		for (const id of [contracts.decided, contracts.signed]) expect(await tasksOn(desk.workspace, entry(id))).toEqual([]);
		expect(await escalationsOn(desk.workspace, entry(contracts.decided))).toMatchObject([{ status: 'acknowledged', endReason: 'клиент подпишет в пятницу' }]);
		expect(await escalationsOn(desk.workspace, entry(contracts.signed))).toMatchObject([{ status: 'cancelled', endReason: 'переход из «не подписан»' }]);
	});

	it('R-CON-5: set to "not signed" by hand, the manager is asked at once, the task comes three working days later', async () => {
		const entryId = contracts.signed;
		await desk.playTo('2026-03-18T11:00:00+03:00');
		await setStatus(desk, entryId, 'not_signed', 'клиент прислал правки');
		await desk.settle();
		expect((await noticesOn(desk.workspace, entry(entryId))).at(-1)).toEqual({ at: '2026-03-18 11:00', to: MANAGER, text: `${await named(desk, entryId)}: Решить дальнейшую судьбу. клиент прислал правки` });
		await desk.playTo('2026-03-23T23:30:00+03:00');
		expect(await tasksOn(desk.workspace, entry(entryId))).toEqual([]);
		await desk.playTo('2026-03-24T09:30:00+03:00');
		expect(await tasksOn(desk.workspace, entry(entryId))).toMatchObject([{ status: 'open', participantNames: [HEAD] }]);
	});

	it('R-REG-5: closing the task is a reaction; nothing more comes', async () => {
		const [task] = await tasksOn(desk.workspace, entry(contracts.taskClosed));
		done(await closeTask(desk.workspace, { taskId: task?.id ?? 0, by: MANAGER, note: 'ждём до мая' }, call));
		const told = (await noticesOn(desk.workspace, entry(contracts.taskClosed))).length;
		await desk.playTo('2026-04-30T12:00:00+03:00');
		expect(await tasksOn(desk.workspace, entry(contracts.taskClosed))).toMatchObject([{ status: 'done', closeNote: 'ждём до мая' }]);
		expect(await noticesOn(desk.workspace, entry(contracts.taskClosed))).toHaveLength(told);
	});
});

describe('R-CON-6: cancelled', () => {
	let desk: ContractDesk;
	beforeAll(async () => {
		desk = await startContractDesk(WORKFLOWS);
	}, 60_000);
	afterAll(async () => await desk.stop());

	it('R-CON-6: manager and head are told and the reason is asked; nothing happens for three working days: a task with the head', async () => {
		const [ignored, decided, revived] = [await aContract(desk), await aContract(desk), await aContract(desk)];
		for (const id of [ignored, decided, revived]) await setStatus(desk, id, 'cancelled', 'нет бюджета');
		await desk.settle();
		const text = `${await named(desk, ignored)}, ООО «Кабель-Пример»: договор отменён. Запишите причину. нет бюджета`;
		expect((await noticesOn(desk.workspace, entry(ignored))).map(({ to, text: said }) => [to, said])).toEqual([[MANAGER, text], [HEAD, text]]);
		done(await acknowledgeEscalation(desk.workspace, { subject: entry(decided), reason: 'вернёмся осенью' }, call));
		await setStatus(desk, revived, 'not_signed');

		await desk.playTo('2026-03-05T23:30:00+03:00');
		expect(await tasksOn(desk.workspace, entry(ignored))).toEqual([]);
		await desk.playTo('2026-03-06T09:30:00+03:00');
		expect(await tasksOn(desk.workspace, entry(ignored))).toMatchObject([{ kind: 'escalation', assigneeName: MANAGER, participantNames: [HEAD], title: `${await named(desk, ignored)}: разобрать отмену` }]);
		expect(await tasksOn(desk.workspace, entry(decided))).toEqual([]);
		expect((await tasksOn(desk.workspace, entry(revived))).map(({ title }) => title)).toEqual([`${await named(desk, revived)}: решить дальнейшую судьбу`]);
	}, 60_000);
});

describe('R-CON-7: scan', () => {
	let desk: ContractDesk;
	beforeAll(async () => {
		desk = await startContractDesk(WORKFLOWS);
	}, 60_000);
	afterAll(async () => await desk.stop());

	it('R-CON-7: the head gets the task to verify that very file; its hash is kept', async () => {
		const entryId = await aContract(desk);
		await attachScan(desk, entryId, 'первый');
		expect(await tasksOn(desk.workspace, entry(entryId))).toMatchObject([{ kind: 'verification', status: 'open', assigneeName: HEAD, participantNames: [], fileHash: hashOf('первый'), title: `${await named(desk, entryId)}: проверить скан`, body: expect.stringContaining('Скан первый.pdf') }]);
	});

	it('R-CON-7: replacing the file restarts the verification: the old task is cancelled, the new one has the new hash, the old verdict is refused', async () => {
		const entryId = await aContract(desk);
		await attachScan(desk, entryId, 'нечёткий');
		await attachScan(desk, entryId, 'чёткий');
		expect((await tasksOn(desk.workspace, entry(entryId))).map(({ status, fileHash, closeNote }) => [status, fileHash, closeNote])).toEqual([
			['cancelled', hashOf('нечёткий'), 'повторный вход в «скан»'],
			['open', hashOf('чёткий'), null],
		]);
		await expect(verifyScan(desk.workspace, { entryId, fileHash: hashOf('нечёткий'), outcome: 'confirmed', by: HEAD }, call)).rejects.toThrow('the file was replaced');
		expect((await runningOn(desk.workspace, entry(entryId))).map(({ rule }) => rule)).toEqual(['contract-scan-check']);
	});

	it('R-CON-7: rejected, the contract is "not signed" again and the manager is told why at once', async () => {
		const entryId = await aContract(desk);
		await attachScan(desk, entryId, 'без печати');
		done(await verifyScan(desk.workspace, { entryId, outcome: 'rejected', by: HEAD, reason: 'нет печати' }, call));
		await desk.settle();
		expect(await getEntry(desk.workspace, entryId)).toMatchObject({ status: 'not_signed', statusReason: 'нет печати' });
		expect(await tasksOn(desk.workspace, entry(entryId))).toMatchObject([{ status: 'done', closedBy: HEAD }]);
		expect((await textsOn(desk.workspace, entry(entryId))).at(-1)).toBe(`${await named(desk, entryId)}: Решить дальнейшую судьбу. нет печати`);
		expect((await runningOn(desk.workspace, entry(entryId))).map(({ rule, nextStep }) => [rule, nextStep])).toEqual([['contract-not-signed', 'task']]);
	});

	it('R-CON-7, R-CON-8: confirmed, the record says who and when, the manager is told, and the wait for the original runs', async () => {
		const entryId = await aContract(desk);
		await attachScan(desk, entryId, 'хороший');
		done(await verifyScan(desk.workspace, { entryId, fileHash: hashOf('хороший'), outcome: 'confirmed', by: HEAD }, call));
		await desk.settle();
		expect(await getEntry(desk.workspace, entryId)).toMatchObject({ status: 'scan', verification: { outcome: 'confirmed', by: HEAD, fileHash: hashOf('хороший') } });
		expect(await tasksOn(desk.workspace, entry(entryId))).toMatchObject([{ kind: 'verification', status: 'done' }]);
		expect((await textsOn(desk.workspace, entry(entryId))).at(-1)).toBe(`${await named(desk, entryId)}: скан подтверждён. Получите оригинал в течение 10 дней.`);
		expect((await runningOn(desk.workspace, entry(entryId))).map(({ rule }) => rule)).toEqual(['contract-original']);
	});

	it('R-CORE-3: a contract that was scanned before the workflow heard of it is not watched as unsigned', async () => {
		const entryIds: number[] = [];
		for (const text of ['а', 'б', 'в', 'г', 'д']) {
			const entryId = await aContract(desk);
			done(await attachEntryFile(desk.workspace, { entryId, file: scanOf(text), asScan: true }, call));
			entryIds.push(entryId);
		}
		await desk.settle();
		for (const entryId of entryIds) expect((await runningOn(desk.workspace, entry(entryId))).map(({ rule }) => rule)).toEqual(['contract-scan-check']);
	});

	it('R-CON-7: a head who does not look is reminded three times', async () => {
		const entryId = await aContract(desk);
		await attachScan(desk, entryId, 'забытый');
		await desk.playTo('2026-03-25T12:00:00+03:00');
		const reminders = (await noticesOn(desk.workspace, entry(entryId))).filter(({ to }) => to === HEAD);
		// Two whole working days each time; the 9th is a day off.
		expect(reminders.map(({ at }) => at)).toEqual(['2026-03-05 09:00', '2026-03-11 09:00', '2026-03-16 09:00']);
		expect(reminders[0]?.text).toBe(`${await named(desk, entryId)}: скан Скан забытый.pdf ждёт вашей проверки.`);
	});
});

describe('R-CON-8, R-CON-9: the original', () => {
	/** Confirmed on Wednesday, 22 April 2026; the tenth day is Saturday, 2 May, and the 1st is a day off. */
	const units: ReadonlyArray<readonly [string, string, string]> = [
		// Saturday ends at 24:00; the task waits for Monday morning, as everything meant for people.
		['calendar_days', '2026-05-04T08:59:00+03:00', '2026-05-04 09:00'],
		['calendar_days_rolled', '2026-05-05T08:59:00+03:00', '2026-05-05 09:00'],
		['working_days', '2026-05-08T08:59:00+03:00', '2026-05-08 09:00'],
	];

	it.each(units)('R-CON-8: ten %s without the original make a task with the head', async (unit, before, at) => {
		const options = { startAt: '2026-04-22T10:00:00+03:00', edit: (workflow: Parameters<NonNullable<DeskOptions['edit']>>[0]) => withUnit(workflow, 'Wait for the original', unit) };
		await withDesk(options, async (desk) => {
			const entryId = await aContract(desk);
			await attachScan(desk, entryId, unit);
			done(await verifyScan(desk.workspace, { entryId, outcome: 'confirmed', by: HEAD }, call));
			await desk.settle();
			await desk.playTo(before);
			expect(await tasksOn(desk.workspace, entry(entryId), 'open')).toEqual([]);
			await desk.playTo(before.replace('08:59', '09:30'));
			expect(await tasksOn(desk.workspace, entry(entryId), 'open')).toMatchObject([{ kind: 'escalation', assigneeName: MANAGER, participantNames: [HEAD], title: `${await named(desk, entryId)}: получить оригинал` }]);
			expect((await noticesOn(desk.workspace, entry(entryId))).at(-1)).toMatchObject({ at, to: HEAD });
		});
	}, 60_000);

	it('R-CON-9: the original cancels everything that is pending, from wherever it comes, and says so', async () => {
		await withDesk({}, async (desk) => {
			const [waiting, overdue, unsigned] = [await aContract(desk), await aContract(desk), await aContract(desk)];
			for (const id of [waiting, overdue]) {
				await attachScan(desk, id, `скан ${id}`);
				done(await verifyScan(desk.workspace, { entryId: id, outcome: 'confirmed', by: HEAD }, call));
			}
			await desk.settle();
			await setStatus(desk, waiting, 'original');
			await desk.playTo('2026-03-20T12:00:00+03:00');
			expect((await tasksOn(desk.workspace, entry(overdue), 'open')).map(({ title }) => title)).toEqual([`${await named(desk, overdue)}: получить оригинал`]);
			expect(await tasksOn(desk.workspace, entry(unsigned), 'open')).toHaveLength(1);
			for (const id of [overdue, unsigned]) await setStatus(desk, id, 'original');
			await desk.playTo('2026-06-30T12:00:00+03:00');
			for (const id of [waiting, overdue, unsigned]) {
				expect(await runningOn(desk.workspace, entry(id))).toEqual([]);
				expect(await tasksOn(desk.workspace, entry(id), 'open')).toEqual([]);
				expect((await textsOn(desk.workspace, entry(id))).at(-1)).toBe(`${await named(desk, id)}, ООО «Кабель-Пример»: оригинал получен, работа с договором завершена.`);
			}
			expect(await tasksOn(desk.workspace, entry(overdue), 'cancelled')).toMatchObject([{ closeNote: 'переход из «скан»' }]);
			expect(await tasksOn(desk.workspace, entry(waiting))).toMatchObject([{ kind: 'verification', status: 'done' }]);
		});
	}, 60_000);
});

describe('R-ORG-1: who gets it', () => {
	let desk: ContractDesk;
	beforeAll(async () => {
		desk = await startContractDesk(WORKFLOWS);
	}, 60_000);
	afterAll(async () => await desk.stop());

	it('R-ORG-1: if the responsible person is the head, the task goes one level up; a substitute stands in for a manager on leave', async () => {
		const { nizhny, novosibirsk } = desk.organisation;
		const headsOwn = await aContract(desk, { responsibleId: nizhny.head.id });
		const siberian = await aContract(desk, { responsibleId: novosibirsk.manager.id, departmentId: novosibirsk.department.id });
		const standIn = await hire(desk.workspace, 'Егор Заменский', novosibirsk.department.id);
		await desk.settle();
		done(await saveAbsence(desk.workspace, { email: novosibirsk.manager.email, fromAt: Date.parse('2026-03-04T00:00+07:00'), untilAt: Date.parse('2026-03-30T00:00+07:00'), substituteEmail: standIn.email }, call));
		await desk.playTo('2026-03-18T12:00:00+03:00');
		expect((await noticesOn(desk.workspace, entry(headsOwn))).map(({ to }) => to)).toEqual([HEAD, DIRECTOR]);
		expect(await tasksOn(desk.workspace, entry(headsOwn))).toMatchObject([{ assigneeName: HEAD, participantNames: [DIRECTOR] }]);
		expect((await noticesOn(desk.workspace, entry(siberian))).map(({ to }) => to)).toEqual(['Егор Заменский', 'Пётр Старший']);
		expect(await tasksOn(desk.workspace, entry(siberian))).toMatchObject([{ assigneeName: 'Егор Заменский', participantNames: ['Пётр Старший'] }]);

		// The head's own scan is verified by the level above.
		await attachScan(desk, headsOwn, 'свой');
		expect((await tasksOn(desk.workspace, entry(headsOwn), 'open')).map(({ kind, assigneeName }) => [kind, assigneeName])).toEqual([['verification', DIRECTOR]]);
	}, 60_000);
});
