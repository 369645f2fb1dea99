import { InvalidInputError } from '../../errors';
import type { InputFault } from '../../errors';
import { lateSentence } from '../../texts';
import type { SubjectFacts } from '../subjects/subject-facts';

type Words = Readonly<Record<string, string>>;

/** What a text may name besides the facts of its subject: the escalation step that it is written for. Empty without one. */
export interface StepWords {
	/** The operator's words from the start of the escalation; may contain {placeholders} itself. */
	readonly note: string;
	/** Code of the step. */
	readonly step: string;
	/** How late the step fired, ms; 0 for on time. */
	readonly lateByMs: number;
	/** What the event behind the text says of itself; see event-words.ts. */
	readonly event?: Words;
}

export const noStep: StepWords = { note: '', step: '', lateByMs: 0 };

export type FactsForText = Pick<SubjectFacts, 'title' | 'texts'>;

// In this order: an escaped brace, an expression of n8n (which is not ours), a placeholder.
const TOKEN = /\\([{}])|\{\{[\s\S]*?\}\}|\{\s*([\p{L}_][\p{L}\p{N}_]*)\s*\}/gu;

/** The placeholders a text names, each once, in order. */
export function placeholdersIn(template: string): string[] {
	return [...new Set([...template.matchAll(TOKEN)].flatMap((match) => match[2] ?? []))];
}

function fillWith(template: string, words: Words): string {
	return template.replace(TOKEN, (whole, brace: string | undefined, name: string | undefined) => brace ?? (name === undefined ? whole : (words[name] ?? '')));
}

function faultsIn(field: string, template: string, words: Words): InputFault[] {
	const known = Object.keys(words).sort();
	return placeholdersIn(template)
		.filter((name) => !Object.hasOwn(words, name))
		.map((name) => ({ field, reason: `{${name}} is not known here; known are ${known.map((word) => `{${word}}`).join(', ')}` }));
}

/** All the words a text about this subject may name. The note is filled first, so that it may name facts and not itself. */
function wordsFor(facts: FactsForText, step: StepWords): { words: Words; faults: InputFault[] } {
	const plain = { ...step.event, ...facts.texts, subject: facts.title, step: step.step, late: lateSentence(step.lateByMs) };
	const faults = faultsIn('Note', step.note, plain);
	return { words: { ...plain, note: faults.length > 0 ? '' : fillWith(step.note, plain) }, faults };
}

/**
 * Fills {placeholders} of several texts about one subject. `\{` and `\}` stand for braces; `{{ … }}` is left alone.
 * @throws {InvalidInputError} naming every unknown placeholder of every text, and the known ones
 */
export function fillTexts<Field extends string>(templates: Readonly<Record<Field, string>>, facts: FactsForText, step: StepWords = noStep): Record<Field, string> {
	const { words, faults } = wordsFor(facts, step);
	const fields = Object.keys(templates) as Field[];
	const all = [...faults, ...fields.flatMap((field) => faultsIn(field, templates[field], words))];
	if (all.length > 0) throw new InvalidInputError(all, 'Correct the text; a brace that is meant as such is written \\{.');
	return Object.fromEntries(fields.map((field) => [field, fillWith(templates[field], words)])) as Record<Field, string>;
}

/**
 * Fills the {placeholders} of one text: facts of its subject, {subject} for its title, {note}, {step} and {late} of the
 * escalation step behind it.
 * @throws {InvalidInputError} naming every unknown placeholder, and the known ones
 */
export function fillText(template: string, facts: FactsForText, step: StepWords = noStep): string {
	return fillTexts({ Text: template }, facts, step).Text;
}
