import type { Resource } from '../../../shared/resource';
import { generate } from './generate.operation';
import { preflight } from './preflight.operation';

/** Contracts of deals (R-CON-1, R-CON-2). */
export const contract: Resource = { resource: 'contract', title: 'Contract', operations: [generate, preflight] };
