/** Both sides of the contract: requisites, the forms of their signatories' names, and our VAT (R-CON-2, R-CON-3). */
import { checkRequisites } from '../requisites/check-requisites';
import type { LegalEntityRequisites } from '../requisites/party';
import type { RequisiteFault } from '../requisites/requisite-fault';
import type { ContractDraft } from './contract-inputs';
import { fault, warning, type Fault } from './fault';
import { isRepresented, signatoryForms } from './party-data';
import { parseCivilDate, type Declined } from './russian';
import { vatClause, VatRegimeError } from './vat';

type Side = 'ourEntity' | 'client';
const WHOSE: Readonly<Record<Side, string>> = { ourEntity: 'Исполнитель', client: 'Заказчик' };
const WHERE: Readonly<Record<Side, string>> = { ourEntity: 'в карточке нашего юрлица', client: 'в реквизитах компании клиента' };

export function checkSide(side: Side, party: LegalEntityRequisites): Fault[] {
	return [...checkRequisites(party).map((found) => requisiteFault(side, found)), ...checkSignatoryForms(side, party)];
}

function requisiteFault(side: Side, { field, code, message, severity }: RequisiteFault): Fault {
	const canOverride = code === 'checksum' || code === 'mismatch';
	const fix = `Исправьте ${WHERE[side]}${canOverride ? ' или запишите причину, по которой номер верен' : ''}.`;
	return { code: `requisite_${code}`, field: `${side}.${field}`, message: `${WHOSE[side]}. ${message}`, severity, fix };
}

/** A doubtful case is a warning: a wrong one is embarrassing, not void, and the person who knows can store the right form. */
function checkSignatoryForms(side: Side, party: LegalEntityRequisites): Fault[] {
	const { signatory } = party;
	if (signatory.fullName.trim() === '') return [];
	const forms = signatoryForms(party);
	const gender = forms.gender === null ? [unknownGender(side, signatory.fullName)] : [];
	const doubt = (field: string, label: string, form: Declined): Fault[] =>
		form.isCertain || form.text.trim() === '' ? [] : [doubtfulForm(side, field, label, form.text)];
	const basis = party.form === 'person' ? [] : doubt('signatory.basisGenitive', 'основание полномочий', forms.basis);
	if (!isRepresented(party)) return [...gender, ...basis];
	const name = forms.gender === null ? [] : doubt('signatory.fullNameGenitive', 'ФИО подписанта', forms.fullName);
	return [...gender, ...name, ...doubt('signatory.positionGenitive', 'должность', forms.position), ...basis];
}

function unknownGender(side: Side, fullName: string): Fault {
	const message = `${WHOSE[side]}. По имени «${fullName}» не ясно, писать «действующий» или «действующая».`;
	return fault('gender_unknown', `${side}.signatory.gender`, message, `Укажите пол подписанта ${WHERE[side]}.`);
}

function doubtfulForm(side: Side, field: string, label: string, text: string): Fault {
	const message = `${WHOSE[side]}. Проверьте родительный падеж (${label}): «${text}».`;
	return warning('genitive_uncertain', `${side}.${field}`, message, `Запишите верную форму ${WHERE[side]}: с ней предупреждение исчезнет.`);
}

/** The VAT clause against our regime and the contract's date. */
export function checkVat({ ourEntity, contract }: ContractDraft): Fault[] {
	const field = 'ourEntity.vatRegimes';
	const unreadable = ourEntity.vatRegimes.filter(({ from }) => parseCivilDate(from) === null);
	const wrongForForm = ourEntity.vatRegimes.filter(({ kind }) => ourEntity.form === 'organisation' && (kind === 'patent' || kind === 'professional_income'));
	return [
		...unreadable.map(({ from }) => fault('vat_from_invalid', field, `Исполнитель. Режим НДС начинается с несуществующей даты «${from}».`, 'Исправьте дату в карточке нашего юрлица.')),
		...wrongForForm.map(() => fault('vat_kind_wrong', field, 'Исполнитель. Патент и налог на профессиональный доход бывают только у предпринимателей.', 'Исправьте режим НДС в карточке нашего юрлица.')),
		...checkVatOnDate(ourEntity.vatRegimes, contract.date, field),
	];
}

function checkVatOnDate(regimes: ContractDraft['ourEntity']['vatRegimes'], date: string, field: string): Fault[] {
	if (parseCivilDate(date) === null) return [];
	try {
		vatClause(regimes, date, 0);
		return [];
	} catch (error) {
		if (!(error instanceof VatRegimeError)) throw error;
		return [fault(error.code, field, error.message, 'Добавьте в карточку нашего юрлица режим НДС, который действует на дату договора.')];
	}
}
