import type { Priority } from '../../../crm/company';
import type { Chance } from './chance';
import type { DemoManager } from './people';
import { companyEnds, companyStarts, firstNames, lastNames } from './words';
import { DAY_MS } from '../../../milliseconds';

/** A client of the history and how it behaves; instants in ms. */
export interface HistoryClient {
	readonly name: string;
	readonly inn: string;
	readonly priority: Priority;
	readonly manager: DemoManager;
	readonly knownSince: number;
	/** How many requests it leaves, measured by the target of its priority. */
	readonly activity: number;
	/** It left no request after this instant. */
	readonly silentFrom: number;
	readonly contact: { readonly name: string; readonly phone: string; readonly email: string; readonly consents: boolean };
}

const INN_WEIGHTS = [2, 4, 10, 3, 5, 9, 4, 6, 8];

/** An ИНН of a tax office that does not exist, with the right control digit. */
function innOf(region: string, number: number): string {
	const digits = `${region}98${String(number).padStart(5, '0')}`;
	const sum = INN_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
	return `${digits}${(sum % 11) % 10}`;
}

const priorities: ReadonlyArray<readonly [Priority, number]> = [['small', 36], ['medium', 34], ['large', 17], ['cool', 8], ['key', 5]];

/** Most clients keep coming, some come less and less, some have left. */
function behaviour(chance: Chance, from: number, now: number): Pick<HistoryClient, 'activity' | 'silentFrom'> {
	const kind = chance.weighted([['steady', 60], ['sparing', 18], ['leaving', 22]] as const);
	return { activity: kind === 'sparing' ? chance.between(0.5, 0.8) : chance.between(0.9, 1.5), silentFrom: kind === 'leaving' ? now - chance.whole(30, 300) * DAY_MS : Math.max(now, from) };
}

/** @param count how many; each has a name and an ИНН of its own */
export function makeClients(chance: Chance, managers: readonly DemoManager[], count: number, from: number, now: number): HistoryClient[] {
	return Array.from({ length: count }, (_, index) => {
		const manager = chance.pick(managers);
		const stem = `${companyStarts[index % companyStarts.length]}${companyEnds[Math.floor(index / companyStarts.length) % companyEnds.length]}`;
		const { phone, email, ...contact } = { name: `${chance.pick(lastNames)} ${chance.pick(firstNames)}`, phone: `+7950${String(1_000_000 + index)}`, email: `client${index + 1}@example.com`, consents: chance.happens(0.45) };
		return {
			name: chance.happens(0.15) ? `АО «${stem}»` : `ООО «${stem}»`,
			inn: innOf(manager.calendar.zone === 'Asia/Novosibirsk' ? '54' : '52', index + 1),
			priority: chance.weighted(priorities),
			manager,
			// Two thirds are clients from before, the others were won on the way.
			knownSince: chance.happens(0.65) ? from - chance.whole(1, 400) * DAY_MS : from + Math.floor(chance.next() * (now - from) * 0.9),
			...behaviour(chance, from, now),
			contact: { ...contact, phone, email },
		};
	});
}
