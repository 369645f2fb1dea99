import type { Resource } from '../../../shared/resource';
import { list } from './list.operation';
import { save } from './save.operation';
import { setTemplate } from './set-template.operation';

/** Our own «юрлица» (R-ORG-2). */
export const legalEntity: Resource = { resource: 'legalEntity', title: 'Legal Entity', operations: [save, setTemplate, list] };
