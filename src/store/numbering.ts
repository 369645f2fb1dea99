import type { SqlTransaction } from './database';

/**
 * The next number of a sequence, from 1. It belongs to the transaction: the row stays locked until the end, so a parallel
 * taker waits and a rollback gives the number back. No gaps and no duplicates (R-CON-1); numbers of voided documents are
 * simply never handed out again.
 */
export async function nextNumber(tx: SqlTransaction, key: string): Promise<number> {
	const row = await tx.get(
		`insert into number_sequences (key, last) values (:key, 1)
			on conflict (key) do update set last = number_sequences.last + 1 returning last`,
		{ key },
	);
	return Number(row?.last);
}

/**
 * Whether a register has the number free. Whoever asks holds the register's numbers until the transaction ends, so that a
 * number written by hand and a generated one cannot meet.
 */
export async function isNumberFree(tx: SqlTransaction, register: string, number: string): Promise<boolean> {
	await tx.run(
		`insert into number_sequences (key, last) values (:key, 0)
			on conflict (key) do update set last = number_sequences.last`,
		{ key: `numbers of ${register}` },
	);
	return (await tx.get('select id from register_entries where register = :register and number = :number', { register, number })) === undefined;
}
