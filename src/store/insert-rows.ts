import type { NewRows, SqlValue } from './database';
import { valueOf } from './named-parameters';

/*
 * The insertion of many rows, in each database's fastest way. Rows in a JSON text, as set statements take them, cost SQLite and
 * PostgreSQL about as much to read as the rows cost to write.
 */

/** Rows of one statement on SQLite: with more of them nothing is gained, and each number of rows is a statement to be prepared. */
const ROWS_AT_ONCE = 32;

const insertInto = ({ table, columns }: NewRows): string => `insert into ${table} (${Object.keys(columns).join(', ')})`;

export interface InsertStatement {
	readonly text: string;
	readonly values: readonly SqlValue[];
}

/** Statements with so many values that each is about some tens of rows. */
export function* insertsByPieces(rows: NewRows): Generator<InsertStatement> {
	const names = Object.keys(rows.columns);
	const row = `(${names.map(() => '?').join(', ')})`;
	for (let from = 0; from < rows.rows.length; from += ROWS_AT_ONCE) {
		const some = rows.rows.slice(from, from + ROWS_AT_ONCE);
		yield { text: `${insertInto(rows)} values ${some.map(() => row).join(', ')} returning id`, values: some.flatMap((one) => names.map((name) => valueOf(name, one))) };
	}
}

/** One statement whose values are columns, each an array. */
export function insertByColumns(rows: NewRows): { readonly text: string; readonly values: readonly SqlValue[][] } {
	const names = Object.keys(rows.columns);
	const arrays = Object.values(rows.columns).map((type, place) => `cast($${place + 1} as ${type}[])`);
	return {
		text: `${insertInto(rows)} select * from unnest(${arrays.join(', ')}) returning id`,
		values: names.map((name) => rows.rows.map((row) => valueOf(name, row))),
	};
}
