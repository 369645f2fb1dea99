import { daysBetween, longDate, parseCivilDate, quotedLongDate, shortDate } from '../../../src/documents/russian';

const plain = (text: string): string => text.replaceAll('\u00A0', ' ');

describe('long dates', () => {
	it('R-CON-3: writes a date in the three ways documents need', () => {
		expect(plain(quotedLongDate('2026-11-23'))).toBe('«23» ноября 2026 г.');
		expect(plain(quotedLongDate('2026-05-03'))).toBe('«03» мая 2026 г.');
		expect(plain(longDate('2026-05-03'))).toBe('3 мая 2026 года');
		expect(shortDate('2026-05-03')).toBe('03.05.2026');
	});

	it.each(['2026-02-29', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', '01.02.2026', '', '2026-11-23T00:00:00Z'])(
		'R-CON-2: «%s» is no calendar date',
		(text) => {
			expect(parseCivilDate(text)).toBeNull();
			expect(() => longDate(text)).toThrow(RangeError);
		},
	);

	it('R-CON-2: knows leap days and counts days over them', () => {
		expect(parseCivilDate('2028-02-29')).toEqual({ year: 2028, month: 2, day: 29 });
		expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
		expect(daysBetween('2026-01-10', '2026-01-01')).toBe(-9);
	});
});
