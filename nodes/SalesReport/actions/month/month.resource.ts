import type { Resource } from '../../../shared/resource';
import { closeDue } from './close-due.operation';
import { declareCutOff } from './declare-cut-off.operation';
import { get } from './get.operation';
import { listRestatements } from './list-restatements.operation';

/** Payments by month: the frozen snapshot and what changed since (R-PAY-2 to R-PAY-4). */
export const month: Resource = { resource: 'month', title: 'Month', operations: [closeDue, get, listRestatements, declareCutOff] };
