import type { Resource } from '../../../shared/resource';
import { list } from './list.operation';
import { save } from './save.operation';

/** «Направления» and their stages, the lead funnel among them (R-LEAD-2, R-DEAL-1). */
export const pipeline: Resource = { resource: 'pipeline', title: 'Pipeline', operations: [list, save] };
