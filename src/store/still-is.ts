/**
 * The condition that rows which are looked up by their ids are still in a state. Written so that no database takes the partial index
 * of that state for the look-up: by statistics from an hour when nothing was in the state, PostgreSQL holds the index for empty and
 * reads all of it, once for every batch, just when a backlog has gathered in it.
 * @param column of a table, not of user input
 */
export const stillIs = (column: string, state: string): string => `${column} || '' = '${state}'`;
