import type { Resource } from '../../../shared/resource';
import { list } from './list.operation';
import { save } from './save.operation';
import { saveAbsence } from './save-absence.operation';

/** R-ORG-1. */
export const employee: Resource = { resource: 'employee', title: 'Employee', operations: [save, saveAbsence, list] };
