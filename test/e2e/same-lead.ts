import { demoClients } from '../../src/desk/demo/company-facts';
import { listNotifications } from '../../src/desk/notices/list-notifications';
import type { DeskN8n, DeskServer } from './desk-server';

/** R-LEAD-1, R-CORE-2: a website that asks fifty times at once gets one lead, and the manager one notice. Answers the lead. */
export async function expectOneLeadOfFifty<N8n extends DeskN8n>(desk: DeskServer<N8n>): Promise<number> {
	const client = demoClients[0]!;
	const body = { clientName: 'Анна Волкова', phone: '+7 831 200-00-01', email: 'volkova@example.com', inn: client.party.inn, companyName: client.party.shortName, externalKey: 'story' };
	const answers = await Promise.all(Array.from({ length: 50 }, async () => await desk.post('lead', body)));
	expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
	expect(new Set(answers.map(({ body: answer }) => answer.leadId)).size).toBe(1);
	await desk.settle();
	const { items } = await listNotifications(desk.workspace, { limit: 200 });
	expect(items.filter(({ text }) => text.includes('перезвоните'))).toHaveLength(1);
	return Number(answers[0]?.body.leadId);
}
