import type { Resource } from '../../../shared/resource';
import { get } from './get.operation';
import { listBehind } from './list-behind.operation';

/** What managers achieve (R-STAT-1). */
export const effectiveness: Resource = { resource: 'effectiveness', title: 'Effectiveness', operations: [get, listBehind] };
