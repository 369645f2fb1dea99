/** Makes imported workflows live, and waits until their triggers and webhooks really are. */
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 100;
const TIMEOUT_MS = 60_000;

/**
 * Waits for the one state that counts: every trigger of the workflow activated. n8n's health checks are minutes or
 * moments too early for that.
 *
 * @param {import('./n8n-rest.mjs').Rest} rest
 * @param {string} id
 */
export async function untilPublished(rest, id) {
	const giveUpAt = Date.now() + TIMEOUT_MS;
	for (;;) {
		const { status, triggers } = await rest('GET', `/workflows/${id}/publication-status`);
		if (status === 'published') return;
		const failed = triggers.filter((/** @type {any} */ trigger) => trigger.status === 'failed');
		if (status !== 'in_progress' && failed.length > 0) {
			throw new Error(`Workflow ${id} is not live: ${failed.map((/** @type {any} */ { nodeId, errorMessage }) => `node ${nodeId}: ${errorMessage}`).join('; ')}`);
		}
		if (Date.now() > giveUpAt) throw new Error(`Workflow ${id} did not become live in a minute (state: ${status}).`);
		await sleep(POLL_MS);
	}
}

/**
 * n8n refuses to publish a workflow that calls an unpublished one. Instead of working out the order, publish whatever
 * can be, again and again, until a round gets nowhere.
 *
 * @param {import('./n8n-rest.mjs').Rest} rest
 * @param {string[]} ids
 * @returns {Promise<{ id: string, error: Error }[]>} those that n8n refuses for good
 */
export async function publish(rest, ids) {
	let waiting = [...ids];
	for (;;) {
		/** @type {{ id: string, error: Error }[]} */
		const refused = [];
		for (const id of waiting) {
			try {
				const { versionId } = await rest('GET', `/workflows/${id}`);
				await rest('POST', `/workflows/${id}/activate`, { versionId });
				await untilPublished(rest, id);
			} catch (error) {
				refused.push({ id, error });
			}
		}
		if (refused.length === 0 || refused.length === waiting.length) return refused;
		waiting = refused.map(({ id }) => id);
	}
}
