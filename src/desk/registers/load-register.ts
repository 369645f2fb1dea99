import { NotFoundError } from '../../errors';
import type { RegisterDefinition } from '../../registers/register';
import type { Queryable } from '../../store/database';
import { findRegister } from '../../store/registers';

/** @throws {NotFoundError} */
export async function loadRegister(query: Queryable, code: string): Promise<RegisterDefinition> {
	const definition = await findRegister(query, code);
	if (!definition) throw new NotFoundError('Register', code);
	return definition;
}
