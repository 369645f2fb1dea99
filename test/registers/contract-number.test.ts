import * as fc from 'fast-check';

import { contractSequenceKey, contractYear, formatContractNumber, parseNumberPattern } from '../../src/registers/contract-number';

const write = (pattern: string, year: number, seq: number, entityCode = 'SE'): string => {
	const parsed = parseNumberPattern(pattern);
	if (parsed.pattern === null) throw new Error(parsed.faults.join('; '));
	return formatContractNumber(parsed.pattern, { year, seq, entityCode });
};

it.each([
	['СЭ-{yyyy}/{seq:4}', 2026, 1, 'СЭ-2026/0001'],
	['СЭ-{yyyy}/{seq:4}', 2026, 12_345, 'СЭ-2026/12345'],
	['{seq}/{yy}-С', 2026, 123, '123/26-С'],
	['{entity}-{yyyy}-{seq:3}', 2027, 7, 'SE-2027-007'],
	[' {yyyy}{seq:2} ', 2026, 9, '202609'],
	['{ yyyy }/{ seq:4 }', 2026, 9, '2026/0009'],
])('R-CON-1: the pattern %s in %i with running number %i gives %4$s', (pattern, year, seq, number) => {
	expect(write(pattern, year, seq)).toBe(number);
});

it.each([
	['{yyyy}/1', [/\{seq\} is missing/]],
	['{seq:4}', [/the year \{yyyy\} or \{yy\} is missing/]],
	['', [/\{seq\} is missing/, /the year .* is missing/]],
	['{yyyy}/{seq}/{seq}', [/more than once/]],
	['{yyyy}/{seq:0}', [/from 1 to 9/, /\{seq\} is missing/]],
	['{yyyy}/{seq:}', [/from 1 to 9/, /\{seq\} is missing/]],
	['{year}/{seq}', [/\{year\} is not known/, /the year .* is missing/]],
	['{yyyy/{seq}', [/no partner/, /the year/]],
	['{yyyy}/{seq}}', [/no partner/]],
	[`{yyyy}/{seq}${'x'.repeat(60)}`, [/longer than 60/]],
	['{yyyy}/\u200b{seq}', [/invisible/]],
])('R-CON-2: the pattern %j is refused with a sentence for each fault', (pattern, sentences) => {
	const { pattern: parsed, faults } = parseNumberPattern(pattern);
	expect(parsed).toBeNull();
	expect(faults).toHaveLength(sentences.length);
	for (const sentence of sentences) expect(faults.join('\n')).toMatch(sentence);
});

it('R-CON-1: two contracts of one entity never share a number, in whatever years', () => {
	const patterns = fc.constantFrom('СЭ-{yyyy}/{seq:4}', '{seq}/{yy}', '{yy}{seq}', '{entity}{seq:2}{yyyy}');
	const contract = fc.record({ year: fc.integer({ min: 2020, max: 2099 }), seq: fc.integer({ min: 1, max: 200_000 }) });
	fc.assert(
		fc.property(patterns, contract, contract, (pattern, one, other) => {
			fc.pre(one.year !== other.year || one.seq !== other.seq);
			expect(write(pattern, one.year, one.seq)).not.toBe(write(pattern, other.year, other.seq));
		}),
		{ numRuns: 1_000 },
	);
});

it('R-CON-1: the year is that of the contract date, and each entity and year counts for itself', () => {
	expect(contractYear('2026-12-31')).toBe(2026);
	expect(contractYear('2027-01-01')).toBe(2027);
	expect(() => contractYear('31.12.2026')).toThrow(/not a date/);
	expect(() => contractYear('2026-02-30')).toThrow(/not a date/);
	expect(new Set([contractSequenceKey(1, 2026), contractSequenceKey(1, 2027), contractSequenceKey(2, 2026)]).size).toBe(3);
});
