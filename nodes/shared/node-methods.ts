import type { INodeType } from 'n8n-workflow';

import { dealDeskApiTest } from './credential-test';
import { listSearch } from './list-search';
import { loadOptions } from './load-options';

/** What n8n's editor may ask of any node of the package: lists to pick from, and the test of the credential. */
export const nodeMethods: NonNullable<INodeType['methods']> = { credentialTest: { dealDeskApiTest }, listSearch: { ...listSearch }, loadOptions: { ...loadOptions } };
