/** The request and the response of one call to a webhook, as far as n8n's Webhook and Form nodes look at them. */
import type { IWorkflowExecuteAdditionalData } from 'n8n-workflow';

export interface WebhookCall {
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
	readonly query?: Readonly<Record<string, string>>;
}

export interface WebhookAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: unknown;
}

type Headers = Record<string, string>;
const lowerCase = (headers: Readonly<Headers>): Headers => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Notes what is written to it; `answer` resolves when it is ended. */
function fakeResponse() {
	const headers: Headers = {};
	let status = 200;
	let settle: (answer: WebhookAnswer) => void = () => undefined;
	const answer = new Promise<WebhookAnswer>((resolve) => (settle = resolve));
	const finish = (body: unknown) => {
		settle({ status, headers, body });
		return response;
	};
	const response = {
		headersSent: false,
		status: (code: number) => ((status = code), response),
		setHeader: (name: string, value: string) => ((headers[name.toLowerCase()] = value), response),
		header: (name: string, value: string) => response.setHeader(name, value),
		type: (value: string) => response.setHeader('content-type', value),
		writeHead: (code: number, more: Headers = {}) => (Object.assign(headers, lowerCase(more)), response.status(code)),
		cookie: () => response,
		clearCookie: () => response,
		json: finish,
		send: finish,
		end: finish,
		render: (template: string, data: unknown) => finish({ template, data }),
	};
	return { response, answer };
}

export function exchange(method: string, path: string, { headers = {}, body, query = {} }: WebhookCall, params: Record<string, string>) {
	const { response, answer } = fakeResponse();
	const allHeaders: Headers = { host: 'localhost:5678', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...lowerCase(headers) };
	const request = {
		method,
		headers: allHeaders,
		contentType: allHeaders['content-type']?.split(';')[0],
		body: body ?? {},
		rawBody: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? '')),
		query,
		params,
		path,
		originalUrl: path,
		protocol: 'http',
		ip: '127.0.0.1',
		ips: [],
	};
	return {
		answer,
		respond: ({ status, headers: more, body: content }: WebhookAnswer) => void response.writeHead(status, more).end(content),
		request: { httpRequest: request, httpResponse: response } as unknown as Pick<IWorkflowExecuteAdditionalData, 'httpRequest' | 'httpResponse'>,
	};
}
