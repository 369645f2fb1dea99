import type { NewRows, SqlParams, SqlValue } from './database';
import { valueOf } from './named-parameters';

/*
 * The insertion of many rows, in each database's fastest way. Rows in a JSON text, as set statements take them, cost SQLite and
 * PostgreSQL about as much to read as the rows cost to write.
 */

/** Rows of one statement on SQLite: with more of them nothing is gained, and each number of rows is a statement to be prepared. */
const ROWS_AT_ONCE = 32;

const insertInto = ({ table, columns }: Pick<NewRows, 'table' | 'columns'>): string => `insert into ${table} (${Object.keys(columns).join(', ')})`;

/** The insertion of one row, its values by the names of their columns; answers its id. */
export const insertOne = (table: string, columns: readonly string[]): string => `insert into ${table} (${columns.join(', ')}) values (${columns.map((column) => `:${column}`).join(', ')}) returning id`;

/** As `insertOne`, unless another row holds a unique value of this one. */
export const insertUnlessTaken = (table: string, columns: readonly string[]): string => insertOne(table, columns).replace(/ returning id$/, ' on conflict do nothing returning id');

export interface InsertStatement {
	readonly text: string;
	readonly values: readonly SqlValue[];
}

/** Reads a column's values, checked. Many rows share most of their texts: what was looked at in the row before is not looked at again. */
function reader(name: string): (row: SqlParams) => SqlValue {
	let seen: SqlValue | undefined;
	return (row) => (row[name] !== undefined && row[name] === seen ? seen : (seen = valueOf(name, row)));
}

/** Statements with so many values that each is about some tens of rows. */
export function* insertsByPieces({ table, columns, rows }: NewRows): Generator<InsertStatement> {
	const readers = Object.keys(columns).map(reader);
	const row = `(${readers.map(() => '?').join(', ')})`;
	for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
		const some = rows.slice(from, from + ROWS_AT_ONCE);
		const values: SqlValue[] = [];
		for (const one of some) for (const read of readers) values.push(read(one));
		yield { text: `${insertInto({ table, columns })} values ${some.map(() => row).join(', ')} returning id`, values };
	}
}

/** One statement whose values are columns, each an array. */
export function insertByColumns({ table, columns, rows }: NewRows): { readonly text: string; readonly values: readonly SqlValue[][] } {
	const arrays = Object.values(columns).map((type, place) => `cast($${place + 1} as ${type}[])`);
	return {
		text: `${insertInto({ table, columns })} select * from unnest(${arrays.join(', ')}) returning id`,
		values: Object.keys(columns).map((name) => rows.map(reader(name))),
	};
}
