import type { EventCause } from '../journal/event';
import type { CompanyReminder } from '../crm/company-reminder';
import type { BankStatement, Payment } from '../crm/payment';
import type { CloseLine, MonthClose, Restatement } from '../reports/month-close';
import type { ReportSettings } from '../reports/report-settings';
import { integer, json, maybeInteger, maybeText, oneOf, Table, text } from './table';

export const payments = new Table<Payment>('payments', 'Payment', {
	id: integer('id'),
	dealId: integer('deal_id'),
	kopecks: integer('kopecks'),
	paidAt: integer('paid_at'),
	document: maybeText('document'),
	payer: maybeText('payer'),
	payerInn: maybeText('payer_inn'),
	note: maybeText('note'),
	refundOfId: maybeInteger('refund_of_id'),
	externalKey: maybeText('external_key'),
	statementId: maybeInteger('statement_id'),
	deletedAt: maybeInteger('deleted_at'),
	deleteReason: maybeText('delete_reason'),
	createdAt: integer('created_at'),
	updatedAt: integer('updated_at'),
});

export const bankStatements = new Table<BankStatement & { readonly cause: EventCause }>('bank_statements', 'Bank statement', {
	id: integer('id'),
	hash: text('hash'),
	name: text('name'),
	rowCount: integer('row_count'),
	paymentCount: integer('payment_count'),
	totalKopecks: integer('total_kopecks'),
	cause: json<EventCause>('cause_json'),
	importedAt: integer('imported_at'),
});

export const reportSettings = new Table<ReportSettings>('report_settings', 'Report settings', {
	id: integer('id'),
	departmentId: integer('department_id'),
	zone: text('zone'),
	day: integer('day'),
	time: text('time'),
	dayOffRule: oneOf<ReportSettings['dayOffRule']>('day_off_rule'),
	startsAt: integer('starts_at'),
	updatedAt: integer('updated_at'),
});

export const monthCloses = new Table<MonthClose & { readonly cause: EventCause }>('month_closes', 'Closed month', {
	id: integer('id'),
	departmentId: integer('department_id'),
	month: text('month'),
	fromAt: integer('from_at'),
	cutoffAt: integer('cutoff_at'),
	closedAt: integer('closed_at'),
	lateByMs: integer('late_by_ms'),
	totalKopecks: integer('total_kopecks'),
	paymentCount: integer('payment_count'),
	settings: json<MonthClose['settings']>('settings_json'),
	cause: json<EventCause>('cause_json'),
});

export const closeLines = new Table<CloseLine>('month_close_lines', 'Line of a closed month', {
	id: integer('id'),
	closeId: integer('close_id'),
	paymentId: integer('payment_id'),
	dealId: integer('deal_id'),
	managerId: integer('manager_id'),
	pipeline: text('pipeline'),
	legalEntityId: maybeInteger('legal_entity_id'),
	kopecks: integer('kopecks'),
	paidAt: integer('paid_at'),
	document: maybeText('document'),
});

export const restatements = new Table<Restatement & { readonly cause: EventCause }>('restatements', 'Restatement', {
	id: integer('id'),
	closeId: integer('close_id'),
	paymentId: integer('payment_id'),
	dealId: integer('deal_id'),
	managerId: integer('manager_id'),
	pipeline: text('pipeline'),
	legalEntityId: maybeInteger('legal_entity_id'),
	oldKopecks: integer('old_kopecks'),
	newKopecks: integer('new_kopecks'),
	differenceKopecks: integer('difference_kopecks'),
	reason: oneOf<Restatement['reason']>('reason'),
	cause: json<EventCause>('cause_json'),
	at: integer('at'),
});

export const companyReminders = new Table<CompanyReminder>('company_reminders', 'Planned call or letter', {
	id: integer('id'),
	companyId: integer('company_id'),
	kind: oneOf<CompanyReminder['kind']>('kind'),
	repeatDays: maybeInteger('repeat_days'),
	note: text('note'),
	updatedAt: integer('updated_at'),
});
