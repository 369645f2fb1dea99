import { LEAD_PIPELINE } from '../../crm/pipeline';
import type { Task } from '../../crm/notice';
import { NotFoundError } from '../../errors';
import type { Employee } from '../../organisation/organisation';
import type { People } from '../../organisation/recipients';
import { CONTRACT_REGISTER } from '../../registers/default-registers';
import { leads } from '../../store/crm-tables';
import type { Queryable } from '../../store/database';
import { notifications, tasks } from '../../store/notice-tables';
import { findPipeline } from '../../store/pipelines';
import { registerEntries } from '../../store/register-tables';
import { findRegister } from '../../store/registers';
import { loadPeople } from '../organisation/people';
import type { Workspace } from '../workspace';
import { cardPath, formLinks } from './links';
import { html, page } from './html';
import type { Markup } from './html';
import { deadline, moment } from './moments';
import { whyDetails } from './why-details';
import { pageTexts as words } from '../../texts';

const MOST_ROWS = 50;

export interface DeskPageInput {
	/** Whose desk; everybody's when absent. */
	readonly email?: string;
}

interface Reader {
	readonly employee: Employee | undefined;
	readonly zone: string;
	readonly people: People;
	readonly now: number;
}

function nameOf(id: number, people: People): string {
	return people.employees.get(id)?.name ?? `№ ${id}`;
}

function table(title: string, head: readonly string[], rows: readonly Markup[]): Markup {
	const body = rows.length === 0 ? html`<p class="soft">${words.nothing}</p>` : html`<table><thead><tr>${head.map((cell) => html`<th>${cell}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`;
	return html`<section><h2>${title}${rows.length > 0 && html` <span class="badge">${rows.length}</span>`}</h2>${body}</section>`;
}

function dueText(task: Task, reader: Reader): Markup {
	if (task.dueAt === null) return html``;
	const late = task.dueAt <= reader.now;
	return html`<span class="${late ? 'late' : 'soft'}">${deadline(task.dueAt, reader.zone)}${late && ` — ${words.overdue}`}</span>`;
}

async function openTasks(query: Queryable, reader: Reader): Promise<Markup> {
	const mine = reader.employee ? 'and (assignee_id = :id or participants_json like :member)' : '';
	const rows = await tasks.select(query, `where status = 'open' ${mine} order by coalesce(due_at, created_at), id limit ${MOST_ROWS}`, reader.employee ? { id: reader.employee.id, member: `%${reader.employee.id}%` } : {});
	const shown = rows.filter((task) => !reader.employee || task.assigneeId === reader.employee.id || task.participantIds.includes(reader.employee.id));
	return table(
		words.openTasks,
		['№', words.task, words.due, words.who],
		shown.map((task) => {
			const title = task.subjectKind === null || task.subjectId === null ? html`${task.title}` : html`<a href="${cardPath({ kind: task.subjectKind, id: task.subjectId })}">${task.title}</a>`;
			return html`<tr><td>${task.id}</td><td>${title}<br><span class="soft">${task.body}</span>${whyDetails(task.why, reader.zone, nameOf(task.assigneeId, reader.people))}</td><td>${dueText(task, reader)}</td><td>${nameOf(task.assigneeId, reader.people)}</td></tr>`;
		}),
	);
}

async function latestNotices(query: Queryable, reader: Reader): Promise<Markup> {
	const rows = await notifications.select(query, `${reader.employee ? 'where recipient_id = :id' : ''} order by id desc limit ${MOST_ROWS}`, reader.employee ? { id: reader.employee.id } : {});
	return table(
		words.notices,
		[words.when, words.notice, words.who],
		rows.map((notice) => {
			const text = notice.subjectKind === null || notice.subjectId === null ? html`${notice.text}` : html`<a href="${cardPath({ kind: notice.subjectKind, id: notice.subjectId })}">${notice.text}</a>`;
			return html`<tr><td class="soft">${moment(notice.createdAt, reader.zone)}</td><td>${text}${whyDetails(notice.why, reader.zone, nameOf(notice.recipientId, reader.people))}</td><td>${nameOf(notice.recipientId, reader.people)}</td></tr>`;
		}),
	);
}

async function contractsInWork(query: Queryable, reader: Reader): Promise<Markup> {
	const register = await findRegister(query, CONTRACT_REGISTER);
	const open = register?.statuses.filter((status) => !['original', 'annulled'].includes(status.code)).map((status) => status.code) ?? [];
	const rows = await registerEntries.select(query, `where register = '${CONTRACT_REGISTER}' ${reader.employee ? 'and responsible_id = :id' : ''} order by status_since, id limit 500`, reader.employee ? { id: reader.employee.id } : {});
	return table(
		words.contracts,
		[words.contract, words.status, words.since, words.who],
		rows
			.filter((entry) => open.includes(entry.status))
			.slice(0, MOST_ROWS)
			.map((entry) => {
				const status = register?.statuses.find((candidate) => candidate.code === entry.status)?.title ?? entry.status;
				return html`<tr><td><a href="${cardPath({ kind: 'entry', id: entry.id })}">${entry.number ?? entry.title}</a><br><span class="soft">${entry.title}</span></td><td>${status}</td><td class="soft">${moment(entry.statusSince, reader.zone)}</td><td>${nameOf(entry.responsibleId, reader.people)}</td></tr>`;
			}),
	);
}

async function leadsInWork(query: Queryable, reader: Reader): Promise<Markup> {
	const stages = (await findPipeline(query, LEAD_PIPELINE))?.stages ?? [];
	const rows = await leads.select(query, `where stage not in ('converted', 'lost') ${reader.employee ? 'and responsible_id = :id' : ''} order by stage_since, id limit ${MOST_ROWS}`, reader.employee ? { id: reader.employee.id } : {});
	return table(
		words.leads,
		[words.lead, words.stage, words.since, words.who],
		rows.map((lead) => {
			const stage = stages.find((candidate) => candidate.code === lead.stage)?.title ?? lead.stage;
			return html`<tr><td><a href="${cardPath({ kind: 'lead', id: lead.id })}">№ ${lead.id} ${lead.companyName ?? lead.clientName}</a><br><span class="soft">${lead.phone ?? lead.email}</span></td><td>${stage}</td><td class="soft">${moment(lead.stageSince, reader.zone)}</td><td>${nameOf(lead.responsibleId, reader.people)}</td></tr>`;
		}),
	);
}

/**
 * What a manager opens in the morning: tasks, notices, contracts and leads that wait (R-REG-5). Looking at it is not a reaction.
 * @throws {NotFoundError} for an e-mail nobody in the organisation has
 */
export async function deskPage(workspace: Workspace, input: DeskPageInput): Promise<string> {
	return await workspace.read(async (query) => {
		const people = await loadPeople(query);
		const employee = input.email === undefined || input.email === '' ? undefined : [...people.employees.values()].find((person) => person.email === input.email?.trim().toLowerCase());
		if (input.email && !employee) throw new NotFoundError('An employee with the e-mail', input.email);
		const department = employee && people.departments.get(employee.departmentId);
		const reader: Reader = { employee, people, zone: employee?.zone ?? department?.zone ?? 'Europe/Moscow', now: await workspace.now(query) };
		const others = [...people.employees.values()].filter((person) => person.active).map((person) => html`<a href="desk?email=${encodeURIComponent(person.email)}">${person.name}</a>`);
		const title = employee ? `${words.desk}: ${employee.name}` : words.desk;
		return page(
			title,
			html`<h1>${title}</h1><p class="soft">${moment(reader.now, reader.zone)}${department && `, ${department.name}`}</p><nav><a href="desk">${words.everyone}</a>${others}</nav>
				${await openTasks(query, reader)}${await latestNotices(query, reader)}${await contractsInWork(query, reader)}${await leadsInWork(query, reader)}
				<section><h2>${words.actions}</h2><nav>${formLinks()}</nav></section>`,
		);
	});
}
