import { FORM_LOGIN } from './desk-server';
import { eventually } from './harness';
import type { N8nServer } from './harness';

/**
 * Fills a form in as a browser does, field by field in the form's order, and reads the page that comes back.
 * @param path below /form/deal-desk/
 * @param fileName of every file among the values
 */
export async function submitForm(n8n: N8nServer, path: string, values: ReadonlyArray<string | Blob>, fileName = 'file'): Promise<string> {
	const body = new FormData();
	for (const [index, value] of values.entries()) {
		if (typeof value === 'string') body.set(`field-${index}`, value);
		else body.set(`field-${index}`, value, fileName);
	}
	const answer = await fetch(`${n8n.baseUrl}/form/deal-desk/${path}`, { method: 'POST', headers: { authorization: FORM_LOGIN }, body });
	expect(answer.status).toBe(200);
	const { formWaitingUrl } = (await answer.json()) as { formWaitingUrl: string };
	const { pathname, search } = new URL(formWaitingUrl);
	// As the form's own script does: a page asked for before the workflow has one is never answered.
	await eventually(async () => (await (await fetch(`${n8n.baseUrl}${pathname}/n8n-execution-status${search}`)).text()).trim() === 'form-waiting');
	return await (await fetch(`${n8n.baseUrl}${pathname}${search}`)).text();
}
