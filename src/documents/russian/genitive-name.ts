/**
 * Genitive of a full name, «в лице … Ивановой Анны Петровны» (R-CON-3). lvovich knows most names; the corrections below
 * are the vectors it was seen to get wrong, each a rule of Russian grammar rather than a name list where possible.
 */
import type { Gender } from '../../requisites/party';
import { inclineFirstname, inclineLastname, inclineMiddlename } from '../../vendor';
import type { Declined } from './declined';
import { genderOfFullName, isInitials, parseFullName } from './full-name';

/** Nouns as surnames lose or keep a vowel by family custom (Заяц → Зайца or Заяца): the usual form, to be confirmed. */
const CUSTOM_OF_THE_FAMILY: Readonly<Record<string, string>> = {
	Заяц: 'Зайца', Орёл: 'Орла', Орел: 'Орла', Козёл: 'Козла', Козел: 'Козла', Котёл: 'Котла', Котел: 'Котла',
	Соловей: 'Соловья', Воробей: 'Воробья', Лев: 'Льва', Дуб: 'Дуба', Хмель: 'Хмеля', Перец: 'Перца',
};

/** First halves of double surnames that are no surnames themselves and stay: Бонч-Бруевича, Тер-Петросяна. */
const FIXED_FIRST_HALVES: ReadonlySet<string> = new Set([
	'Бонч', 'Тер', 'Кара', 'Сан', 'Сен', 'Нор', 'Ван', 'Аль', 'Абд', 'Ибн', 'Тан', 'Доливо', 'Грум', 'Демут', 'Рейтерн',
]);

/** Female adjectival surnames with the stress on the ending: Чужой, Большой, not Чужей. */
const STRESSED_ADJECTIVES: ReadonlySet<string> = new Set(['Чужая', 'Большая']);

/** French names of women in -ль are not declined; Любовь, Нинель, Адель are. */
const FIXED_FEMALE_NAMES: ReadonlySet<string> = new Set(['Николь', 'Мишель', 'Изабель', 'Аннабель', 'Габриэль', 'Даниэль', 'Рашель']);

const isCyrillic = (word: string): boolean => /^[\p{Script=Cyrillic}'’.-]+$/u.test(word);

function femaleSurname(word: string): string {
	// «Швец Анны», «Цой Юлии»: a woman's surname in a consonant, -й or -ь is not declined.
	if (/[бвгджзйклмнпрстфхцчшщь]$/i.test(word) && !/(?:ых|их)$/.test(word)) return word;
	if (/[чщжш]ая$/.test(word) && word.length > 4) return `${word.slice(0, -2)}${STRESSED_ADJECTIVES.has(word) ? 'ой' : 'ей'}`;
	if (/^.ая$/.test(word)) return `${word.slice(0, -1)}и`; // Чая → Чаи: a noun, not an adjective
	return inclineLastname(word, 'genitive', 'female');
}

function maleSurname(word: string): string {
	if (/[чщжш]ий$/.test(word)) return `${word.slice(0, -2)}его`; // Горячий → Горячего
	if (/^[^аеёиоуыэюя]+ец$/i.test(word)) return `${word}а`; // one syllable keeps its vowel: Швец → Швеца, Жнец → Жнеца
	return inclineLastname(word, 'genitive', 'male');
}

function genitiveSurname(surname: string, gender: Gender): Declined {
	const halves = surname.split('-');
	const declined = halves.map((half, index): Declined => {
		if (index < halves.length - 1 && FIXED_FIRST_HALVES.has(half)) return { text: half, isCertain: true };
		const custom = gender === 'male' && Object.hasOwn(CUSTOM_OF_THE_FAMILY, half) ? CUSTOM_OF_THE_FAMILY[half] : undefined;
		if (custom !== undefined) return { text: custom, isCertain: false };
		return { text: gender === 'female' ? femaleSurname(half) : maleSurname(half), isCertain: true };
	});
	return { text: declined.map(({ text }) => text).join('-'), isCertain: declined.every(({ isCertain }) => isCertain) };
}

function genitiveFirstName(name: string, gender: Gender): string {
	if (gender === 'female' && name.endsWith('ь')) return FIXED_FEMALE_NAMES.has(name) ? name : `${name.slice(0, -1)}и`;
	const declined = inclineFirstname(name, 'genitive', gender);
	const wasMissed = gender === 'male' && declined === name && /[бвгджзклмнпрстфхцчшщ]$/.test(name); // Иоганн
	return wasMissed ? `${name}а` : declined;
}

function genitiveFirstNames(first: string, gender: Gender): string {
	if (first === '' || isInitials(first)) return first;
	return first.split('-').map((part) => genitiveFirstName(part, gender)).join('-');
}

/**
 * `gender` may be left out when the name shows it. A foreign script and an unknown gender give the name back unchanged
 * and uncertain: both are for a person to decide, through `fullNameGenitive`.
 */
export function genitiveFullName(fullName: string, gender: Gender | null = genderOfFullName(fullName)): Declined {
	const name = parseFullName(fullName);
	const text = [name.last, name.first, name.middle].filter((part) => part !== '').join(' ');
	if (gender === null || !text.split(' ').every(isCyrillic)) return { text, isCertain: false };
	const last = genitiveSurname(name.last, gender);
	const middle = name.middle === '' || isInitials(name.middle) ? name.middle : inclineMiddlename(name.middle, 'genitive', gender);
	const parts = [last.text, genitiveFirstNames(name.first, gender), middle];
	return { text: parts.filter((part) => part !== '').join(' '), isCertain: last.isCertain };
}
