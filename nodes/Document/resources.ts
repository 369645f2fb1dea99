import type { Resource } from '../shared/resource';
import { contract } from './actions/contract/contract.resource';
import { template } from './actions/template/template.resource';

/** Contracts of deals, and templates of any kind. */
export const resources: readonly Resource[] = [contract, template];
