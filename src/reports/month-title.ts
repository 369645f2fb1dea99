import { reportTexts } from '../texts';

/** «март 2026» */
export function monthTitle(month: string): string {
	return `${reportTexts.months[Number(month.slice(5)) - 1] ?? month} ${month.slice(0, 4)}`;
}

/** «мар 26», for the axis of a chart. */
export function shortMonthTitle(month: string): string {
	return `${reportTexts.shortMonths[Number(month.slice(5)) - 1] ?? month} ${month.slice(2, 4)}`;
}
