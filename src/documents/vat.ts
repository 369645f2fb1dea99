/**
 * The VAT wording of a contract: it depends on our legal entity's tax regime on the day of the contract (R-ORG-2,
 * R-CON-2). Defaults for a lawyer to confirm, not legal advice; the law behind each is named next to it.
 */
import { amountWithWords, assertKopecks, keepTogether, parseCivilDate, shortDate } from './russian';
import { vatRateOn, type VatRateKind } from './vat-rates';

/** `exempt_simplified`: УСН below the income limit. `exempt_145`: general system, small revenue. */
export type VatExemptKind = 'exempt_simplified' | 'exempt_145' | 'patent' | 'professional_income';
export type VatKind = VatRateKind | VatExemptKind;

export interface VatRegime {
	/** First day of the regime, YYYY-MM-DD. It lasts until the next one begins. */
	readonly from: string;
	readonly kind: VatKind;
	/** Replaces the usual reference to the law in «НДС не облагается (…)». */
	readonly ground?: string;
}

export interface VatClause {
	/** Per cent; `null` without VAT, which is not the same as 0 %. */
	readonly rate: number | null;
	/** VAT included in the total, in kopecks. */
	readonly vatKopecks: number;
	/** Continues «Стоимость составляет …, »: «в том числе НДС 22 % — …» or «НДС не облагается …». */
	readonly text: string;
	/** What happens to the price when the rate changes or the exemption is lost: a sentence of its own. */
	readonly taxClause: string;
}

/** No wording can be given; `code` is what preflight reports. */
export class VatRegimeError extends Error {
	override readonly name = 'VatRegimeError';

	constructor(
		readonly code: 'vat_regime_missing' | 'vat_rate_unknown',
		message: string,
	) {
		super(message);
	}
}

const EXEMPT_KINDS: Readonly<Record<VatExemptKind, (date: string) => { reason: string; ground: string }>> = {
	// Federal law 176-FZ made УСН payers VAT payers from 2025; below the limit they are exempt under art. 145.
	exempt_simplified: (date) => ({
		reason: 'в связи с применением Исполнителем упрощённой системы налогообложения',
		ground: date < '2025-01-01' ? 'статья 346.11 НК РФ' : 'пункт 1 статьи 145 НК РФ',
	}),
	exempt_145: () => ({
		reason: 'в связи с освобождением Исполнителя от исполнения обязанностей налогоплательщика НДС',
		ground: 'пункт 1 статьи 145 НК РФ',
	}),
	patent: () => ({
		reason: 'в связи с применением Исполнителем патентной системы налогообложения',
		ground: 'пункт 11 статьи 346.43 НК РФ',
	}),
	professional_income: () => ({
		reason: 'в связи с применением Исполнителем налога на профессиональный доход',
		ground: 'часть 9 статьи 2 Федерального закона от 27.11.2018 № 422-ФЗ',
	}),
};

const isExempt = (kind: VatKind): kind is VatExemptKind => Object.hasOwn(EXEMPT_KINDS, kind);

/** The regime that began last on or before the day; `null` when the table starts later. Order of the table is free. */
export function vatRegimeOn(regimes: readonly VatRegime[], date: string): VatRegime | null {
	const begun = regimes.filter(({ from }) => parseCivilDate(from) !== null && from <= date);
	return begun.reduce<VatRegime | null>((latest, regime) => (latest === null || regime.from > latest.from ? regime : latest), null);
}

/**
 * VAT inside a total: total × r / (100 + r), rounded half-up to the kopeck, once on the total and never by line, so the
 * lines of a contract cannot disagree with its sum. BigInt: the product leaves the exact integers for large totals.
 */
export function includedVat(totalKopecks: number, ratePercent: number): number {
	assertKopecks(totalKopecks);
	const divisor = BigInt(100 + ratePercent);
	return Number((2n * BigInt(totalKopecks) * BigInt(ratePercent) + divisor) / (2n * divisor));
}

/**
 * @param contractDate YYYY-MM-DD
 * @throws VatRegimeError when no regime covers the day or the law had no such rate yet; RangeError for a bad date or total.
 */
export function vatClause(regimes: readonly VatRegime[], contractDate: string, totalKopecks: number): VatClause {
	const regime = vatRegimeOn(regimes, contractDate);
	if (regime === null) {
		throw new VatRegimeError('vat_regime_missing', `Для нашего юрлица не указано, как оно платит НДС на дату договора (${shortDate(contractDate)}).`);
	}
	if (isExempt(regime.kind)) return exemptClause(regime.kind, contractDate, regime.ground);
	const rate = vatRateOn(regime.kind, contractDate);
	if (rate === null) {
		throw new VatRegimeError('vat_rate_unknown', `На дату договора (${shortDate(contractDate)}) выбранной ставки НДС ещё не было.`);
	}
	return rateClause(regime.kind, rate, includedVat(totalKopecks, rate));
}

function exemptClause(kind: VatExemptKind, date: string, manualGround = ''): VatClause {
	const { reason, ground } = EXEMPT_KINDS[kind](date);
	return {
		rate: null,
		vatKopecks: 0,
		text: keepTogether(`НДС не облагается ${reason} (${manualGround.trim() || ground})`),
		taxClause:
			'Если Исполнитель утратит право не начислять НДС, к стоимости Услуг, оказанных начиная с даты утраты этого права, ' +
			'дополнительно предъявляется НДС по ставке, которую Исполнитель обязан применять по закону. Исполнитель сообщает об этом ' +
			'Заказчику в течение 5 (пяти) рабочих дней, и Стороны подписывают дополнительное соглашение о новой стоимости.',
	};
}

function rateClause(kind: VatRateKind, rate: number, vatKopecks: number): VatClause {
	const change =
		kind === 'simplified_5' || kind === 'simplified_7'
			? 'Если ставка НДС изменится или Исполнитель утратит право её применять'
			: 'Если ставка НДС изменится';
	return {
		rate,
		vatKopecks,
		text: `в том числе НДС по ставке ${rate}\u00A0% — ${amountWithWords(vatKopecks)}`,
		taxClause:
			`${change}, НДС исчисляется по ставке, действующей на день оказания Услуг, а стоимость Услуг без учёта НДС не меняется. ` +
			'Исполнитель сообщает об этом Заказчику в течение 5 (пяти) рабочих дней.',
	};
}
