import { numberPatternFaults } from '../../src/organisation/number-pattern-faults';
import { vatKinds, vatRegimeFaults } from '../../src/organisation/vat-regime-faults';

describe('VAT regimes of a legal entity', () => {
	it('R-ORG-2: every regime the law knows is accepted for an entrepreneur', () => {
		expect(vatRegimeFaults(vatKinds.map((kind, index) => ({ kind, from: `20${String(25 + index)}-01-01` })), 'entrepreneur')).toEqual([]);
	});

	it('R-ORG-2: an organisation has neither a patent nor the tax on professional income', () => {
		const faults = vatRegimeFaults(vatKinds.map((kind, index) => ({ kind, from: `20${String(25 + index)}-01-01` })), 'organisation');
		expect(faults).toEqual(['"patent" is for entrepreneurs only', '"professional_income" is for entrepreneurs only']);
	});

	it('R-ORG-2: a date that is none, a regime that is none and a day with two regimes are told together', () => {
		const faults = vatRegimeFaults([{ from: '2026-02-30', kind: 'general' }, { from: '2026-01-01', kind: 'usn' as 'general' }, { from: '2026-01-01', kind: 'simplified_5' }], 'organisation');
		expect(faults).toEqual([expect.stringContaining('2026-02-30'), expect.stringContaining('"usn"'), 'two regimes begin on 2026-01-01']);
	});

	it('R-ORG-2: no regime at all is no fault of the card; the contract asks for one', () => {
		expect(vatRegimeFaults([], 'organisation')).toEqual([]);
	});
});

describe('number patterns of several legal entities', () => {
	const other = { code: 'se', numberPattern: 'СЭ-{yyyy}/{seq:4}' };

	it('R-CON-1: a pattern that cannot number contracts is refused with its own faults', () => {
		expect(numberPatternFaults({ code: 'ip', numberPattern: 'ИП' }, [other])).toEqual([expect.stringContaining('{seq}'), expect.stringContaining('{yyyy}')]);
	});

	it.each(['СЭ-{yyyy}/{seq:4}', ' СЭ-{ yyyy }/{seq}', 'СЭ-{yyyy}/{seq:6}'])('R-CON-1: «%s» would give numbers that another entity gives', (numberPattern) => {
		expect(numberPatternFaults({ code: 'ip', numberPattern }, [other])).toEqual([expect.stringContaining('"se"')]);
	});

	it('R-CON-1: the entity’s code in the pattern keeps two entities apart', () => {
		const pattern = '{entity}-{yyyy}/{seq:4}';
		expect(numberPatternFaults({ code: 'ip', numberPattern: pattern }, [{ code: 'se', numberPattern: pattern }])).toEqual([]);
		expect(numberPatternFaults({ code: 'ip', numberPattern: pattern }, [{ code: 'se', numberPattern: 'ip-{yyyy}/{seq:4}' }])).toHaveLength(1);
	});
});
