import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildContractData, isBlocked, lineSum, preflightContract, renderDocx, type ContractDraft, type ContractTerms, type Fault } from '../../src/documents';
import { organisation } from '../requisites/sample-parties';
import { contractOfEntrepreneur, contractOfOrganisations, contractWithPerson } from './sample-contracts';
import { entry, tinyDocx } from './tiny-docx';

const folder = join(__dirname, '../../templates');
const OOO = readFileSync(join(folder, 'contract-ooo.docx'));
const IP = readFileSync(join(folder, 'contract-ip.docx'));
const PLAIN = tinyDocx(['text']);

const draftWith = (terms: Partial<ContractTerms>): ContractDraft => ({ ...contractOfOrganisations(), contract: { ...contractOfOrganisations().contract, ...terms } });
const codesOf = (faults: readonly Fault[]): string[] => faults.map(({ code, field }) => `${code} ${field}`);
const lineWith = (changes: object) => {
	const [first, ...rest] = contractOfOrganisations().contract.lines;
	return [{ ...first!, ...changes }, ...rest];
};

describe('preflightContract', () => {
	it('R-CON-2: lets sound contracts pass, and what passes can be rendered', () => {
		for (const [template, inputs] of [[OOO, contractOfOrganisations()], [OOO, contractWithPerson()], [IP, contractOfEntrepreneur()]] as const) {
			expect(preflightContract(template, inputs, { today: inputs.contract.date })).toEqual([]);
			expect(() => renderDocx(template, buildContractData(inputs))).not.toThrow();
		}
	});

	it('R-CON-2: reports faults of the terms, of both sides, of VAT and of the template at once', () => {
		const draft: ContractDraft = {
			ourEntity: { ...organisation(), inn: '', vatRegimes: [] },
			client: { ...contractOfOrganisations().client, inn: '7704999008', kpp: '', signatory: { fullName: 'Ким Женя', position: 'CEO', basis: 'Ордер' } },
			contract: { ...contractOfOrganisations().contract, subject: ' ', city: '', totalKopecks: 100, termWorkingDays: 0, prepaymentPercent: 101, date: '2026-11-23' },
		};
		const faults = preflightContract(tinyDocx(['{executor.inn} {client.kpp} {client.inm} {contract.scheme2} {extra.note} {vat.text}']), draft, { today: '2026-01-01' });
		expect(codesOf(faults)).toEqual([
			'date_far_ahead contract.date',
			'city_empty contract.city',
			'subject_empty contract.subject',
			'total_differs contract.totalKopecks',
			'term_wrong contract.termWorkingDays',
			'prepayment_wrong contract.prepaymentPercent',
			'requisite_missing ourEntity.inn',
			'requisite_checksum client.inn',
			'requisite_missing client.kpp',
			'gender_unknown client.signatory.gender',
			'genitive_uncertain client.signatory.positionGenitive',
			'genitive_uncertain client.signatory.basisGenitive',
			'vat_regime_missing ourEntity.vatRegimes',
			'unknown_tag template:client.inm',
			'unknown_tag template:contract.scheme2',
			'extra_missing contract.extra.note',
		]);
		expect(faults.every(({ message, fix }) => /[а-яё]/i.test(message) && message.endsWith('.') && fix.endsWith('.'))).toBe(true);
	});

	it('R-CON-2: speaks in sentences a manager understands, and says where to go', () => {
		const faults = preflightContract(tinyDocx(['{contract.scheme} {client.inm}']), draftWith({ scheme: '', totalKopecks: 125_000_00 }));
		expect(faults.map(({ message, fix }) => [message.replaceAll('\u00A0', ' '), fix])).toEqual([
			['Сумма строк 125 801,51 руб., а стоимость договора 125 000,00 руб.', 'Исправьте строки или стоимость: они должны совпадать.'],
			[
				'Шаблону нужно: схема сертификации, а значения нет (метка {contract.scheme}).',
				'Заполните: схема сертификации. Если значения может не быть, возьмите метку в условие: {#contract.scheme}…{/contract.scheme}.',
			],
			[
				'В шаблоне неизвестная метка {client.inm}. Возможно, имелась в виду {client.inn}.',
				'Исправьте шаблон в Word и загрузите его снова. Список меток — в справке к шаблонам.',
			],
		]);
	});

	it('R-CON-2: does not report a field twice, once as a requisite and once as a tag', () => {
		const { client } = contractOfOrganisations();
		const bare = { ...client, bank: null, address: '', signatory: { fullName: '', position: '', basis: '' } };
		const fields = preflightContract(OOO, { ...contractOfOrganisations(), client: bare }).map(({ field }) => field);
		expect(new Set(fields).size).toBe(fields.length);
		expect(fields).toEqual(['client.address', 'client.bank', 'client.signatory.fullName', 'client.signatory.position', 'client.signatory.basis', 'client.signatory.gender']);
	});

	it('R-CON-2: wrong control digits warn and do not block; a recorded reason silences them', () => {
		const draft = { ...contractOfOrganisations(), client: { ...contractOfOrganisations().client, inn: '7704999008' } };
		const faults = preflightContract(OOO, draft);
		expect(faults).toEqual([
			{
				code: 'requisite_checksum',
				field: 'client.inn',
				severity: 'warning',
				message: 'Заказчик. ИНН 7704999008: не сходится контрольное число, вероятна опечатка. Сверьте с карточкой предприятия.',
				fix: 'Исправьте в реквизитах компании клиента или запишите причину, по которой номер верен.',
			},
		]);
		expect(isBlocked(faults)).toBe(false);
		expect(preflightContract(OOO, { ...draft, client: { ...draft.client, overrides: { inn: 'Сверено с ЕГРЮЛ' } } })).toEqual([]);
	});

	it('R-CON-3: a doubtful genitive warns until the right form is stored', () => {
		const { client } = contractOfOrganisations();
		const signatory = { ...client.signatory, fullName: 'Заяц Фёдор Игоревич' };
		const draft = { ...contractOfOrganisations(), client: { ...client, signatory } };
		expect(preflightContract(OOO, draft).map(({ code, message, severity }) => [code, message, severity])).toEqual([
			['genitive_uncertain', 'Заказчик. Проверьте родительный падеж (ФИО подписанта): «Зайца Фёдора Игоревича».', 'warning'],
		]);
		const stored = { ...client, signatory: { ...signatory, fullNameGenitive: 'Заяца Фёдора Игоревича' } };
		expect(preflightContract(OOO, { ...draft, client: stored })).toEqual([]);
	});

	it.each<[string, Partial<ContractTerms>, string[]]>([
		['a date that does not exist', { date: '2026-02-30' }, ['date_invalid contract.date']],
		['no lines', { lines: [] }, ['lines_empty contract.lines']],
		['a line without title and unit', { lines: lineWith({ title: '', unit: ' ' }) }, ['line_title_empty contract.lines.0.title', 'line_unit_empty contract.lines.0.unit']],
		['a line of nothing', { lines: lineWith({ quantity: 0 }) }, ['line_quantity_wrong contract.lines.0.quantity']],
		['too fine a quantity', { lines: lineWith({ quantity: 1.0005 }) }, ['line_quantity_wrong contract.lines.0.quantity']],
		['a price in fractions of a kopeck', { lines: lineWith({ priceKopecks: 0.5 }) }, ['line_price_wrong contract.lines.0.priceKopecks']],
		['a negative sum', { lines: lineWith({ sumKopecks: -1 }) }, ['line_sum_wrong contract.lines.0.sumKopecks']],
		['a sum that is not price times quantity', { lines: lineWith({ priceKopecks: 45_000_01 }) }, ['line_sum_wrong contract.lines.0.sumKopecks']],
		['a total of nothing', { totalKopecks: 0 }, ['total_wrong contract.totalKopecks']],
		['a total that is no number', { totalKopecks: Number.NaN }, ['total_wrong contract.totalKopecks']],
		['half a day', { termWorkingDays: 1.5 }, ['term_wrong contract.termWorkingDays']],
		['a negative advance', { prepaymentPercent: -1 }, ['prepayment_wrong contract.prepaymentPercent']],
	])('R-CON-2: refuses %s', (_what, terms, expected) => {
		const faults = preflightContract(OOO, draftWith(terms));
		expect(codesOf(faults)).toEqual(expected);
		expect(isBlocked(faults)).toBe(true);
	});

	it('R-CON-2: asks about a date far from today, inside a window that can be set', () => {
		const draft = draftWith({ date: '2026-11-23' });
		expect(codesOf(preflightContract(OOO, draft, { today: '2027-01-01' }))).toEqual(['date_far_back contract.date']);
		expect(codesOf(preflightContract(OOO, draft, { today: '2026-10-01' }))).toEqual(['date_far_ahead contract.date']);
		expect(preflightContract(OOO, draft, { today: '2027-01-01', daysBack: 60 })).toEqual([]);
		expect(preflightContract(OOO, draft)).toEqual([]);
	});

	it('R-CON-2: checks VAT against regime, date and legal form', () => {
		const withRegimes = (...vatRegimes: ContractDraft['ourEntity']['vatRegimes'][number][]): ContractDraft => ({ ...contractOfOrganisations(), ourEntity: { ...organisation(), vatRegimes } });
		expect(codesOf(preflightContract(OOO, withRegimes({ from: '2027-01-01', kind: 'general' })))).toEqual(['vat_regime_missing ourEntity.vatRegimes']);
		expect(codesOf(preflightContract(OOO, withRegimes({ from: '2026-01-01', kind: 'patent' })))).toEqual(['vat_kind_wrong ourEntity.vatRegimes']);
		expect(codesOf(preflightContract(OOO, withRegimes({ from: '2026-01-32', kind: 'general' })))).toEqual(['vat_from_invalid ourEntity.vatRegimes', 'vat_regime_missing ourEntity.vatRegimes']);
		expect(codesOf(preflightContract(OOO, { ...withRegimes({ from: '2020-01-01', kind: 'simplified_5' }), contract: { ...contractOfOrganisations().contract, date: '2024-06-01' } }))).toEqual([
			'vat_rate_unknown ourEntity.vatRegimes',
		]);
	});

	it.each([
		['a broken tag', tinyDocx(['{client.inn']), 'template_unclosed_tag', 'Метка «{client.inn» не закрыта фигурной скобкой.'],
		['an open section', tinyDocx(['{#lines}']), 'template_unclosed_loop', 'Раздел {#lines} не закрыт: нет {/lines}.'],
		['macros', tinyDocx(['x'], [entry('word/vbaProject.bin', 'x')]), 'template_macros', 'В шаблоне есть макросы (word/vbaProject.bin).'],
		['no document', Buffer.from('hello'), 'template_not_a_zip', 'Шаблон не является документом .docx.'],
		['no document at all', new Uint8Array(), 'template_not_a_zip', 'Шаблон не является документом .docx.'],
	])('R-CON-2: explains a template with %s in Russian, beside the other faults', (_what, template, code, message) => {
		const faults = preflightContract(template, draftWith({ subject: '' }));
		expect(faults.map((fault) => fault.code)).toEqual(['subject_empty', code]);
		expect(faults[1]?.message).toBe(message);
	});

	it('R-CON-2: needs no number, and never changes what it is given', () => {
		const { number: _number, ...contract } = contractOfOrganisations().contract;
		const draft: ContractDraft = Object.freeze({ ...contractOfOrganisations(), contract: Object.freeze(contract) });
		const before = JSON.stringify(draft);
		expect(preflightContract(tinyDocx(['{contract.number}']), draft)).toEqual([]);
		expect(JSON.stringify(draft)).toBe(before);
	});

	it('R-CON-2: finds nothing in an empty template but the faults of the facts', () => {
		expect(preflightContract(PLAIN, contractOfOrganisations())).toEqual([]);
	});
});

describe('lineSum', () => {
	it.each([
		[3, 22_600_50, 67_801_50],
		[1.5, 8_666_67, 13_000_01],
		[0.001, 500, 1],
		[0.001, 499, 0],
		[0.1, 3, 0],
		[1.005, 100_00, 100_50],
	])('R-CON-2: %d × %d kopecks are %d, rounded half-up', (quantity, price, sum) => {
		expect(lineSum(quantity, price)).toBe(sum);
	});
});
