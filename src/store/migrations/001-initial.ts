/**
 * The first schema. `$id`, `$blob` and `$bytes` are the only dialect differences (see migrate.ts).
 * Instants (`*_at`, `*_since`, `*_until`) are milliseconds since the epoch; money is kopecks; `*_json` is JSON text.
 */
export const initialSchema: readonly string[] = [
	// The workspace itself: one row.
	`create table workspace (
		id integer primary key, name text not null, mode text not null, clock_offset_ms bigint not null, clock_target_at bigint,
		clock_stands_at bigint,
		settings_json text not null, created_at bigint not null)`,

	// Organisation
	`create table departments (
		id $id, code text not null unique, name text not null, zone text not null, weekly_hours_json text not null,
		extra_days_off_json text not null, head_id bigint, parent_id bigint, created_at bigint not null)`,
	`create table employees (
		id $id, name text not null, email text not null unique, role text not null, department_id bigint not null, zone text,
		substitute_id bigint, absent_from_at bigint, absent_until_at bigint, active integer not null, created_at bigint not null)`,
	`create table legal_entities (
		id $id, code text not null unique, short_name text not null, party_json text not null, vat_regimes_json text not null,
		number_pattern text not null, city text not null, template_file_id bigint, overrides_json text not null, active integer not null,
		created_at bigint not null)`,
	`create table production_years (year integer primary key, data_json text not null)`,

	// CRM
	`create table pipelines (code text primary key, title text not null, subject text not null, sort integer not null)`,
	`create table stages (
		pipeline text not null, code text not null, title text not null, kind text not null, sort integer not null,
		primary key (pipeline, code))`,
	`create table companies (
		id $id, name text not null, inn text, priority text, department_id bigint, responsible_id bigint, party_json text,
		next_call_at bigint, next_letter_at bigint, last_contact_at bigint, created_at bigint not null, updated_at bigint not null)`,
	`create unique index companies_inn on companies (inn) where inn is not null`,
	`create table contacts (
		id $id, company_id bigint, name text not null, phone text, email text, marketing_consent_at bigint, marketing_refused_at bigint,
		consent_source text, created_at bigint not null, updated_at bigint not null)`,
	`create index contacts_phone on contacts (phone) where phone is not null`,
	`create index contacts_email on contacts (email) where email is not null`,
	`create index contacts_company on contacts (company_id) where company_id is not null`,
	`create table leads (
		id $id, title text not null, stage text not null, stage_cycle integer not null, stage_since bigint not null,
		stage_visits integer not null, responsible_id bigint not null, department_id bigint not null, company_id bigint, contact_id bigint,
		client_name text not null, company_name text, phone text, email text, source text not null, comment text, fields_json text not null,
		call_at bigint, deal_id bigint, external_key text unique, created_at bigint not null, updated_at bigint not null)`,
	`create index leads_stage on leads (stage, id)`,
	`create index leads_responsible on leads (responsible_id, stage)`,
	`create index leads_contact on leads (contact_id, id) where contact_id is not null`,
	`create table deals (
		id $id, title text not null, pipeline text not null, stage text not null, stage_cycle integer not null, stage_since bigint not null,
		company_id bigint, contact_id bigint, lead_id bigint unique, responsible_id bigint not null, department_id bigint not null,
		legal_entity_id bigint, amount_kopecks bigint not null, paid_kopecks bigint not null, fields_json text not null,
		external_key text unique, created_at bigint not null, updated_at bigint not null)`,
	`create index deals_stage on deals (pipeline, stage, id)`,
	`create table stage_history (
		id $id, subject_kind text not null, subject_id bigint not null, from_state text, to_state text not null, cycle integer not null,
		at bigint not null, actor_json text not null)`,
	`create index stage_history_subject on stage_history (subject_kind, subject_id, id)`,

	// Registers and files
	`create table registers (code text primary key, title text not null, definition_json text not null, sort integer not null)`,
	`create table files (
		id $id, hash text not null, name text not null, mime text not null, size bigint not null, bytes $blob not null,
		created_at bigint not null)`,
	`create index files_hash on files (hash)`,
	`create table register_entries (
		id $id, register text not null, number text, title text not null, company_id bigint, deal_id bigint, legal_entity_id bigint,
		responsible_id bigint not null, department_id bigint not null, status text not null, status_cycle integer not null,
		status_since bigint not null, status_reason text, fields_json text not null, file_id bigint, file_hash text, file_name text,
		verification_json text, origin text not null, created_at bigint not null, updated_at bigint not null)`,
	`create unique index register_entries_number on register_entries (register, number) where number is not null`,
	`create index register_entries_status on register_entries (register, status, id)`,
	`create index register_entries_deal on register_entries (deal_id) where deal_id is not null`,
	`create table register_history (
		id $id, entry_id bigint not null, at bigint not null, actor_json text not null, change_json text not null)`,
	`create index register_history_entry on register_history (entry_id, id)`,
	`create table number_sequences (key text primary key, last bigint not null)`,

	// What people see
	`create table tasks (
		id $id, kind text not null, title text not null, body text not null, assignee_id bigint not null, participants_json text not null,
		subject_kind text, subject_id bigint, subject_cycle integer, status text not null, due_at bigint, file_id bigint, file_hash text,
		why_json text not null, created_at bigint not null, closed_at bigint, closed_by text, close_note text)`,
	`create index tasks_subject on tasks (subject_kind, subject_id) where status = 'open'`,
	`create index tasks_assignee on tasks (assignee_id, status, id)`,
	`create table notifications (
		id $id, recipient_id bigint not null, text text not null, link text, subject_kind text, subject_id bigint,
		why_json text not null, created_at bigint not null, read_at bigint)`,
	`create index notifications_recipient on notifications (recipient_id, id)`,
	`create table letters (
		id $id, to_address text not null, subject text not null, body text not null, purpose text not null, state text not null,
		subject_kind text, subject_id bigint, file_id bigint, why_json text not null, created_at bigint not null, settled_at bigint, note text)`,

	// Journal: events, deliveries, effects
	`create table events (
		id $id, at bigint not null, kind text not null, scope text not null, state text not null, origin text not null,
		subject_kind text not null, subject_id bigint not null, cycle integer, escalation_id bigint, data_json text not null,
		cause_json text not null)`,
	`create index events_subject on events (subject_kind, subject_id, id)`,
	`create table consumers (
		id text primary key, workflow_id text not null, workflow_name text not null, node_name text not null, skip_overtaken integer not null,
		seen_at bigint not null, created_at bigint not null)`,
	`create table consumer_filters (
		consumer_id text not null, kind text not null, scope text not null, state text not null, origin text not null,
		primary key (consumer_id, kind, scope, state, origin))`,
	`create index consumer_filters_kind on consumer_filters (kind)`,
	`create table deliveries (
		id $id, consumer_id text not null, event_id bigint not null, state text not null, available_at bigint not null,
		attempt integer not null, alone integer not null, claim_token text, lease_until bigint, last_error text, settled_at bigint,
		unique (consumer_id, event_id))`,
	// In the order of the claim, so that neither a backlog nor many rows in backoff are looked through to find the next one.
	`create index deliveries_pending on deliveries (consumer_id, alone, available_at, id) where state = 'pending'`,
	`create index deliveries_claimed on deliveries (claim_token, lease_until) where state = 'claimed'`,
	`create index deliveries_parked on deliveries (consumer_id, id) where state = 'parked'`,
	`create table effects (
		key text primary key, kind text not null, state text not null, result_json text, delivery_id bigint, reserved_by text,
		cause_json text not null, note text, at bigint not null, settled_at bigint)`,
	`create index effects_open on effects (at) where state in ('reserved', 'unknown')`,

	// Timers and escalations
	`create table subject_states (
		subject_kind text not null, subject_id bigint not null, state text not null, cycle integer not null, delivery_id bigint,
		primary key (subject_kind, subject_id))`,
	`create table escalations (
		id $id, rule text not null, subject_kind text not null, subject_id bigint not null, guard_state text not null,
		guard_cycle integer not null, status text not null, steps_json text not null, step_index integer not null, fired_count integer not null,
		note text not null, responsible_id bigint, calendar_json text not null, cause_json text not null, started_at bigint not null,
		ended_at bigint, end_reason text, end_delivery_id bigint)`,
	`create unique index escalations_running on escalations (rule, subject_kind, subject_id, guard_cycle) where status = 'running'`,
	`create index escalations_subject on escalations (subject_kind, subject_id, id)`,
	`create table timers (
		id $id, escalation_id bigint, owner text not null, rule text not null, step text not null, subject_kind text not null, subject_id bigint not null,
		guard_state text not null, guard_cycle integer not null, due_at bigint not null, deferred_from bigint, state text not null, data_json text not null,
		armed_at bigint not null, settled_at bigint, settle_reason text)`,
	`create index timers_due on timers (due_at) where state = 'armed'`,
	`create index timers_unheard on timers (rule, step) where state = 'unheard'`,
	`create index timers_subject on timers (subject_kind, subject_id) where state in ('armed', 'waiting', 'unheard')`,
	`create unique index timers_owner on timers (owner) where state in ('armed', 'waiting', 'unheard')`,
];
