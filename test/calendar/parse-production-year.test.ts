import { InvalidProductionYearError, parseProductionYear } from '../../src/calendar';

const good = {
	year: 2027,
	source: 'Постановление Правительства РФ о переносе выходных дней в 2027 году',
	daysOff: [
		...['2027-01-01', '2027-01-04', '2027-01-05', '2027-01-06', '2027-01-07', '2027-01-08'],
		...['2027-02-22', '2027-02-23', '2027-03-08', '2027-05-03', '2027-05-10', '2027-06-14', '2027-11-04'],
	],
	workingWeekends: ['2027-02-20'],
	shortened: ['2027-02-20', '2027-04-30'],
};

function faultsOf(value: unknown): readonly string[] {
	try {
		parseProductionYear(value);
	} catch (error) {
		if (error instanceof InvalidProductionYearError) return error.faults;
		throw error;
	}
	return [];
}

describe('parseProductionYear', () => {
	it('R-ORG-3: accepts a year as an operator writes it in JSON, in any order of dates', () => {
		const shuffled = { ...good, daysOff: [...good.daysOff].reverse() };
		expect(parseProductionYear(JSON.parse(JSON.stringify(shuffled)))).toEqual(good);
	});

	it.each([
		['nothing', null, /must be an object with the fields year, source/],
		['a list', [good], /must be an object/],
		['a year in words', { ...good, year: '2027' }, /"year" must be a whole number/],
		['no source', { ...good, source: ' ' }, /"source" must name the decree/],
		['a missing list', { ...good, shortened: undefined }, /"shortened" must be a list of dates/],
		['a date that does not exist', { ...good, shortened: ['2027-02-29'] }, /"shortened" has "2027-02-29", which is not a date/],
		['a date in another notation', { ...good, shortened: ['30.04.2027'] }, /"30.04.2027", which is not a date/],
		['a date that is a number', { ...good, shortened: [20270430] }, /has 20270430, which is not a date/],
		['a date of another year', { ...good, shortened: ['2026-04-30'] }, /2026-04-30, which is not in 2027/],
		['a date twice', { ...good, shortened: ['2027-04-30', '2027-04-30'] }, /has 2027-04-30 twice/],
		['a weekend among the days off', { ...good, daysOff: [...good.daysOff, '2027-05-01'] }, /2027-05-01, a weekend/],
		['a working weekend that is a Monday', { ...good, workingWeekends: ['2027-02-20', '2027-02-15'] }, /2027-02-15, which is not a Saturday/],
		['a shortened day off', { ...good, shortened: ['2027-02-23'] }, /2027-02-23, which is not a working day/],
		['a shortened ordinary Saturday', { ...good, shortened: ['2027-03-06'] }, /2027-03-06, which is not a working day/],
		['a forgotten holiday', { ...good, daysOff: good.daysOff.slice(0, -1) }, /lacks 2027-11-04, a public holiday/],
		['a misspelt field', { ...good, shortend: [] }, /"shortend" is not a known field/],
	])('R-ORG-3: refuses %s', (_fault, value, sentence) => {
		const faults = faultsOf(value);
		expect(faults).toHaveLength(1);
		expect(faults[0]).toMatch(sentence);
	});

	it('R-ORG-3: names every fault at once, in the message too', () => {
		const value = { ...good, source: '', daysOff: 'none', workingWeekends: ['x'] };
		expect(faultsOf(value)).toHaveLength(3);
		expect(() => parseProductionYear(value)).toThrow(/source.*daysOff.*workingWeekends/);
	});
});
