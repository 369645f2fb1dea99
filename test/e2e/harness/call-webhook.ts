export interface WebhookRequest {
	readonly method?: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** An object is sent as JSON, anything else as it is. */
	readonly body?: unknown;
}

export interface WebhookAnswer {
	readonly status: number;
	readonly headers: Headers;
	/** Parsed when it is JSON. */
	readonly body: unknown;
	readonly text: string;
}

/** @param path below /webhook/ */
export async function callWebhook(baseUrl: string, path: string, { method = 'POST', headers = {}, body }: WebhookRequest = {}): Promise<WebhookAnswer> {
	const isJson = body !== undefined && typeof body === 'object' && !(body instanceof FormData) && !Buffer.isBuffer(body);
	const response = await fetch(`${baseUrl}/webhook/${path}`, {
		method,
		headers: { ...(isJson ? { 'content-type': 'application/json' } : {}), ...headers },
		body: isJson ? JSON.stringify(body) : (body as RequestInit['body']),
	});
	const text = await response.text();
	const answersJson = /json/.test(response.headers.get('content-type') ?? '');
	return { status: response.status, headers: response.headers, text, body: answersJson && text ? (JSON.parse(text) as unknown) : text };
}
