import type { Resource } from '../../../shared/resource';
import { create } from './create.operation';
import { get } from './get.operation';
import { list } from './list.operation';
import { logContact } from './log-contact.operation';
import { logRequest } from './log-request.operation';
import { setReminder } from './set-reminder.operation';
import { update } from './update.operation';

/** A client, its priority, what was heard of it and what is planned (R-PRI-1, R-PRI-3, R-PRI-4). */
export const company: Resource = { resource: 'company', title: 'Company', operations: [create, update, setReminder, logContact, logRequest, get, list] };
