/** The bundled webhooks of a running n8n, as a website or another program would call them. */
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import { dataFolderAt, whoRuns } from '../lib/data-folder.mjs';
import { OperatorError } from '../lib/operator-error.mjs';
import { readJson } from '../lib/places.mjs';

const POLL_MS = 300;
/** Playing a month takes seconds; a machine busy with other things gets minutes. */
const QUIET_WITHIN_MS = 180_000;

/** @param {string} path @param {number} status @param {any} data */
function refusal(path, status, data) {
	if (status === 404) return new OperatorError(`n8n has no live webhook deal-desk/${path}.`, 'Publish the shipped workflows in n8n (npm start does so when they are imported).');
	const faults = (data?.faults ?? []).map((/** @type {any} */ { field, reason }) => `${field}: ${reason}`);
	return new OperatorError(`POST deal-desk/${path} was answered with ${status}: ${data?.error ?? JSON.stringify(data)}`, [...faults, data?.remedy ?? ''].filter(Boolean).join('\n'));
}

/** @param {string} [chosen] data folder of the running npm start */
export function connect(chosen) {
	const data = dataFolderAt(chosen);
	const running = whoRuns(data);
	if (!running || !existsSync(data.access)) {
		throw new OperatorError(`No n8n runs on ${data.root}.`, 'Start it in another terminal with: npm start (and wait until it says that it is ready)');
	}
	const { intakeKey } = readJson(data.access);
	const http = axios.create({ baseURL: `${running.url}/webhook/deal-desk/`, headers: { 'X-Deal-Desk-Key': intakeKey }, timeout: 60_000, validateStatus: () => true });

	/** @param {'get' | 'post'} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
	async function call(method, path, body) {
		const { status, data: answer } = await http.request({ method, url: path, data: body }).catch((error) => {
			throw new OperatorError(`n8n on ${running?.url} does not answer: ${error.message}`, 'Look whether npm start still runs.', error);
		});
		if (status !== 200) throw refusal(path, status, answer);
		return answer;
	}

	const status = async () => await call('get', 'status');

	return {
		url: running.url,
		status,
		post: async (/** @type {string} */ path, /** @type {unknown} */ body) => await call('post', path, body),

		/** Waits until nothing is left to do at the present instant of the sandbox. */
		async untilQuiet() {
			const giveUpAt = Date.now() + QUIET_WITHIN_MS;
			for (;;) {
				const { quiet, counts } = await status();
				if (counts.parkedDeliveries > 0) throw new OperatorError('A delivery was parked: a workflow failed in all its attempts.', `See GET ${running?.url}/webhook/deal-desk/parked, mend the cause and retry it (workflow "Operate the workspace").`);
				if (quiet) return;
				if (Date.now() > giveUpAt) throw new OperatorError(`The sandbox did not come to rest in ${QUIET_WITHIN_MS / 60_000} minutes.`, `See GET ${running?.url}/webhook/deal-desk/status`);
				await sleep(POLL_MS);
			}
		},
	};
}

/** @typedef {ReturnType<typeof connect>} DeskClient */
