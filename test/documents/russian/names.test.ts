import { genderOfFullName, genitiveFullName, initialsWithSurname, surnameWithInitials } from '../../../src/documents/russian';
import type { Gender } from '../../../src/requisites/party';

type Vector = readonly [why: string, gender: Gender | undefined, nominative: string, genitive: string];

const VECTORS: readonly Vector[] = [
	['an ordinary woman', undefined, 'Иванова Анна Петровна', 'Ивановой Анны Петровны'],
	['an ordinary man', undefined, 'Кузнецов Илья Ильич', 'Кузнецова Ильи Ильича'],
	['a double surname', undefined, 'Сидорова-Петрова Мария Ильинична', 'Сидоровой-Петровой Марии Ильиничны'],
	['a double surname of adjectives', undefined, 'Римский-Корсаков Николай Андреевич', 'Римского-Корсакова Николая Андреевича'],
	['a double surname with a fixed first half', undefined, 'Бонч-Бруевич Владимир Дмитриевич', 'Бонч-Бруевича Владимира Дмитриевича'],
	['a surname in -чая', undefined, 'Горячая Ольга Ивановна', 'Горячей Ольги Ивановны'],
	['a surname in -чая, another root', undefined, 'Рабочая Зоя Павловна', 'Рабочей Зои Павловны'],
	['a surname in -чий', undefined, 'Горячий Олег Иванович', 'Горячего Олега Ивановича'],
	['the short surname Чая', undefined, 'Чая Ирина Сергеевна', 'Чаи Ирины Сергеевны'],
	['Швец, a man', undefined, 'Швец Пётр Ильич', 'Швеца Петра Ильича'],
	['Швец, a woman', undefined, 'Швец Анна Ильинична', 'Швец Анны Ильиничны'],
	['a fleeting vowel in two syllables', undefined, 'Кравец Антон Петрович', 'Кравца Антона Петровича'],
	['a foreigner without patronymic', undefined, 'Мюллер Ханс', 'Мюллера Ханса'],
	['a foreign woman without patronymic', undefined, 'Смит Анна', 'Смит Анны'],
	['a French surname in -а', 'male', 'Дюма Александр', 'Дюма Александра'],
	['a first name lvovich leaves as it is', 'male', 'Гёте Иоганн', 'Гёте Иоганна'],
	['a patronymic with оглы', undefined, 'Алиев Ильхам Гейдар оглы', 'Алиева Ильхама Гейдар оглы'],
	['a patronymic with кызы', undefined, 'Мамедова Лейла Ахмед кызы', 'Мамедовой Лейлы Ахмед кызы'],
	['initials only, gender given', 'female', 'Иванова А. П.', 'Ивановой А. П.'],
	['initials without a space, gender given', 'male', 'Швец А.И.', 'Швеца А. И.'],
	['a Ukrainian surname', undefined, 'Шевченко Тарас Григорьевич', 'Шевченко Тараса Григорьевича'],
	['a surname in -ых', undefined, 'Черных Иван Иванович', 'Черных Ивана Ивановича'],
	['a surname in -аго', undefined, 'Живаго Юрий Андреевич', 'Живаго Юрия Андреевича'],
	['a woman with a consonant surname in -й', undefined, 'Цой Юлия Викторовна', 'Цой Юлии Викторовны'],
	['a man with a surname in -й', undefined, 'Цой Виктор Робертович', 'Цоя Виктора Робертовича'],
	['Любовь', undefined, 'Ткач Любовь Юрьевна', 'Ткач Любови Юрьевны'],
	['Нинель', undefined, 'Петрова Нинель Марковна', 'Петровой Нинели Марковны'],
	['an undeclined French first name', undefined, 'Петрова Николь Марковна', 'Петровой Николь Марковны'],
	['a double first name', 'female', 'Петрова Анна-Мария Марковна', 'Петровой Анны-Марии Марковны'],
	['a first name that ends like a woman’s', undefined, 'Рощин Лука Фомич', 'Рощина Луки Фомича'],
	['an Armenian woman', undefined, 'Саакян Нина Ашотовна', 'Саакян Нины Ашотовны'],
	['a surname like an adjective', undefined, 'Толстая Татьяна Никитична', 'Толстой Татьяны Никитичны'],
];

describe('genitive of full names', () => {
	it.each(VECTORS)('R-CON-3: declines %s', (_why, gender, nominative, genitive) => {
		expect(genitiveFullName(nominative, gender)).toEqual({ text: genitive, isCertain: true });
	});

	it('R-CON-3: gives the usual form of a surname that follows family custom, and says that it is not certain', () => {
		expect(genitiveFullName('Заяц Фёдор Игоревич')).toEqual({ text: 'Зайца Фёдора Игоревича', isCertain: false });
	});

	it('R-CON-3: leaves a name alone when the gender is unknown or the script is foreign', () => {
		expect(genitiveFullName('Швец А. И.')).toEqual({ text: 'Швец А. И.', isCertain: false });
		expect(genitiveFullName('Smith John')).toEqual({ text: 'Smith John', isCertain: false });
	});
});

describe('gender shown by a name', () => {
	it.each([
		['Иванова Анна Петровна', 'female'],
		['Ким Евгений Петрович', 'male'],
		['Ким Женя Сергеевна', 'female'],
		['Алиев Ильхам Гейдар оглы', 'male'],
		['Петрова Любовь', 'female'],
		['Смит Анна', 'female'],
		['Ким Женя', null],
		['Швец А. И.', null],
		['Иванов Анна', null],
		['', null],
	] as const)('R-CON-3: «%s» is %s', (fullName, gender) => {
		expect(genderOfFullName(fullName)).toBe(gender);
	});
});

describe('initials', () => {
	const plain = (text: string): string => text.replaceAll('\u00A0', ' ');
	it.each([
		['Иванова Анна Петровна', 'Иванова А. П.', 'А. П. Иванова'],
		['Смит Джон', 'Смит Д.', 'Д. Смит'],
		['Петрова Анна-Мария Марковна', 'Петрова А.-М. М.', 'А.-М. М. Петрова'],
		['Алиев Ильхам Гейдар оглы', 'Алиев И. Г.', 'И. Г. Алиев'],
		['Швец А.И.', 'Швец А. И.', 'А. И. Швец'],
		['Сократ', 'Сократ', 'Сократ'],
	])('R-CON-3: «%s» becomes «%s» and «%s», never broken over lines', (fullName, lastFirst, initialsFirst) => {
		expect(plain(surnameWithInitials(fullName))).toBe(lastFirst);
		expect(plain(initialsWithSurname(fullName))).toBe(initialsFirst);
		expect(initialsWithSurname(fullName)).not.toContain(' ');
	});
});
