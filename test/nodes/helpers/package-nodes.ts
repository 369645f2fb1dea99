import type { INodeType } from 'n8n-workflow';

import { DealDesk } from '../../../nodes/DealDesk/DealDesk.node';
import { DealDeskTrigger } from '../../../nodes/DealDeskTrigger/DealDeskTrigger.node';
import { EscalationTrigger } from '../../../nodes/EscalationTrigger/EscalationTrigger.node';

/** The package's own nodes under the names that shipped workflows use. */
export const packageNodes: Readonly<Record<string, INodeType>> = {
	'n8n-nodes-deal-desk.dealDesk': new DealDesk(),
	'n8n-nodes-deal-desk.dealDeskTrigger': new DealDeskTrigger(),
	'n8n-nodes-deal-desk.escalationTrigger': new EscalationTrigger(),
};
