import type { Resource } from '../../../shared/resource';
import { get } from './get.operation';
import { list } from './list.operation';
import { recordConsent } from './record-consent.operation';
import { save } from './save.operation';

/** A person of a client, with what they agreed to. */
export const contact: Resource = { resource: 'contact', title: 'Contact', operations: [save, recordConsent, get, list] };
