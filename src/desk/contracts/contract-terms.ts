import type { Deal } from '../../crm/deal';
import { lineSum } from '../../documents';
import type { ContractLine, ContractTerms } from '../../documents';
import type { LegalEntity } from '../../organisation/legal-entity';
import { contractTexts } from '../../texts';

/** One service as the operator gives it. Money is kopecks. */
export interface ContractLineInput {
	readonly title: string;
	/** 1 when absent; up to three decimals. */
	readonly quantity?: number;
	/** «услуга» when absent. */
	readonly unit?: string;
	readonly priceKopecks: number;
	/** quantity × price when absent; pre-flight compares a given one with that. */
	readonly sumKopecks?: number;
}

/** Terms that differ from what the deal says. Absent: the deal's own field of the same name, then the default. */
export interface ContractTermsInput {
	/** What is done, after «оказать услуги: »; the deal's title when nothing is given. */
	readonly subject?: string;
	readonly product?: string;
	readonly standard?: string;
	/** Certification scheme: «1с». */
	readonly scheme?: string;
	readonly termWorkingDays?: number;
	/** 0: after the act, 100: in advance. */
	readonly prepaymentPercent?: number;
	readonly city?: string;
	/** For own templates: `{extra.name}`. */
	readonly extra?: Readonly<Record<string, string>>;
}

/** Used when neither the request nor the deal says otherwise: laboratories rarely take longer, and work starts when it is paid. */
export const DEFAULT_TERM_WORKING_DAYS = 30;
export const DEFAULT_PREPAYMENT_PERCENT = 100;

const textIn = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');
const numberIn = (value: unknown): number => (typeof value === 'string' && value.trim() !== '' ? Number(value) : typeof value === 'number' ? value : Number.NaN);

/** Lines are pasted as JSON: what is not a text or a number becomes none, and pre-flight names the line and what it lacks. */
function toLine(given: ContractLineInput): ContractLine {
	const { title, quantity, unit, priceKopecks, sumKopecks }: Readonly<Record<string, unknown>> = typeof given === 'object' && given !== null ? { ...given } : {};
	const [count, price] = [quantity === undefined ? 1 : numberIn(quantity), numberIn(priceKopecks)];
	const product = Number.isFinite(count) && Number.isSafeInteger(price) ? lineSum(count, price) : Number.NaN;
	return { title: textIn(title), quantity: count, unit: unit === undefined ? contractTexts.service : textIn(unit), priceKopecks: price, sumKopecks: sumKopecks === undefined ? product : numberIn(sumKopecks) };
}

/** Inside a sentence a subject begins small, unless it begins with an abbreviation: «Сертификация» but «ИСО 9001». */
const inSentence = (text: string): string => (/^\p{Lu}(?!\p{Lu})/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);

function textOf(deal: Deal, field: string): string | undefined {
	const value = deal.fields[field];
	return value === null || value === undefined || value === '' ? undefined : String(value);
}

function numberOf(deal: Deal, field: string): number | undefined {
	const text = textOf(deal, field);
	return text === undefined ? undefined : Number(text.replace(',', '.'));
}

/**
 * The terms of a deal's contract. The total is the deal's amount, so that pre-flight notices lines that do not add up to it
 * (R-CON-2); a deal without an amount takes the sum of its lines.
 */
export function contractTerms(deal: Deal, entity: LegalEntity, date: string, lines: readonly ContractLineInput[] | undefined, given: ContractTermsInput = {}): ContractTerms {
	const ownLines = lines && lines.length > 0 ? lines : [{ title: deal.title, priceKopecks: deal.amountKopecks }];
	const written = ownLines.map(toLine);
	const sum = written.reduce((total, line) => total + line.sumKopecks, 0);
	return {
		date,
		city: given.city ?? entity.city,
		subject: inSentence(given.subject ?? textOf(deal, 'subject') ?? deal.title),
		scheme: given.scheme ?? textOf(deal, 'scheme'),
		standard: given.standard ?? textOf(deal, 'standard'),
		product: given.product ?? textOf(deal, 'product'),
		lines: written,
		totalKopecks: deal.amountKopecks === 0 ? sum : deal.amountKopecks,
		termWorkingDays: given.termWorkingDays ?? numberOf(deal, 'termWorkingDays') ?? DEFAULT_TERM_WORKING_DAYS,
		prepaymentPercent: given.prepaymentPercent ?? numberOf(deal, 'prepaymentPercent') ?? DEFAULT_PREPAYMENT_PERCENT,
		...(given.extra && { extra: given.extra }),
	};
}
