import type { Resource } from '../../../shared/resource';
import { correct } from './correct.operation';
import { remove } from './delete.operation';
import { importStatement } from './import-statement.operation';
import { list } from './list.operation';
import { move } from './move.operation';
import { record } from './record.operation';
import { refund } from './refund.operation';

/** Money on a deal (R-DEAL-2): its totals are made of payments and never typed. */
export const payment: Resource = { resource: 'payment', title: 'Payment', operations: [record, refund, correct, move, remove, importStatement, list] };
