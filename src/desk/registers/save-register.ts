import type { Call } from '../../call';
import { InvalidInputError } from '../../errors';
import { registerFaults } from '../../registers/check-register';
import { readRegister } from '../../registers/read-register';
import type { RegisterDefinition } from '../../registers/register';
import { saveRegister as writeRegister } from '../../store/registers';
import type { EffectOutcome, Workspace } from '../workspace';

/**
 * Makes a register or replaces its description: statuses, moves, fields (R-REG-1). Takes what an operator typed or pasted.
 * @throws {InvalidInputError} with all faults: an unknown shape, moves to nowhere, a status that would vanish under entries
 */
export async function saveRegister(workspace: Workspace, input: unknown, call: Call): Promise<EffectOutcome<RegisterDefinition>> {
	const { definition, faults } = readRegister(input);
	if (definition === null) throw new InvalidInputError(faults);
	return await workspace.effect(call, 'register', async (tx) => {
		const { code } = definition;
		const known = await tx.get(`select sort from registers where code = :code${tx.lockRows}`, { code });
		const inUse = await tx.all('select distinct status from register_entries where register = :code', { code });
		const wrong = registerFaults(
			definition,
			inUse.map((row) => String(row.status)),
		);
		if (wrong.length > 0) throw new InvalidInputError(wrong);
		const last = await tx.get('select max(sort) as sort from registers');
		await writeRegister(tx, definition, Number(known?.sort ?? Number(last?.sort ?? -1) + 1));
		await tx.emit({ kind: 'WorkspaceChanged', scope: code, state: 'register', subject: { kind: 'workspace', id: 1 }, data: { what: 'register', register: code, title: definition.title, isNew: known === undefined } });
		return definition;
	});
}
