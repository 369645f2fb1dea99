import type { RegisterDefinition } from '../registers/register';
import type { Queryable, SqlTransaction } from './database';

export async function saveRegister(tx: SqlTransaction, definition: RegisterDefinition, sort: number): Promise<void> {
	await tx.run(
		`insert into registers (code, title, definition_json, sort) values (:code, :title, :definition, :sort)
			on conflict (code) do update set title = excluded.title, definition_json = excluded.definition_json, sort = excluded.sort`,
		{ code: definition.code, title: definition.title, definition: JSON.stringify(definition), sort },
	);
}

export async function loadRegisters(query: Queryable): Promise<RegisterDefinition[]> {
	return (await query.all('select definition_json from registers order by sort, code')).map((row) => JSON.parse(String(row.definition_json)) as RegisterDefinition);
}

export async function findRegister(query: Queryable, code: string): Promise<RegisterDefinition | undefined> {
	const row = await query.get('select definition_json from registers where code = :code', { code });
	return row && (JSON.parse(String(row.definition_json)) as RegisterDefinition);
}
