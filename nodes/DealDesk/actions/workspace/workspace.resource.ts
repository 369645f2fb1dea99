import type { Resource } from '../../../shared/resource';
import { addProductionYear } from './add-production-year.operation';
import { explain } from './explain.operation';
import { moveClock } from './move-clock.operation';
import { recordFailedRun } from './record-failed-run.operation';
import { status } from './status.operation';

/** The workspace as a whole: what the operator looks at first. */
export const workspace: Resource = { resource: 'workspace', title: 'Workspace', operations: [status, explain, moveClock, addProductionYear, recordFailedRun] };
