import type { Resource } from '../shared/resource';
import { company } from './actions/company/company.resource';
import { contact } from './actions/contact/contact.resource';
import { deal } from './actions/deal/deal.resource';
import { delivery } from './actions/delivery/delivery.resource';
import { department } from './actions/department/department.resource';
import { employee } from './actions/employee/employee.resource';
import { guardedEffect } from './actions/guardedEffect/guarded-effect.resource';
import { lead } from './actions/lead/lead.resource';
import { legalEntity } from './actions/legalEntity/legal-entity.resource';
import { letter } from './actions/letter/letter.resource';
import { notification } from './actions/notification/notification.resource';
import { page } from './actions/page/page.resource';
import { payment } from './actions/payment/payment.resource';
import { pipeline } from './actions/pipeline/pipeline.resource';
import { register } from './actions/register/register.resource';
import { registerEntry } from './actions/registerEntry/register-entry.resource';
import { task } from './actions/task/task.resource';
import { workspace } from './actions/workspace/workspace.resource';

/** Everything the Deal Desk node can work with. A new resource is a folder in actions/ and a line here. */
export const resources: readonly Resource[] = [lead, deal, payment, company, contact, registerEntry, notification, task, letter, delivery, guardedEffect, department, employee, legalEntity, pipeline, register, workspace, page];
