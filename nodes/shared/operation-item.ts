import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Call } from '../../src/call';
import type { Workspace } from '../../src/desk/workspace';
import { InvalidInputError } from '../../src/errors';
import type { SubjectKind, SubjectRef } from '../../src/subject';
import { instantOf } from './parameter-instant';
import type { OperationRun } from './operation-run';
import { subjectOf } from './subject-of';

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

	raw(path: string): unknown {
		return this.context.getNodeParameter(path, this.index, '') as unknown;
	}

	/** Whether a collection has the entry: an update changes what is there and nothing else. An expression that finds nothing (`undefined`) counts as not there, an empty text as there. */
	has(path: string): boolean {
		const [entry = '', ...collection] = path.split('.').reverse();
		const value = this.context.getNodeParameter(collection.reverse().join('.'), this.index, {}) as IDataObject;
		return value[entry] !== undefined;
	}

	text(path: string): string {
		const value = this.raw(path);
		return value === null || value === undefined ? '' : String(value).trim();
	}

	/** Text, or null when nothing was entered. */
	maybeText(path: string): string | null {
		return this.text(path) || null;
	}

	flag(path: string): boolean {
		return String(this.raw(path)) === 'true';
	}

	/** @throws {InvalidInputError} for anything that is no number */
	number(path: string): number {
		const value = this.maybeNumber(path);
		if (value === null) throw new InvalidInputError([{ field: this.run.titleOf(path), reason: 'is missing' }]);
		return value;
	}

	maybeNumber(path: string): number | null {
		const text = this.text(path).replace(',', '.');
		if (text === '') return null;
		const value = Number(text);
		if (!Number.isFinite(value)) throw new InvalidInputError([{ field: this.run.titleOf(path), reason: `"${text}" is not a number` }]);
		return value;
	}

	/** An instant, ms; text without an offset is meant in the workflow's time zone. Null when nothing was entered. */
	maybeInstant(path: string): number | null {
		return instantOf(this.raw(path), this.context.getTimezone(), this.run.titleOf(path));
	}

	/** As `maybeInstant`, the workspace's present when nothing was entered. */
	async instantOrNow(path: string): Promise<number> {
		const workspace = await this.workspace();
		return this.maybeInstant(path) ?? (await workspace.read(async (query) => await workspace.now(query)));
	}

	/** The id in a resource locator. @throws {InvalidInputError} when none is chosen */
	id(path: string): number {
		const id = this.maybeId(path);
		if (id === null) throw new InvalidInputError([{ field: this.run.titleOf(path), reason: 'is not chosen' }]);
		return id;
	}

	maybeId(path: string): number | null {
		const located = this.raw(path);
		const value = typeof located === 'object' && located !== null && 'value' in located ? located.value : located;
		const text = String(value ?? '').trim();
		if (text === '') return null;
		const id = Number(text);
		if (!Number.isSafeInteger(id) || id < 1) throw new InvalidInputError([{ field: this.run.titleOf(path), reason: `"${text}" is not an id; ids are whole numbers` }]);
		return id;
	}

	/** The rows of a fixed collection, e.g. `steps.step`. */
	rows(path: string): IDataObject[] {
		const rows = this.context.getNodeParameter(path, this.index, []) as unknown;
		return Array.isArray(rows) ? (rows as IDataObject[]) : [];
	}

	list(path: string): string[] {
		const values = this.context.getNodeParameter(path, this.index, []) as unknown;
		return Array.isArray(values) ? values.map(String) : [];
	}

	/** A JSON parameter: an object, or the text of one. @throws {InvalidInputError} for text that is none */
	object(path: string): Record<string, unknown> {
		const value = this.parsed(path, {});
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
		throw new InvalidInputError([{ field: this.run.titleOf(path), reason: 'must be a JSON object, e.g. {"region": "52"}' }]);
	}

	/** A JSON parameter that is a list, or the text of one; empty when nothing was entered. @throws {InvalidInputError} */
	jsonList(path: string): unknown[] {
		const value = this.parsed(path, []);
		if (Array.isArray(value)) return value as unknown[];
		throw new InvalidInputError([{ field: this.run.titleOf(path), reason: 'must be a JSON list, e.g. [{"title": "…"}]' }]);
	}

	private parsed(path: string, empty: unknown): unknown {
		const value = this.raw(path);
		if (typeof value !== 'string') return value ?? empty;
		if (value.trim() === '') return empty;
		const fault = (reason: string) => new InvalidInputError([{ field: this.run.titleOf(path), reason }]);
		try {
			return JSON.parse(value) as unknown;
		} catch (error) {
			throw fault(`is not valid JSON: ${(error as Error).message}`);
		}
	}
}
