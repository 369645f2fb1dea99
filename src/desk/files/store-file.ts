import { createHash } from 'node:crypto';

import type { Call } from '../../call';
import { inspectTemplate } from '../../documents/docx-package';
import { InvalidInputError } from '../../errors';
import { detectFileKind, extensionOf, fileKinds, kindOfName, mimeOf } from '../../registers/file-kind';
import type { FileKind } from '../../registers/file-kind';
import type { Queryable } from '../../store/database';
import { files } from '../../store/register-tables';
import type { StoredFile } from '../../store/register-tables';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { LONGEST_FILE_NAME, visibleFileName } from './file-name';

/** Largest file that is kept unless the caller says otherwise, bytes: a contract of 60 scanned pages fits. */
export const DEFAULT_MOST_FILE_BYTES = 20 * 1024 * 1024;

/** A file as it arrives. The name is for people, the MIME type is the sender's claim; neither is believed. */
export interface Upload {
	readonly name: string;
	readonly mime?: string;
	readonly bytes: Uint8Array;
	/** Largest size that is taken, bytes; `DEFAULT_MOST_FILE_BYTES` when absent. */
	readonly mostBytes?: number;
}

/** A kept file without its bytes. */
export type FileInfo = Omit<StoredFile, 'bytes'>;

/** A name that is safe to show and to save under, with the checked kind's extension. */
export function cleanFileName(name: string, kind: FileKind): string {
	const visible = visibleFileName(name);
	const extension = kindOfName(visible) === kind ? visible.slice(visible.lastIndexOf('.')) : `.${extensionOf(kind)}`;
	const stem = visible.endsWith(extension) ? visible.slice(0, -extension.length) : visible;
	return `${[...stem].slice(0, LONGEST_FILE_NAME - extension.length).join('').trimEnd()}${extension}`;
}

const megabytes = (bytes: number): string => `${(bytes / (1024 * 1024)).toFixed(1)} MB`;

function checkUpload(upload: Upload): FileKind {
	const most = upload.mostBytes ?? DEFAULT_MOST_FILE_BYTES;
	const { bytes } = upload;
	const name = visibleFileName(upload.name);
	const refuse = (reason: string) => new InvalidInputError([{ field: 'file', reason }], 'Attach another file; nothing was saved.');
	if (bytes.length === 0) throw refuse(`"${name}" is empty`);
	if (bytes.length > most) throw refuse(`"${name}" has ${megabytes(bytes.length)}, at most ${megabytes(most)} are taken`);
	const kind = detectFileKind(bytes);
	if (kind === null) throw refuse(`"${name}" is not a file of a kind that is kept (${fileKinds.join(', ')}); the content counts, not the extension`);
	// Colleagues open what was uploaded: nothing that runs or loads something may lie in it.
	const threats = kind === 'docx' ? inspectTemplate(bytes) : [];
	if (threats.length > 0) throw new InvalidInputError(threats.map(({ explanation }) => ({ field: 'file', reason: `"${name}": ${explanation}` })), 'Save it as a PDF, or correct it, and attach it again; nothing was saved.');
	return kind;
}

async function findByHash(query: Queryable, hash: string): Promise<FileInfo | undefined> {
	const row = await query.get('select id, name, mime, size, created_at from files where hash = :hash order by id limit 1', { hash });
	return row && { id: Number(row.id), hash, name: String(row.name), mime: String(row.mime), size: Number(row.size), createdAt: Number(row.created_at) };
}

/**
 * Keeps a file in the caller's transaction. The same bytes are kept once, whatever they are called; the answer carries the
 * name of this upload.
 * @throws {InvalidInputError} when it is empty, too large or of a kind that is not kept
 */
export async function keepFile(tx: DeskTransaction, upload: Upload): Promise<FileInfo> {
	const kind = checkUpload(upload);
	const name = cleanFileName(upload.name, kind);
	const hash = createHash('sha256').update(upload.bytes).digest('hex');
	const known = await findByHash(tx, hash);
	if (known) return { ...known, name };
	const { bytes: _bytes, ...info } = await files.insert(tx, { hash, name, mime: mimeOf(kind), size: upload.bytes.length, bytes: upload.bytes, createdAt: tx.now });
	return info;
}

/** Keeps a file on its own: a contract template, an attachment of a letter. */
export async function storeFile(workspace: Workspace, upload: Upload, call: Call): Promise<EffectOutcome<FileInfo>> {
	return await workspace.effect(call, 'file', async (tx) => await keepFile(tx, upload));
}
