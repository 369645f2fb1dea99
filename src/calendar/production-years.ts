/**
 * The production calendar of the Russian Federation for 2024–2026 (R-ORG-3): holidays of Labour Code art. 112, days moved
 * by the government's decree of each year, short days of art. 95. A short day before a holiday that was itself moved takes
 * its short hours along (2 Nov 2024, 1 Nov 2025).
 */
import type { ProductionYear } from './production-calendar';

/** 248 working days, 1979 hours at 40 hours a week. */
const year2024: ProductionYear = {
	year: 2024,
	source: 'Постановление Правительства РФ от 10.08.2023 № 1314',
	daysOff: [
		...['2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04', '2024-01-05', '2024-01-08'],
		...['2024-02-23', '2024-03-08'],
		'2024-04-29', // from Saturday 27 April
		'2024-04-30', // from Saturday 2 November
		...['2024-05-01', '2024-05-09'],
		'2024-05-10', // from Saturday 6 January
		...['2024-06-12', '2024-11-04'],
		'2024-12-30', // from Saturday 28 December
		'2024-12-31', // from Sunday 7 January
	],
	workingWeekends: ['2024-04-27', '2024-11-02', '2024-12-28'],
	shortened: ['2024-02-22', '2024-03-07', '2024-05-08', '2024-06-11', '2024-11-02'],
};

/** 247 working days, 1972 hours at 40 hours a week. */
const year2025: ProductionYear = {
	year: 2025,
	source: 'Постановление Правительства РФ от 04.10.2024 № 1335',
	daysOff: [
		...['2025-01-01', '2025-01-02', '2025-01-03', '2025-01-06', '2025-01-07', '2025-01-08'],
		'2025-05-01',
		'2025-05-02', // from Saturday 4 January
		'2025-05-08', // from Sunday 23 February
		...['2025-05-09', '2025-06-12'],
		'2025-06-13', // from Saturday 8 March
		'2025-11-03', // from Saturday 1 November
		'2025-11-04',
		'2025-12-31', // from Sunday 5 January
	],
	workingWeekends: ['2025-11-01'],
	shortened: ['2025-03-07', '2025-04-30', '2025-06-11', '2025-11-01'],
};

/** 247 working days, 1972 hours at 40 hours a week; no working Saturday. */
const year2026: ProductionYear = {
	year: 2026,
	source: 'Постановление Правительства РФ от 24.09.2025 № 1466',
	daysOff: [
		...['2026-01-01', '2026-01-02', '2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08'],
		'2026-01-09', // from Saturday 3 January
		'2026-02-23',
		'2026-03-09', // Sunday 8 March, by art. 112 part 2
		'2026-05-01',
		'2026-05-11', // Saturday 9 May, by art. 112 part 2
		...['2026-06-12', '2026-11-04'],
		'2026-12-31', // from Sunday 4 January
	],
	workingWeekends: [],
	shortened: ['2026-04-30', '2026-05-08', '2026-06-11', '2026-11-03'],
};

/** The years this version of the package knows, by year. */
export const shippedProductionYears: ReadonlyMap<number, ProductionYear> = withYears(new Map(), [year2024, year2025, year2026]);

/** The shipped years with the given ones added or, for the same year, put in their place: an operator's correction wins. */
export function withProductionYears(...years: readonly ProductionYear[]): ReadonlyMap<number, ProductionYear> {
	return withYears(shippedProductionYears, years);
}

function withYears(known: ReadonlyMap<number, ProductionYear>, years: readonly ProductionYear[]): ReadonlyMap<number, ProductionYear> {
	return new Map([...known, ...years.map((year) => [year.year, year] as const)]);
}
