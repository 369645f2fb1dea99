/** Credentials as a test writes them down: by name, or by type where the name does not matter. */
import { ICredentialsHelper, NodeHelpers } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, ICredentials, IHttpRequestOptions, INodeCredentialsDetails, INodeProperties, INodeParameters, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import type { HarnessNodeTypes } from './node-types';

export type TestCredentials = Readonly<Record<string, ICredentialDataDecryptedObject>>;

export class HarnessCredentials extends ICredentialsHelper {
	constructor(
		private readonly credentials: TestCredentials,
		private readonly nodeTypes: HarnessNodeTypes,
	) {
		super();
	}

	async getDecrypted(_data: IWorkflowExecuteAdditionalData, { name }: INodeCredentialsDetails, type: string): Promise<ICredentialDataDecryptedObject> {
		const data = this.credentials[name] ?? this.credentials[type];
		if (!data) throw new Error(`The test gives no credential named "${name}" and none of type "${type}".`);
		// As n8n does: fields that were never filled in have their defaults.
		const withDefaults = NodeHelpers.getNodeParameters(this.getCredentialsProperties(type), data as INodeParameters, true, false, null, null);
		return { ...(withDefaults as ICredentialDataDecryptedObject | null), ...data };
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.nodeTypes.credentialType(type)?.properties ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getParentTypes(): string[] {
		return [];
	}

	async authenticate(_credentials: ICredentialDataDecryptedObject, _type: string, request: IHttpRequestOptions): Promise<IHttpRequestOptions> {
		return request;
	}

	async preAuthentication(): Promise<undefined> {}

	async runPreAuthentication(): Promise<undefined> {}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('Nodes read credentials through getDecrypted.');
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}
}
