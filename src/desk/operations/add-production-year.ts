import { InvalidProductionYearError, parseProductionYear } from '../../calendar';
import type { ProductionYear } from '../../calendar';
import { systemCall } from '../../call';
import type { Call } from '../../call';
import { InvalidInputError } from '../../errors';
import type { EffectOutcome, Workspace } from '../workspace';

function parse(value: unknown): ProductionYear {
	try {
		return parseProductionYear(value);
	} catch (error) {
		if (!(error instanceof InvalidProductionYearError)) throw error;
		throw new InvalidInputError(error.faults.map((reason) => ({ field: 'Production Year', reason })), 'Correct the JSON and send it whole again; nothing was saved.');
	}
}

export interface ProductionYearAdded {
	readonly year: number;
	readonly source: string;
	/** True when the year was there before and is now replaced. */
	readonly replaced: boolean;
}

/**
 * Adds the production calendar of a year the package was not shipped with, or corrects one (R-ORG-3). Deadlines counted from
 * now on use it; timers that are armed already keep their instants.
 * @param input.year parsed JSON in the shape of `ProductionYear`: year, source, daysOff, workingWeekends, shortened
 * @throws {InvalidInputError} with every fault; a faulty year is refused whole
 */
export async function addProductionYear(workspace: Workspace, input: { readonly year: unknown }, call: Call = systemCall('operator')): Promise<EffectOutcome<ProductionYearAdded>> {
	const year = parse(input.year);
	return await workspace.effect(call, 'production year', async (tx) => {
		const before = await tx.get('select year from production_years where year = :year', { year: year.year });
		await tx.run('insert into production_years (year, data_json) values (:year, :data) on conflict (year) do update set data_json = excluded.data_json', { year: year.year, data: JSON.stringify(year) });
		await tx.emit({ kind: 'WorkspaceChanged', scope: 'calendar', subject: { kind: 'workspace', id: 1 }, data: { year: year.year, source: year.source } });
		return { year: year.year, source: year.source, replaced: before !== undefined };
	});
}
