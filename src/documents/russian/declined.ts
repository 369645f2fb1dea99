/**
 * A computed oblique form and whether a person should look at it before it is printed. Russian names follow the family's
 * custom where grammar allows two forms, so «not certain» is part of the answer rather than a log line.
 */
export interface Declined {
	readonly text: string;
	readonly isCertain: boolean;
}

/** A form written by hand beats the computed one and needs no further look (R-CON-3). */
export function preferManual(manual: string | undefined, compute: () => Declined): Declined {
	const text = manual?.trim() ?? '';
	return text === '' ? compute() : { text, isCertain: true };
}
