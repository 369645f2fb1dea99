import { hash } from 'node:crypto';

import { openDocx, type DocxPackage, type TemplateLimits } from './docx-package';
import type { TemplateFault } from './template-fault';

/** The templates of a few legal entities, opened over and over. */
const MOST_KEPT = 8;
/** Bytes of a template, packed and unpacked together. A contract has some hundred thousand; what is larger is opened each time. */
const LARGEST_KEPT = 4 * 1024 * 1024;

/**
 * Safe templates as they were opened lately. Unpacking and checking the same bytes again takes a tenth of the time of a contract.
 * What is kept follows from the bytes alone: no value of any document, nothing of docxtemplater, nothing that a render changes.
 */
export class OpenedTemplates {
	/** By the hash of the bytes and the limits they were held against; the one used last is last. */
	private readonly kept = new Map<string, DocxPackage>();

	/** As `openDocx`, which opens what is not kept. */
	open(bytes: Uint8Array, limits: TemplateLimits): { docx: DocxPackage; faults: TemplateFault[] } {
		if (bytes.byteLength > LARGEST_KEPT) return openDocx(bytes, limits);
		const { maxFileBytes, maxEntries, maxEntryBytes, maxUnpackedBytes } = limits;
		const key = [hash('sha256', bytes), maxFileBytes, maxEntries, maxEntryBytes, maxUnpackedBytes].join();
		const known = this.kept.get(key);
		if (known !== undefined) {
			this.keep(key, known);
			return { docx: known, faults: [] };
		}
		// Entries are views of the bytes they were read from, and the caller may write over those.
		const opened = openDocx(Uint8Array.from(bytes), limits);
		const unpackedBytes = opened.docx.entries.reduce((sum, { size }) => sum + size, 0);
		if (opened.faults.length === 0 && bytes.byteLength + unpackedBytes <= LARGEST_KEPT) this.keep(key, opened.docx);
		return opened;
	}

	private keep(key: string, docx: DocxPackage): void {
		this.kept.delete(key);
		this.kept.set(key, docx);
		const [oldest] = this.kept.keys();
		if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
	}
}
