/**
 * A side of a contract: our own legal entity or a client (R-ORG-2). Records arrive from forms and portals half filled,
 * so a field nobody has filled in is the empty string; `checkRequisites` says what is missing. `null` means "this side
 * has no such thing by law", which is not the same: an entrepreneur has no КПП.
 */
export type LegalForm = 'organisation' | 'entrepreneur' | 'person';

/** Grammatical gender of a natural person. */
export type Gender = 'male' | 'female';

export interface BankAccount {
	/** Settlement account (р/с), 20 digits. */
	readonly account: string;
	/** Correspondent account of the bank (к/с), 20 digits. */
	readonly correspondentAccount: string;
	readonly bankName: string;
	/** БИК, 9 digits. */
	readonly bic: string;
}

/**
 * Who signs. The genitive fields are written by hand where the computed case is wrong for this person or position
 * (R-CON-3); a stored form always wins over a computed one.
 */
export interface Signatory {
	/** «Фамилия Имя Отчество», nominative. Initials and a missing patronymic are allowed. */
	readonly fullName: string;
	/** Nominative, e.g. «Генеральный директор». Empty for an entrepreneur who signs in person. */
	readonly position: string;
	/** «Устав» or «Устава», «Доверенность № 5 от 01.02.2026». Empty for an entrepreneur: the ЕГРИП record is meant. */
	readonly basis: string;
	readonly gender?: Gender;
	readonly fullNameGenitive?: string;
	readonly positionGenitive?: string;
	readonly basisGenitive?: string;
}

export interface LegalEntityRequisites {
	readonly form: LegalForm;
	/** As in the state register, without «именуемое»: «Общество с ограниченной ответственностью «Ромашка»». */
	readonly fullName: string;
	/** «ООО «Ромашка»», «ИП Петрова М. И.». */
	readonly shortName: string;
	/** ИНН: 10 digits for an organisation, 12 for an entrepreneur or a person. */
	readonly inn: string;
	/** КПП, organisations only. */
	readonly kpp: string | null;
	/** ОГРН (13 digits) or ОГРНИП (15 digits); a person has none. */
	readonly ogrn: string | null;
	readonly address: string;
	/** Only a person may have no account. */
	readonly bank: BankAccount | null;
	readonly email: string;
	readonly phone: string;
	readonly signatory: Signatory;
	/** Passport line of a person: series, number, issued by, date. */
	readonly identityDocument?: string;
	/** Field → why a failed checksum is accepted nevertheless. A blank reason accepts nothing. */
	readonly overrides?: Readonly<Record<string, string>>;
}
