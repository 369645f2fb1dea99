import fc from 'fast-check';
import {
	checkRequisites,
	hasValidAccountKey,
	hasValidCorrespondentAccountKey,
	hasValidInnChecksum,
	hasValidOgrnChecksum,
	hasValidOgrnipChecksum,
	type LegalEntityRequisites,
} from '../../src/requisites';
import { entrepreneurWoman, organisation, person } from './sample-parties';

const fieldsOf = (entity: LegalEntityRequisites): string[] =>
	checkRequisites(entity).map(({ field, code, severity }) => `${field} ${code} ${severity}`);

describe('control digits', () => {
	it('R-ORG-2: accepts the published vectors', () => {
		expect(hasValidInnChecksum('7707083893')).toBe(true);
		expect(hasValidInnChecksum('500100732259')).toBe(true);
		expect(hasValidOgrnChecksum('1027700132195')).toBe(true);
		expect(hasValidAccountKey('40702810900000002851', '044030827')).toBe(true);
		expect(hasValidCorrespondentAccountKey('30101810400000000225', '044525225')).toBe(true);
	});

	it('R-ORG-2: rejects a wrong last digit, and the sample account from the documentation of Bitrix24', () => {
		expect(hasValidInnChecksum('7707083894')).toBe(false);
		expect(hasValidInnChecksum('500100732258')).toBe(false);
		expect(hasValidOgrnChecksum('1027700132194')).toBe(false);
		expect(hasValidAccountKey('40702810938000060473', '044525225')).toBe(false);
	});

	it('R-ORG-2: notices any single mistyped digit of an ИНН of a person or an account', () => {
		fc.assert(
			fc.property(fc.nat(19), fc.integer({ min: 1, max: 9 }), (position, shift) => {
				const account = '40702810900000002851';
				const digit = (Number(account[position]) + shift) % 10;
				const mistyped = account.slice(0, position) + String(digit) + account.slice(position + 1);
				expect(hasValidAccountKey(mistyped, '044030827')).toBe(false);
			}),
		);
	});

	it('R-ORG-2: an account at the Bank of Russia itself is keyed by the branch', () => {
		const bic = '044030001';
		const account = [...Array(10).keys()].map((key) => `40302810${key}00000000001`).find((one) => hasValidAccountKey(one, bic));
		expect(account).toBeDefined();
		expect(hasValidCorrespondentAccountKey(account ?? '', bic)).toBe(true);
	});

	it.each(['', '123', 'abcdefghij', '77070838931', '７７０７０８３８９３'])('R-ORG-2: answers «%s» with false, not with an exception', (text) => {
		expect([hasValidInnChecksum, hasValidOgrnChecksum, hasValidOgrnipChecksum].map((check) => check(text))).toEqual([false, false, false]);
		expect(hasValidAccountKey(text, text)).toBe(false);
	});
});

describe('checkRequisites', () => {
	it('R-ORG-2: finds nothing wrong with the sample organisation, entrepreneur and person', () => {
		expect([organisation(), entrepreneurWoman(), person()].flatMap((party) => checkRequisites(party))).toEqual([]);
	});

	it('R-CON-2: reports everything that is missing at once', () => {
		const empty: LegalEntityRequisites = {
			...organisation(),
			fullName: ' ', shortName: '', inn: '', kpp: null, ogrn: null, address: '',
			bank: { account: '', correspondentAccount: '', bankName: '', bic: '' },
			signatory: { fullName: '', position: '', basis: '' },
		};
		expect(checkRequisites(empty).every(({ code, severity }) => code === 'missing' && severity === 'error')).toBe(true);
		expect(checkRequisites(empty).map(({ field }) => field)).toEqual([
			'fullName', 'shortName', 'inn', 'kpp', 'ogrn', 'address',
			'bank.account', 'bank.bankName', 'bank.correspondentAccount', 'bank.bic',
			'signatory.fullName', 'signatory.position', 'signatory.basis',
		]);
	});

	it('R-ORG-2: a wrong control digit is a warning with a sentence an operator understands', () => {
		const [fault] = checkRequisites({ ...organisation(), inn: '7707083894' });
		expect(fault).toEqual({
			field: 'inn',
			code: 'checksum',
			severity: 'warning',
			message: 'ИНН 7707083894: не сходится контрольное число, вероятна опечатка. Сверьте с карточкой предприятия.',
		});
	});

	it('R-ORG-2: a recorded reason overrides a wrong control digit, a blank one does not', () => {
		const wrong = { ...organisation(), inn: '7707083894' };
		expect(checkRequisites({ ...wrong, overrides: { inn: 'Сверено с выпиской ЕГРЮЛ' } })).toEqual([]);
		expect(checkRequisites(wrong, { inn: 'Сверено с выпиской ЕГРЮЛ' })).toEqual([]);
		expect(checkRequisites({ ...wrong, overrides: { inn: '  ' } })).toHaveLength(1);
		expect(checkRequisites({ ...wrong, overrides: { ogrn: 'не то поле' } })).toHaveLength(1);
	});

	it('R-ORG-2: no reason overrides a number that is missing or ill-formed', () => {
		const overrides = { inn: 'так надо', 'bank.bic': 'так надо' };
		expect(fieldsOf({ ...organisation(), inn: '', overrides })).toEqual(['inn missing error']);
		expect(fieldsOf({ ...organisation(), inn: '77070', overrides })).toEqual(['inn malformed error']);
	});

	it.each([
		['7707 083893', 'ИНН: уберите пробелы, нужно 10 цифр подряд.'],
		['500100732259', 'ИНН: указано цифр: 12, нужно 10.'],
		['77О7083893', 'ИНН: нужно 10 цифр без других знаков, указано «77О7083893».'],
		['0000000000', 'ИНН: номер не может состоять из одних нулей.'],
	])('R-CON-2: ИНН «%s» is explained', (inn, message) => {
		expect(checkRequisites({ ...organisation(), inn })).toEqual([{ field: 'inn', code: 'malformed', severity: 'error', message }]);
	});

	it('R-ORG-2: КПП may carry Latin capitals in places five and six, and an entrepreneur has none', () => {
		expect(fieldsOf({ ...organisation(), kpp: '7707AB001' })).toEqual([]);
		expect(fieldsOf({ ...organisation(), kpp: '77070100' })).toEqual(['kpp malformed error']);
		expect(fieldsOf({ ...entrepreneurWoman(), kpp: '770701001' })).toEqual(['kpp not_applicable warning']);
	});

	it('R-ORG-2: an entrepreneur has twelve digits of ИНН and fifteen of ОГРНИП', () => {
		expect(fieldsOf({ ...entrepreneurWoman(), inn: '5260999009', ogrn: '1245200099000' })).toEqual([
			'inn malformed error', 'ogrn malformed error',
		]);
	});

	it('R-ORG-2: a wrong БИК is blamed on the БИК, not on both accounts', () => {
		const party = organisation();
		const bank = { ...party.bank!, bic: '04220282' };
		expect(fieldsOf({ ...party, bank })).toEqual(['bank.bic malformed error']);
	});

	it('R-ORG-2: accounts of another bank are doubted', () => {
		const party = organisation();
		const bank = { ...party.bank!, bic: '044525225' };
		expect(fieldsOf({ ...party, bank })).toEqual(['bank.account checksum warning', 'bank.correspondentAccount checksum warning']);
		const sameKey = { ...party.bank!, correspondentAccount: '30101810400000000225' };
		expect(fieldsOf({ ...party, bank: sameKey })).toContainEqual(expect.stringMatching(/^bank\.correspondentAccount (checksum|mismatch) warning$/));
	});

	it('R-ORG-2: a person needs a passport, but no account and no ОГРН', () => {
		expect(fieldsOf({ ...person(), identityDocument: '', bank: null })).toEqual(['identityDocument missing error']);
	});

	it('R-ORG-2: an e-mail address is checked when there is one', () => {
		expect(fieldsOf({ ...organisation(), email: 'info@example' })).toEqual(['email malformed error']);
		expect(fieldsOf({ ...organisation(), email: '' })).toEqual([]);
	});
});
