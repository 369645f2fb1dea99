import type { Resource } from '../shared/resource';
import { effectiveness } from './actions/effectiveness/effectiveness.resource';
import { month } from './actions/month/month.resource';

/** Months and managers. */
export const resources: readonly Resource[] = [month, effectiveness];
