import { monthTitle } from '../../reports/month-title';
import { reportTexts } from '../../texts';
import type { PageLink } from '../pages/links';
import type { Workspace } from '../workspace';
import { closedMonths } from './closed-months';

/** Which report an address means. */
export interface ReportAddress {
	readonly month: string;
	/** Code of one department; all when absent. */
	readonly department?: string | undefined;
}

const query = ({ month, department }: ReportAddress): string => new URLSearchParams({ month, ...(department !== undefined && { department }) }).toString();

/** Months before and after that the page of a report leads to. */
const NEIGHBOURS = 6;

/** From a report to its workbook and to the months around it; addresses as the workflow "Close the month" serves them. */
export async function reportLinks(workspace: Workspace, address: ReportAddress, departmentId?: number): Promise<PageLink[]> {
	const months = await closedMonths(workspace, departmentId);
	const at = months.indexOf(address.month);
	const around = months.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1).filter((month) => month !== address.month);
	return [{ title: reportTexts.workbook, href: `report-file?${query(address)}` }, ...around.map((month) => ({ title: monthTitle(month), href: `report?${query({ ...address, month })}` }))];
}

/** The page of a report, for notices. */
export async function reportLink(workspace: Workspace, address: ReportAddress): Promise<string> {
	const { settings } = await workspace.read(async (reading) => await workspace.info(reading));
	return `${settings.publicUrl.replace(/\/+$/, '')}/webhook/deal-desk/report?${query(address)}`;
}
