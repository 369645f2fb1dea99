import type { Resource } from '../../../shared/resource';
import { list } from './list.operation';
import { save } from './save.operation';

/** R-ORG-1, R-ORG-3. */
export const department: Resource = { resource: 'department', title: 'Department', operations: [save, list] };
