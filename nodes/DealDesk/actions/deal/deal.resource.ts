import type { Resource } from '../../../shared/resource';
import { create } from './create.operation';
import { get } from './get.operation';
import { list } from './list.operation';
import { move } from './move.operation';
import { update } from './update.operation';

/** R-DEAL-1. Payments have a resource of their own. */
export const deal: Resource = { resource: 'deal', title: 'Deal', operations: [create, move, update, get, list] };
