import type { Resource } from '../../../shared/resource';
import { list } from './list.operation';
import { save } from './save.operation';

/** What registers there are; their lines are register entries (R-REG-1). */
export const register: Resource = { resource: 'register', title: 'Register', operations: [list, save] };
