import { systemCall } from '../../src/call';
import { isNumberFree, nextNumber } from '../../src/store/numbering';
import { allDrivers, sharedDrivers, temporaryWorkspace } from '../helpers/temporary-workspace';

const call = systemCall('test');

it.each(allDrivers)('R-CON-1: on %s a sequence counts from 1 without gaps, each key for itself', async (driver) => {
	const { workspace } = await temporaryWorkspace({ driver });
	const next = async (key: string) => await workspace.transaction(call, async (tx) => await nextNumber(tx, key));
	expect([await next('a'), await next('a'), await next('b'), await next('a')]).toEqual([1, 2, 1, 3]);
});

it.each(allDrivers)('R-CON-1: on %s a number taken by a transaction that fails is given again', async (driver) => {
	const { workspace } = await temporaryWorkspace({ driver });
	const taken: number[] = [];
	await expect(
		workspace.transaction(call, async (tx) => {
			taken.push(await nextNumber(tx, 'a'));
			throw new Error('the printer is on fire');
		}),
	).rejects.toThrow('the printer is on fire');
	expect(taken).toEqual([1]);
	expect(await workspace.transaction(call, async (tx) => await nextNumber(tx, 'a'))).toBe(1);
});

it.each(sharedDrivers)('R-CON-1: on %s parallel takers of two connections, some of which fail, leave neither gap nor duplicate', async (driver) => {
	const temporary = await temporaryWorkspace({ driver });
	const workspaces = [temporary.workspace, await temporary.openAgain()];
	const results = await Promise.allSettled(
		Array.from({ length: 40 }, async (_, index) =>
			await workspaces[index % 2]!.transaction(call, async (tx) => {
				const number = await nextNumber(tx, 'contract:1:2026');
				await new Promise((resolve) => setTimeout(resolve, index % 5));
				if (index % 4 === 3) throw new Error('rolled back');
				return number;
			}),
		),
	);
	const numbers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])).sort((a, b) => a - b);
	expect(results.filter((result) => result.status === 'rejected')).toHaveLength(10);
	expect(numbers).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
});

it('R-CON-1: a number that an entry has, in whatever status, is not free; another register may have the same', async () => {
	const { workspace } = await temporaryWorkspace();
	await workspace.transaction(call, async (tx) => {
		await tx.run(
			`insert into register_entries (register, number, title, responsible_id, department_id, status, status_cycle, status_since, fields_json, origin, created_at, updated_at)
				values ('contracts', 'СЭ-2026/0001', 'x', 1, 1, 'annulled', 1, 0, '{}', 'generated', 0, 0)`,
		);
		expect(await isNumberFree(tx, 'contracts', 'СЭ-2026/0001')).toBe(false);
		expect(await isNumberFree(tx, 'contracts', 'СЭ-2026/0002')).toBe(true);
		expect(await isNumberFree(tx, 'incoming', 'СЭ-2026/0001')).toBe(true);
	});
});
