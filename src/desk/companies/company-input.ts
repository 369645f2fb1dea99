import { priorities } from '../../crm/company';
import type { Company, Priority } from '../../crm/company';
import { completeParty } from '../../crm/complete-party';
import type { PartialParty } from '../../crm/complete-party';
import { readInn } from '../../crm/inn';
import type { InputReader } from '../../crm/input-reader';
import type { People } from '../../organisation/recipients';
import { readDepartment, readResponsible } from '../organisation/placement';

/** What can be written on a company's card. Absent keeps what is there; null or an empty text clears. */
export interface CompanyCard {
	readonly name?: string | null;
	readonly inn?: string | null;
	readonly priority?: Priority | '' | null;
	readonly departmentCode?: string | null;
	readonly responsibleId?: number | null;
	/** Requisites for contracts; given ones go over the known ones. */
	readonly party?: PartialParty | null;
	/** When the next call or letter is planned, ms (R-PRI-4). */
	readonly nextCallAt?: number | null;
	readonly nextLetterAt?: number | null;
}

type Values = Partial<Pick<Company, 'name' | 'inn' | 'priority' | 'departmentId' | 'responsibleId' | 'party' | 'nextCallAt' | 'nextLetterAt'>>;

/** A person's own department unless one is named. Null given for the person leaves the department alone. */
function readPlacement(reader: InputReader, card: CompanyCard, people: People): Values {
	const department = readDepartment(reader, 'departmentCode', card.departmentCode, people);
	const responsible = readResponsible(reader, 'responsibleId', card.responsibleId, people);
	const departmentId = department?.id ?? responsible?.departmentId;
	return { ...(card.responsibleId !== undefined && { responsibleId: responsible?.id ?? null }), ...(departmentId !== undefined && { departmentId }) };
}

/** Reads a card against what is known; faults are kept in `reader`. */
export function readCompanyCard(reader: InputReader, card: CompanyCard, known: Company | null, people: People): Values {
	const name = card.name === undefined || card.name === null ? undefined : reader.required('name', card.name);
	const partyInn = card.party?.inn === undefined || card.party.inn === '' ? undefined : readInn(reader, 'party.inn', card.party.inn);
	// The card and the requisites speak of one ИНН: given in one place it is good for both, unless the other has its own.
	const inn = card.inn !== undefined ? readInn(reader, 'inn', card.inn) : (known?.inn ?? partyInn ?? null);
	if (inn && partyInn && inn !== partyInn) reader.refuse('party.inn', `is ${partyInn}, but the company's ИНН is ${inn}; correct one of them`);
	return {
		...(name !== undefined && { name }),
		...((card.inn !== undefined || partyInn !== undefined) && { inn }),
		...(card.priority !== undefined && { priority: reader.oneOf('priority', card.priority, priorities) }),
		...readPlacement(reader, card, people),
		...(card.party !== undefined && { party: card.party === null ? null : completeParty(reader, card.party, known?.party ?? null, { name: name ?? known?.name ?? '', inn }) }),
		...(card.nextCallAt !== undefined && { nextCallAt: reader.instant('nextCallAt', card.nextCallAt) }),
		...(card.nextLetterAt !== undefined && { nextLetterAt: reader.instant('nextLetterAt', card.nextLetterAt) }),
	};
}
