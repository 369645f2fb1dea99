/** Which node of which workflow answers a path: n8n's rules, on the workflows of one host. */
import { NodeHelpers, resolveWebhookDescriptionField } from 'n8n-workflow';
import type { INode, IWebhookData, IWebhookDescription, Workflow } from 'n8n-workflow';

import type { Engine } from './engine';
import type { WorkflowJson } from './workflow-json';

export interface WebhookRoute {
	readonly json: WorkflowJson;
	readonly node: INode;
	readonly method: string;
	readonly path: string;
	readonly description: IWebhookDescription;
}

export type WebhookField = Extract<keyof IWebhookDescription, string>;

/** A field of a webhook's description may be an expression on the node's parameters. */
export function describedValue(workflow: Workflow, node: INode, description: IWebhookDescription, field: WebhookField): unknown {
	const native = resolveWebhookDescriptionField(node, description, field);
	if (native.resolved) return native.value;
	return workflow.expression.getComplexParameterValue(node, description[field] as string | undefined, 'webhook', {}, undefined, undefined);
}

const trimSlashes = (path: string) => path.trim().replace(/^\/|\/$/g, '');

export async function webhookRoutes(engine: Engine, json: WorkflowJson): Promise<WebhookRoute[]> {
	const workflow = engine.workflow(json);
	await workflow.expression.acquireIsolate();
	try {
		return Object.values(workflow.nodes).flatMap((node) => {
			if (node.disabled) return [];
			const { webhooks = [] } = engine.nodeTypes.getByNameAndVersion(node.type, node.typeVersion).description;
			return webhooks
				.filter(({ restartWebhook }) => !restartWebhook)
				.flatMap((description) => {
					const value = (field: WebhookField) => describedValue(workflow, node, description, field);
					const own = trimSlashes(String(value('path') ?? ''));
					// A path with parameters (`desk/:entry`) is always reached below the webhook's id.
					const isFullPath = value('isFullPath') === true && !/(^|\/):/.test(own);
					const path = NodeHelpers.getNodeWebhookPath(json.id, node, own, isFullPath);
					return String(value('httpMethod') ?? 'GET').split(',').map((method) => ({ json, node, description, path, method: method.trim() }));
				});
		});
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

/** The values of a route's `:parameters`, or undefined when the path is another one. */
export function matchPath(route: WebhookRoute, path: string): Record<string, string> | undefined {
	const wanted = route.path.split('/');
	const given = trimSlashes(path).split('/');
	if (wanted.length !== given.length) return undefined;
	const params: Record<string, string> = {};
	for (const [index, segment] of wanted.entries()) {
		const value = given[index] ?? '';
		if (segment.startsWith(':')) params[segment.slice(1)] = decodeURIComponent(value);
		else if (segment !== value) return undefined;
	}
	return params;
}

export const webhookData = (engine: Engine, route: WebhookRoute): IWebhookData => ({
	httpMethod: route.method as IWebhookData['httpMethod'],
	node: route.node.name,
	path: route.path,
	webhookDescription: route.description,
	workflowId: route.json.id,
	workflowExecuteAdditionalData: engine.additionalData(),
});
