import type { WeeklyHours } from '../calendar';
import type { LegalEntity } from '../organisation/legal-entity';
import type { Department, Employee } from '../organisation/organisation';
import { integer, json, maybeInteger, maybeText, oneOf, Table, text, truth } from './table';

export const departments = new Table<Department>('departments', 'Department', {
	id: integer('id'),
	code: text('code'),
	name: text('name'),
	zone: text('zone'),
	weeklyHours: json<WeeklyHours>('weekly_hours_json'),
	extraDaysOff: json<readonly string[]>('extra_days_off_json'),
	headId: maybeInteger('head_id'),
	parentId: maybeInteger('parent_id'),
	createdAt: integer('created_at'),
});

export const employees = new Table<Employee>('employees', 'Employee', {
	id: integer('id'),
	name: text('name'),
	email: text('email'),
	role: oneOf<Employee['role']>('role'),
	departmentId: integer('department_id'),
	zone: maybeText('zone'),
	substituteId: maybeInteger('substitute_id'),
	absentFromAt: maybeInteger('absent_from_at'),
	absentUntilAt: maybeInteger('absent_until_at'),
	active: truth('active'),
	createdAt: integer('created_at'),
});

export const legalEntities = new Table<LegalEntity>('legal_entities', 'Legal entity', {
	id: integer('id'),
	code: text('code'),
	shortName: text('short_name'),
	party: json<LegalEntity['party']>('party_json'),
	vatRegimes: json<LegalEntity['vatRegimes']>('vat_regimes_json'),
	numberPattern: text('number_pattern'),
	city: text('city'),
	templateFileId: maybeInteger('template_file_id'),
	overrides: json<LegalEntity['overrides']>('overrides_json'),
	active: truth('active'),
	createdAt: integer('created_at'),
});
