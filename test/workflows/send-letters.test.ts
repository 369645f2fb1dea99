import { recordConsent } from '../../src/desk/contacts/record-consent';
import { saveContact } from '../../src/desk/contacts/save-contact';
import { createTask } from '../../src/desk/notices/create-task';
import { notify } from '../../src/desk/notices/notify';
import { requestLetter } from '../../src/desk/notices/request-letter';
import { listDeliveries } from '../../src/desk/operations/list-deliveries';
import { listOpenEffects } from '../../src/desk/operations/list-open-effects';
import { createEntry } from '../../src/desk/registers/create-entry';
import { done, takeIn, test } from '../desk/leads/desk';
import { aCompany } from '../helpers/subjects';
import { startDesk } from './desk-host';
import type { DeskHost } from './desk-host';
import type { Mail } from './mail-server';
import { lead, lettersOn } from './what-happened';

const WORKFLOWS = ['send-letters', 'report-failures', 'operate-workspace'];
const OPERATOR = 'operator@example.com';

/** A letter that a robot requested, and where it goes. */
async function request(desk: DeskHost, letterSubject = 'Список документов'): Promise<{ leadId: number; to: string }> {
	const to = `client${Math.random()}@example.com`;
	const { leadId } = await takeIn(desk.workspace, { clientName: 'Анна Волкова', email: to });
	done(await requestLetter(desk.workspace, { subject: lead(leadId), letterSubject, body: 'Здравствуйте, {client}!', purpose: 'service' }, test));
	return { leadId, to };
}

const inChargeOf = ({ organisation: { nizhny } }: DeskHost) => ({ responsibleId: nizhny.manager.id, departmentId: nizhny.department.id });
const stateOf = async (desk: DeskHost, leadId: number) => (await lettersOn(desk.workspace, lead(leadId))).map(({ state }) => state);
const openEffects = async (desk: DeskHost) => await listOpenEffects(desk.workspace, {});

describe('Send letters and notices by mail', () => {
	let desk: DeskHost;
	beforeAll(async () => {
		desk = await startDesk(WORKFLOWS);
	}, 60_000);
	beforeEach(() => {
		desk.mail.sent.length = 0;
		desk.mail.onMail = (_, accept) => accept();
		desk.mail.credentialIsGone = false;
	});
	afterAll(async () => await desk.stop());

	it('R-LEAD-3: a requested letter is mailed to the client, once, and marked as sent', async () => {
		const { leadId, to } = await request(desk);
		await desk.settle();
		expect(desk.mail.sent).toEqual([{ to, subject: 'Список документов', text: 'Здравствуйте, Анна Волкова!', workflow: 'Send letters and notices by mail' }]);
		expect(await stateOf(desk, leadId)).toEqual(['sent']);
		expect(await openEffects(desk)).toEqual([]);
	});

	it('R-PRI-4: advertising that is refused while it waits does not leave, and is not marked as sent', async () => {
		const { workspace } = desk;
		const wait = async (name: string) => {
			const { id: companyId } = await aCompany(workspace, { ...inChargeOf(desk), name });
			const email = `${name}@example.ru`;
			done(await saveContact(workspace, { companyId, name, email }, test));
			done(await recordConsent(workspace, { email, decision: 'consent', source: 'форма' }, test));
			// Nothing runs before the desk is let go: the letter waits.
			done(await requestLetter(workspace, { subject: { kind: 'company', id: companyId }, letterSubject: 'Новости', body: 'Здравствуйте!', purpose: 'advertising' }, test));
			return { subject: { kind: 'company', id: companyId } as const, email };
		};
		const [keen, tired] = [await wait('keen'), await wait('tired')];
		done(await recordConsent(workspace, { email: tired.email, decision: 'refusal', source: 'звонок' }, test));
		await desk.settle();
		expect([keen, tired].map(({ email }) => desk.mail.mailsTo(email).length)).toEqual([1, 0]);
		expect(await lettersOn(workspace, keen.subject)).toMatchObject([{ state: 'sent' }]);
		expect(await lettersOn(workspace, tired.subject)).toMatchObject([{ state: 'failed', note: expect.stringContaining(tired.email) }]);
		expect(await openEffects(desk)).toEqual([]);
	});

	it('R-REG-2: a letter with the file of a register entry carries that file, the one beside it none', async () => {
		const { workspace } = desk;
		const { id: companyId } = await aCompany(workspace, inChargeOf(desk));
		done(await saveContact(workspace, { companyId, name: 'Сергей', email: 'buyer@example.ru' }, test));
		const entry = done(await createEntry(workspace, { register: 'originals', title: 'Сертификат', companyId, file: { name: 'Сертификат.pdf', bytes: Buffer.from('%PDF-1.4 sample') } }, test));
		done(await requestLetter(workspace, { subject: { kind: 'entry', id: entry.id }, letterSubject: 'Сертификат', body: 'Во вложении', purpose: 'service', withSubjectFile: true }, test));
		const { to } = await request(desk);
		await desk.settle();
		const filesTo = (address: string) => desk.mail.mailsTo(address).map(({ files }) => files);
		expect([filesTo('buyer@example.ru'), filesTo(to)]).toEqual([[['Сертификат.pdf']], [undefined]]);
	});

	it('R-REG-5: notices reach their people by mail, tasks everybody who takes part', async () => {
		const { workspace, organisation } = desk;
		const { leadId } = await takeIn(workspace, { departmentCode: 'nn' });
		done(await notify(workspace, { subject: lead(leadId), to: 'responsible', text: 'Перезвоните клиенту' }, test));
		done(await createTask(workspace, { subject: lead(leadId), kind: 'escalation', to: 'responsible', joinHead: true, title: 'Разобраться', body: 'Вместе с руководителем', boundToStatus: false }, test));
		await desk.settle();
		const { manager, head } = organisation.nizhny;
		const link = `https://desk.example.com/webhook/deal-desk/card?kind=lead&id=${leadId}`;
		const mails = desk.mail.mailsTo(manager.email).map(({ to, subject, text }) => [to, subject, text]);
		expect(mails.sort((left, right) => left[0]!.length - right[0]!.length)).toEqual([
			[manager.email, 'Перезвоните клиенту', `Перезвоните клиенту\n\n${link}`],
			[`${manager.email}, ${head.email}`, 'Задача: Разобраться', expect.stringMatching(/^Задача № \d+: Разобраться\n\nВместе с руководителем\n\nhttps:/)],
		]);
	});

	it('R-CORE-2: a mail that certainly did not leave is tried again, and leaves once', async () => {
		let refusals = 0;
		desk.mail.onMail = (_, accept) => {
			refusals += 1;
			if (refusals < 3) throw new Error('connect ECONNREFUSED 127.0.0.1:587');
			accept();
		};
		const { leadId, to } = await request(desk);
		await desk.playTo('2026-03-02T12:00:00+03:00');
		expect(desk.mail.mailsTo(to)).toHaveLength(1);
		expect(await stateOf(desk, leadId)).toEqual(['sent']);
		expect(await openEffects(desk)).toEqual([]);
	});

	it('R-CORE-1, R-CORE-2: a mail node without its credential sends nothing and says nothing is sent; the letter waits, parked, and leaves once it is mended', async () => {
		desk.mail.credentialIsGone = true;
		const { leadId, to } = await request(desk);
		await desk.playTo('2026-03-02T13:00:00+03:00');
		expect(await stateOf(desk, leadId)).toEqual(['requested']);
		expect(await openEffects(desk)).toEqual([]);
		const { items } = await listDeliveries(desk.workspace, { states: ['parked'], subject: lead(leadId) });
		expect(items.map(({ event }) => event.kind)).toEqual(expect.arrayContaining(['LetterRequested']));
		expect(items[0]?.error).toContain('credential');

		desk.mail.credentialIsGone = false;
		expect(await desk.post('retry', { all: true })).toMatchObject({ status: 200 });
		await desk.settle();
		expect(desk.mail.mailsTo(to)).toHaveLength(1);
		expect(await stateOf(desk, leadId)).toEqual(['sent']);
	});

	describe('when nobody knows whether the mail left', () => {
		let waiting: { leadId: number; to: string };
		let told: Mail[];
		let mails: Mail[];
		beforeAll(async () => {
			desk.mail.sent.length = 0;
			desk.mail.credentialIsGone = false;
			desk.mail.onMail = (mail, accept) => {
				accept();
				if (mail.to !== OPERATOR) throw new Error('socket hang up');
			};
			waiting = await request(desk);
			await desk.playTo('2026-03-20T12:00:00+03:00');
			told = desk.mail.mailsTo(OPERATOR);
			mails = desk.mail.mailsTo(waiting.to);
		}, 60_000);

		it('R-CORE-2: it is parked, not repeated, and the operator is told once with the key', async () => {
			expect(await stateOf(desk, waiting.leadId)).toEqual(['unknown']);
			expect(await openEffects(desk)).toMatchObject([{ kind: 'letter', state: 'unknown', note: 'socket hang up' }]);
			expect(mails).toHaveLength(1);
			expect(told.map(({ text }) => text)).toEqual([expect.stringContaining('Effect: letter')]);
		});

		it('R-CORE-2: a person who finds that it did not leave lets it go again, once', async () => {
			const [effect] = await openEffects(desk);
			expect(await desk.post('effects/resolve', { key: effect?.key, decision: 'repeat', by: 'Ольга', note: 'нет в отправленных' })).toMatchObject({ status: 200 });
			await desk.settle();
			expect(desk.mail.mailsTo(waiting.to)).toHaveLength(1);
			expect(await stateOf(desk, waiting.leadId)).toEqual(['sent']);
			expect(await openEffects(desk)).toEqual([]);
		});
	});
});

describe('Send letters and notices by mail: a run that fails behind the mail', () => {
	it('R-CORE-2: the retried delivery does not send a second time', async () => {
		const desk = await startDesk(WORKFLOWS, { failOnceBefore: ['Mark the letter as sent'] });
		try {
			const letters = [await request(desk), await request(desk), await request(desk)];
			await desk.playTo('2026-03-02T12:00:00+03:00');
			const runs = desk.host.executions.filter(({ startNode, status }) => startNode === 'Letter was requested' && status === 'error');
			expect(runs).toHaveLength(1);
			for (const { to } of letters) expect(desk.mail.mailsTo(to)).toHaveLength(1);
			for (const { leadId } of letters) expect(await stateOf(desk, leadId)).toEqual(['sent']);
		} finally {
			await desk.stop();
		}
	}, 60_000);

	it('R-CORE-2: a run that dies between the mail and its confirmation is never repeated blindly: a person is asked, and what they find stands with the letter', async () => {
		const desk = await startDesk(WORKFLOWS, { failOnceBefore: ['Letter was sent'] });
		try {
			const { leadId, to } = await request(desk);
			await desk.playTo('2026-03-02T12:00:00+03:00');
			expect(desk.mail.mailsTo(to)).toHaveLength(1);
			expect(await openEffects(desk)).toMatchObject([{ kind: 'letter', state: 'unknown' }]);
			expect(await stateOf(desk, leadId)).toEqual(['unknown']);
			expect(desk.mail.mailsTo(OPERATOR).map(({ text }) => text)).toEqual([expect.stringContaining('Effect: letter')]);

			const [effect] = await openEffects(desk);
			expect(await desk.post('effects/resolve', { key: effect?.key, decision: 'it_happened', by: 'Ольга', note: 'есть в отправленных' })).toMatchObject({ status: 200 });
			await desk.settle();
			expect(desk.mail.mailsTo(to)).toHaveLength(1);
			expect(await stateOf(desk, leadId)).toEqual(['sent']);
		} finally {
			await desk.stop();
		}
	}, 60_000);
});
