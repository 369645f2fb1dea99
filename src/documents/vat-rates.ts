/**
 * VAT rates of Russia by the day they came into force, in per cent. Tax Code art. 164; Federal law 303-FZ of 03.08.2018
 * (20 % from 2019), 176-FZ of 12.07.2024 (5 % and 7 % on the simplified system from 2025), 425-FZ of 28.11.2025 (22 % from
 * 2026). A new rate is one more row.
 */
export type VatRateKind = 'general' | 'reduced' | 'simplified_5' | 'simplified_7';

interface RateFrom {
	/** First day the rate applies, YYYY-MM-DD. */
	readonly from: string;
	readonly percent: number;
}

const VAT_RATES: Readonly<Record<VatRateKind, readonly RateFrom[]>> = {
	general: [
		{ from: '2004-01-01', percent: 18 },
		{ from: '2019-01-01', percent: 20 },
		{ from: '2026-01-01', percent: 22 },
	],
	reduced: [{ from: '2001-01-01', percent: 10 }],
	simplified_5: [{ from: '2025-01-01', percent: 5 }],
	simplified_7: [{ from: '2025-01-01', percent: 7 }],
};

/** The rate in force on a day, or `null` when the law had none yet. ISO dates compare as text. */
export function vatRateOn(kind: VatRateKind, date: string): number | null {
	return VAT_RATES[kind].findLast(({ from }) => from <= date)?.percent ?? null;
}
