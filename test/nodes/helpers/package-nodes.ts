import type { INodeType } from 'n8n-workflow';

import { DealDesk } from '../../../nodes/DealDesk/DealDesk.node';
import { DealDeskTrigger } from '../../../nodes/DealDeskTrigger/DealDeskTrigger.node';
import { Escalation } from '../../../nodes/Escalation/Escalation.node';
import { EscalationTrigger } from '../../../nodes/EscalationTrigger/EscalationTrigger.node';
import { PriorityMonitor } from '../../../nodes/PriorityMonitor/PriorityMonitor.node';
import { OnlyOnce } from '../../../nodes/OnlyOnce/OnlyOnce.node';
import { SalesReport } from '../../../nodes/SalesReport/SalesReport.node';
import { Document } from '../../../nodes/Document/Document.node';

/** The package's own nodes under the names that shipped workflows use. */
export const packageNodes: Readonly<Record<string, INodeType>> = {
	'n8n-nodes-deal-desk.dealDesk': new DealDesk(),
	'n8n-nodes-deal-desk.dealDeskTrigger': new DealDeskTrigger(),
	'n8n-nodes-deal-desk.escalation': new Escalation(),
	'n8n-nodes-deal-desk.escalationTrigger': new EscalationTrigger(),
	'n8n-nodes-deal-desk.document': new Document(),
	'n8n-nodes-deal-desk.onlyOnce': new OnlyOnce(),
	'n8n-nodes-deal-desk.priorityMonitor': new PriorityMonitor(),
	'n8n-nodes-deal-desk.salesReport': new SalesReport(),
};
