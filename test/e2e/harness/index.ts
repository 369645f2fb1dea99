/** Tests against a real n8n. They belong into `test/e2e/` and run with `npm run jest -- test/e2e`. */
export { createDatabase, postgresEnvironment } from './database';
export { openMailbox } from './mailbox';
export type { Letter } from './mailbox';
export { eventually, startN8nServer } from './n8n-server';
export type { CredentialJson, ExecutionSummary, N8nServer, ServerOptions, WebhookRequest } from './n8n-server';
