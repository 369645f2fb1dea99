import type { Resource } from '../../../shared/resource';
import { card } from './card.operation';
import { desk } from './desk.operation';
import { file } from './file.operation';

/** Pages for managers, served by the bundled workflow "Show the desk". */
export const page: Resource = { resource: 'page', title: 'Page', operations: [desk, card, file] };
