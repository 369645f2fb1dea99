import { monthTitle } from '../../reports/month-title';
import { monthAfter, monthBefore } from '../../reports/month';
import { reportTexts } from '../../texts';
import type { PageLink } from '../pages/links';
import type { Workspace } from '../workspace';

/** Which page of effectiveness an address means. */
export interface EffectivenessAddress {
	readonly from: number;
	readonly to: number;
	/** Code of one department; all when absent. */
	readonly department?: string | undefined;
	readonly managerId: number | null;
}

function query({ from, to, department, managerId }: { from: string; to: string; department?: string | undefined; managerId: number | null }): string {
	return new URLSearchParams({ from, to, ...(department !== undefined && { department }), ...(managerId !== null && { manager: String(managerId) }) }).toString();
}

/** Months back that the page leads to. */
const MONTHS = 6;

/** From the effectiveness of a period to its workbook and to the last months; addresses as the workflow "Show effectiveness" serves them. */
export async function effectivenessLinks(workspace: Workspace, address: EffectivenessAddress): Promise<PageLink[]> {
	const { department, managerId } = address;
	const workbook = query({ ...address, from: new Date(address.from).toISOString(), to: new Date(address.to).toISOString() });
	const links: PageLink[] = [{ title: reportTexts.workbook, href: `effectiveness-file?${workbook}` }];
	let month = new Date(await workspace.read(async (reading) => await workspace.now(reading))).toISOString().slice(0, 7);
	for (let back = 0; back < MONTHS; back++) {
		links.push({ title: monthTitle(month), href: `effectiveness?${query({ from: `${month}-01`, to: `${monthAfter(month)}-01`, department, managerId })}` });
		month = monthBefore(month);
	}
	return links;
}
