import { parseNumberPattern } from '../registers/contract-number';
import type { LegalEntity } from './legal-entity';

type Numbered = Pick<LegalEntity, 'code' | 'numberPattern'>;

/** What the two entities' numbers would look like with everything but the running number filled in. */
const shapeOf = ({ code, numberPattern }: Numbered): string => numberPattern.trim().replace(/\{\s*entity\s*\}/g, code).replace(/\{\s*seq(?::\d+)?\s*\}/g, '{seq}').replace(/\{\s*yyyy\s*\}/g, '{yyyy}');

/**
 * What is wrong with an entity's number pattern (R-CON-1), as sentences. Numbers are counted for each entity by itself but
 * are unique in the register, so two entities must not write theirs alike.
 * @param others all other entities, also those not used any more: their numbers stay taken
 */
export function numberPatternFaults(entity: Numbered, others: readonly Numbered[]): string[] {
	const { faults } = parseNumberPattern(entity.numberPattern);
	if (faults.length > 0) return [...faults];
	return others.filter((other) => shapeOf(other) === shapeOf(entity)).map((other) => `"${other.code}" numbers its contracts the same way; put {entity} or letters of its own into the pattern`);
}
