/** Tags of one side of a contract: `executor.*` and `client.*` have the same names (templates/README.md lists them). */
import type { LegalEntityRequisites, Signatory } from '../requisites/party';
import { presentText } from './clean-text';
import type { DocumentData } from './document-data';
import {
	actingForm,
	genderOfFullName,
	genderOfOrganisation,
	genitiveBasis,
	genitiveFullName,
	genitivePosition,
	grammaticalGenderOf,
	initialsWithSurname,
	namedForm,
	preferManual,
	surnameWithInitials,
	type Declined,
} from './russian';

/** The genitive forms of a signatory, each manual if one is stored (R-CON-3). */
export interface SignatoryForms {
	readonly fullName: Declined;
	readonly position: Declined;
	readonly basis: Declined;
	/** `null` when neither the card nor the name tells. */
	readonly gender: Signatory['gender'] | null;
}

/** An entrepreneur acts by the entry in the state register, a document of its own only when someone signs for them. */
function basisOf({ form, ogrn, signatory }: LegalEntityRequisites): Declined {
	if (signatory.basis.trim() === '' && form === 'entrepreneur') {
		return { text: `записи о государственной регистрации в ЕГРИП, ОГРНИП ${ogrn ?? ''}`.trim(), isCertain: true };
	}
	return genitiveBasis(signatory.basis);
}

export function signatoryForms(party: LegalEntityRequisites): SignatoryForms {
	const { signatory } = party;
	const gender = signatory.gender ?? genderOfFullName(signatory.fullName);
	return {
		gender,
		fullName: preferManual(signatory.fullNameGenitive, () => genitiveFullName(signatory.fullName, gender)),
		position: preferManual(signatory.positionGenitive, () => genitivePosition(signatory.position)),
		basis: preferManual(signatory.basisGenitive, () => basisOf(party)),
	};
}

/** Someone else signs: always for an organisation, for an entrepreneur when a position («представитель») is given. */
export function isRepresented({ form, signatory }: LegalEntityRequisites): boolean {
	return form === 'organisation' || signatory.position.trim() !== '';
}

export function partyData(party: LegalEntityRequisites): DocumentData {
	const { form } = party;
	return {
		isOrganisation: form === 'organisation',
		isEntrepreneur: form === 'entrepreneur',
		isPerson: form === 'person',
		isRepresented: isRepresented(party),
		fullName: presentText(party.fullName),
		shortName: presentText(party.shortName),
		inn: presentText(party.inn),
		kpp: form === 'organisation' ? presentText(party.kpp) : null,
		ogrn: form === 'person' ? null : presentText(party.ogrn),
		ogrnLabel: form === 'entrepreneur' ? 'ОГРНИП' : 'ОГРН',
		address: presentText(party.address),
		email: presentText(party.email),
		phone: presentText(party.phone),
		identityDocument: presentText(party.identityDocument),
		bank: bankData(party),
		...agreementData(party),
		signatory: signatoryData(party),
	};
}

function bankData({ bank }: LegalEntityRequisites): DocumentData | null {
	return (
		bank && {
			account: presentText(bank.account),
			correspondentAccount: presentText(bank.correspondentAccount),
			bankName: presentText(bank.bankName),
			bic: presentText(bank.bic),
		}
	);
}

/** An organisation is named by the gender of its legal form, a natural person by their own. */
function agreementData(party: LegalEntityRequisites): DocumentData {
	const signatoryGender = signatoryForms(party).gender ?? null;
	const ownGender = isRepresented(party) ? genderOfFullName(personNameOf(party)) : signatoryGender;
	const named = party.form === 'organisation' ? genderOfOrganisation(party.fullName) : ownGender && grammaticalGenderOf(ownGender);
	return {
		named: named && namedForm(named),
		acting: signatoryGender && actingForm(signatoryGender, isRepresented(party) ? 'genitive' : 'nominative'),
	};
}

/** «Индивидуальный предприниматель Петрова Мария Ивановна» → the name. */
function personNameOf({ fullName }: LegalEntityRequisites): string {
	return fullName.replace(/^\s*(?:индивидуальный предприниматель|ИП|глава КФХ)\s+/i, '');
}

function signatoryData(party: LegalEntityRequisites): DocumentData {
	const forms = signatoryForms(party);
	const fullName = presentText(party.signatory.fullName);
	return {
		fullName,
		fullNameGenitive: presentText(forms.fullName.text),
		position: presentText(party.signatory.position),
		positionGenitive: presentText(forms.position.text),
		basisGenitive: presentText(forms.basis.text),
		initialsAndSurname: fullName && initialsWithSurname(fullName),
		surnameAndInitials: fullName && surnameWithInitials(fullName),
	};
}
