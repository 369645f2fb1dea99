/** What a website or a form may send to "Take in a lead": the one door that is open to strangers' words. */
import { hostileTexts, MARK } from './hostile-values';
import { judge } from './judgement';
import { callOperation } from './node-call';
import { allOperations } from './operation-fields';
import { openWorld } from './world';
import type { World } from './world';

const takeIn = allOperations.find(({ name }) => name === 'Deal Desk, lead: takeIn')?.operation;
if (!takeIn) throw new Error('There is no operation that takes in a lead');
const parameters = { enquiryFrom: 'item', source: 'website', repeatWithinHours: 24 };
const good = { clientName: 'Сергей Клиентов', phone: '+7 920 000-00-78' };

let world: World;
beforeAll(async () => void (world = await openWorld()), 60_000);
afterAll(async () => await world?.close());
afterEach(() => world.data.restore());

const send = async (body: unknown, headers: Record<string, unknown> = {}) => await callOperation(takeIn, { credential: world.credential, parameters, json: { body, headers } as never });

async function attack(what: string, value: unknown, body: unknown, headers?: Record<string, unknown>): Promise<string[]> {
	const faults = judge(value, await send(body, headers), world.data);
	world.data.restore();
	return faults.map((fault) => `${what}: ${fault}`);
}

it.each(['clientName', 'phone', 'email', 'companyName', 'inn', 'title', 'source', 'comment', 'fields', 'departmentCode', 'responsibleId', 'externalKey', 'marketingConsent', 'id', '__proto__'])('R-LEAD-1, R-CORE-6: hostile "%s" is taken as it is or refused whole with the field', async (field) => {
	const faults: string[] = [];
	for (const [what, value] of Object.entries(hostileTexts)) faults.push(...(await attack(what, value, Object.fromEntries([...Object.entries(good), [field, value]]))));
	expect(faults).toEqual([]);
});

it('R-CORE-6: an own field of any name and value is kept as it is or refused', async () => {
	const faults: string[] = [];
	for (const [what, value] of Object.entries(hostileTexts)) {
		faults.push(...(await attack(`value ${what}`, value, { ...good, fields: { product: value } })));
		if (typeof value === 'string') faults.push(...(await attack(`name ${what}`, [value, MARK], { ...good, fields: Object.fromEntries([[value, MARK]]) })));
	}
	expect(faults).toEqual([]);
});

it('R-CORE-6: a body that is no enquiry at all is refused', async () => {
	for (const [what, body] of Object.entries({ ...hostileTexts, 'an empty list': [], 'nothing in it': {} })) {
		expect({ what, kind: (await send(body)).kind }).toEqual({ what, kind: 'refused' });
		expect(world.data.hasChanged()).toBe(false);
	}
});

it('R-LEAD-1, R-CORE-6: a hostile Idempotency-Key is kept as it is or refused', async () => {
	const faults: string[] = [];
	for (const [what, value] of Object.entries(hostileTexts)) faults.push(...(await attack(what, value, good, { 'idempotency-key': value })));
	expect(faults).toEqual([]);
});

it('R-CORE-6: a client whose comment ends in half an emoji or holds a bell is not lost: those characters alone are replaced', async () => {
	const answer = await send({ ...good, comment: 'Нужен сертификат \u0007 👍'.slice(0, -1) });
	expect(answer.kind).toBe('accepted');
	expect(world.data.find('Нужен сертификат  \ufffd').map(({ place }) => place)).toContain('leads.comment');
});
