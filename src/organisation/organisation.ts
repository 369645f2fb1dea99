import type { WeeklyHours } from '../calendar';

/** R-ORG-1. Instants are ms on the workspace clock. */
export interface Department {
	readonly id: number;
	readonly code: string;
	readonly name: string;
	/** IANA zone, e.g. Asia/Novosibirsk. */
	readonly zone: string;
	readonly weeklyHours: WeeklyHours;
	/** ISO dates on which this department rests besides the production calendar. */
	readonly extraDaysOff: readonly string[];
	readonly headId: number | null;
	/** The department one level up: where an escalation goes when the responsible person is the head. */
	readonly parentId: number | null;
	readonly createdAt: number;
}

export interface Employee {
	readonly id: number;
	readonly name: string;
	readonly email: string;
	readonly role: 'manager' | 'head';
	readonly departmentId: number;
	/** Own IANA zone, when the person works elsewhere than the department. */
	readonly zone: string | null;
	/** Who receives notices and tasks while this person is away. */
	readonly substituteId: number | null;
	readonly absentFromAt: number | null;
	readonly absentUntilAt: number | null;
	readonly active: boolean;
	readonly createdAt: number;
}
