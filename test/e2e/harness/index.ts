/** Tests against a real n8n. They belong into `test/e2e/` and run with `npm run jest -- test/e2e`. */
export { createDatabase, postgresEnvironment } from './database';
export { openMailbox } from './mailbox';
export type { Letter } from './mailbox';
export { eventually, startN8nServer } from './n8n-server';
export type { CredentialJson, ExecutionSummary, N8nServer, ServerOptions } from './n8n-server';
export { N8nCluster } from './n8n-cluster';
export { startRedis } from './redis-server';
export type { TestRedis } from './redis-server';
export type { WebhookRequest } from './call-webhook';
