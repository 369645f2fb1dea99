import { seldomAsked } from '../../src/store/lease-clock';

/** A server whose clock and a process whose steady clock the test moves. */
function clocks() {
	const time = { server: 1_000_000, steady: 5_000, asked: 0, answerMs: 0 };
	const clock = seldomAsked(
		async () => {
			time.asked += 1;
			const at = time.server;
			pass(time.answerMs);
			return at;
		},
		() => time.steady,
	);
	const pass = (ms: number) => {
		time.server += ms;
		time.steady += ms;
	};
	return { time, clock, pass };
}

describe('the clock of leases on PostgreSQL', () => {
	it('R-CORE-3: goes on between two questions, which are a second apart', async () => {
		const { time, clock, pass } = clocks();
		const seen: number[] = [];
		for (let step = 0; step < 30; step++) {
			seen.push((await clock()) - time.server);
			pass(100);
		}
		expect(seen).toEqual(Array.from({ length: 30 }, () => 0));
		expect(time.asked).toBe(3);
	});

	it('R-CORE-3: is never ahead of the server, however long an answer takes', async () => {
		const { time, clock, pass } = clocks();
		time.answerMs = 250;
		for (let step = 0; step < 10; step++) {
			const at = await clock();
			expect(time.server - at).toBe(250);
			pass(400);
		}
	});

	it('R-CORE-3: follows a server whose clock was set within a second', async () => {
		const { time, clock, pass } = clocks();
		await clock();
		time.server -= 3_600_000;
		pass(1_000);
		expect(await clock()).toBe(time.server);
	});

	it('asks once for all who want to know at the same moment, and again after a failure', async () => {
		let asked = 0;
		const clock = seldomAsked(async () => {
			asked += 1;
			if (asked === 1) throw new Error('away');
			return 7;
		}, () => 0);
		await expect(Promise.all([clock(), clock()])).rejects.toThrow('away');
		expect(asked).toBe(1);
		expect(await Promise.all([clock(), clock()])).toEqual([7, 7]);
		expect(asked).toBe(2);
	});
});
