/** Running real workflow JSON in jest, on n8n's own engine. `npm run jest -- test/workflows` runs such tests. */
export { createWorkflowHost, WorkflowHost } from './workflow-host';
export { recorder } from './recorder';
export type { RecordedCall, Recorder } from './recorder';
export { runTrigger } from './run-trigger';
export { runWorkflow } from './run-workflow';
export { readWorkflow } from './workflow-json';
export type { WorkflowJson } from './workflow-json';
export type { Execution } from './engine';
export type { TestCredentials } from './credentials';
