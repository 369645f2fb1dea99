import type { Resource } from '../../../shared/resource';
import { assign } from './assign.operation';
import { convert } from './convert.operation';
import { get } from './get.operation';
import { history } from './history.operation';
import { list } from './list.operation';
import { logCall } from './log-call.operation';
import { move } from './move.operation';
import { takeIn } from './take-in.operation';
import { update } from './update.operation';

/** R-LEAD-1..6. */
export const lead: Resource = { resource: 'lead', title: 'Lead', operations: [takeIn, move, update, logCall, assign, convert, get, history, list] };
