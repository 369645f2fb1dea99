import { systemCall } from '../../src/call';
import { createCompany } from '../../src/desk/companies/create-company';
import { notify } from '../../src/desk/notices/notify';
import { notifyAll } from '../../src/desk/notices/notify-all';
import type { NoticeRequest } from '../../src/desk/notices/notify-all';
import type { Workspace } from '../../src/desk/workspace';
import { makeOrganisation } from '../../test/helpers/organisation';
import type { Contender, Entry } from '../entry';
import { timed } from '../entry';
import { NOW, onBoth, openDesk, range } from '../timers/store';
import type { Driver } from '../timers/store';

const COMPANIES = 1_000;

const contender = (driver: Driver, name: string, does: string, act: (desk: Workspace, requests: readonly NoticeRequest[]) => Promise<unknown>): Contender => ({
	name,
	kind: 'ours',
	does,
	prepare: async (size, place) => {
		const desk = await openDesk(driver, place, () => NOW);
		const { nizhny } = await makeOrganisation(desk);
		const ids: number[] = [];
		for (const n of range(0, size)) {
			const outcome = await createCompany(desk, { name: `ООО «Клиент ${n}»`, responsibleId: nizhny.manager.id }, systemCall('bench', `company ${n}`));
			if (outcome.kind !== 'overtaken') ids.push(outcome.result.companyId);
		}
		let rounds = 0;
		return {
			round: async () => {
				const run = ++rounds;
				const requests = ids.map((id): NoticeRequest => ({ input: { subject: { kind: 'company', id }, to: 'responsible', text: 'Напомнить клиенту о сертификации: {client}' }, call: systemCall('bench', `${run}/${id}`) }));
				return await timed(size, async () => await act(desk, requests));
			},
			close: async () => await desk.database.close(),
		};
	},
});

export const noticeEntries: readonly Entry[] = onBoth((driver) => ({
	name: 'notices',
	question: 'How many reminders of the priority monitor are written?',
	unit: 'per second',
	sizeOf: 'due clients',
	sizes: [COMPANIES],
	quickSize: 3,
	rounds: 3,
	contenders: [
		contender(driver, 'Deal Desk', 'a hundred in one transaction, each with a ledger key, the facts of its company, recipients, "why", event and deliveries', async (desk, requests) => await notifyAll(desk, requests, true)),
		contender(driver, 'one by one', 'the same, each in a transaction of its own, as an operation on a single item does', async (desk, requests) => {
			for (const { input, call } of requests) await notify(desk, input, call);
		}),
	],
}));
