import { LEAD_PIPELINE } from '../../crm/pipeline';
import { NotFoundError } from '../../errors';
import type { People } from '../../organisation/recipients';
import { companies, contacts, deals, leads } from '../../store/crm-tables';
import type { Queryable } from '../../store/database';
import { departments } from '../../store/organisation-tables';
import { findPipeline } from '../../store/pipelines';
import { registerEntries } from '../../store/register-tables';
import { findRegister } from '../../store/registers';
import type { SubjectRef } from '../../subject';
import { formatKopecks } from '../../documents/russian';
import { priorityTitles } from '../../texts';
import { loadPeople } from '../organisation/people';

/** What is known of a subject: who is in charge of it, and words for texts. `texts` is what a {placeholder} may name. */
export interface SubjectFacts {
	readonly subject: SubjectRef;
	/** «Заявка № 12: Иван», «Договор № СЭ-2026/0001» */
	readonly title: string;
	readonly state: string;
	readonly cycle: number;
	readonly responsibleId: number | null;
	readonly departmentId: number | null;
	readonly texts: Readonly<Record<string, string>>;
}

type Describe = (query: Queryable, id: number, people: People) => Promise<Omit<SubjectFacts, 'subject'>>;

const day = (at: number | null, zone: string) => (at === null ? '' : new Intl.DateTimeFormat('ru-RU', { timeZone: zone, day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(at));

function peopleTexts(responsibleId: number | null, departmentId: number | null, people: People) {
	const responsible = responsibleId === null ? undefined : people.employees.get(responsibleId);
	const department = departmentId === null ? undefined : people.departments.get(departmentId);
	return { texts: { responsible: responsible?.name ?? '', department: department?.name ?? '' }, zone: responsible?.zone ?? department?.zone ?? 'Europe/Moscow' };
}

const fieldTexts = (fields: Readonly<Record<string, string | number | boolean | null>>) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value === null ? '' : String(value)]));

/** Own fields that texts may name before anybody has filled them in; without them a robot could not ask for them by name. */
const usualLeadFields = ['product', 'code', 'region', 'scheme', 'standard', 'deadline', 'completeness', 'amount', 'objections', 'reason'];
const notFilledIn = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '']));

const describeLead: Describe = async (query, id, people) => {
	const lead = await leads.get(query, id);
	const stage = (await findPipeline(query, LEAD_PIPELINE))?.stages.find((candidate) => candidate.code === lead.stage);
	const { texts, zone } = peopleTexts(lead.responsibleId, lead.departmentId, people);
	return {
		title: `Заявка № ${lead.id}: ${lead.companyName ?? lead.clientName}`,
		state: lead.stage,
		cycle: lead.stageCycle,
		responsibleId: lead.responsibleId,
		departmentId: lead.departmentId,
		texts: {
			...notFilledIn(usualLeadFields),
			...fieldTexts(lead.fields),
			...texts,
			id: String(lead.id),
			title: lead.title,
			client: lead.clientName,
			company: lead.companyName ?? '',
			phone: lead.phone ?? '',
			email: lead.email ?? '',
			source: lead.source,
			comment: lead.comment ?? '',
			stage: stage?.title ?? lead.stage,
			callAt: day(lead.callAt, zone),
			visits: String(lead.stageVisits),
		},
	};
};

const describeDeal: Describe = async (query, id, people) => {
	const deal = await deals.get(query, id);
	const pipeline = await findPipeline(query, deal.pipeline);
	const company = deal.companyId === null ? undefined : await companies.find(query, deal.companyId);
	const contact = deal.contactId === null ? undefined : await contacts.find(query, deal.contactId);
	return {
		title: `Сделка № ${deal.id}: ${deal.title}`,
		state: deal.stage,
		cycle: deal.stageCycle,
		responsibleId: deal.responsibleId,
		departmentId: deal.departmentId,
		texts: {
			...fieldTexts(deal.fields),
			...peopleTexts(deal.responsibleId, deal.departmentId, people).texts,
			id: String(deal.id),
			title: deal.title,
			client: company?.name ?? contact?.name ?? '',
			company: company?.name ?? '',
			phone: contact?.phone ?? '',
			email: contact?.email ?? '',
			pipeline: pipeline?.title ?? deal.pipeline,
			stage: pipeline?.stages.find((stage) => stage.code === deal.stage)?.title ?? deal.stage,
			amount: formatKopecks(deal.amountKopecks),
			paid: formatKopecks(deal.paidKopecks),
		},
	};
};

const describeEntry: Describe = async (query, id, people) => {
	const entry = await registerEntries.get(query, id);
	const register = await findRegister(query, entry.register);
	const company = entry.companyId === null ? undefined : await companies.find(query, entry.companyId);
	const { texts } = peopleTexts(entry.responsibleId, entry.departmentId, people);
	return {
		title: `${register?.entryTitle ?? entry.register} ${entry.number === null ? entry.title : `№ ${entry.number}`}`,
		state: entry.status,
		cycle: entry.statusCycle,
		responsibleId: entry.responsibleId,
		departmentId: entry.departmentId,
		texts: {
			...notFilledIn((register?.fields ?? []).map((field) => field.code)),
			...fieldTexts(entry.fields),
			...texts,
			id: String(entry.id),
			title: entry.title,
			number: entry.number ?? 'б/н',
			register: register?.title ?? entry.register,
			status: register?.statuses.find((status) => status.code === entry.status)?.title ?? entry.status,
			reason: entry.statusReason ?? '',
			client: company?.name ?? '',
			deal: entry.dealId === null ? '' : String(entry.dealId),
			file: entry.fileName ?? '',
		},
	};
};

const describeCompany: Describe = async (query, id, people) => {
	const company = await companies.get(query, id);
	const { texts, zone } = peopleTexts(company.responsibleId, company.departmentId, people);
	return {
		title: `Компания № ${company.id}: ${company.name}`,
		state: 'company',
		cycle: 1,
		responsibleId: company.responsibleId,
		departmentId: company.departmentId,
		texts: { ...texts, id: String(company.id), title: company.name, client: company.name, company: company.name, priority: company.priority === null ? '' : priorityTitles[company.priority], nextCallAt: day(company.nextCallAt, zone), nextLetterAt: day(company.nextLetterAt, zone) },
	};
};

/** A contact has nobody of its own in charge: its company's manager is. */
const describeContact: Describe = async (query, id, people) => {
	const contact = await contacts.get(query, id);
	const company = contact.companyId === null ? undefined : await companies.find(query, contact.companyId);
	const { responsibleId = null, departmentId = null } = company ?? {};
	return {
		title: `Контакт № ${contact.id}: ${contact.name}`,
		state: 'contact',
		cycle: 1,
		responsibleId,
		departmentId,
		texts: { ...peopleTexts(responsibleId, departmentId, people).texts, id: String(contact.id), title: contact.name, client: contact.name, company: company?.name ?? '', phone: contact.phone ?? '', email: contact.email ?? '' },
	};
};

/** A department as the subject of reports and notices: its head is in charge. */
const describeDepartment: Describe = async (query, id, people) => {
	const department = people.departments.get(id) ?? (await departments.get(query, id));
	const { texts } = peopleTexts(department.headId, department.id, people);
	// «Отдел продаж» is called so already.
	const title = /^отдел/i.test(department.name) ? department.name : `Отдел ${department.name}`;
	return { title, state: 'department', cycle: 1, responsibleId: department.headId, departmentId: department.id, texts: { ...texts, id: String(id), title: department.name } };
};

/** The workspace itself, for notices about its own troubles; nobody is in charge, so the recipient must be named. */
const describeWorkspace: Describe = async (query, id) => {
	const row = await query.get('select name from workspace where id = :id', { id });
	if (!row) throw new NotFoundError('Workspace', id);
	const name = String(row.name);
	return { title: `Рабочее пространство ${name}`, state: 'workspace', cycle: 1, responsibleId: null, departmentId: null, texts: { id: String(id), title: name } };
};

const describers: Partial<Record<SubjectRef['kind'], Describe>> = {
	lead: describeLead,
	deal: describeDeal,
	entry: describeEntry,
	company: describeCompany,
	contact: describeContact,
	department: describeDepartment,
	workspace: describeWorkspace,
};

/** @throws {NotFoundError} when the subject is not there, or nothing is known of its kind */
export async function subjectFacts(query: Queryable, subject: SubjectRef, people?: People): Promise<SubjectFacts> {
	const describe = describers[subject.kind];
	if (!describe) throw new NotFoundError(`A record of kind ${subject.kind}`, subject.id);
	return { subject, ...(await describe(query, subject.id, people ?? (await loadPeople(query)))) };
}
