/**
 * What is wrong with a side's requisites (R-ORG-2, R-CON-2): all faults at once, in the order of the card. Missing and
 * ill-formed mandatory fields are errors; failed control digits are warnings, because the wild is full of them, and
 * disappear once a reason is recorded in `overrides` (field → reason).
 */
import { hasValidAccountKey, hasValidCorrespondentAccountKey, hasValidInnChecksum, hasValidOgrnChecksum, hasValidOgrnipChecksum } from './checksums';
import { checkDigitField } from './digit-field';
import type { BankAccount, LegalEntityRequisites, LegalForm, Signatory } from './party';
import { doubtful, isOverridden, malformed, missing, type RequisiteFault } from './requisite-fault';

export function checkRequisites(
	entity: LegalEntityRequisites,
	overrides: Readonly<Record<string, string>> = entity.overrides ?? {},
): RequisiteFault[] {
	return [
		...checkNames(entity),
		...checkInn(entity),
		...checkKpp(entity),
		...checkRegistrationNumber(entity),
		...checkRequired('address', 'адрес', entity.address),
		...checkBank(entity.form, entity.bank),
		...checkEmail(entity.email),
		...checkSignatory(entity.form, entity.signatory),
		...checkIdentityDocument(entity),
	].filter((fault) => !isOverridden(fault, overrides));
}

function checkRequired(field: string, label: string, value: string): RequisiteFault[] {
	return value.trim() === '' ? [missing(field, `Не заполнено: ${label}.`)] : [];
}

function checkNames({ form, fullName, shortName }: LegalEntityRequisites): RequisiteFault[] {
	const full = checkRequired('fullName', form === 'organisation' ? 'полное наименование' : 'фамилия, имя, отчество полностью', fullName);
	const short = checkRequired('shortName', 'краткое наименование', shortName);
	return [...full, ...short];
}

function checkInn({ form, inn }: LegalEntityRequisites): RequisiteFault[] {
	return checkDigitField({
		field: 'inn',
		label: 'ИНН',
		value: inn,
		length: form === 'organisation' ? 10 : 12,
		required: form !== 'person',
		checksumHolds: hasValidInnChecksum,
	});
}

/** КПП: four digits, two digits or Latin capitals (the reason of registration), three digits. */
function checkKpp({ form, kpp }: LegalEntityRequisites): RequisiteFault[] {
	const value = kpp?.trim() ?? '';
	if (form !== 'organisation') {
		return value === '' ? [] : [doubtful('kpp', 'not_applicable', 'КПП бывает только у организаций: очистите поле.')];
	}
	if (value === '') return [missing('kpp', 'Не заполнено: КПП.')];
	if (/^\d{4}[\dA-Z]{2}\d{3}$/.test(value)) return [];
	return [malformed('kpp', `КПП: нужно 9 знаков (цифры, на 5-м и 6-м месте возможны латинские буквы), указано «${value}».`)];
}

function checkRegistrationNumber({ form, ogrn }: LegalEntityRequisites): RequisiteFault[] {
	if (form === 'person') return [];
	const isOrganisation = form === 'organisation';
	return checkDigitField({
		field: 'ogrn',
		label: isOrganisation ? 'ОГРН' : 'ОГРНИП',
		value: ogrn ?? '',
		length: isOrganisation ? 13 : 15,
		required: true,
		checksumHolds: isOrganisation ? hasValidOgrnChecksum : hasValidOgrnipChecksum,
	});
}

function checkBank(form: LegalForm, bank: BankAccount | null): RequisiteFault[] {
	if (bank === null) return form === 'person' ? [] : [missing('bank', 'Не заполнены банковские реквизиты.')];
	const bicFaults = checkDigitField({ field: 'bank.bic', label: 'БИК', value: bank.bic, length: 9, required: true });
	// A key computed with a wrong БИК would blame the account for the fault of its neighbour.
	const bic = bicFaults.length === 0 ? bank.bic : null;
	return [
		...checkDigitField({
			field: 'bank.account',
			label: 'Расчётный счёт',
			value: bank.account,
			length: 20,
			required: true,
			checksumHolds: (account) => bic === null || hasValidAccountKey(account, bic),
		}),
		...checkRequired('bank.bankName', 'наименование банка', bank.bankName),
		...checkCorrespondentAccount(bank.correspondentAccount, bic),
		...bicFaults,
	];
}

/** A correspondent account with the Bank of Russia ends in the last three digits of the bank's БИК. */
function checkCorrespondentAccount(account: string, bic: string | null): RequisiteFault[] {
	const field = 'bank.correspondentAccount';
	const faults = checkDigitField({
		field,
		label: 'Корреспондентский счёт',
		value: account,
		length: 20,
		required: true,
		checksumHolds: (value) => bic === null || hasValidCorrespondentAccountKey(value, bic),
	});
	const belongsToBank = bic === null || Number(bic.slice(6)) <= 2 || account.endsWith(bic.slice(6));
	if (faults.length > 0 || belongsToBank) return faults;
	return [doubtful(field, 'mismatch', `Корреспондентский счёт ${account} и БИК ${bic} от разных банков: последние три цифры должны совпадать.`)];
}

function checkEmail(email: string): RequisiteFault[] {
	if (email.trim() === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())) return [];
	return [malformed('email', `Адрес электронной почты «${email}» записан с ошибкой.`)];
}

/** An entrepreneur and a person sign for themselves, so they need neither position nor basis. */
function checkSignatory(form: LegalForm, signatory: Signatory): RequisiteFault[] {
	const name = checkRequired('signatory.fullName', 'фамилия, имя, отчество подписанта', signatory.fullName);
	if (form !== 'organisation') return name;
	return [
		...name,
		...checkRequired('signatory.position', 'должность подписанта', signatory.position),
		...checkRequired('signatory.basis', 'основание полномочий подписанта (устав, доверенность)', signatory.basis),
	];
}

function checkIdentityDocument({ form, identityDocument = '' }: LegalEntityRequisites): RequisiteFault[] {
	return form === 'person' ? checkRequired('identityDocument', 'паспортные данные', identityDocument) : [];
}
