import type { Resource } from '../../../shared/resource';
import { discard } from './discard.operation';
import { forgetConsumer } from './forget-consumer.operation';
import { list } from './list.operation';
import { listConsumers } from './list-consumers.operation';
import { retry } from './retry.operation';

/** Events on their way to workflows: the operator sees and retries what was parked (R-CORE-1). */
export const delivery: Resource = { resource: 'delivery', title: 'Delivery', operations: [list, retry, discard, listConsumers, forgetConsumer] };
