/**
 * Every tag a contract template may use, with the field its value comes from. Preflight speaks in these words, the table in
 * templates/README.md is checked against this list, and `buildContractData` gives a value to each of them.
 */
export interface ContractField {
	/** As written between the braces. */
	readonly tag: string;
	/** Path in `ContractDraft` where a person fills it in; several tags may come from one field. */
	readonly field: string;
	/** Russian, nominative: «КПП заказчика». */
	readonly label: string;
	/** Decides about a section instead of being printed. */
	readonly isCondition?: true;
}

type Row = readonly [tag: string, field: string, label: string];

const PARTY_ROWS: readonly Row[] = [
	['fullName', 'fullName', 'полное наименование'],
	['shortName', 'shortName', 'краткое наименование'],
	['inn', 'inn', 'ИНН'],
	['kpp', 'kpp', 'КПП'],
	['ogrn', 'ogrn', 'ОГРН или ОГРНИП'],
	['ogrnLabel', 'form', 'слово «ОГРН» или «ОГРНИП»'],
	['address', 'address', 'адрес'],
	['email', 'email', 'электронная почта'],
	['phone', 'phone', 'телефон'],
	['identityDocument', 'identityDocument', 'паспортные данные'],
	['bank.account', 'bank.account', 'расчётный счёт'],
	['bank.correspondentAccount', 'bank.correspondentAccount', 'корреспондентский счёт'],
	['bank.bankName', 'bank.bankName', 'наименование банка'],
	['bank.bic', 'bank.bic', 'БИК'],
	['named', 'signatory.gender', '«именуемый», «именуемая» или «именуемое»'],
	['acting', 'signatory.gender', '«действующий» или «действующая» в нужном падеже'],
	['signatory.fullName', 'signatory.fullName', 'фамилия, имя, отчество подписанта'],
	['signatory.fullNameGenitive', 'signatory.fullName', 'фамилия, имя, отчество подписанта в родительном падеже'],
	['signatory.initialsAndSurname', 'signatory.fullName', 'подписант: «А. П. Иванова»'],
	['signatory.surnameAndInitials', 'signatory.fullName', 'подписант: «Иванова А. П.»'],
	['signatory.position', 'signatory.position', 'должность подписанта'],
	['signatory.positionGenitive', 'signatory.position', 'должность подписанта в родительном падеже'],
	['signatory.basisGenitive', 'signatory.basis', 'основание полномочий в родительном падеже: «Устава»'],
];

const PARTY_CONDITIONS: readonly Row[] = [
	['bank', 'bank', 'банковские реквизиты указаны'],
	['isOrganisation', 'form', 'это организация'],
	['isEntrepreneur', 'form', 'это индивидуальный предприниматель'],
	['isPerson', 'form', 'это физическое лицо'],
	['isRepresented', 'form', 'подписывает представитель: «в лице …»'],
];

const TERM_ROWS: readonly Row[] = [
	['contract.number', 'contract.number', 'номер договора'],
	['contract.date', 'contract.date', 'дата договора: «03» мая 2026 г.'],
	['contract.dateLong', 'contract.date', 'дата договора: 3 мая 2026 года'],
	['contract.dateShort', 'contract.date', 'дата договора: 03.05.2026'],
	['contract.city', 'contract.city', 'город заключения без «г.»'],
	['contract.subject', 'contract.subject', 'предмет договора'],
	['contract.scheme', 'contract.scheme', 'схема сертификации'],
	['contract.standard', 'contract.standard', 'стандарт или технический регламент'],
	['contract.product', 'contract.product', 'продукция'],
	['contract.total', 'contract.totalKopecks', 'стоимость: 1 250 000,50'],
	['contract.totalInWords', 'contract.totalKopecks', 'стоимость прописью'],
	['contract.totalWithWords', 'contract.totalKopecks', 'стоимость цифрами и прописью'],
	['contract.totalWithWordsGenitive', 'contract.totalKopecks', 'стоимость цифрами и прописью после «в размере»'],
	['contract.term', 'contract.termWorkingDays', 'срок: 30 (тридцать) рабочих дней'],
	['contract.termGenitive', 'contract.termWorkingDays', 'срок после «в течение»: 30 (тридцати) рабочих дней'],
	['payment.prepaymentPercent', 'contract.prepaymentPercent', 'аванс в процентах: 50 %'],
	['payment.prepayment', 'contract.prepaymentPercent', 'аванс цифрами и прописью'],
	['payment.prepaymentGenitive', 'contract.prepaymentPercent', 'аванс цифрами и прописью после «в размере»'],
	['payment.rest', 'contract.prepaymentPercent', 'остаток цифрами и прописью'],
	['payment.restGenitive', 'contract.prepaymentPercent', 'остаток цифрами и прописью после «в размере»'],
	['vat.text', 'ourEntity.vatRegimes', '«в том числе НДС …» или «НДС не облагается …»'],
	['vat.taxClause', 'ourEntity.vatRegimes', 'что будет с ценой, если изменится ставка или пропадёт освобождение'],
	['vat.rate', 'ourEntity.vatRegimes', 'ставка НДС: 22 % (нет у договора без НДС)'],
	['vat.sum', 'ourEntity.vatRegimes', 'сумма НДС: 225 409,93 (нет у договора без НДС)'],
];

const TERM_CONDITIONS: readonly Row[] = [
	['payment.isInAdvance', 'contract.prepaymentPercent', 'оплата вперёд полностью'],
	['payment.isInParts', 'contract.prepaymentPercent', 'оплата с авансом'],
	['payment.isAfterwards', 'contract.prepaymentPercent', 'оплата после акта'],
	['lines', 'contract.lines', 'строки приложения: раздел повторяется для каждой'],
];

/** Inside {#lines}…{/lines}. */
const LINE_ROWS: readonly Row[] = [
	['index', 'contract.lines', 'номер строки'],
	['title', 'contract.lines', 'наименование услуги в строке'],
	['quantity', 'contract.lines', 'количество в строке'],
	['unit', 'contract.lines', 'единица измерения в строке'],
	['price', 'contract.lines', 'цена в строке'],
	['sum', 'contract.lines', 'сумма в строке'],
];

const printed = ([tag, field, label]: Row): ContractField => ({ tag, field, label });
const condition = ([tag, field, label]: Row): ContractField => ({ tag, field, label, isCondition: true });

/** `executor` is our legal entity, `client` the other side; the fields are named as in `ContractDraft`. */
function partyFields(side: 'executor' | 'client'): ContractField[] {
	const [owner, whose] = side === 'executor' ? ['ourEntity', 'исполнителя'] : ['client', 'заказчика'];
	const ofSide = ([tag, field, label]: Row): Row => [`${side}.${tag}`, `${owner}.${field}`, `${label} (${whose})`];
	return [...PARTY_ROWS.map(ofSide).map(printed), ...PARTY_CONDITIONS.map(ofSide).map(condition)];
}

export const CONTRACT_FIELDS: readonly ContractField[] = [
	...partyFields('executor'),
	...partyFields('client'),
	...TERM_ROWS.map(printed),
	...TERM_CONDITIONS.map(condition),
	...LINE_ROWS.map(printed),
];

const BY_TAG: ReadonlyMap<string, ContractField> = new Map(CONTRACT_FIELDS.map((field) => [field.tag, field]));

/** Tags of the operator's own templates live under `extra.`; any other name that is not in the list is unknown. */
export function contractFieldOf(tag: string): ContractField | null {
	const known = BY_TAG.get(tag);
	if (known !== undefined) return known;
	const extra = /^extra\.(.+)$/.exec(tag)?.[1];
	return extra === undefined ? null : { tag, field: `contract.extra.${extra}`, label: `дополнительное поле «${extra}»` };
}
