import { partIn } from '../story';
import { violations } from './evidence';
import type { Check } from './evidence';

/** R-CON-1: the numbers of each sequence run from 1 without gap or duplicate, and the sequence stands at the last of them. */
export const numbersWithoutGap: Check = async ({ query }) => {
	const sequences = await query.all("select key, last from number_sequences where key not like 'numbers of %'");
	const rows = await query.all("select number, legal_entity_id from register_entries where register = 'contracts'");
	const found = new Map<string, number[]>();
	for (const row of rows) {
		// «СЭ-2026/0017» and «17/26-SP»: the count is the longest run of digits after the slash, or the one before it.
		const [before = '', after = ''] = String(row.number).split('/');
		const [count, year] = /^\d+$/.test(after) ? [Number(after), before.slice(-2)] : [Number(before), after.slice(0, 2)];
		const sequence = `${row.legal_entity_id} ${year}`;
		found.set(sequence, [...(found.get(sequence) ?? []), count]);
	}
	const broken = [...found].flatMap(([sequence, counts]) => {
		const sorted = counts.sort((a, b) => a - b);
		return sorted.every((count, index) => count === index + 1) ? [] : [`the numbers of ${sequence} are not 1 to ${sorted.length}: ${sorted.filter((count, index) => count !== index + 1).slice(0, 5).join(', ')} …`];
	});
	const last = sequences.map((row) => Number(row.last)).sort((a, b) => a - b);
	const lengths = [...found.values()].map((counts) => counts.length).sort((a, b) => a - b);
	if (last.join() !== lengths.join()) broken.push(`the sequences stand at ${last.join(', ')} and there are ${lengths.join(', ')} contracts`);
	return broken;
};

/** R-LEAD-6, R-CON-1: every lead that is to become a deal is one, with one contract, one file and one event. */
export const contractsComplete: Check = async ({ query }) => {
	const leads = await query.all(
		`select l.id, l.title, (select count(*) from deals d where d.lead_id = l.id) as deals,
				(select count(*) from register_entries r join deals d on d.id = r.deal_id where d.lead_id = l.id and r.register = 'contracts' and r.file_id is not null) as contracts,
				(select count(*) from events e join register_entries r on e.kind = 'ContractGenerated' and e.subject_kind = 'entry' and e.subject_id = r.id join deals d on d.id = r.deal_id where d.lead_id = l.id) as events
			from leads l`,
	);
	const wrong = leads.filter((row) => {
		const expected = partIn(String(row.title)) === 'converts' ? 1 : 0;
		return row.deals !== expected || row.contracts !== expected || row.events !== expected;
	});
	const files = await query.get("select (select count(*) from files) as files, (select count(*) from register_entries where register = 'contracts') as contracts");
	return [...violations(wrong, (row) => `lead "${row.title}" has ${row.deals} deals, ${row.contracts} contracts, ${row.events} events about them`), ...(files?.files === files?.contracts ? [] : [`there are ${files?.files} files for ${files?.contracts} contracts`])];
};
