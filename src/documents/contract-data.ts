/** Facts of a contract as the tags of its template (R-CON-1); templates/README.md explains every tag to the operator. */
import { presentText } from './clean-text';
import type { ContractInputs, ContractLine, ContractTerms } from './contract-inputs';
import type { DocumentData } from './document-data';
import { partyData } from './party-data';
import { amountInWords, amountWithWords, formatKopecks, longDate, quotedLongDate, shortDate, workingDaysWithWords } from './russian';
import { vatClause, type VatClause } from './vat';

/**
 * What is not filled in becomes `null`, so that rendering reports the tag instead of printing a hole.
 * @throws VatRegimeError, or RangeError for a date or an amount that is none: run preflight first.
 */
export function buildContractData({ ourEntity, client, contract }: ContractInputs): DocumentData {
	return {
		executor: partyData(ourEntity),
		client: partyData(client),
		contract: { number: presentText(contract.number), ...termsData(contract) },
		payment: paymentData(contract),
		vat: vatData(vatClause(ourEntity.vatRegimes, contract.date, contract.totalKopecks)),
		lines: contract.lines.map(lineData),
		extra: Object.fromEntries(Object.entries(contract.extra ?? {}).map(([name, text]) => [name, presentText(text)])),
	};
}

function termsData(contract: ContractTerms): DocumentData {
	return {
		date: quotedLongDate(contract.date),
		dateLong: longDate(contract.date),
		dateShort: shortDate(contract.date),
		city: cityText(contract.city),
		subject: subjectText(contract.subject),
		scheme: presentText(contract.scheme),
		standard: presentText(contract.standard),
		product: presentText(contract.product),
		total: formatKopecks(contract.totalKopecks),
		totalInWords: amountInWords(contract.totalKopecks),
		totalWithWords: amountWithWords(contract.totalKopecks),
		totalWithWordsGenitive: amountWithWords(contract.totalKopecks, 'genitive'),
		term: workingDaysWithWords(contract.termWorkingDays),
		termGenitive: workingDaysWithWords(contract.termWorkingDays, 'genitive'),
	};
}

/** Templates write «г. » themselves. */
function cityText(city: string): string | null {
	return presentText(city.replace(/^\s*(?:г\.|город\s)\s*/i, ''));
}

/** The subject stands inside a sentence of the template that brings its own full stop. */
function subjectText(subject: string): string | null {
	return presentText(subject.trim().replace(/[.;\s]+$/, ''));
}

/** Part of the total paid in advance, rounded half-up; the rest is the difference, so both always make the total. */
export function prepaymentOf({ totalKopecks, prepaymentPercent = 0 }: ContractTerms): number {
	return Number((2n * BigInt(totalKopecks) * BigInt(prepaymentPercent) + 100n) / 200n);
}

function paymentData(contract: ContractTerms): DocumentData {
	const percent = contract.prepaymentPercent ?? 0;
	const prepayment = prepaymentOf(contract);
	return {
		isInAdvance: percent === 100,
		isInParts: percent > 0 && percent < 100,
		isAfterwards: percent === 0,
		prepaymentPercent: `${percent}\u00A0%`,
		prepayment: amountWithWords(prepayment),
		prepaymentGenitive: amountWithWords(prepayment, 'genitive'),
		rest: amountWithWords(contract.totalKopecks - prepayment),
		restGenitive: amountWithWords(contract.totalKopecks - prepayment, 'genitive'),
	};
}

function vatData({ rate, vatKopecks, text, taxClause }: VatClause): DocumentData {
	return {
		rate: rate === null ? null : `${rate}\u00A0%`,
		sum: rate === null ? null : formatKopecks(vatKopecks),
		text,
		taxClause,
	};
}

function lineData(line: ContractLine, index: number): DocumentData {
	return {
		index: index + 1,
		title: presentText(line.title),
		quantity: String(line.quantity).replace('.', ','),
		unit: presentText(line.unit),
		price: formatKopecks(line.priceKopecks),
		sum: formatKopecks(line.sumKopecks),
	};
}
