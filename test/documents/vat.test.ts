import fc from 'fast-check';
import { includedVat, vatClause, VatRegimeError, vatRegimeOn, type VatRegime } from '../../src/documents/vat';

const plain = (text: string): string => text.replaceAll('\u00A0', ' ');
const always = (kind: VatRegime['kind']): VatRegime[] => [{ from: '2004-01-01', kind }];

describe('VAT clause', () => {
	it('R-CON-2: extracts 22 % from a contract of 2026 and names it in words', () => {
		const clause = vatClause(always('general'), '2026-01-01', 122_000_00);
		expect(clause).toMatchObject({ rate: 22, vatKopecks: 22_000_00 });
		expect(plain(clause.text)).toBe('в том числе НДС по ставке 22 % — 22 000 (двадцать две тысячи) рублей 00 копеек');
	});

	it('R-CON-2: keeps 20 % on the last day of 2025, and 18 % before 2019', () => {
		expect(vatClause(always('general'), '2025-12-31', 120_000_00)).toMatchObject({ rate: 20, vatKopecks: 20_000_00 });
		expect(vatClause(always('general'), '2018-12-31', 118_00)).toMatchObject({ rate: 18, vatKopecks: 18_00 });
	});

	it.each([
		['reduced', 10, 110_00, 10_00],
		['simplified_5', 5, 105_00, 5_00],
		['simplified_7', 7, 107_00, 7_00],
	] as const)('R-CON-2: %s takes %d %%', (kind, rate, total, vat) => {
		expect(vatClause(always(kind), '2026-11-23', total)).toMatchObject({ rate, vatKopecks: vat });
	});

	it('R-CON-2: rounds half a kopeck up, once on the total', () => {
		// One kopeck of total holds 0.18 kopecks of VAT, three hold 0.54; of 10 % five hold 0.45, six hold 0.55.
		expect(includedVat(1, 22)).toBe(0);
		expect(includedVat(3, 22)).toBe(1);
		expect(includedVat(6, 10)).toBe(1);
		expect(includedVat(5, 10)).toBe(0);
	});

	it('R-CON-2: VAT and net amount always make the total, and VAT is the nearest kopeck', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), fc.constantFrom(5, 7, 10, 20, 22), (total, rate) => {
				const vat = includedVat(total, rate);
				const doubleError = 2n * (BigInt(vat) * BigInt(100 + rate) - BigInt(total) * BigInt(rate));
				expect(doubleError > -BigInt(100 + rate) && doubleError <= BigInt(100 + rate)).toBe(true);
			}),
		);
	});

	it('R-CON-2: names the ground for «без НДС» that was law on the day of the contract', () => {
		const regimes = always('exempt_simplified');
		expect(plain(vatClause(regimes, '2026-11-23', 100_00).text)).toBe(
			'НДС не облагается в связи с применением Исполнителем упрощённой системы налогообложения (пункт 1 статьи 145 НК РФ)',
		);
		expect(plain(vatClause(regimes, '2024-12-31', 100_00).text)).toContain('статья 346.11 НК РФ');
		expect(vatClause(regimes, '2026-11-23', 100_00)).toMatchObject({ rate: null, vatKopecks: 0 });
	});

	it.each(['exempt_145', 'patent', 'professional_income'] as const)('R-CON-2: %s names its ground', (kind) => {
		expect(plain(vatClause(always(kind), '2026-11-23', 100_00).text)).toMatch(/^НДС не облагается .+ \(.*(НК РФ|422-ФЗ)\)$/);
	});

	it('R-CON-2: prints the ground an accountant wrote instead of the usual one', () => {
		const regimes: VatRegime[] = [{ from: '2026-01-01', kind: 'exempt_145', ground: 'статья 145.1 НК РФ' }];
		expect(plain(vatClause(regimes, '2026-11-23', 100_00).text)).toContain('(статья 145.1 НК РФ)');
	});

	it('R-CON-2: says what happens to the price when the exemption is lost or the rate changes', () => {
		expect(vatClause(always('exempt_simplified'), '2026-11-23', 1).taxClause).toContain('утратит право не начислять НДС');
		expect(vatClause(always('simplified_5'), '2026-11-23', 1).taxClause).toContain('утратит право её применять');
		expect(vatClause(always('general'), '2026-11-23', 1).taxClause).toMatch(/^Если ставка НДС изменится, /);
	});
});

describe('VAT regime of a day', () => {
	const regimes: VatRegime[] = [
		{ from: '2026-07-01', kind: 'general' },
		{ from: '2025-01-01', kind: 'exempt_simplified' },
		{ from: '2026-01-01', kind: 'simplified_5' },
	];

	it.each([
		['2025-01-01', 'exempt_simplified'],
		['2025-12-31', 'exempt_simplified'],
		['2026-01-01', 'simplified_5'],
		['2026-06-30', 'simplified_5'],
		['2026-07-01', 'general'],
		['2030-01-01', 'general'],
	])('R-ORG-2: on %s the regime is %s, whatever the order of the table', (date, kind) => {
		expect(vatRegimeOn(regimes, date)?.kind).toBe(kind);
	});

	it('R-CON-2: refuses a day that no regime covers, and a rate the law did not have yet', () => {
		const codeOf = (run: () => unknown): string | undefined => {
			try {
				run();
			} catch (error) {
				if (error instanceof VatRegimeError) return error.code;
			}
			return undefined;
		};
		expect(codeOf(() => vatClause(regimes, '2024-12-31', 1))).toBe('vat_regime_missing');
		expect(codeOf(() => vatClause([], '2026-11-23', 1))).toBe('vat_regime_missing');
		expect(codeOf(() => vatClause(always('simplified_5'), '2024-12-31', 1))).toBe('vat_rate_unknown');
	});
});
