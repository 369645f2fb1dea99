import { DatabaseSync } from 'node:sqlite';

/** A column's text in which a trace was found. */
export interface Trace {
	/** "leads.client_name" */
	readonly place: string;
	readonly text: string;
}

/**
 * The rows of a database file as they were, on a connection of its own beside the workspace's: tells whether anybody has
 * committed anything since, finds a text wherever it went, and puts every row back.
 */
export interface Snapshot {
	/** Whether anything was committed since the last `restore`. */
	hasChanged(): boolean;
	find(trace: string): Trace[];
	restore(): void;
	close(): void;
}

export function snapshot(file: string): Snapshot {
	const db = new DatabaseSync(file, { timeout: 5_000 });
	db.exec("pragma synchronous = off; pragma foreign_keys = off; attach ':memory:' as kept");
	const tables = db
		.prepare("select name from main.sqlite_schema where type = 'table' and (name not like 'sqlite_%' or name = 'sqlite_sequence') order by name")
		.all()
		.map((row) => String(row.name));
	for (const table of tables) db.exec(`create table kept."of_${table}" as select * from main."${table}"`);
	const columns = tables.flatMap((table) => db.prepare('select name from pragma_table_info(:table)').all({ table }).map((row) => ({ table, column: String(row.name) })));
	const search = tables
		.filter((table) => table !== 'sqlite_sequence')
		.map((table) => db.prepare(columns.filter((one) => one.table === table).map(({ column }) => `select '${table}.${column}' as place, "${column}" as text from main."${table}" where typeof("${column}") = 'text' and instr("${column}", :trace) > 0`).join(' union all ')));
	const version = db.prepare('pragma main.data_version');
	const seen = () => Number(version.get()?.data_version);
	let since = seen();
	return {
		hasChanged: () => seen() !== since,
		find: (trace) => search.flatMap((statement) => statement.all({ trace }).map((row) => ({ place: String(row.place), text: String(row.text) }))),
		restore: () => {
			db.exec('begin immediate');
			for (const table of tables) db.exec(`delete from main."${table}"; insert into main."${table}" select * from kept."of_${table}"`);
			db.exec('commit');
			since = seen();
		},
		close: () => db.close(),
	};
}
