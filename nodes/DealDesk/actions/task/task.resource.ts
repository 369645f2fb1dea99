import type { Resource } from '../../../shared/resource';
import { close } from './close.operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { list } from './list.operation';

/** What somebody has to do about a record (R-REG-5). */
export const task: Resource = { resource: 'task', title: 'Task', operations: [create, close, get, list] };
