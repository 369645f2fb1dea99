import type { INodeType } from 'n8n-workflow';

import { DealDesk } from '../../../nodes/DealDesk/DealDesk.node';

/** The package's own nodes under the names that shipped workflows use. */
export const packageNodes: Readonly<Record<string, INodeType>> = {
	'n8n-nodes-deal-desk.dealDesk': new DealDesk(),
};
