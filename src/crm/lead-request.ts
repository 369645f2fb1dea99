import { normaliseEmail, normalisePhone } from './contact-point';
import { innWarnings, readInn } from './inn';
import { defaultLimits } from './input-reader';
import type { FieldValue, InputReader } from './input-reader';

type Given<T> = T | null | undefined;

/** An enquiry as a form or webhook sends it (R-LEAD-1). Keys that are not listed here are left out of the lead, without an error. */
export interface LeadEnquiry {
	readonly clientName: string;
	/** In any usual spelling. A phone or an e-mail is needed. */
	readonly phone?: Given<string>;
	readonly email?: Given<string>;
	readonly companyName?: Given<string>;
	readonly inn?: Given<string>;
	/** Default: the company's or the client's name. */
	readonly title?: Given<string>;
	/** Where it came from: "website", "exhibition" … */
	readonly source: string;
	readonly comment?: Given<string>;
	readonly fields?: Given<Readonly<Record<string, unknown>>>;
	readonly departmentCode?: Given<string>;
	readonly responsibleId?: Given<number>;
	/** The sender's own id of this enquiry: the same key is the same lead, however its content differs. */
	readonly externalKey?: Given<string>;
	/** The client ticked "I agree to advertising". False and absent both say nothing. */
	readonly marketingConsent?: Given<boolean>;
}

/** The enquiry, normalised. */
export interface LeadRequest {
	readonly clientName: string;
	readonly phone: string | null;
	readonly email: string | null;
	readonly companyName: string | null;
	readonly inn: string | null;
	readonly title: string | null;
	readonly source: string;
	readonly comment: string | null;
	readonly fields: Readonly<Record<string, FieldValue>>;
	readonly departmentCode: string | null;
	readonly responsibleId: number | null;
	readonly externalKey: string | null;
	readonly marketingConsent: boolean;
	/** What a person should look at although it was taken in. */
	readonly warnings: readonly string[];
}

/** Keys that are derived from content begin so; a sender's key may not, or it could claim somebody else's enquiry. */
export const CONTENT_KEY = 'content:';

/** Reads a phone; an extension comes back beside it. */
export function readPhone(reader: InputReader, field: string, value: unknown): { phone: string | null; extension: string | null } {
	const text = reader.text(field, value);
	const reading = text === null ? null : normalisePhone(text);
	if (reading && 'fault' in reading) reader.refuse(field, reading.fault);
	return reading && 'phone' in reading ? reading : { phone: null, extension: null };
}

export function readEmail(reader: InputReader, field: string, value: unknown): string | null {
	const text = reader.text(field, value);
	const reading = text === null ? null : normaliseEmail(text);
	if (reading && 'fault' in reading) reader.refuse(field, reading.fault);
	return reading && 'email' in reading ? reading.email : null;
}

function readExternalKey(reader: InputReader, value: unknown): string | null {
	const key = reader.text('externalKey', value, defaultLimits.shortText);
	if (key?.startsWith(CONTENT_KEY)) reader.refuse('externalKey', `may not begin with "${CONTENT_KEY}"; use another key`);
	return key;
}

/** How forms and JSON spell a ticked box. */
const TICKED: ReadonlySet<string> = new Set(['true', 'on', 'yes', '1', 'да']);
const isGiven = (value: unknown): boolean => value !== undefined && value !== null && (typeof value !== 'string' || value.trim() !== '');

function readTick(reader: InputReader, field: string, value: unknown): boolean {
	if (typeof value === 'object' && value !== null) reader.refuse(field, 'must be yes or no');
	else return TICKED.has(String(value).trim().toLowerCase());
	return false;
}

/** Normalises an enquiry; what is wrong with it is kept in `reader`, field by field. */
export function readLeadRequest(reader: InputReader, enquiry: LeadEnquiry): LeadRequest {
	const { phone, extension } = readPhone(reader, 'phone', enquiry.phone);
	const email = readEmail(reader, 'email', enquiry.email);
	if (!isGiven(enquiry.phone) && !isGiven(enquiry.email)) reader.refuse('phone', 'a phone or an e-mail is needed, or nobody can answer the client');
	const inn = readInn(reader, 'inn', enquiry.inn);
	const fields = reader.fields('fields', enquiry.fields);
	return {
		clientName: reader.required('clientName', enquiry.clientName),
		phone,
		email,
		companyName: reader.text('companyName', enquiry.companyName),
		inn,
		title: reader.text('title', enquiry.title),
		source: reader.required('source', enquiry.source),
		comment: reader.text('comment', enquiry.comment, reader.limits.comment),
		// The lead has no columns for these two, and conversion and the manager need them.
		fields: { ...fields, ...(inn !== null && { inn }), ...(extension !== null && { phoneExtension: extension }) },
		departmentCode: reader.text('departmentCode', enquiry.departmentCode),
		responsibleId: reader.whole('responsibleId', enquiry.responsibleId),
		externalKey: readExternalKey(reader, enquiry.externalKey),
		marketingConsent: readTick(reader, 'marketingConsent', enquiry.marketingConsent),
		warnings: innWarnings(inn),
	};
}

const folded = (value: FieldValue): FieldValue => (typeof value === 'string' ? value.toLowerCase().replace(/\s+/g, ' ') : value);

/**
 * The content by which two requests without a key of their own are the same one: what the client wrote and where, free of
 * case, blanks and the order of fields. Not the consent, and not who is to take it.
 */
export function contentOf(request: LeadRequest): string {
	const { clientName, phone, email, companyName, inn, title, source, comment, departmentCode } = request;
	const fields = Object.entries(request.fields)
		.filter(([, value]) => value !== null)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, value]) => [name, folded(value)]);
	return JSON.stringify([[clientName, phone, email, companyName, inn, title, source, comment, departmentCode].map(folded), fields]);
}
