import { hasValidInnChecksum } from '../requisites';
import type { InputReader } from './input-reader';

/** Reads an ИНН: 10 digits of an organisation or 12 of a person. A wrong shape is a fault, wrong control digits are not: see `innWarnings`. */
export function readInn(reader: InputReader, field: string, value: unknown): string | null {
	const inn = reader.text(field, value)?.replace(/[\s\u00a0]/g, '') ?? null;
	if (inn !== null && !/^(\d{10}|\d{12})$/.test(inn)) reader.refuse(field, `"${inn}" is not an ИНН: 10 digits for an organisation, 12 for a person`);
	return inn;
}

/** Control digits catch typing errors but wrong ones exist in the wild (domain facts 4.3): a warning, never a refusal. */
export function innWarnings(inn: string | null): string[] {
	return inn === null || hasValidInnChecksum(inn) ? [] : [`ИНН ${inn} fails its control digits: check it for typing errors`];
}
