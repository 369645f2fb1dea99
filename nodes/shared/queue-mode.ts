import type { Logger } from 'n8n-workflow';

const KEEP = 'N8N_EXECUTIONS_QUEUE_KEEP_LAST_COMPLETED';

let warned = false;

/**
 * In queue mode n8n removes a job the moment it ends, and a main process that was not listening just then (the run was very
 * short, or its connection to Redis was down) waits for the job until the trigger's "Longest Run" is over. Said once in
 * n8n's log: the setting belongs to whoever runs n8n.
 */
export function warnOfForgottenRuns(logger: Pick<Logger, 'warn'>, env: NodeJS.ProcessEnv = process.env): void {
	if (warned || env.EXECUTIONS_MODE !== 'queue' || Number(env[KEEP] ?? 0) > 0) return;
	warned = true;
	logger.warn(
		`Deal Desk: n8n runs in queue mode without ${KEEP}. It may then never learn how a short run ended, and the events of that run wait until "Longest Run" of their trigger is over. Set ${KEEP}=1000 and N8N_EXECUTIONS_QUEUE_KEEP_LAST_FAILED=1000 for every n8n process.`,
	);
}
