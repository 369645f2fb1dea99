/** Fictional sides of a contract whose control digits hold; every call makes a new object. */
import type { LegalEntityRequisites } from '../../src/requisites';

/** Our ООО. */
export const organisation = (): LegalEntityRequisites => ({
	form: 'organisation',
	fullName: 'Общество с ограниченной ответственностью «Современный эталон»',
	shortName: 'ООО «Современный эталон»',
	inn: '5260999009',
	kpp: '526001001',
	ogrn: '1245200099000',
	address: '603000, г. Нижний Новгород, ул. Вымышленная, д. 12, пом. 4',
	bank: {
		account: '40702810900000000001',
		correspondentAccount: '30101810200000000824',
		bankName: 'Филиал «Волжский» АО «Пример Банк» в г. Нижнем Новгороде',
		bic: '042202824',
	},
	email: 'dogovor@etalon.example',
	phone: '+7 831 200-00-00',
	signatory: { fullName: 'Иванова Анна Петровна', position: 'Генеральный директор', basis: 'Устав' },
});

/** Our second legal entity, an entrepreneur. */
export const entrepreneurWoman = (): LegalEntityRequisites => ({
	form: 'entrepreneur',
	fullName: 'Индивидуальный предприниматель Сидорова-Петрова Мария Ильинична',
	shortName: 'ИП Сидорова-Петрова М. И.',
	inn: '540699901098',
	kpp: null,
	ogrn: '323547600099003',
	address: '630000, г. Новосибирск, ул. Образцовая, д. 7, кв. 15',
	bank: {
		account: '40802810900000000000',
		correspondentAccount: '30101810600000000774',
		bankName: 'Филиал «Сибирский» АО «Пример Банк» в г. Новосибирске',
		bic: '045004774',
	},
	email: 'sidorova@etalon.example',
	phone: '+7 383 200-00-00',
	signatory: { fullName: 'Сидорова-Петрова Мария Ильинична', position: '', basis: '' },
});

/** A client. */
export const clientOrganisation = (): LegalEntityRequisites => ({
	form: 'organisation',
	fullName: 'Общество с ограниченной ответственностью «Кабель-Пример»',
	shortName: 'ООО «Кабель-Пример»',
	inn: '7704999007',
	kpp: '770401001',
	ogrn: '1197746099000',
	address: '119000, г. Москва, Несуществующий переулок, д. 3, стр. 1, офис 21',
	bank: {
		account: '40702810900000000000',
		correspondentAccount: '30101810400000000225',
		bankName: 'АО «Образцовый Банк», г. Москва',
		bic: '044525225',
	},
	email: 'office@kabel.example',
	phone: '+7 495 000-00-00',
	signatory: { fullName: 'Швец Пётр Ильич', position: 'Директор', basis: 'Доверенность № 5 от 01.02.2026' },
});

export const person = (): LegalEntityRequisites => ({
	form: 'person',
	fullName: 'Смирнов Илья Кузьмич',
	shortName: 'Смирнов И. К.',
	inn: '',
	kpp: null,
	ogrn: null,
	address: '603000, г. Нижний Новгород, ул. Придуманная, д. 1, кв. 1',
	bank: null,
	email: 'smirnov@example.com',
	phone: '+7 900 000-00-00',
	signatory: { fullName: 'Смирнов Илья Кузьмич', position: '', basis: '' },
	identityDocument: 'паспорт 22 00 000001, выдан ОВД Примерного района 01.02.2015',
});
