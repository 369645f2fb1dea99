import type { InputReader } from '../../crm/input-reader';
import type { Pipeline } from '../../crm/pipeline';
import { companies, contacts } from '../../store/crm-tables';
import type { Queryable } from '../../store/database';
import { legalEntities } from '../../store/organisation-tables';
import { loadPipelines } from '../../store/pipelines';

/** A pipeline for deals; an unknown one is a fault that lists the known ones. */
export async function readDealPipeline(query: Queryable, reader: InputReader, value: unknown): Promise<Pipeline | null> {
	const code = reader.text('pipeline', value);
	const known = (await loadPipelines(query)).filter((pipeline) => pipeline.subject === 'deal');
	const pipeline = known.find((candidate) => candidate.code === code);
	const codes = known.map((candidate) => candidate.code).join(', ');
	if (!pipeline) reader.refuse('pipeline', code === null ? `is missing; give one of ${codes}` : `"${code}" is not known; give one of ${codes}`);
	return pipeline ?? null;
}

/** Our legal entity that signs: it must be in use. */
export async function readLegalEntity(query: Queryable, reader: InputReader, value: unknown): Promise<number | null> {
	const id = reader.whole('legalEntityId', value, { what: 'the id of a legal entity' });
	const entity = id === null ? undefined : await legalEntities.find(query, id);
	if (id !== null && !entity) reader.refuse('legalEntityId', `there is no legal entity ${id}`);
	if (entity && !entity.active) reader.refuse('legalEntityId', `${entity.shortName} is not in use any more`);
	return id;
}

export const readAmount = (reader: InputReader, value: unknown): number | null => reader.whole('amountKopecks', value, { least: 0, what: 'a whole number of kopecks' });

/** The client of a deal: a company, a contact, both or none. */
export async function readClient(query: Queryable, reader: InputReader, client: { companyId?: unknown; contactId?: unknown }): Promise<{ companyId: number | null; contactId: number | null }> {
	const companyId = reader.whole('companyId', client.companyId);
	const contactId = reader.whole('contactId', client.contactId);
	if (companyId !== null && !(await companies.find(query, companyId))) reader.refuse('companyId', `there is no company ${companyId}`);
	if (contactId !== null && !(await contacts.find(query, contactId))) reader.refuse('contactId', `there is no contact ${contactId}`);
	return { companyId, contactId };
}
