/** The parts of a Russian full name, its initials and the gender it shows (R-CON-3). */
import type { Gender } from '../../requisites/party';
import { genderOfRussianName } from '../../vendor';
import { NO_BREAK_SPACE } from './money';

export interface FullName {
	readonly last: string;
	readonly first: string;
	/** Patronymic, «Ахмед оглы» included; empty for those who have none. */
	readonly middle: string;
}

/** «И.», «И.П.», «А.-М.» */
export const isInitials = (word: string): boolean => /^(?:\p{Lu}\.-?)+$/u.test(word);

/** Words in the order «Фамилия Имя Отчество»; «Иванова А.П.» is split into its two initials. */
export function parseFullName(fullName: string): FullName {
	const words = fullName.trim().replace(/(\p{Lu}\.)(?=\p{Lu}\.)/gu, '$1 ').split(/\s+/);
	const [last = '', first = '', ...middle] = words;
	return { last, first, middle: middle.join(' ') };
}

/** Анна → «А.», Анна-Мария → «А.-М.», «А.» stays. */
function initialOf(name: string): string {
	if (name === '' || isInitials(name)) return name;
	return name.split('-').map((part) => `${part.charAt(0).toUpperCase()}.`).join('-');
}

function initialsOf({ first, middle }: FullName): string[] {
	return [initialOf(first), initialOf(middle.split(' ')[0] ?? '')].filter((initial) => initial !== '');
}

/** «Иванова А. П.», as in lists and short names. */
export function surnameWithInitials(fullName: string): string {
	const name = parseFullName(fullName);
	return [name.last, ...initialsOf(name)].join(NO_BREAK_SPACE);
}

/** «А. П. Иванова», as under a signature. */
export function initialsWithSurname(fullName: string): string {
	const name = parseFullName(fullName);
	return [...initialsOf(name), name.last].join(NO_BREAK_SPACE);
}

/** Women's names in -ь, which lvovich takes for men's. */
const FEMALE_SOFT_NAMES: ReadonlySet<string> = new Set(['Любовь', 'Нинель', 'Эсфирь', 'Адель', 'Руфь', 'Юдифь', 'Рахиль']);

/**
 * What the name says about gender, the patronymic first. `null` when it says nothing (initials, «Ким Женя») or
 * contradicts itself; the caller must then ask, because a guess would be printed in a contract.
 */
export function genderOfFullName(fullName: string): Gender | null {
	const { last, first, middle } = parseFullName(fullName);
	const spelled = (name: string): string | undefined => (name === '' || isInitials(name) ? undefined : name);
	const middleName = spelled(middle);
	if (middleName === undefined && FEMALE_SOFT_NAMES.has(first)) return 'female';
	const gender = (middleName !== undefined && genderOfRussianName({ middle: middleName })) || genderOfRussianName({
		last: spelled(last),
		first: spelled(first),
		middle: middleName,
	});
	return gender === 'male' || gender === 'female' ? gender : null;
}
