import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { pickableKinds, pickRecords } from '../../src/desk/pickers/pick-record';
import type { PickableKind } from '../../src/desk/pickers/pick-record';
import { searchMethod } from './locators';
import { workspaceOf } from './workspace-of';

type ListSearch = (this: ILoadOptionsFunctions, filter?: string, paginationToken?: string) => Promise<INodeListSearchResult>;

function searchOf(kind: PickableKind): ListSearch {
	return async function search(filter, paginationToken) {
		const page = await pickRecords(await workspaceOf(this), kind, filter, paginationToken === undefined ? null : Number(paginationToken));
		return {
			results: page.records.map(({ id, title }) => ({ name: title, value: id })),
			...(page.next !== null && { paginationToken: String(page.next) }),
		};
	};
}

/** `methods.listSearch` of every node with a record locator: searchLead, searchDeal … */
export const listSearch: Readonly<Record<string, ListSearch>> = Object.fromEntries(pickableKinds.map((kind) => [searchMethod(kind), searchOf(kind)]));
