import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';

import { DeskError } from '../../src/errors';
import { tryWorkspace } from './workspace-of';

/**
 * n8n's "Test" button of the credential: really opens the workspace. n8n asks whichever node it meets first, so each node
 * that takes the credential names this function in `testedBy` and carries it in `methods.credentialTest`.
 */
export async function dealDeskApiTest(this: ICredentialTestFunctions, credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	try {
		return { status: 'OK', message: await tryWorkspace(credential.data ?? {}) };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const remedy = error instanceof DeskError ? error.remedy : '';
		return { status: 'Error', message: [message, remedy].filter((part) => part !== '').join('. ').replace(/\.\. /g, '. ') };
	}
}
