import { describeWait, type WaitUnit } from '../../src/calendar';

describe('describeWait', () => {
	it.each<[number, WaitUnit, string]>([
		[5, 'working_days', '5 рабочих дней'],
		[1, 'working_days', '1 рабочий день'],
		[3, 'working_days', '3 рабочих дня'],
		[2, 'working_hours', '2 рабочих часа'],
		[21, 'working_hours', '21 рабочий час'],
		[30, 'working_minutes', '30 рабочих минут'],
		[1, 'working_minutes', '1 рабочая минута'],
		[22, 'working_minutes', '22 рабочие минуты'],
		[10, 'calendar_days', '10 календарных дней'],
		[11, 'calendar_days', '11 календарных дней'],
		[101, 'calendar_days', '101 календарный день'],
		[112, 'calendar_days', '112 календарных дней'],
		[10, 'calendar_days_rolled', '10 календарных дней (с переносом на рабочий день)'],
		[1, 'minutes', '1 минута'],
		[4, 'minutes', '4 минуты'],
		[14, 'hours', '14 часов'],
		[24, 'hours', '24 часа'],
		[0, 'working_days', 'сразу'],
	])('R-CORE-4: %i %s reads «%s»', (amount, unit, words) => {
		expect(describeWait({ amount, unit })).toBe(words);
	});

	it('R-CORE-6: refuses an amount that cannot be waited', () => {
		expect(() => describeWait({ amount: 1.5, unit: 'hours' })).toThrow('A wait of 1.5 hours is not possible');
	});
});
