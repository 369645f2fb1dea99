const TWO_32 = 4_294_967_296;

/** A seeded source of chance (mulberry32): the same seed tells the same story. */
export class Chance {
	private state: number;

	constructor(seed: number) {
		this.state = seed >>> 0;
	}

	/** From 0 up to, not including, 1. */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let mixed = this.state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / TWO_32;
	}

	/** A whole number, both ends included. */
	whole(from: number, to: number): number {
		return from + Math.floor(this.next() * (to - from + 1));
	}

	/** Any number in between. */
	between(from: number, to: number): number {
		return from + this.next() * (to - from);
	}

	happens(probability: number): boolean {
		return this.next() < probability;
	}

	pick<T>(choices: readonly T[]): T {
		return choices[this.whole(0, choices.length - 1)] as T;
	}

	/** One of the choices, each as likely as its weight says. */
	weighted<T>(choices: ReadonlyArray<readonly [T, number]>): T {
		let left = this.next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [choice, weight] of choices) {
			left -= weight;
			if (left < 0) return choice;
		}
		return (choices.at(-1) as readonly [T, number])[0];
	}
}
