import { escalations } from '../../store/escalation-tables';
import type { Queryable } from '../../store/database';
import { notifications, tasks } from '../../store/notice-tables';
import { registerEntries } from '../../store/register-tables';
import type { SubjectRef } from '../../subject';
import { pendingTimersOf } from '../../timers/timers';
import { stateTitles } from '../explain/state-titles';
import { ownerOf } from '../escalations/start-escalation';
import { loadPeople } from '../organisation/people';
import { subjectFacts } from '../subjects/subject-facts';
import type { SubjectFacts } from '../subjects/subject-facts';
import type { Workspace } from '../workspace';
import { formLinks } from './links';
import { html, page } from './html';
import type { Markup } from './html';
import { companySections, dealSections } from './money-sections';
import { deadline, moment } from './moments';
import { whyDetails } from './why-details';
import { pageTexts as words } from '../../texts';

const formsFor: Partial<Record<SubjectRef['kind'], readonly string[]>> = {
	lead: ['deal-desk/move-lead', 'deal-desk/log-call', 'deal-desk/convert-lead', 'deal-desk/decide'],
	deal: ['deal-desk/record-payment', 'deal-desk/decide'],
	company: ['deal-desk/company-priority', 'deal-desk/plan-contact', 'deal-desk/log-contact', 'deal-desk/consent'],
	entry: ['deal-desk/contract-status', 'deal-desk/attach-scan', 'deal-desk/verify-scan', 'deal-desk/close-task', 'deal-desk/decide'],
};

type Titles = (code: string) => string;

/** Kinds that stand on a stage or status; what others would show as their state is a word of ours. */
const withStates: ReadonlySet<SubjectRef['kind']> = new Set(['lead', 'deal', 'entry']);

const sectionsOf: Partial<Record<SubjectRef['kind'], (query: Queryable, id: number, zone: string, now: number) => Promise<Markup>>> = { deal: dealSections, company: companySections };

function factList(facts: SubjectFacts): Markup {
	const shown = Object.entries(facts.texts).filter(([name, value]) => value !== '' && words.factNames[name] !== undefined);
	return html`<section><h2>${words.facts}</h2><dl>${shown.map(([name, value]) => html`<dt>${words.factNames[name]}</dt><dd>${name === 'source' ? (words.sources[value] ?? value) : value}</dd>`)}</dl></section>`;
}

async function pending(query: Queryable, subject: SubjectRef, zone: string): Promise<Markup> {
	const running = await escalations.select(query, "where status = 'running' and subject_kind = :kind and subject_id = :id order by id", { kind: subject.kind, id: subject.id });
	if (running.length === 0) return html``;
	const timers = await pendingTimersOf(query, running.map(ownerOf));
	const rows = running.map((row) => {
		const timer = timers.find((candidate) => candidate.escalationId === row.id);
		return html`<tr><td>${row.note || row.rule}<br><span class="soft">${row.rule}${timer && ` · ${timer.step}`}</span></td><td>${timer?.dueAt === undefined || timer.dueAt === null ? words.waitsForDate : deadline(timer.dueAt, zone)}</td></tr>`;
	});
	return html`<section><h2>${words.running}</h2><table><thead><tr><th>${words.what}</th><th>${words.nextStep}</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

async function tasksOf(query: Queryable, subject: SubjectRef, zone: string, nameOf: (id: number) => string): Promise<Markup> {
	const rows = await tasks.select(query, 'where subject_kind = :kind and subject_id = :id order by id desc limit 50', { kind: subject.kind, id: subject.id });
	if (rows.length === 0) return html``;
	return html`<section><h2>${words.tasks}</h2><table><tbody>${rows.map(
		(task) => html`<tr><td>№ ${task.id}</td><td>${task.title}<br><span class="soft">${task.body}</span>${whyDetails(task.why, zone, nameOf(task.assigneeId))}</td><td>${words.taskStatus[task.status]}${task.dueAt !== null && html`<br><span class="soft">${words.due}: ${deadline(task.dueAt, zone)}</span>`}</td><td>${nameOf(task.assigneeId)}</td></tr>`,
	)}</tbody></table></section>`;
}

async function noticesOf(query: Queryable, subject: SubjectRef, zone: string, nameOf: (id: number) => string): Promise<Markup> {
	const rows = await notifications.select(query, 'where subject_kind = :kind and subject_id = :id order by id desc limit 50', { kind: subject.kind, id: subject.id });
	if (rows.length === 0) return html``;
	return html`<section><h2>${words.notices}</h2><table><tbody>${rows.map((notice) => html`<tr><td class="soft">${moment(notice.createdAt, zone)}</td><td>${notice.text}${whyDetails(notice.why, zone, nameOf(notice.recipientId))}</td><td>${nameOf(notice.recipientId)}</td></tr>`)}</tbody></table></section>`;
}

async function historyOf(query: Queryable, subject: SubjectRef, zone: string, titles: Titles): Promise<Markup> {
	const rows = await query.all('select from_state, to_state, at, actor_json from stage_history where subject_kind = :kind and subject_id = :id order by id desc limit 100', { kind: subject.kind, id: subject.id });
	if (rows.length === 0) return html``;
	return html`<section><h2>${words.history}</h2><table><tbody>${rows.map((row) => {
		const actor = JSON.parse(String(row.actor_json)) as { name: string };
		return html`<tr><td class="soft">${moment(Number(row.at), zone)}</td><td>${row.from_state !== null && html`${titles(String(row.from_state))} → `}${titles(String(row.to_state))}</td><td>${actor.name}</td></tr>`;
	})}</tbody></table></section>`;
}

/** One record with all that happened and all that is pending: where the link in a notice leads. @throws {NotFoundError} */
export async function cardPage(workspace: Workspace, subject: SubjectRef): Promise<string> {
	return await workspace.read(async (query) => {
		const people = await loadPeople(query);
		const facts = await subjectFacts(query, subject, people);
		const responsible = facts.responsibleId === null ? undefined : people.employees.get(facts.responsibleId);
		const zone = responsible?.zone ?? (responsible && people.departments.get(responsible.departmentId)?.zone) ?? 'Europe/Moscow';
		const nameOf = (id: number) => people.employees.get(id)?.name ?? `№ ${id}`;
		const titles = await stateTitles(query, subject);
		const entry = subject.kind === 'entry' ? await registerEntries.get(query, subject.id) : undefined;
		const file = entry?.fileId ? html`<section><h2>${words.file}</h2><p>${entry.fileName} — <a href="file?id=${entry.fileId}">${words.download}</a><br><span class="soft">SHA-256 ${entry.fileHash}</span></p></section>` : html``;
		const sections = (await sectionsOf[subject.kind]?.(query, subject.id, zone, await workspace.now(query))) ?? html``;
		return page(
			facts.title,
			html`<p><a href="desk${responsible && html`?email=${encodeURIComponent(responsible.email)}`}">← ${words.back}</a></p><h1>${facts.title}</h1>${withStates.has(subject.kind) && html`<p><span class="badge">${titles(facts.state)}</span></p>`}
				${factList(facts)}${sections}${file}${await pending(query, subject, zone)}${await tasksOf(query, subject, zone, nameOf)}${await noticesOf(query, subject, zone, nameOf)}${await historyOf(query, subject, zone, titles)}
				<section><h2>${words.actions}</h2><nav>${formLinks(formsFor[subject.kind] ?? [])}</nav></section>`,
		);
	});
}
