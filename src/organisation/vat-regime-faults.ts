import { parseIsoDate } from '../calendar/iso-date';
import type { VatKind, VatRegime } from '../documents/vat';
import type { LegalForm } from '../requisites';

/** Every regime there is; the type keeps the list whole. */
const KINDS: Readonly<Record<VatKind, true>> = { general: true, reduced: true, simplified_5: true, simplified_7: true, exempt_simplified: true, exempt_145: true, patent: true, professional_income: true };
export const vatKinds = Object.keys(KINDS) as readonly VatKind[];

/** Tax Code art. 346.44 and Federal law 422-FZ: neither is open to organisations. */
const NOT_FOR_ORGANISATIONS: ReadonlySet<VatKind> = new Set(['patent', 'professional_income']);

function faultsOf({ from, kind }: VatRegime, form: LegalForm): string[] {
	const faults: string[] = [];
	if (parseIsoDate(from) === undefined) faults.push(`"${from}" is not a date: write year-month-day, for example 2026-01-01`);
	if (!vatKinds.includes(kind)) faults.push(`"${String(kind)}" is not a regime; give one of ${vatKinds.join(', ')}`);
	else if (form === 'organisation' && NOT_FOR_ORGANISATIONS.has(kind)) faults.push(`"${kind}" is for entrepreneurs only`);
	return faults;
}

/** What is wrong with the VAT regimes of one of our legal entities (R-ORG-2), as sentences; their order does not matter. */
export function vatRegimeFaults(regimes: readonly VatRegime[], form: LegalForm): string[] {
	const days = regimes.map(({ from }) => from);
	const twice = new Set(days.filter((day, index) => days.indexOf(day) !== index));
	return [...regimes.flatMap((regime) => faultsOf(regime, form)), ...[...twice].map((day) => `two regimes begin on ${day}`)];
}
