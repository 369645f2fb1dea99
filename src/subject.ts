/** What an event, a timer, a task or a notice is about. */
export const subjectKinds = ['lead', 'deal', 'company', 'contact', 'entry', 'task', 'department', 'workspace'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export interface SubjectRef {
	readonly kind: SubjectKind;
	readonly id: number;
}
