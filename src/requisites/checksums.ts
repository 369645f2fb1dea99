/**
 * Control digits of Russian requisites. They catch typing mistakes, not fraud: a register look-up is a different thing.
 * Rule sources: ИНН and КПП — order ММВ-7-6/435@ of the tax service; ОГРН and ОГРНИП — order 165н of the Ministry of Finance;
 * accounts — Bank of Russia «Порядок расчета контрольного ключа» of 08.09.1997 No. 515.
 *
 * Every function takes the bare digits and answers `false`, never throws, for text of another shape.
 */
const INN_LEGAL_WEIGHTS = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const INN_PERSON_FIRST_WEIGHTS = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const INN_PERSON_SECOND_WEIGHTS = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const ACCOUNT_WEIGHTS = [7, 1, 3];

/** Weighted sum of the leading digits; the digits after the last weight are not read. */
function weightedSum(digits: string, weights: readonly number[]): number {
	return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);
}

function innDigit(inn: string, weights: readonly number[]): number {
	return (weightedSum(inn, weights) % 11) % 10;
}

export function hasValidInnChecksum(inn: string): boolean {
	if (/^\d{10}$/.test(inn)) return innDigit(inn, INN_LEGAL_WEIGHTS) === Number(inn[9]);
	if (!/^\d{12}$/.test(inn)) return false;
	return (
		innDigit(inn, INN_PERSON_FIRST_WEIGHTS) === Number(inn[10]) &&
		innDigit(inn, INN_PERSON_SECOND_WEIGHTS) === Number(inn[11])
	);
}

/** ОГРН of an organisation. */
export function hasValidOgrnChecksum(ogrn: string): boolean {
	return /^\d{13}$/.test(ogrn) && (Number(ogrn.slice(0, 12)) % 11) % 10 === Number(ogrn[12]);
}

/** ОГРНИП of an entrepreneur. */
export function hasValidOgrnipChecksum(ogrnip: string): boolean {
	return /^\d{15}$/.test(ogrnip) && (Number(ogrnip.slice(0, 14)) % 13) % 10 === Number(ogrnip[14]);
}

function accountKeyHolds(prefix: string, account: string): boolean {
	const sum = [...prefix, ...account].reduce(
		(total, digit, index) => total + ((Number(digit) * (ACCOUNT_WEIGHTS[index % 3] ?? 0)) % 10),
		0,
	);
	return sum % 10 === 0;
}

const keyAgainstBranch = (account: string, bic: string): boolean => accountKeyHolds(`0${bic.slice(4, 6)}`, account);

/**
 * Settlement account. A БИК ending in 000–002 is the Bank of Russia itself: its accounts are keyed like correspondent
 * ones, by the branch number, which is why treasury accounts would otherwise look wrong.
 */
export function hasValidAccountKey(account: string, bic: string): boolean {
	if (!/^\d{20}$/.test(account) || !/^\d{9}$/.test(bic)) return false;
	if (Number(bic.slice(6)) <= 2) return keyAgainstBranch(account, bic);
	return accountKeyHolds(bic.slice(6), account);
}

export function hasValidCorrespondentAccountKey(account: string, bic: string): boolean {
	return /^\d{20}$/.test(account) && /^\d{9}$/.test(bic) && keyAgainstBranch(account, bic);
}
