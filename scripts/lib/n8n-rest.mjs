/** The interface n8n's own editor uses, with the owner's cookie: no API key has to be made first. */

/**
 * @param {string} baseUrl
 * @param {{ email: string, password: string }} owner
 */
export async function signIn(baseUrl, owner) {
	let cookie = '';

	/**
	 * @param {string} method
	 * @param {string} path below /rest
	 * @param {unknown} [body]
	 * @returns {Promise<any>} the `data` of the answer
	 */
	async function rest(method, path, body) {
		const response = await fetch(`${baseUrl}/rest${path}`, {
			method,
			headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`n8n answered ${response.status} to ${method} ${path}: ${text.slice(0, 500)}`);
		cookie = response.headers.getSetCookie().map((line) => line.split(';')[0]).find((pair) => pair?.startsWith('n8n-auth=')) ?? cookie;
		return text ? JSON.parse(text).data : undefined;
	}

	await rest('POST', '/login', { emailOrLdapLoginId: owner.email, password: owner.password });
	return rest;
}

/** @typedef {Awaited<ReturnType<typeof signIn>>} Rest */
