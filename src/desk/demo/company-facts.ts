import type { Priority } from '../../crm/company';
import type { LegalEntityRequisites } from '../../requisites';
import type { SaveDepartment } from '../organisation/save-department';
import type { SaveEmployee } from '../organisation/save-employee';
import type { SaveLegalEntity } from '../organisation/save-legal-entity';

/*
 * The company of the case, told anew: all names are made up, all requisites are fictional and pass their control digits,
 * banks and numbers belong to nobody, mail goes to example.com.
 */

/** Saved twice: heads are employees, and employees need their department first. */
export const demoDepartments: readonly SaveDepartment[] = [
	{ code: 'board', name: 'Дирекция', zone: 'Europe/Moscow', headEmail: 'olga@example.com' },
	{ code: 'nn', name: 'Отдел продаж, Нижний Новгород', zone: 'Europe/Moscow', headEmail: 'anna@example.com', parentCode: 'board' },
	{ code: 'nsk', name: 'Отдел продаж, Новосибирск', zone: 'Asia/Novosibirsk', headEmail: 'petr@example.com', parentCode: 'board' },
];

export const demoEmployees: readonly SaveEmployee[] = [
	{ email: 'olga@example.com', name: 'Ольга Белова', role: 'head', departmentCode: 'board' },
	{ email: 'anna@example.com', name: 'Анна Соколова', role: 'head', departmentCode: 'nn' },
	{ email: 'ivan@example.com', name: 'Иван Кузнецов', role: 'manager', departmentCode: 'nn' },
	{ email: 'elena@example.com', name: 'Елена Морозова', role: 'manager', departmentCode: 'nn' },
	{ email: 'petr@example.com', name: 'Пётр Волков', role: 'head', departmentCode: 'nsk' },
	{ email: 'maria@example.com', name: 'Мария Зайцева', role: 'manager', departmentCode: 'nsk' },
	{ email: 'sergey@example.com', name: 'Сергей Никитин', role: 'manager', departmentCode: 'nsk' },
];

/** E-mail of a person → e-mail of who stands in for them. */
export const demoSubstitutes: Readonly<Record<string, string>> = {
	'ivan@example.com': 'elena@example.com',
	'elena@example.com': 'ivan@example.com',
	'maria@example.com': 'sergey@example.com',
	'sergey@example.com': 'maria@example.com',
};

export const demoLegalEntities: readonly SaveLegalEntity[] = [
	{
		code: 'se',
		shortName: 'ООО «Современный эталон»',
		city: 'Нижний Новгород',
		numberPattern: 'СЭ-{yyyy}/{seq:4}',
		vatRegimes: [{ from: '2025-01-01', kind: 'general' }],
		party: {
			form: 'organisation',
			fullName: 'Общество с ограниченной ответственностью «Современный эталон»',
			shortName: 'ООО «Современный эталон»',
			inn: '5259990019',
			kpp: '525901001',
			ogrn: '1025200000011',
			address: '603000, г. Нижний Новгород, ул. Примерная, д. 1, офис 10',
			bank: { account: '40702810400000000123', correspondentAccount: '30101810000000000901', bankName: 'Волжский филиал АО «Примербанк»', bic: '042299901' },
			email: 'office@example.com',
			phone: '+78310000001',
			signatory: { fullName: 'Белова Ольга Сергеевна', position: 'Генеральный директор', basis: 'Устав', gender: 'female' },
		},
	},
	{
		code: 'ip',
		shortName: 'ИП Гордеева Н. П.',
		city: 'Новосибирск',
		numberPattern: 'НГ-{yyyy}/{seq:3}',
		vatRegimes: [{ from: '2025-01-01', kind: 'exempt_simplified' }],
		party: {
			form: 'entrepreneur',
			fullName: 'Гордеева Наталья Петровна',
			shortName: 'ИП Гордеева Н. П.',
			inn: '540299002297',
			kpp: null,
			ogrn: '311547600000230',
			address: '630000, г. Новосибирск, ул. Образцовая, д. 2, кв. 20',
			bank: { account: '40802810000000000456', correspondentAccount: '30101810600000000903', bankName: 'Сибирский филиал АО «Примербанк»', bic: '045099903' },
			email: 'gordeeva@example.com',
			phone: '+73830000002',
			signatory: { fullName: 'Гордеева Наталья Петровна', position: '', basis: '', gender: 'female' },
		},
	},
];

/** A client with all that a contract needs, and the person one talks to. */
export interface DemoClient {
	readonly priority: Priority;
	readonly responsibleEmail: string;
	readonly party: LegalEntityRequisites;
	readonly contact: { readonly name: string; readonly phone: string; readonly email: string };
}

export const demoClients: readonly DemoClient[] = [
	{
		priority: 'key',
		responsibleEmail: 'ivan@example.com',
		party: {
			form: 'organisation',
			fullName: 'Общество с ограниченной ответственностью «Шаговита»',
			shortName: 'ООО «Шаговита»',
			inn: '5262990065',
			kpp: '526201001',
			ogrn: '1055250000046',
			address: '603155, г. Нижний Новгород, ул. Учебная, д. 3',
			bank: { account: '40702810300000000123', correspondentAccount: '30101810300000000902', bankName: 'Волжский филиал АО «Образецбанк»', bic: '042299902' },
			email: 'info@shagovita.example.com',
			phone: '+78310000011',
			signatory: { fullName: 'Лебедев Андрей Викторович', position: 'Директор', basis: 'Устав', gender: 'male' },
		},
		contact: { name: 'Лебедев Андрей Викторович', phone: '+79200000011', email: 'lebedev@shagovita.example.com' },
	},
	{
		priority: 'large',
		responsibleEmail: 'maria@example.com',
		party: {
			form: 'organisation',
			fullName: 'Общество с ограниченной ответственностью «Сибирский кабель»',
			shortName: 'ООО «Сибирский кабель»',
			inn: '5406990044',
			kpp: '540601001',
			ogrn: '1065400000050',
			address: '630099, г. Новосибирск, ул. Показательная, д. 4',
			bank: { account: '40702810100000000123', correspondentAccount: '30101810900000000904', bankName: 'Сибирский филиал АО «Образецбанк»', bic: '045099904' },
			email: 'zakaz@sibkabel.example.com',
			phone: '+73830000012',
			signatory: { fullName: 'Чернова Ирина Львовна', position: 'Исполнительный директор', basis: 'Доверенность № 5 от 12.01.2026', gender: 'female' },
		},
		contact: { name: 'Чернова Ирина Львовна', phone: '+79130000012', email: 'chernova@sibkabel.example.com' },
	},
	{
		priority: 'medium',
		responsibleEmail: 'elena@example.com',
		party: {
			form: 'organisation',
			fullName: 'Общество с ограниченной ответственностью «Тёплый дом»',
			shortName: 'ООО «Тёплый дом»',
			inn: '7715990052',
			kpp: '771501001',
			ogrn: '1047700000039',
			address: '127000, г. Москва, ул. Типовая, д. 5, помещ. 2',
			bank: { account: '40702810000000000123', correspondentAccount: '30101810200000000905', bankName: 'АО «Примербанк»', bic: '044599905' },
			email: 'hello@tdom.example.com',
			phone: '+74950000013',
			signatory: { fullName: 'Гусев Павел Олегович', position: 'Генеральный директор', basis: 'Устав', gender: 'male' },
		},
		contact: { name: 'Гусев Павел Олегович', phone: '+79160000013', email: 'gusev@tdom.example.com' },
	},
	{
		priority: 'small',
		responsibleEmail: 'sergey@example.com',
		party: {
			form: 'entrepreneur',
			fullName: 'Сидорова-Петрова Мария Ивановна',
			shortName: 'ИП Сидорова-Петрова М. И.',
			inn: '525799001160',
			kpp: null,
			ogrn: '304525700000124',
			address: '630007, г. Новосибирск, ул. Учебная, д. 6, кв. 7',
			bank: { account: '40802810900000000456', correspondentAccount: '30101810900000000904', bankName: 'Сибирский филиал АО «Образецбанк»', bic: '045099904' },
			email: 'toys@example.com',
			phone: '+73830000014',
			signatory: { fullName: 'Сидорова-Петрова Мария Ивановна', position: '', basis: '', gender: 'female' },
		},
		contact: { name: 'Сидорова-Петрова Мария Ивановна', phone: '+79130000014', email: 'toys@example.com' },
	},
];
