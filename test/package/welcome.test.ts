/** The last words of `npm start`: what it names, the reader can open as it says. */
import { shippedWorkflows } from '../../scripts/lib/shipped-workflows.mjs';
import { welcome } from '../../scripts/lib/welcome.mjs';

type Facts = Parameters<typeof welcome>[0];

const words = welcome({
	url: 'http://localhost:5678',
	data: { root: '/data', mail: '/data/mail' } as Facts['data'],
	access: { owner: { email: 'owner@deal-desk.local', password: 'p', passwordHash: 'h' }, encryptionKey: 'e', intakeKey: 'the-key', forms: { user: 'desk', password: 'f' } },
	mail: { host: '127.0.0.1', port: 2525 },
	workflows: shippedWorkflows(),
});

it('lists forms and pages that open with user and password, and nothing that needs the header key', () => {
	const listed = [...words.matchAll(/http:\/\/localhost:5678(\/(?:webhook|form)\/\S+)$/gm)].map(([, path]) => path);
	expect(listed).toEqual(expect.arrayContaining(['/form/deal-desk/new-lead', '/webhook/deal-desk/desk', '/webhook/deal-desk/report']));
	for (const withKey of ['/webhook/deal-desk/status', '/webhook/deal-desk/parked', '/webhook/deal-desk/effects']) expect(listed).not.toContain(withKey);
});

it('gives a curl that posts a lead with the key', () => {
	expect(words).toMatch(/curl -X POST http:\/\/localhost:5678\/webhook\/deal-desk\/lead \\\n.*X-Deal-Desk-Key: the-key/);
});
