import type { Resource } from '../../../shared/resource';
import { confirm } from './confirm.operation';
import { list } from './list.operation';
import { reportFailure } from './report-failure.operation';
import { resolve } from './resolve.operation';

/** What stands behind the Only Once gate: other nodes' effects, which cannot share our transaction (R-CORE-2). */
export const guardedEffect: Resource = { resource: 'guardedEffect', title: 'Guarded Effect', operations: [confirm, reportFailure, list, resolve] };
