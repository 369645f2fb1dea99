import { shippedProductionYears, withProductionYears, type ProductionYear } from '../../src/calendar';
import { statutoryYear } from '../../src/calendar/labour-code';

/** Counted with plain Date arithmetic, apart from the code under test. */
function totals({ year, daysOff, workingWeekends, shortened }: ProductionYear): { days: number; hours: number } {
	let weekdays = 0;
	for (let day = new Date(Date.UTC(year, 0, 1)); day.getUTCFullYear() === year; day.setUTCDate(day.getUTCDate() + 1)) {
		if (day.getUTCDay() !== 0 && day.getUTCDay() !== 6) weekdays++;
	}
	const days = weekdays - daysOff.length + workingWeekends.length;
	return { days, hours: days * 8 - shortened.length };
}

function shipped(year: number): ProductionYear {
	const known = shippedProductionYears.get(year);
	if (known === undefined) throw new Error(`${year} is not shipped`);
	return known;
}

describe('the shipped production calendar', () => {
	it.each([
		[2024, 248, 1979, '10.08.2023 № 1314'],
		[2025, 247, 1972, '04.10.2024 № 1335'],
		[2026, 247, 1972, '24.09.2025 № 1466'],
	])('R-ORG-3: %i has %i working days and %i hours at 40 hours a week, by the decree of %s', (year, days, hours, decree) => {
		expect(totals(shipped(year))).toEqual({ days, hours });
		expect(shipped(year).source).toContain(decree);
	});

	it('R-ORG-3: ships 2024, 2025 and 2026 and no year whose decree is not known', () => {
		expect([...shippedProductionYears.keys()]).toEqual([2024, 2025, 2026]);
	});

	// The two sources of a year are the Labour Code and the decree; what the code does not explain must be a decreed move.
	it.each([
		[2024, ['2024-04-29', '2024-04-30', '2024-05-10', '2024-12-30', '2024-12-31'], []],
		[2025, ['2025-05-02', '2025-05-08', '2025-06-13', '2025-11-03', '2025-12-31'], ['2025-02-24', '2025-03-10']],
		[2026, ['2026-01-09', '2026-12-31'], []],
	])('R-ORG-3: %i differs from the bare Labour Code in the days the decree moved and in no other', (year, moved, notMoved) => {
		const byDecree = shipped(year).daysOff;
		const byCode = statutoryYear(year).daysOff;
		expect(byDecree.filter((date) => !byCode.includes(date))).toEqual(moved);
		expect(byCode.filter((date) => !byDecree.includes(date))).toEqual(notMoved);
	});

	it("R-ORG-3: an operator's own version of a year takes the place of the shipped one and leaves the others", () => {
		const corrected: ProductionYear = { ...shipped(2026), source: 'Исправление' };
		const years = withProductionYears(corrected, { ...statutoryYear(2027), source: 'Постановление 2027' });
		expect([...years.keys()]).toEqual([2024, 2025, 2026, 2027]);
		expect(years.get(2026)?.source).toBe('Исправление');
		expect(years.get(2025)).toBe(shipped(2025));
	});
});

describe('a year by the Labour Code alone', () => {
	it('R-ORG-3: moves a spring, summer or autumn holiday off a weekend to the next working day, and January ones not', () => {
		// 2027: 1 May Saturday, 9 May Sunday, 12 June Saturday; 2 and 3 January are a weekend.
		expect(statutoryYear(2027).daysOff).toEqual([
			...['2027-01-01', '2027-01-04', '2027-01-05', '2027-01-06', '2027-01-07', '2027-01-08'],
			...['2027-02-23', '2027-03-08', '2027-05-03', '2027-05-10', '2027-06-14', '2027-11-04'],
		]);
	});

	it('R-ORG-3: shortens the working day before a holiday, New Year included, and no weekend', () => {
		expect(statutoryYear(2027).shortened).toEqual(['2027-02-22', '2027-04-30', '2027-06-11', '2027-11-03', '2027-12-31']);
	});
});
