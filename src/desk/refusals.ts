import { InvalidInputError, MoveRefusedError, NotFoundError } from '../errors';
import type { InputFault } from '../errors';
import { DatabaseUnavailableError } from '../store/database';
import { fieldTitles, missingTitles, refusals, refusalTexts as say, rowTitle } from '../texts';
import { moment } from './pages/moments';

interface Sentence {
	readonly pattern: RegExp;
	readonly russian: (...holes: string[]) => string;
}

/** A sentence with holes as a pattern; more fixed text stands first, so that the sentence that says most is found. */
function toSentence([english, russian]: (typeof refusals)[number]): Sentence {
	const fixed = english.split('{}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return { pattern: new RegExp(`^${fixed.join('([\\s\\S]*?)')}$`), russian };
}

const sentences: readonly Sentence[] = [...refusals].sort(([a], [b]) => b.length - a.length).map(toSentence);

/** Instants are written for programs in English and for people in Russian. */
const readable = (hole: string): string => (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(hole) ? say.moscowTime(moment(Date.parse(hole), 'Europe/Moscow')) : hole);

/** The Russian of a sentence in src/texts/refusals.ts; undefined for one that has none. */
export function inRussian(english: string): string | undefined {
	for (const { pattern, russian } of sentences) {
		const match = pattern.exec(english);
		if (match) return russian(...match.slice(1).map(readable));
	}
	return undefined;
}

const orAsIs = (english: string): string => inRussian(english) ?? english;

function titleOf(field: string): string {
	const row = /^Row (\d+)$/.exec(field)?.[1];
	return row === undefined ? (fieldTitles[field] ?? fieldTitles[field.split('.').at(-1) ?? ''] ?? field) : rowTitle(row);
}

/** Pre-flight of a contract speaks Russian itself, in whole sentences. */
const isSentence = (reason: string): boolean => /^[А-ЯЁ«]/.test(reason);
const faultText = ({ field, reason }: InputFault): string => (isSentence(reason) && inRussian(reason) === undefined ? reason : `${titleOf(field)}: ${orAsIs(reason)}`).replace(/\.?$/, '.');

function moveText({ from, to, allowed, reason, titles }: MoveRefusedError): string {
	const title = (code: string) => titles.get(code) ?? code;
	return [say.move(title(from), title(to), reason === '' ? '' : orAsIs(reason)), allowed.length === 0 ? say.final(title(from)) : say.allowed(allowed.map(title))].join(' ');
}

function missingText({ what, id }: NotFoundError): string {
	const title = missingTitles[what];
	if (id === 'of any date') return say.noneYet;
	return title === undefined ? say.noRecord(String(id)) : say.notFound(title, String(id));
}

/**
 * A refusal for people who fill in a form or open a page: what is wrong and what they can do, in Russian. What has no Russian
 * words is said as it is; a defect of ours is not told to people who cannot mend it.
 * @param isRefusal whether the request was judged at all; a defect or an absent database says nothing about it
 */
export function refusalForPeople(error: unknown, isRefusal: boolean): string {
	if (error instanceof DatabaseUnavailableError) return say.unavailable;
	if (error instanceof InvalidInputError) return [...error.faults.map(faultText), say.nothingSaved].join(' ');
	if (error instanceof MoveRefusedError) return moveText(error);
	if (error instanceof NotFoundError) return missingText(error);
	return isRefusal && error instanceof Error ? orAsIs(error.message) : say.defect;
}
