import { systemCall } from '../../src/call';
import { effectiveness } from '../../src/desk/effectiveness/effectiveness';
import { closeMonth } from '../../src/desk/reports/close-month';
import { loadMonthReport } from '../../src/desk/reports/month-report';
import { saveReportSettings } from '../../src/desk/reports/report-settings';
import type { Workspace } from '../../src/desk/workspace';
import { buildReportWorkbook } from '../../src/reports/month-workbook';
import { makeOrganisation } from '../../test/helpers/organisation';
import { writeMoney } from '../company/large-company';
import { driverTitles, openCompany, watched } from '../company/open-company';
import type { Driver } from '../company/open-company';
import type { Contender, Entry, Sample } from '../entry';

const FROM = Date.parse('2026-10-20T09:00:00+03:00');
const TO = Date.parse('2026-11-20T09:00:00+03:00');
const MONTH = '2026-11';

interface Books {
	readonly workspace: Workspace;
	readonly departmentId: number;
}

async function forget(workspace: Workspace): Promise<void> {
	await workspace.transaction(systemCall('bench'), async (tx) => {
		await tx.run('delete from month_close_lines');
		await tx.run('delete from month_closes');
	});
}

const close = async ({ workspace, departmentId }: Books) => await closeMonth(workspace, { departmentId, month: MONTH }, systemCall('bench'));

const contender = (driver: Driver, name: string, kind: Contender['kind'], does: string, measure: (books: Books) => Promise<Sample>): Contender => ({
	name,
	kind,
	does,
	prepare: async (size, place) => {
		let now = FROM + 86_400_000;
		const workspace = await openCompany(place, driver, () => now);
		const people = await makeOrganisation(workspace);
		const departmentId = people.nizhny.department.id;
		await writeMoney(workspace, people, { payments: size, from: FROM, to: TO });
		await saveReportSettings(workspace, { departmentId }, systemCall('bench'));
		now = TO;
		const books = { workspace, departmentId };
		await close(books);
		return { round: async () => await measure(books), close: async () => await workspace.database.close() };
	},
});

const closing = async (books: Books): Promise<Sample> => {
	await forget(books.workspace);
	return await watched(async () => await close(books));
};
const file = async ({ workspace }: Books): Promise<Sample> => await watched(async () => await buildReportWorkbook(await loadMonthReport(workspace, { month: MONTH })));
const counted = async ({ workspace }: Books): Promise<Sample> => await watched(async () => await effectiveness(workspace, { from: FROM, to: TO }));

/** @param seconds goal for the largest month @param growth from the middle size to the largest, ten times as many payments */
const entryOf = (driver: Driver, name: string, question: string, does: string, measure: (books: Books) => Promise<Sample>, seconds: number): Entry => ({
	name: `${name}-${driver}`,
	question: `${question} ${driverTitles[driver]}`,
	unit: 'ms',
	sizeOf: 'payments in the month',
	sizes: [2_000, 20_000, 200_000],
	quickSize: 100,
	rounds: 3,
	contenders: [contender(driver, 'Deal Desk', 'ours', does, measure)],
	goals: [
		{ title: '200 000 payments, ms', reckon: (figure) => figure('Deal Desk', 200_000), atMost: seconds * 1_000 },
		{ title: 'growth from 20 000 to 200 000', reckon: (figure) => figure('Deal Desk', 200_000) / figure('Deal Desk', 20_000), atMost: 12 },
		{ title: 'event loop held, p99 in ms', reckon: (figure) => figure('Deal Desk', 200_000, 'loop held p99, ms'), atMost: 50 },
	],
});

export const money: readonly Entry[] = (['sqlite', 'postgres'] as const).flatMap((driver) => [
	entryOf(driver, 'month-close', 'How long does it take to close a month?', 'closeMonth: the frozen snapshot of all payments of one department, totals and event, in one transaction', closing, 5),
	entryOf(driver, 'month-file', 'How long does it take to make the .xlsx of a closed month?', 'loadMonthReport and buildReportWorkbook: seven sheets, every payment with deal, manager, department, pipeline and legal entity', file, 15),
	entryOf(driver, 'effectiveness', 'How long does it take to count the effectiveness of managers in a month?', 'effectiveness: twelve metrics over the leads, deals, stage history and payments of the month', counted, 5),
]);
