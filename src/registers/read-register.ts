import type { InputFault } from '../errors';
import { fileKinds } from './file-kind';
import type { RegisterDefinition, RegisterField, RegisterStatus } from './register';

export type ReadRegister = { readonly definition: RegisterDefinition; readonly faults: readonly [] } | { readonly definition: null; readonly faults: readonly InputFault[] };

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Collects what is wrong with the shape while it reads, so that an operator sees everything at once. */
class ShapeReader {
	readonly faults: InputFault[] = [];

	private wrong(field: string, reason: string): void {
		this.faults.push({ field, reason });
	}

	text(from: Json, key: string, path: string): string {
		const value = from[key];
		if (typeof value === 'string') return value.trim();
		this.wrong(`${path}${key}`, 'must be a text');
		return '';
	}

	flag(from: Json, key: string, path: string): boolean {
		const value = from[key] ?? false;
		if (typeof value === 'boolean') return value;
		this.wrong(`${path}${key}`, 'must be true or false');
		return false;
	}

	texts(from: Json, key: string, path: string): string[] {
		const value = from[key] ?? [];
		if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
		this.wrong(`${path}${key}`, 'must be a list of texts');
		return [];
	}

	objects(from: Json, key: string): Json[] {
		const value = from[key] ?? [];
		if (Array.isArray(value) && value.every(isObject)) return value;
		this.wrong(key, 'must be a list of objects');
		return [];
	}

	kinds(from: Json, path: string): RegisterStatus['fileKinds'] {
		const given = this.texts(from, 'fileKinds', path);
		const known = fileKinds.filter((kind) => given.includes(kind));
		if (known.length < new Set(given).size) this.wrong(`${path}fileKinds`, `allowed are ${fileKinds.join(', ')}`);
		return known;
	}
}

function readStatus(reader: ShapeReader, from: Json, index: number): RegisterStatus {
	const path = `statuses[${index}].`;
	const kinds = reader.kinds(from, path);
	return {
		code: reader.text(from, 'code', path),
		title: reader.text(from, 'title', path),
		next: reader.texts(from, 'next', path),
		...(reader.flag(from, 'needsReason', path) && { needsReason: true }),
		...(reader.flag(from, 'needsFile', path) && { needsFile: true }),
		...(kinds && kinds.length > 0 && { fileKinds: kinds }),
	};
}

function readField(reader: ShapeReader, from: Json, index: number): RegisterField {
	const path = `fields[${index}].`;
	const requiredIn = reader.texts(from, 'requiredIn', path);
	return {
		code: reader.text(from, 'code', path),
		title: reader.text(from, 'title', path),
		// Whether the type is one of ours is said together with the other faults of meaning (check-register.ts).
		type: reader.text(from, 'type', path) as RegisterField['type'],
		...(reader.flag(from, 'required', path) && { required: true }),
		...(requiredIn.length > 0 && { requiredIn }),
	};
}

/** Reads the description of a register as an operator wrote it. Only the shape; the meaning is checked by `registerFaults`. */
export function readRegister(input: unknown): ReadRegister {
	if (!isObject(input)) return { definition: null, faults: [{ field: 'register', reason: 'must be an object with code, title, entryTitle, initialStatus, statuses and fields' }] };
	const reader = new ShapeReader();
	const definition: RegisterDefinition = {
		code: reader.text(input, 'code', ''),
		title: reader.text(input, 'title', ''),
		entryTitle: reader.text(input, 'entryTitle', ''),
		initialStatus: reader.text(input, 'initialStatus', ''),
		statuses: reader.objects(input, 'statuses').map((status, index) => readStatus(reader, status, index)),
		fields: reader.objects(input, 'fields').map((field, index) => readField(reader, field, index)),
	};
	return reader.faults.length > 0 ? { definition: null, faults: reader.faults } : { definition, faults: [] };
}
