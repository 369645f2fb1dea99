/** A .docx template opened under limits: its entries still packed, its XML as text. */
import { inspectNames, inspectParts } from './docx-threats';
import type { TemplateFault } from './template-fault';
import { ZipError, type ZipEntry } from './zip-entry';
import { inflateEntry, readZip } from './zip-reader';

/** Sizes are bytes. A contract of 20 pages with a logo is about 100 KB and 20 entries. */
export interface TemplateLimits {
	readonly maxFileBytes: number;
	readonly maxEntries: number;
	/** Of one unpacked entry. */
	readonly maxEntryBytes: number;
	/** Of all unpacked entries together. */
	readonly maxUnpackedBytes: number;
}

export const DEFAULT_TEMPLATE_LIMITS: TemplateLimits = {
	maxFileBytes: 10 * 1024 * 1024,
	maxEntries: 1_000,
	maxEntryBytes: 20 * 1024 * 1024,
	maxUnpackedBytes: 50 * 1024 * 1024,
};

export interface DocxPackage {
	/** In the order of the file. */
	readonly entries: readonly ZipEntry[];
	/** Path → text of every XML part and relationship file. */
	readonly xml: ReadonlyMap<string, string>;
}

const EMPTY: DocxPackage = { entries: [], xml: new Map() };

/** Opens a template; with any fault the package is not to be used. Never throws for bad bytes. */
export function openDocx(bytes: Uint8Array, limits: TemplateLimits): { docx: DocxPackage; faults: TemplateFault[] } {
	if (bytes.byteLength > limits.maxFileBytes) {
		return refuse('template_too_large', `The document has ${bytes.byteLength} bytes, the limit is ${limits.maxFileBytes}.`);
	}
	try {
		const entries = readZip(bytes);
		if (entries.length > limits.maxEntries) {
			return refuse('too_many_entries', `The document holds ${entries.length} files, the limit is ${limits.maxEntries}.`);
		}
		// Names and claimed sizes come first: nothing is unpacked from a container that already lies.
		const faults = [...inspectNames(entries), ...inspectClaimedSize(entries, limits)];
		if (faults.length > 0) return { docx: EMPTY, faults };
		const docx = { entries, xml: unpack(entries, limits) };
		return { docx, faults: inspectParts(docx) };
	} catch (error) {
		if (error instanceof ZipError) return refuse(error.code, error.message, error.entry);
		throw error;
	}
}

/** All faults of a template that have nothing to do with its tags. Empty means it is safe to render. */
export function inspectTemplate(bytes: Uint8Array, limits: TemplateLimits = DEFAULT_TEMPLATE_LIMITS): TemplateFault[] {
	return openDocx(bytes, limits).faults;
}

function refuse(id: string, explanation: string, file: string | null = null): { docx: DocxPackage; faults: TemplateFault[] } {
	return { docx: EMPTY, faults: [{ id, explanation, tag: null, file }] };
}

function inspectClaimedSize(entries: readonly ZipEntry[], { maxUnpackedBytes }: TemplateLimits): TemplateFault[] {
	const total = entries.reduce((sum, { size }) => sum + size, 0);
	if (total <= maxUnpackedBytes) return [];
	return [{ id: 'zip_bomb', explanation: `The document unpacks to ${total} bytes, the limit is ${maxUnpackedBytes}.`, tag: null, file: null }];
}

/** Unpacks pictures too, only to know that they are what they claim: they are copied into every contract. */
function unpack(entries: readonly ZipEntry[], { maxEntryBytes }: TemplateLimits): Map<string, string> {
	const xml = new Map<string, string>();
	for (const entry of entries) {
		const content = inflateEntry(entry, maxEntryBytes);
		if (/\.(?:xml|rels)$/i.test(entry.name)) xml.set(entry.name, decodeXml(entry.name, content));
	}
	return xml;
}

/** Word writes UTF-8. Text in UTF-16 often decodes as well, into letters with NULs between them, and would hide from the checks. */
function decodeXml(name: string, content: Uint8Array): string {
	const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('utf8');
	if (text.includes('\uFFFD') || text.includes('\0')) throw new ZipError('zip_damaged', `${name} is not UTF-8 text.`, name);
	return text;
}
