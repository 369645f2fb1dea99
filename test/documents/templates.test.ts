import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractTemplate } from '../../scripts/templates/contract';
import { buildContractData, CONTRACT_FIELDS, inspectTemplate, listTags, renderDocx, type ContractInputs, type TemplateTag } from '../../src/documents';
import { lookUp } from '../../src/documents/document-data';
import { clientOrganisation, entrepreneurWoman, organisation } from '../requisites/sample-parties';
import { textOf } from './docx-text';
import { contractOfEntrepreneur, contractOfOrganisations, contractWithPerson } from './sample-contracts';

const folder = join(__dirname, '../../templates');
const OOO = readFileSync(join(folder, 'contract-ooo.docx'));
const IP = readFileSync(join(folder, 'contract-ip.docx'));
const readme = readFileSync(join(folder, 'README.md'), 'utf8');

const render = (template: Uint8Array, inputs: ContractInputs): string =>
	['word/document.xml', 'word/footer1.xml'].map((part) => textOf(renderDocx(template, buildContractData(inputs)), part)).join('\n').replaceAll('\u00A0', ' ');
const flat = (tags: readonly TemplateTag[]): TemplateTag[] => tags.flatMap((tag) => [tag, ...flat(tag.children)]);
const namesIn = (template: Uint8Array): Set<string> => new Set(flat(listTags(template)).map(({ name }) => name));

const EVERY_PAIR: ReadonlyArray<readonly [what: string, template: Uint8Array, inputs: ContractInputs]> = [
	['ООО ↔ ООО', OOO, contractOfOrganisations()],
	['ООО ↔ ИП', OOO, { ...contractOfOrganisations(), client: entrepreneurWoman() }],
	['ООО ↔ person', OOO, contractWithPerson()],
	['ИП ↔ ООО', IP, contractOfEntrepreneur()],
	['ИП ↔ ИП', IP, { ...contractOfEntrepreneur(), client: entrepreneurWoman() }],
	['ИП ↔ person', IP, { ...contractOfEntrepreneur(), client: contractWithPerson().client }],
];

describe('shipped templates', () => {
	it('R-CON-1: are what their script builds, byte for byte', async () => {
		expect(Buffer.from(await contractTemplate('organisation')).equals(OOO)).toBe(true);
		expect(Buffer.from(await contractTemplate('entrepreneur')).equals(IP)).toBe(true);
	});

	it('R-CON-1: carry nothing unsafe and use known tags only', () => {
		const known = new Set(CONTRACT_FIELDS.map(({ tag }) => tag));
		for (const template of [OOO, IP]) {
			expect(inspectTemplate(template)).toEqual([]);
			expect([...namesIn(template)].filter((name) => !known.has(name))).toEqual([]);
		}
	});

	it.each(EVERY_PAIR)('R-CON-1: %s leaves no tag, no hole and no doubled space or mark', (_what, template, inputs) => {
		// The footer's page numbers are fields without text of their own.
		const text = render(template, inputs).replace(/Страница.*/, '');
		expect(text).not.toMatch(/[{}]|undefined|null|NaN|\[object/);
		expect(text).not.toMatch(/ {2}|,,|\.\.| ,| \.(?!\d)|\( | \)/);
	});

	it('R-CON-3: the preamble of two organisations agrees with their forms and signatories', () => {
		expect(render(OOO, contractOfOrganisations())).toContain(
			'Общество с ограниченной ответственностью «Современный эталон», именуемое в дальнейшем «Исполнитель», в лице генерального директора Ивановой Анны Петровны, действующей на основании Устава, ' +
				'с одной стороны, и Общество с ограниченной ответственностью «Кабель-Пример», именуемое в дальнейшем «Заказчик», в лице директора Швеца Петра Ильича, действующего на основании доверенности № 5 от 01.02.2026, ' +
				'с другой стороны, вместе именуемые «Стороны»',
		);
	});

	it('R-CON-3: an entrepreneur, a woman, is «именуемая» and «действующая» in her own name', () => {
		expect(render(IP, contractOfEntrepreneur())).toContain(
			'Индивидуальный предприниматель Сидорова-Петрова Мария Ильинична, именуемая в дальнейшем «Исполнитель», действующая на основании записи о государственной регистрации в ЕГРИП, ОГРНИП 323547600099003, с одной стороны',
		);
	});

	it('R-CON-3: an entrepreneur who is represented is «в лице», and named by her own gender', () => {
		const signatory = { fullName: 'Швец Пётр Ильич', position: 'Представитель', basis: 'Доверенность № 1 от 01.02.2026' };
		const inputs = { ...contractOfOrganisations(), client: { ...entrepreneurWoman(), signatory } };
		expect(render(OOO, inputs)).toContain(
			'Сидорова-Петрова Мария Ильинична, именуемая в дальнейшем «Заказчик», в лице представителя Швеца Петра Ильича, действующего на основании доверенности № 1 от 01.02.2026, с другой стороны',
		);
	});

	it('R-CON-3: a person is a side without «на основании»', () => {
		expect(render(OOO, contractWithPerson())).toContain(
			'и Смирнов Илья Кузьмич, паспорт 22 00 000001, выдан ОВД Примерного района 01.02.2015, именуемый в дальнейшем «Заказчик», с другой стороны',
		);
	});

	it('R-CON-1: the price is in figures and words, with VAT and an advance that adds up', () => {
		const text = render(OOO, contractOfOrganisations());
		expect(text).toContain('Стоимость Услуг составляет 125 801 (сто двадцать пять тысяч восемьсот один) рубль 51 копейка, в том числе НДС по ставке 22 % — 22 685 (двадцать две тысячи шестьсот восемьдесят пять) рублей 52 копейки.');
		expect(text).toContain('аванс в размере 62 900 (шестидесяти двух тысяч девятисот) рублей 76 копеек (50 % стоимости Услуг)');
		expect(text).toContain('остаток в размере 62 900 (шестидесяти двух тысяч девятисот) рублей 75 копеек');
		expect(text).toContain('Акт) и счёт-фактуру.');
	});

	it('R-CON-1: the three ways to pay exclude each other, and only VAT payers promise an invoice', () => {
		expect(render(IP, contractOfEntrepreneur())).toContain('Заказчик оплачивает Услуги в полном размере в течение 5 (пяти) рабочих дней со дня заключения Договора.');
		expect(render(IP, contractOfEntrepreneur())).not.toMatch(/аванс в размере|подписания акта|счёт-фактур/);
		expect(render(OOO, contractWithPerson())).toContain('в течение 5 (пяти) рабочих дней со дня подписания акта об оказании Услуг.');
		expect(render(OOO, contractWithPerson())).not.toMatch(/аванс в размере|последнее из событий|арбитражный суд/);
	});

	it('R-CON-1: the annex has one row for each line, and the number is in the footer', () => {
		const text = render(OOO, contractOfOrganisations());
		expect(text).toMatch(/1\nПодготовка комплекта[^\n]*\n1\nуслуга\n45 000,00\n45 000,00\n2\nОрганизация испытаний[^\n]*\n3\nобразец\n22 600,50\n67 801,50\n3\nСопровождение[^\n]*\n1,5\nдень\n8 666,67\n13 000,01\nИтого:\n125 801,51/);
		expect(text).toMatch(/Договор № СЭ-2026\/0123 от 23\.11\.2026\t?Страница/);
	});

	it('R-CON-8: originals are exchanged within ten days, the term the register counts', () => {
		expect(render(OOO, contractOfOrganisations())).toContain('передаёт оригинал документа другой Стороне в течение 10 (десяти) календарных дней');
	});

	it('R-CON-1: never prints a trace of another client over many renders', () => {
		const clients = [...Array(12).keys()].map((n) => ({ ...clientOrganisation(), fullName: `Общество с ограниченной ответственностью «Клиент-${n}-»`, address: `адрес-${n}-` }));
		const texts = clients.map((client) => render(OOO, { ...contractOfOrganisations(), client }));
		texts.forEach((text, n) => {
			const traces = [...text.matchAll(/(?:Клиент|адрес)-(\d+)-/g)].map(([, number]) => Number(number));
			expect(traces.length).toBeGreaterThan(2);
			expect(new Set(traces)).toEqual(new Set([n]));
		});
	});

	it('R-CON-1: the same contract gives the same bytes', () => {
		const once = () => Buffer.from(renderDocx(OOO, buildContractData(contractOfOrganisations())));
		expect(once().equals(once())).toBe(true);
	});
});

describe('list of tags', () => {
	it('R-CON-1: every tag of the list has a value, and every value is in the list', () => {
		const data = buildContractData({ ...contractOfOrganisations(), client: { ...organisation(), identityDocument: 'есть' } });
		const firstLine = contractOfOrganisations().contract.lines.length > 0 ? (data.lines as ReadonlyArray<Record<string, unknown>>)[0] : undefined;
		const without = CONTRACT_FIELDS.filter(({ tag }) => (lookUp(data, tag) ?? lookUp(firstLine, tag)) === undefined && tag !== 'executor.identityDocument');
		expect(without).toEqual([]);
		const known = CONTRACT_FIELDS.map(({ tag }) => tag);
		const leaves = (value: unknown, path: string): string[] =>
			typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value).flatMap(([name, inner]) => leaves(inner, path === '' ? name : `${path}.${name}`)) : [path];
		expect([...leaves(data, ''), ...leaves(firstLine, '')].filter((path) => !known.includes(path) && !path.startsWith('extra'))).toEqual([]);
	});

	it('R-CON-1: the table in templates/README.md names every tag and no other', () => {
		const documented = new Set([...readme.matchAll(/^\| `\{#?([\w.]+)\}` \|/gm)].map(([, tag]) => tag));
		const expected = CONTRACT_FIELDS.map(({ tag }) => tag.replace(/^client\./, 'executor.'));
		expect([...new Set(expected)].filter((tag) => !documented.has(tag))).toEqual([]);
		expect([...documented].filter((tag) => !expected.includes(tag ?? '') && !['client.inn', 'extra.delivery'].includes(tag ?? ''))).toEqual([]);
	});
});
