import type { RegisterEntry, Verification } from '../registers/register';
import { bytes, integer, json, maybeInteger, maybeJson, maybeText, oneOf, Table, text } from './table';

export const registerEntries = new Table<RegisterEntry>('register_entries', 'Register entry', {
	id: integer('id'),
	register: text('register'),
	number: maybeText('number'),
	title: text('title'),
	companyId: maybeInteger('company_id'),
	dealId: maybeInteger('deal_id'),
	legalEntityId: maybeInteger('legal_entity_id'),
	responsibleId: integer('responsible_id'),
	departmentId: integer('department_id'),
	status: text('status'),
	statusCycle: integer('status_cycle'),
	statusSince: integer('status_since'),
	statusReason: maybeText('status_reason'),
	fields: json<RegisterEntry['fields']>('fields_json'),
	fileId: maybeInteger('file_id'),
	fileHash: maybeText('file_hash'),
	fileName: maybeText('file_name'),
	verification: maybeJson<Verification>('verification_json'),
	origin: oneOf<RegisterEntry['origin']>('origin'),
	createdAt: integer('created_at'),
	updatedAt: integer('updated_at'),
});

/** A kept file: its bytes live in the database, so one backup holds everything and a file is never without its entry. */
export interface StoredFile {
	readonly id: number;
	/** SHA-256 of the bytes, hex. */
	readonly hash: string;
	readonly name: string;
	readonly mime: string;
	/** Bytes. */
	readonly size: number;
	readonly bytes: Uint8Array;
	readonly createdAt: number;
}

export const files = new Table<StoredFile>('files', 'File', {
	id: integer('id'),
	hash: text('hash'),
	name: text('name'),
	mime: text('mime'),
	size: integer('size'),
	bytes: bytes('bytes'),
	createdAt: integer('created_at'),
});
