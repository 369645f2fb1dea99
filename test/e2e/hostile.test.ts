/**
 * Strangers at the doors of a real n8n: every webhook and form of every shipped workflow, without the secret and with it.
 * Whatever comes, the answer is theirs to read (2xx or 4xx, never a word of our insides), nothing is half-done, and the
 * server lives on.
 */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import { readWorkflow } from '../harness/workflow-json';
import { hostileTexts } from '../hostile/hostile-values';
import { startDeskServer } from './desk-server';
import type { DeskServer } from './desk-server';
import { eventually } from './harness';

const folders = readdirSync(join(__dirname, '../../workflows'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

interface Door {
	readonly method: string;
	readonly path: string;
	readonly byPassword: boolean;
}

const nodes = folders.flatMap((folder) => readWorkflow(folder).nodes);
const webhooks: readonly Door[] = nodes
	.filter(({ type }) => type === 'n8n-nodes-base.webhook')
	.map(({ parameters }) => ({ method: String(parameters.httpMethod), path: `/webhook/${String(parameters.path)}`, byPassword: parameters.authentication === 'basicAuth' }));
const forms: readonly Door[] = nodes
	.filter(({ type }) => type === 'n8n-nodes-base.formTrigger')
	.flatMap(({ parameters }) => ['GET', 'POST'].map((method) => ({ method, path: `/form/${String((parameters.options as { path: string }).path)}`, byPassword: true })));
const intake = webhooks.filter(({ method }) => method === 'POST');
/** Everything the doors ask for, and two names that every object has. */
const fieldNames = ['leadId', 'entryId', 'taskId', 'dealId', 'paymentId', 'companyId', 'id', 'kind', 'stage', 'status', 'reason', 'by', 'fields', 'callAt', 'outcome', 'note', 'amount', 'paidAt', 'decision', 'verdict', 'fileHash', 'pipeline', 'legalEntity', 'company', 'party', 'inn', 'clientName', 'phone', 'email', 'comment', 'externalKey', 'source', 'departmentCode', 'marketingConsent', 'key', 'deliveryId', 'all', '__proto__', 'constructor'];
const pages = webhooks.filter(({ method, byPassword }) => method === 'GET' && byPassword);

/** Secrets that are found by a search, wherever they were written to. */
const canary = (name: string) => `canary${name}${randomBytes(12).toString('hex')}`;
const secrets = { intakeKey: canary('key'), formsPassword: canary('forms'), mailPassword: canary('mail') };
const databasePassword = canary('database');
const login = `Basic ${Buffer.from(`desk:${secrets.formsPassword}`).toString('base64')}`;
const withSecret = ({ byPassword }: Door): Record<string, string> => (byPassword ? { authorization: login } : { 'x-deal-desk-key': secrets.intakeKey });

/** Nothing a stranger may learn of how this is built or where it lies. */
const INSIDES = /\bat .+\.(js|ts):\d+|node_modules|SQLITE|syntax error|no such (table|column)|constraint failed|\/tmp\/|\/home\/|\/root\/|\.n8n\b|"stack"|TypeError|RangeError|\[object Object\]/;

let desk: DeskServer;
const answers: string[] = [];
let accepted = new Set<number>();

/** Nobody waits longer for an answer, nor for one that is known not to come. */
const PATIENCE_MS = 30_000;
const NO_ANSWER_MS = 3_000;

interface Reply {
	/** 0: there was no answer. */
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
}

async function send(door: { readonly method: string; readonly path: string }, init: RequestInit = {}): Promise<Reply> {
	const told = { method: door.method, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS), ...init } as const;
	try {
		const response = await fetch(`${desk.n8n.baseUrl}${door.path}`, told);
		const text = await response.text();
		answers.push(text);
		return { status: response.status, headers: response.headers, text };
	} catch (error) {
		return { status: 0, headers: new Headers(), text: `"error": no answer: ${(error as Error).message}` };
	}
}

const json = (door: Door, body: string): RequestInit => ({ headers: { 'content-type': 'application/json', ...withSecret(door) }, body });

/** Forms take multipart bodies only: n8n looks at the kind of the body before it asks for the password. */
function strangersBody({ path }: Door): string | FormData {
	if (!path.startsWith('/form/')) return '{"clientName":"Чужой","phone":"+79200000099"}';
	const body = new FormData();
	body.set('field-0', 'Чужой');
	return body;
}

/** What is wrong with an answer to somebody who may ask. */
function faultsOf({ status, text }: Reply, what: string): string[] {
	const faults: string[] = [];
	if (status >= 500 || status < 200) faults.push(`${what}: status ${status}: ${text.slice(0, 300)}`);
	if (INSIDES.test(text)) faults.push(`${what}: tells of its insides: ${text.slice(0, 300)}`);
	if (status >= 400 && status !== 404 && !/"(error|message)"/.test(text)) faults.push(`${what}: says nothing: ${status} ${text.slice(0, 300)}`);
	return faults;
}

/** Rows of everything that strangers could make or change: each change writes an event as well. Triggers that say they are alive write none. */
const kept = ['events', 'effects', 'leads', 'deals', 'companies', 'contacts', 'register_entries', 'payments', 'notifications', 'tasks', 'letters', 'files', 'escalations', 'timers'];
const version = async () => await desk.workspace.read(async (query) => await query.get(`select ${kept.map((table) => `(select count(*) from ${table}) as ${table}`).join(', ')}, (select clock_target_at from workspace) as clock`));
const leadCount = async () => await desk.workspace.read(async (query) => Number((await query.get('select count(*) as count from leads'))?.count));

function noteLead(door: Door, { status, text }: Reply): void {
	if (door.path !== '/webhook/deal-desk/lead' || status !== 200) return;
	accepted = accepted.add((JSON.parse(text) as { leadId: number }).leadId);
}

/** In packs, as strangers come. */
async function inPacks<T>(items: readonly T[], work: (item: T) => Promise<string[]>, size = 6): Promise<string[]> {
	const faults: string[] = [];
	for (let at = 0; at < items.length; at += size) faults.push(...(await Promise.all(items.slice(at, at + size).map(work))).flat());
	return faults;
}

beforeAll(async () => {
	desk = await startDeskServer(folders, { secrets });
	await desk.settle();
}, 300_000);
afterAll(async () => await desk?.stop());

it('R-CORE-6: without the secret every door is shut, at once, and nothing happens behind it', async () => {
	expect([webhooks.length, forms.length]).toEqual([expect.any(Number), expect.any(Number)]);
	expect(webhooks.length).toBeGreaterThan(25);
	const key = secrets.intakeKey;
	const doubled = new Headers([['x-deal-desk-key', key], ['x-deal-desk-key', 'x']]);
	const attempts: Readonly<Record<string, RequestInit['headers']>> = {
		none: {},
		'an empty key': { 'x-deal-desk-key': '' },
		'a wrong key': { 'x-deal-desk-key': `x${key.slice(1)}` },
		'the beginning of the key': { 'x-deal-desk-key': key.slice(0, -1) },
		'the key and more': { 'x-deal-desk-key': `${key}x` },
		'the key in capitals': { 'x-deal-desk-key': key.toUpperCase() },
		'two keys': doubled,
		'a wrong password': { authorization: `Basic ${Buffer.from('desk:guess').toString('base64')}` },
		'no password': { authorization: `Basic ${Buffer.from('desk:').toString('base64')}` },
		'a broken login': { authorization: 'Basic %%%' },
		'a forged token of the form': { 'x-auth-token': 'a'.repeat(64) },
		'a key in the address': {},
	};
	const before = await version();
	const tries = [...webhooks, ...forms].flatMap((door) => Object.entries(attempts).map(([what, headers]) => ({ door, what, headers })));
	const faults = await inPacks(tries, async ({ door, what, headers }) => {
		const path = what === 'a key in the address' ? `${door.path}?x-deal-desk-key=${key.slice(0, 12)}` : door.path;
		const { status, text } = await send({ method: door.method, path }, { headers, ...(door.method === 'POST' && { body: strangersBody(door) }) });
		const refused = [401, 403].includes(status) && !/<form|leadId|Рабочий стол/.test(text);
		return refused && !INSIDES.test(text) ? [] : [`${door.method} ${door.path} with ${what}: ${status} ${text.slice(0, 200)}`];
	});
	expect(faults).toEqual([]);
	expect(await version()).toEqual(before);
}, 300_000);

it('R-CORE-6: other methods than the one of a webhook find nothing, also by the headers that override methods', async () => {
	const before = await version();
	const faults = await inPacks(webhooks, async (door) => {
		const found: string[] = [];
		const others = ['PUT', 'PATCH', 'DELETE', door.method === 'GET' ? 'POST' : 'GET'].filter((method) => !webhooks.some((other) => other.path === door.path && other.method === method));
		for (const method of others) {
			const { status } = await send({ method, path: door.path }, { headers: { ...withSecret(door), 'x-http-method-override': door.method, 'x-method-override': door.method } });
			if (![404, 405].includes(status)) found.push(`${method} ${door.path}: ${status}`);
		}
		return found;
	});
	expect(faults).toEqual([]);
	expect(await version()).toEqual(before);
}, 300_000);

it('R-CORE-6: malformed bodies are refused with words, and nothing of them is kept', async () => {
	const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
	const bodies: Readonly<Record<string, RequestInit>> = {
		'half a JSON': { headers: { 'content-type': 'application/json' }, body: '{"clientName":' },
		'JSON that is a text': { headers: { 'content-type': 'application/json' }, body: '"drop table leads"' },
		'JSON that is a list': { headers: { 'content-type': 'application/json' }, body: '[1,[2,[3]]]' },
		'JSON that is null': { headers: { 'content-type': 'application/json' }, body: 'null' },
		'deep JSON': { headers: { 'content-type': 'application/json' }, body: deep },
		'a prototype': { headers: { 'content-type': 'application/json' }, body: '{"__proto__":{"leadId":1},"constructor":{"prototype":{"leadId":1}}}' },
		'objects whose own words stand in the way': { headers: { 'content-type': 'application/json' }, body: JSON.stringify(Object.fromEntries(fieldNames.map((name) => [name, { toString: 'x' }]))) },
		'bytes that are no text': { headers: { 'content-type': 'application/json' }, body: Buffer.from([0xff, 0xfe, 0x00, 0x80]) },
		XML: { headers: { 'content-type': 'application/xml' }, body: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' },
		'broken XML': { headers: { 'content-type': 'text/xml' }, body: '<a><b' },
		'plain text': { headers: { 'content-type': 'text/plain' }, body: "1; drop table leads" },
		'a type nobody knows': { headers: { 'content-type': 'x/../../y; charset=nonsense' }, body: 'x' },
		'an unknown charset': { headers: { 'content-type': 'application/json; charset=klingon' }, body: '{}' },
		'an unknown encoding': { headers: { 'content-type': 'application/json', 'content-encoding': 'bomb' }, body: '{}' },
		'gzip that is none': { headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' }, body: '{}' },
		'a form without its boundary': { headers: { 'content-type': 'multipart/form-data' }, body: '--x\r\n' },
		'a form cut short': { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x\r\nContent-Disposition: form-data; name="file"; filename="../../x.csv"\r\n\r\nabc' },
		nothing: {},
	};
	/** What n8n 2.41 makes of bodies it cannot read, before it asks who sends them or runs anything (docs/security.md). */
	const answeredByN8n: Readonly<Record<string, number>> = { XML: 0, 'broken XML': 0, 'gzip that is none': 500 };
	const faults = await inPacks(
		// Each door gets some of them, and the one that strangers know gets all.
		intake.flatMap((door, index) =>
			Object.entries(bodies)
				.filter((_, at) => door.path.endsWith('/lead') || at % 4 === index % 4)
				.map(([what, init]) => ({ door, what, init })),
		),
		async ({ door, what, init }) => {
			const reply = await send(door, { ...init, ...(answeredByN8n[what] === 0 && { signal: AbortSignal.timeout(NO_ANSWER_MS) }), headers: { ...(init.headers as Record<string, string>), ...withSecret(door) } });
			noteLead(door, reply);
			return reply.status === answeredByN8n[what] ? [] : faultsOf(reply, `${door.path} with ${what}`);
		},
	);
	expect(faults).toEqual([]);
	expect(accepted.size).toBe(0);
	expect(await leadCount()).toBe(0);
}, 300_000);

it('R-CORE-6: a body of 20 MB is refused, and nothing of it is kept', async () => {
	const body = JSON.stringify({ clientName: 'Иван', phone: '+79200000001', comment: 'x'.repeat(20 * 1024 * 1024) });
	// 413 would be the word for it; n8n 2.41 says 500, before any workflow runs.
	for (const door of intake.slice(0, 3)) expect([413, 500]).toContain((await send(door, json(door, body))).status);
	expect(await leadCount()).toBe(0);
}, 300_000);

it('R-LEAD-1, R-CORE-6: fuzzed bodies never get anything but an answer; what was taken in is exactly what was accepted', async () => {
	const texts = Object.values(hostileTexts).filter((value): value is string => typeof value === 'string' && value.length < 1_000);
	const value = fc.oneof({ depthSize: 'small' }, fc.constantFrom<unknown>(...texts), fc.constantFrom<unknown>(1, 2, '1', -1, 0, 1e21, '1e309', null, true, [], {}, [[1]], { toString: 'x' }), fc.jsonValue({ maxDepth: 3 }), fc.string({ unit: 'binary', maxLength: 40 }));
	const body = fc.dictionary(fc.constantFrom(...fieldNames), value, { maxKeys: 8 });
	const known = fc.record({ clientName: fc.constant('Иван'), phone: fc.integer({ min: 9_200_000_000, max: 9_209_999_999 }).map((digits) => `+7${digits}`), comment: value, fields: value, title: value }, { requiredKeys: ['clientName', 'phone'] });
	const seed = Number(process.env.HOSTILE_SEED ?? Date.now() % 1_000_000_000);
	const doors = intake.filter(({ path }) => !path.endsWith('/clock'));
	const requests = fc.sample(fc.tuple(fc.constantFrom(...doors), fc.oneof(body, body, known)), { seed, numRuns: 300 });
	console.log(`Seed of the fuzzed bodies: ${seed} (again: HOSTILE_SEED=${seed})`);
	const faults = await inPacks(requests, async ([door, content]) => {
		const reply = await send(door, json(door, JSON.stringify(content)));
		noteLead(door, reply);
		return faultsOf(reply, `HOSTILE_SEED=${seed} ${door.path} ${JSON.stringify(content).slice(0, 400)}`);
	});
	expect(faults).toEqual([]);
	expect(await leadCount()).toBe(accepted.size);
}, 300_000);

it('R-CORE-5, R-CORE-6: the clock of a sandbox is not sent to the end of time', async () => {
	// What the fuzzed bodies set going comes to its end first.
	await desk.settle(150_000);
	const before = await version();
	for (const body of [{ by: 1e15 }, { by: -5 }, { by: 'x' }, { by: 1, unit: 'aeons' }, { to: '9999-12-31' }, { to: "'; drop table leads" }, { to: { a: 1 } }]) {
		const { status, body: answer } = await desk.post('clock', body);
		expect({ body, status, named: typeof answer.field }).toEqual({ body, status: 400, named: 'string' });
	}
	expect(await version()).toEqual(before);
}, 300_000);

it('R-REG-5, R-CORE-6: pages and their refusals run no markup of the asker, and are kept by no cache and shown in no frame', async () => {
	const evil = encodeURIComponent('"><script>alert(1)</script>');
	const asked = pages.flatMap(({ path }) => ['', `?email=${evil}`, `?kind=${evil}&id=1`, `?kind=lead&id=${evil}`, `?id=${evil}`, `?month=${evil}&department=${evil}`, `?from=${evil}&to=${evil}`, '?id=../../etc/passwd', '?id=1%00'].map((query) => `${path}${query}`));
	const faults = await inPacks(asked, async (path) => {
		const reply = await send({ method: 'GET', path }, { headers: { authorization: login } });
		const type = reply.headers.get('content-type') ?? '';
		const found = faultsOf(reply, path).filter((fault) => !fault.includes('says nothing'));
		if (/html/.test(type) && /<script/i.test(reply.text)) found.push(`${path}: runs a script`);
		const missing = { 'cache-control': 'no-store', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' };
		if (!/json/.test(type)) for (const [name, expected] of Object.entries(missing)) if (reply.headers.get(name) !== expected) found.push(`${path}: ${name} is ${reply.headers.get(name)}`);
		if (/html/.test(type) && !reply.text.includes('http-equiv="Content-Security-Policy"')) found.push(`${path}: has no policy`);
		return found;
	});
	expect(faults).toEqual([]);
}, 300_000);

it('R-CORE-6: looking at a page or a form, as mail scanners do with links, changes nothing', async () => {
	await desk.settle();
	const before = await version();
	for (const door of [...pages, ...forms.filter(({ method }) => method === 'GET')]) for (const method of ['GET', 'HEAD']) await send({ method, path: door.path }, { headers: { authorization: login } });
	expect(await version()).toEqual(before);
}, 300_000);

it('R-LEAD-1: after all of this the server lives, and a good request is taken in', async () => {
	const { status, body } = await desk.post('lead', { clientName: 'Анна Волкова', phone: '+7 831 200-00-01', externalKey: 'after-the-storm' });
	expect({ status, created: body.created }).toEqual({ status: 200, created: true });
	accepted = accepted.add(Number(body.leadId));
	expect(await leadCount()).toBe(accepted.size);
	await desk.settle(150_000);
	const parked = await desk.workspace.read(async (query) => await query.all("select last_error from deliveries where state = 'parked' and last_error not like '%mail%'"));
	expect(parked).toEqual([]);
}, 200_000);

it('R-CORE-6: no secret stands in an answer, the log, the executions or the workspace, whatever went wrong', async () => {
	// The errors of a database that is not there, or not as the credential says.
	for (const data of [{ port: 1 }, { port: 5432, host: 'nowhere.invalid' }, { port: 5432, schema: 'no schema!' }]) {
		const credential = { id: '', name: 'Canary', type: 'dealDeskApi', data: { storage: 'postgres', host: '127.0.0.1', database: 'nothing', user: 'nobody', schema: 'desk', ssl: false, mode: 'live', ...data, password: databasePassword } };
		const answer = await desk.n8n.api<{ status: string; message: string }>('POST', '/credentials/test', { credentials: credential });
		expect(answer.status).toBe('Error');
		answers.push(JSON.stringify(answer));
	}
	desk.mailbox.refuse('550 refused');
	await desk.post('lead', { clientName: 'Пётр Волков', phone: '+7 831 200-00-02', email: 'petr@example.ru' });
	await eventually(async () => desk.n8n.logs.length > 0);
	const executionsFrom = answers.length;
	const executions = await desk.n8n.executions();
	for (const { id } of executions.slice(0, 20)) answers.push(JSON.stringify(await desk.n8n.api('GET', `/executions/${id}`)));
	// n8n's own files: its database with all executions, its log, binary data. Credentials lie there encrypted.
	const files = [desk.n8n.userFolder, desk.folder].flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules')).map((entry) => join(entry.parentPath, entry.name)));
	const forms64 = Buffer.from(`desk:${secrets.formsPassword}`).toString('base64');
	// n8n itself keeps the headers of a request with its execution (docs/security.md, Secrets).
	const keptByN8n = new Set(['intakeKey', 'forms64']);
	const traces = Object.entries({ ...secrets, databasePassword, forms64 }).flatMap(([name, secret]) => [
		...(keptByN8n.has(name) ? answers.slice(0, executionsFrom) : answers).filter((text) => text.includes(secret)).map((text) => `${name} in an answer: ${text.slice(0, 200)}`),
		...files.filter((file) => !(keptByN8n.has(name) && /\.n8n\/(database\.sqlite|storage)/.test(file)) && statSync(file).size < 200_000_000 && readFileSync(file).includes(secret)).map((file) => `${name} in ${file.replace(desk.n8n.userFolder, '')}`),
	]);
	expect(traces).toEqual([]);
	expect(files.some((file) => file.endsWith('database.sqlite'))).toBe(true);
}, 300_000);
