import type { BankAccount, LegalEntityRequisites, LegalForm, Signatory } from '../requisites';
import type { InputReader } from './input-reader';

/** A client's requisites as far as they are known; the rest stays as it was, or empty. */
export type PartialParty = Partial<Omit<LegalEntityRequisites, 'bank' | 'signatory'>> & { readonly bank?: Partial<BankAccount> | null; readonly signatory?: Partial<Signatory> };

const forms: readonly LegalForm[] = ['organisation', 'entrepreneur', 'person'];
const noBank: BankAccount = { account: '', correspondentAccount: '', bankName: '', bic: '' };
const noSignatory: Signatory = { fullName: '', position: '', basis: '' };

/** An ИНН of 12 digits belongs to a natural person; somebody in business is far more common among clients than a consumer. */
const likelyForm = (inn: string): LegalForm => (inn.length === 12 ? 'entrepreneur' : 'organisation');

const PARTY_TEXTS = ['fullName', 'shortName', 'inn', 'kpp', 'ogrn', 'address', 'email', 'phone', 'identityDocument'];
const BANK_TEXTS = ['account', 'correspondentAccount', 'bankName', 'bic'];
const SIGNATORY_TEXTS = ['fullName', 'position', 'basis'];
const GENITIVES = ['fullNameGenitive', 'positionGenitive', 'basisGenitive'];
/** What a side may lack by law: null there is not the same as "not filled in". */
const ABSENT_BY_LAW: ReadonlySet<string> = new Set(['kpp', 'ogrn']);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The named texts that were given. A requisite that came as a number would have lost its leading zeros already, so it is refused. */
function readTexts(reader: InputReader, field: string, value: unknown, names: readonly string[]): Record<string, string | null> {
	if (value === undefined || value === null) return {};
	if (!isRecord(value)) {
		reader.refuse(field, 'must be an object');
		return {};
	}
	const texts: Record<string, string | null> = {};
	for (const name of names) {
		const content = value[name];
		if (content === undefined) continue;
		if (content === null) texts[name] = ABSENT_BY_LAW.has(name) ? null : '';
		else if (typeof content === 'string') texts[name] = reader.text(`${field}.${name}`, content, reader.limits.fieldValue) ?? '';
		else reader.refuse(`${field}.${name}`, 'must be a text, in quotes, so that leading zeros stay');
	}
	return texts;
}

/** Reasons for failed control digits, by the path of the requisite they are about (R-ORG-2). */
function readOverrides(reader: InputReader, value: unknown): Record<string, string | null> {
	return readTexts(reader, 'party.overrides', value, isRecord(value) ? Object.keys(value) : []);
}

/** Hand-written forms win over computed ones, so an emptied one has to go: an empty text would win as well (R-CON-3). */
function readSignatory(reader: InputReader, given: unknown, known: Signatory): Signatory {
	const gender = reader.oneOf('party.signatory.gender', isRecord(given) ? given.gender : null, ['male', 'female'] as const);
	const merged = { ...known, ...readTexts(reader, 'party.signatory', given, [...SIGNATORY_TEXTS, ...GENITIVES]), ...(gender !== null && { gender }) };
	return Object.fromEntries(Object.entries(merged).filter(([name, value]) => value !== '' || !GENITIVES.includes(name))) as unknown as Signatory;
}

/**
 * Puts given requisites over known ones. Nothing is judged here: half-filled requisites are normal on a client's card, the
 * contract's pre-flight says what is missing (R-CON-2).
 */
export function completeParty(reader: InputReader, given: PartialParty, known: LegalEntityRequisites | null, defaults: { name: string; inn: string | null }): LegalEntityRequisites {
	const texts = readTexts(reader, 'party', given, PARTY_TEXTS);
	const form = reader.oneOf('party.form', given.form, forms) ?? known?.form ?? likelyForm(texts.inn ?? defaults.inn ?? '');
	const blank = { fullName: defaults.name, shortName: defaults.name, inn: defaults.inn ?? '', kpp: null, ogrn: null, address: '', bank: null, email: '', phone: '', signatory: noSignatory };
	const base = known ?? blank;
	const bank = readTexts(reader, 'party.bank', given.bank, BANK_TEXTS);
	return {
		...base,
		...texts,
		form,
		bank: given.bank === null ? null : given.bank === undefined ? base.bank : { ...noBank, ...base.bank, ...bank },
		signatory: readSignatory(reader, given.signatory, base.signatory),
		...(given.overrides && { overrides: { ...known?.overrides, ...readOverrides(reader, given.overrides) } }),
	} as LegalEntityRequisites;
}
