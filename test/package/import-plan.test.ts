/** `npm start` never replaces an operator's work without a word: the decision behind it. */
import { planImport } from '../../scripts/lib/import-plan.mjs';

const shipped = (hash: string) => ({ id: 'leads', name: 'Take in a lead', hash });
const names = (plan: ReturnType<typeof planImport>) => Object.entries(plan).flatMap(([decision, list]) => list.map(() => decision));

interface Case {
	readonly case: string;
	readonly hash: string;
	readonly ledger: Record<string, { hash: string; revision: string }>;
	readonly present: Array<[string, string]>;
	readonly decision: string[];
}

it.each<Case>([
	{ case: 'was never imported', hash: 'new', ledger: {}, present: [], decision: ['toImport'] },
	{ case: 'is as it was imported', hash: 'old', ledger: { leads: { hash: 'old', revision: '1' } }, present: [['leads', '1']], decision: [] },
	{ case: 'is newer here and untouched there', hash: 'new', ledger: { leads: { hash: 'old', revision: '1' } }, present: [['leads', '1']], decision: ['toImport'] },
	{ case: 'was edited, and is not newer', hash: 'old', ledger: { leads: { hash: 'old', revision: '1' } }, present: [['leads', '2']], decision: [] },
	{ case: 'was edited, and is newer here', hash: 'new', ledger: { leads: { hash: 'old', revision: '1' } }, present: [['leads', '2']], decision: ['keptEdited'] },
	{ case: 'was deleted, and is not newer', hash: 'old', ledger: { leads: { hash: 'old', revision: '1' } }, present: [], decision: [] },
	{ case: 'was deleted, and is newer here', hash: 'new', ledger: { leads: { hash: 'old', revision: '1' } }, present: [], decision: ['keptDeleted'] },
	{ case: 'was brought in by the operator', hash: 'new', ledger: {}, present: [['leads', '1']], decision: ['keptEdited'] },
])('a workflow that $case: $decision', ({ hash, ledger, present, decision }) => {
	expect(names(planImport([shipped(hash)], ledger, new Map(present)))).toEqual(decision);
});

it('a workflow whose import was cut short is imported again, whatever n8n has of it', () => {
	expect(names(planImport([shipped('new')], {}, new Map([['leads', '1']]), ['leads']))).toEqual(['toImport']);
});
