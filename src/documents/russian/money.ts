/** Figures of money as Russian documents print them. Amounts are whole kopecks everywhere (R-CON-3). */

/** Keeps a number and its neighbour on one line. */
export const NO_BREAK_SPACE = '\u00A0';

/** @throws RangeError for a fraction of a kopeck, a negative amount or one beyond exact integers. */
export function assertKopecks(kopecks: number): void {
	if (!Number.isSafeInteger(kopecks) || kopecks < 0) {
		throw new RangeError(`An amount must be a whole, non-negative number of kopecks, got ${kopecks}.`);
	}
}

export interface RoublesAndKopecks {
	readonly roubles: number;
	/** 0…99 */
	readonly kopecks: number;
}

export function splitKopecks(kopecks: number): RoublesAndKopecks {
	assertKopecks(kopecks);
	const remainder = kopecks % 100;
	return { roubles: (kopecks - remainder) / 100, kopecks: remainder };
}

/** 1250000 → «1 250 000», groups parted by no-break spaces. */
export function groupThousands(integer: number): string {
	return String(integer).replace(/\B(?=(\d{3})+$)/g, NO_BREAK_SPACE);
}

/** 125000050 kopecks → «1 250 000,50»; refunds carry a minus sign. @throws RangeError for a fraction of a kopeck. */
export function formatKopecks(amount: number): string {
	const { roubles, kopecks } = splitKopecks(Math.abs(amount));
	return `${amount < 0 ? '−' : ''}${groupThousands(roubles)},${String(kopecks).padStart(2, '0')}`;
}
