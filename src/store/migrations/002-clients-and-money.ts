/** Payments, the monthly close, requests of clients and their reminders. The words of 001-initial.ts hold here too. */
export const clientsAndMoney: readonly string[] = [
	// Payments (R-DEAL-2). A deleted payment stays as a row, so that its story and its import key are kept.
	`create table bank_statements (
		id $id, hash text not null unique, name text not null, row_count integer not null, payment_count integer not null,
		total_kopecks bigint not null, cause_json text not null, imported_at bigint not null)`,
	`create table payments (
		id $id, deal_id bigint not null, kopecks bigint not null, paid_at bigint not null, document text, payer text, payer_inn text,
		note text, refund_of_id bigint, external_key text, statement_id bigint, deleted_at bigint, delete_reason text,
		created_at bigint not null, updated_at bigint not null)`,
	`create unique index payments_external_key on payments (external_key) where external_key is not null`,
	`create index payments_deal on payments (deal_id, id)`,
	`create index payments_paid_at on payments (paid_at, id)`,
	`create index payments_refund_of on payments (refund_of_id) where refund_of_id is not null`,

	// The monthly close (R-PAY-2, R-PAY-3). Closes, lines and restatements are written once and never changed.
	`create table report_settings (
		id $id, department_id bigint not null unique, zone text not null, day integer not null, time text not null, day_off_rule text not null,
		starts_at bigint not null, updated_at bigint not null)`,
	`create table month_closes (
		id $id, department_id bigint not null, month text not null, from_at bigint not null, cutoff_at bigint not null, closed_at bigint not null,
		late_by_ms bigint not null, total_kopecks bigint not null, payment_count integer not null, settings_json text not null,
		cause_json text not null, unique (department_id, month))`,
	`create unique index month_closes_cutoff on month_closes (department_id, cutoff_at)`,
	`create table month_close_lines (
		id $id, close_id bigint not null, payment_id bigint not null, deal_id bigint not null, manager_id bigint not null, pipeline text not null,
		legal_entity_id bigint, kopecks bigint not null, paid_at bigint not null, document text)`,
	`create index month_close_lines_close on month_close_lines (close_id, id)`,
	`create index month_close_lines_payment on month_close_lines (payment_id)`,
	`create table restatements (
		id $id, close_id bigint not null, payment_id bigint not null, deal_id bigint not null, manager_id bigint not null, pipeline text not null,
		legal_entity_id bigint, old_kopecks bigint not null, new_kopecks bigint not null, difference_kopecks bigint not null, reason text not null,
		cause_json text not null, at bigint not null)`,
	`create index restatements_close on restatements (close_id, id)`,
	`create index restatements_payment on restatements (payment_id)`,

	// Priority monitoring (R-PRI-2, R-PRI-3). The index holds all that the set check reads of a request.
	`create table client_requests (
		id $id, company_id bigint not null, at bigint not null, source text not null, lead_id bigint, external_key text)`,
	`create index client_requests_company on client_requests (company_id, at)`,
	`create unique index client_requests_lead on client_requests (lead_id) where lead_id is not null`,
	`create unique index client_requests_key on client_requests (external_key) where external_key is not null`,
	`insert into client_requests (company_id, at, source, lead_id) select company_id, created_at, source, id from leads where company_id is not null`,
	`create table client_contacts (
		id $id, company_id bigint not null, at bigint not null, kind text not null, note text, actor_json text not null)`,
	`create index client_contacts_company on client_contacts (company_id, at)`,
	`create table priority_reminders (
		company_id $id, reminded_at bigint not null, times integer not null, batch text not null, due_json text not null)`,
	`create index priority_reminders_batch on priority_reminders (batch, company_id)`,

	// Planned calls and letters (R-PRI-4)
	`create table company_reminders (
		id $id, company_id bigint not null, kind text not null, repeat_days integer, note text not null, updated_at bigint not null,
		unique (company_id, kind))`,

	// What the effectiveness of managers is counted from (R-STAT-1)
	// By time alone: with the kind in front, SQLite takes this index also to look up one record, and reads half of the history for each.
	`create index stage_history_at on stage_history (at)`,
	`create index leads_created on leads (created_at)`,
];
