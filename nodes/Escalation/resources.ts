import type { Resource } from '../shared/resource';
import { acknowledge } from './actions/acknowledge.operation';
import { cancel } from './actions/cancel.operation';
import { list } from './actions/list.operation';
import { move } from './actions/move.operation';
import { start } from './actions/start.operation';

/** The one resource of the node, which so shows no dropdown of resources. */
export const resources: readonly Resource[] = [{ resource: '', title: 'Escalation', operations: [start, acknowledge, move, cancel, list] }];
