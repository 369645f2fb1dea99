import type { Resource } from '../shared/resource';
import { company } from './actions/company/company.resource';
import { contact } from './actions/contact/contact.resource';
import { deal } from './actions/deal/deal.resource';
import { lead } from './actions/lead/lead.resource';
import { notificationResource } from './actions/notification/notification.resource';
import { page } from './actions/page/page.resource';
import { registerEntry } from './actions/registerEntry/register-entry.resource';

/** Everything the Deal Desk node can work with. A new resource is a folder in actions/ and a line here. */
export const resources: readonly Resource[] = [lead, deal, company, contact, registerEntry, notificationResource, page];
