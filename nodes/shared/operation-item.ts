import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Call } from '../../src/call';
import { zoneOfSubject } from '../../src/desk/subjects/subject-zone';
import type { Workspace } from '../../src/desk/workspace';
import { InvalidInputError } from '../../src/errors';
import type { SubjectKind, SubjectRef } from '../../src/subject';
import { checkedValue, textOf } from './checked-value';
import { instantOf } from './parameter-instant';
import type { OperationRun } from './operation-run';
import { subjectOf } from './subject-of';

/** As people and programs write numbers; hexadecimal and the like are somebody's mistake. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/**
 * Whether an expression failed because of the value it found. Asked by name and words, because the error comes out of n8n's
 * sandbox, which hands values over as structured clones; its other errors say themselves what they mean.
 */
const isAboutValue = (error: unknown): boolean => error instanceof Error && (['TypeError', 'RangeError'].includes(error.name) || /could not be cloned\.?$/.test(error.message));
/** Characters of a JSON parameter before it is read; its texts have the limit of all texts. */
const LONGEST_JSON = 1_000_000;

/**
 * One input item as an operation sees it: its parameters as typed values, the workspace, the call to hand to the use case.
 * Parameter names are paths, `options.dueAt`; an entry missing from a collection reads as empty.
 */
export class OperationItem {
	constructor(
		private readonly run: OperationRun,
		readonly index: number,
	) {}

	get context(): IExecuteFunctions {
		return this.run.context;
	}

	get json(): IDataObject {
		return this.run.inputs[this.index]?.json ?? {};
	}

	/** What the run began with, when a trigger of this package (or a caller that had one) began it. */
	get startJson(): IDataObject | null {
		return this.run.startOrNull(this.index)?.json ?? null;
	}

	async workspace(): Promise<Workspace> {
		return await this.run.workspace();
	}

	/** Who calls, from where, and the key that makes the effect happen once. */
	call(): Call {
		return this.run.callOf(this);
	}

	/** What the operation is about, by the node's "Subject" setting (subject-of.ts). */
	subject(kind?: SubjectKind): SubjectRef {
		return subjectOf(this, kind);
	}

	/** A parameter as it came, checked for what cannot be kept. @throws {InvalidInputError} naming it */
	raw(path: string): unknown {
		return this.parameter(path, '');
	}

	/** The entries that were added to a collection. @throws {InvalidInputError} when an expression made something else of it */
	collection(path: string): IDataObject {
		const value = this.parameter(path, {}) ?? {};
		if (typeof value !== 'object' || Array.isArray(value)) throw this.fault(path, 'must be an object of names and values');
		return value as IDataObject;
	}

	/** Whether a collection has the entry: an update changes what is there and nothing else. An expression that finds nothing (`undefined`) counts as not there, an empty text as there. */
	has(path: string): boolean {
		const [entry = '', ...collection] = path.split('.').reverse();
		const entries = this.collection(collection.reverse().join('.'));
		return Object.hasOwn(entries, entry) && entries[entry] !== undefined;
	}

	text(path: string): string {
		return textOf(this.raw(path), this.run.titleOf(path));
	}

	/** Text, or null when nothing was entered. */
	maybeText(path: string): string | null {
		return this.text(path) || null;
	}

	/** @throws {InvalidInputError} for anything but yes, no and nothing */
	flag(path: string): boolean {
		const text = this.text(path);
		if (!['true', 'false', ''].includes(text)) throw this.fault(path, `must be true or false, not "${text}"`);
		return text === 'true';
	}

	/** @throws {InvalidInputError} for anything that is no number */
	number(path: string): number {
		const value = this.maybeNumber(path);
		if (value === null) throw this.fault(path, 'is missing');
		return value;
	}

	maybeNumber(path: string): number | null {
		const text = this.text(path).replace(',', '.');
		if (text === '') return null;
		const value = NUMBER.test(text) ? Number(text) : Number.NaN;
		if (!Number.isFinite(value)) throw this.fault(path, `"${text}" is not a number`);
		return value;
	}

	/** An instant, ms; text without an offset is meant in the workflow's time zone. Null when nothing was entered. */
	maybeInstant(path: string): number | null {
		return instantOf(this.raw(path), this.context.getTimezone(), this.run.titleOf(path));
	}

	/** As `maybeInstant`, but text without an offset is meant in the zone of whoever is responsible for the record. */
	async maybeInstantOf(subject: SubjectRef, path: string): Promise<number | null> {
		if (this.text(path) === '') return null;
		return instantOf(this.raw(path), await zoneOfSubject(await this.workspace(), subject), this.run.titleOf(path));
	}

	/** As `maybeInstant`, the workspace's present when nothing was entered. */
	async instantOrNow(path: string): Promise<number> {
		const workspace = await this.workspace();
		return this.maybeInstant(path) ?? (await workspace.read(async (query) => await workspace.now(query)));
	}

	/** The id in a resource locator. @throws {InvalidInputError} when none is chosen */
	id(path: string): number {
		const id = this.maybeId(path);
		if (id === null) throw this.fault(path, 'is not chosen');
		return id;
	}

	maybeId(path: string): number | null {
		const located = this.raw(path);
		const text = textOf(typeof located === 'object' && located !== null && 'value' in located ? located.value : located, this.run.titleOf(path));
		if (text === '') return null;
		const id = /^\d+$/.test(text) ? Number(text) : Number.NaN;
		if (!Number.isSafeInteger(id) || id < 1) throw this.fault(path, `"${text}" is not an id; ids are whole numbers`);
		return id;
	}

	/** The rows of a fixed collection, e.g. `steps.step`. @throws {InvalidInputError} for anything but a list of objects */
	rows(path: string): IDataObject[] {
		const [last = '', ...above] = path.split('.').reverse();
		const rows = this.collection(above.reverse().join('.'))[last] ?? [];
		if (!Array.isArray(rows) || rows.some((row) => typeof row !== 'object' || row === null || Array.isArray(row))) throw this.fault(path, 'must be a list of objects');
		return rows as IDataObject[];
	}

	/** @throws {InvalidInputError} for anything but a list of texts */
	list(path: string): string[] {
		const values = this.parameter(path, []) ?? [];
		if (!Array.isArray(values)) throw this.fault(path, 'must be a list');
		return values.map((value) => textOf(value, this.run.titleOf(path)));
	}

	/** A JSON parameter: an object, or the text of one. @throws {InvalidInputError} for text that is none */
	object(path: string): Record<string, unknown> {
		const value = this.parsed(path, {});
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
		throw this.fault(path, 'must be a JSON object, e.g. {"region": "52"}');
	}

	/** A JSON parameter that is a list, or the text of one; empty when nothing was entered. @throws {InvalidInputError} */
	jsonList(path: string): unknown[] {
		const value = this.parsed(path, []);
		if (Array.isArray(value)) return value as unknown[];
		throw this.fault(path, 'must be a JSON list, e.g. [{"title": "…"}]');
	}

	private parsed(path: string, empty: unknown): unknown {
		const value = this.evaluated(path, '');
		if (typeof value !== 'string') return this.checked(path, value) ?? empty;
		if (value.trim() === '') return empty;
		if (value.length > LONGEST_JSON) throw this.fault(path, `is ${value.length} characters long; at most ${LONGEST_JSON} are taken`);
		return this.checked(path, this.parse(path, value));
	}

	private parse(path: string, text: string): unknown {
		try {
			return JSON.parse(text) as unknown;
		} catch (error) {
			throw this.fault(path, `is not valid JSON: ${(error as Error).message}`);
		}
	}

	private parameter(path: string, otherwise: unknown): unknown {
		return this.checked(path, this.evaluated(path, otherwise));
	}

	/** n8n works out the expression here, and stumbles over values such as `{"toString": "x"}`. That is the sender's fault, not ours: sent again, it would be the same. */
	private evaluated(path: string, otherwise: unknown): unknown {
		try {
			return this.context.getNodeParameter(path, this.index, otherwise) as unknown;
		} catch (error) {
			throw isAboutValue(error) ? this.fault(path, 'cannot be read as a value') : error;
		}
	}

	private checked(path: string, value: unknown): unknown {
		return checkedValue(value, this.run.titleOf(path), this.run.limits);
	}

	private fault(path: string, reason: string): InvalidInputError {
		return new InvalidInputError([{ field: this.run.titleOf(path), reason }]);
	}
}
