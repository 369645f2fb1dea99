import { startDesk } from './desk-host';
import type { DeskHost } from './desk-host';
import { listLeads } from '../../src/desk/leads/list-leads';

describe('Take in a lead', () => {
	let desk: DeskHost;
	beforeAll(async () => {
		desk = await startDesk(['take-in-lead', 'report-failures']);
	}, 60_000);
	afterAll(async () => await desk.stop());

	const enquiry = { clientName: 'Анна Волкова', phone: '+7 831 200-00-01', companyName: 'ООО «Северный ветер»', comment: 'Светильники', externalKey: 'site-1' };

	it('R-LEAD-1: an enquiry by webhook becomes a lead with a responsible manager', async () => {
		const { status, body } = await desk.post('lead', enquiry);
		expect(status).toBe(200);
		expect(body).toMatchObject({ created: true, stage: 'new', subjectKind: 'lead', leadId: expect.any(Number), responsibleName: expect.any(String) });
	});

	it('R-LEAD-1: the same request sent fifty times at once makes one lead', async () => {
		const answers = await Promise.all(Array.from({ length: 50 }, async () => await desk.post('lead', { ...enquiry, externalKey: 'site-50' })));
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
		expect(new Set(answers.map(({ body }) => body.leadId)).size).toBe(1);
		expect(answers.filter(({ body }) => body.created === true)).toHaveLength(1);
	}, 60_000);

	it('R-LEAD-1: bad input is refused with 400 and every fault by field, and nothing is saved', async () => {
		const before = (await listLeads(desk.workspace)).items.length;
		const { status, body } = await desk.post('lead', { clientName: '', phone: 'call me', email: 'nonsense' });
		expect(status).toBe(400);
		expect((body.faults as Array<{ field: string }>).map(({ field }) => field).sort()).toEqual(['clientName', 'email', 'phone']);
		expect((await listLeads(desk.workspace)).items).toHaveLength(before);
	});

	it('R-CORE-6: a body that is no object is refused with 400', async () => {
		expect(await desk.post('lead', [1, 2])).toEqual(expect.objectContaining({ status: 400, body: expect.objectContaining({ field: 'body', reason: expect.stringContaining('JSON object') }) }));
	});

	it('R-LEAD-1: nobody gets in without the key', async () => {
		expect(await desk.host.webhook('POST', 'deal-desk/lead', { body: enquiry })).toMatchObject({ status: 403 });
	});

	it('R-CORE-6: a request that nobody could look at is answered with 503, so that its sender keeps it: 400 would mean that it is wrong', async () => {
		await desk.workspace.database.close();
		const answer = await desk.post('lead', { ...enquiry, externalKey: 'site-51' });
		expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable', tryAgain: true, error: 'Deal Desk could not look at this request', remedy: expect.stringContaining('send the same again later') } });
	});
});
