import type { Resource } from '../../../shared/resource';
import { create } from './create.operation';
import { get } from './get.operation';
import { list } from './list.operation';
import { update } from './update.operation';

/** A client (R-PRI-1, R-PRI-4). */
export const company: Resource = { resource: 'company', title: 'Company', operations: [create, update, get, list] };
