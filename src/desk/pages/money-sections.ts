import { YEAR_MS } from '../../cadence/priority-policy';
import { reminderKinds, reminderOf } from '../../crm/company-reminder';
import type { ReminderKind } from '../../crm/company-reminder';
import { formatKopecks } from '../../documents/russian';
import { companies, contacts, deals } from '../../store/crm-tables';
import type { Queryable } from '../../store/database';
import { companyReminders, payments } from '../../store/money-tables';
import { loadPipelines } from '../../store/pipelines';
import { registerEntries } from '../../store/register-tables';
import { pageTexts as words } from '../../texts';
import { mayAdvertise } from '../contacts/may-advertise';
import { html } from './html';
import type { Markup } from './html';
import { cardPath } from './links';
import { day, moment } from './moments';

const MOST_ROWS = 50;

const section = (title: string, head: readonly string[], rows: readonly Markup[]): Markup =>
	rows.length === 0 ? html`` : html`<section><h2>${title}</h2><table><thead><tr>${head.map((cell) => html`<th>${cell}</th>`)}</tr></thead><tbody>${rows}</tbody></table></section>`;

/** Payments of a deal, latest first; deleted ones with their reason, so that a sum can be followed (R-DEAL-2). */
async function paymentsOf(query: Queryable, dealId: number, zone: string): Promise<Markup> {
	const rows = await payments.select(query, `where deal_id = :dealId order by paid_at desc, id desc limit ${MOST_ROWS}`, { dealId });
	return section(
		words.payments,
		[words.when, words.sum, words.document],
		rows.map((one) => html`<tr><td class="soft">№ ${one.id}<br>${moment(one.paidAt, zone)}</td><td>${formatKopecks(one.kopecks)}${one.deletedAt !== null && html`<br><span class="late">${words.deleted(one.deleteReason ?? '')}</span>`}</td><td>${one.document}<br><span class="soft">${one.payer ?? one.note}</span></td></tr>`),
	);
}

async function entriesOf(query: Queryable, dealId: number): Promise<Markup> {
	const rows = await registerEntries.select(query, `where deal_id = :dealId order by id desc limit ${MOST_ROWS}`, { dealId });
	return section(words.documents, [words.document, words.what], rows.map((one) => html`<tr><td><a href="${cardPath({ kind: 'entry', id: one.id })}">${one.number ?? `№ ${one.id}`}</a></td><td>${one.title}</td></tr>`));
}

async function dealsOf(query: Queryable, companyId: number): Promise<Markup> {
	const stages = new Map((await loadPipelines(query)).flatMap((pipeline) => pipeline.stages.map((stage) => [`${pipeline.code}/${stage.code}`, stage.title] as const)));
	const rows = await deals.select(query, `where company_id = :companyId order by id desc limit ${MOST_ROWS}`, { companyId });
	return section(
		words.deals,
		[words.deal, words.stage, words.paidOfAmount],
		rows.map((one) => html`<tr><td><a href="${cardPath({ kind: 'deal', id: one.id })}">№ ${one.id}</a> ${one.title}</td><td>${stages.get(`${one.pipeline}/${one.stage}`) ?? one.stage}</td><td>${formatKopecks(one.paidKopecks)} / ${formatKopecks(one.amountKopecks)}</td></tr>`),
	);
}

async function contactsOf(query: Queryable, companyId: number, zone: string): Promise<Markup> {
	const rows: Markup[] = [];
	for (const one of await contacts.select(query, `where company_id = :companyId order by id limit ${MOST_ROWS}`, { companyId })) {
		// What decides about a letter decides what stands here: the refusal of a duplicate counts, a later consent outweighs.
		const { allowed, consentAt, refusedAt } = await mayAdvertise(query, { contactId: one.id });
		const consent = allowed && consentAt !== null ? words.consentAt(day(consentAt, zone)) : refusedAt !== null ? words.refusedAt(day(refusedAt, zone)) : words.noConsent;
		rows.push(html`<tr><td>${one.name}</td><td>${one.phone}<br>${one.email}</td><td class="soft">${consent}</td></tr>`);
	}
	return section(words.contacts, [words.contact, words.address, words.advertising], rows);
}

/** How often the client came and when somebody last spoke to them: what the priority monitor goes by (R-PRI-2). */
async function cadenceOf(query: Queryable, companyId: number, zone: string, now: number): Promise<Markup> {
	const company = await companies.get(query, companyId);
	const requests = await query.get('select count(case when at > :yearAgo then 1 end) as in_year, count(*) as count, max(at) as last from client_requests where company_id = :companyId', { companyId, yearAgo: now - YEAR_MS });
	const plans = new Map((await companyReminders.select(query, 'where company_id = :companyId', { companyId })).map((plan) => [plan.kind, plan]));
	const planned = (kind: ReminderKind): string => {
		const date = company[reminderOf[kind].field];
		return date === null ? '' : words.planned(moment(date, zone), plans.get(kind)?.repeatDays ?? null, plans.get(kind)?.note ?? '');
	};
	const facts: Array<readonly [string, string]> = [
		[words.requests, requests?.last ? words.requestsLast(Number(requests.in_year), Number(requests.count), day(Number(requests.last), zone)) : ''],
		[words.lastContact, company.lastContactAt === null ? '' : moment(company.lastContactAt, zone)],
		...reminderKinds.map((kind): readonly [string, string] => [words.next[kind], planned(kind)]),
	];
	return html`<section><h2>${words.cadence}</h2><dl>${facts.map(([title, value]) => html`<dt>${title}</dt><dd>${value === '' ? '—' : value}</dd>`)}</dl></section>`;
}

/** What the card of a deal shows of its money and papers. */
export const dealSections = async (query: Queryable, dealId: number, zone: string): Promise<Markup> => html`${await paymentsOf(query, dealId, zone)}${await entriesOf(query, dealId)}`;

/** What the card of a company shows of its cadence, people and deals. */
export const companySections = async (query: Queryable, companyId: number, zone: string, now: number): Promise<Markup> => html`${await cadenceOf(query, companyId, zone, now)}${await contactsOf(query, companyId, zone)}${await dealsOf(query, companyId)}`;
