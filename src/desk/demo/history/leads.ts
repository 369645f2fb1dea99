import { defaultTargets, YEAR_MS } from '../../../cadence/priority-policy';
import type { Chance } from './chance';
import type { HistoryClient } from './clients';
import { DAY_MS, HOUR_MS } from '../../../milliseconds';
import { untilNow, Way, workingMomentAfter } from './passages';
import type { Stay } from './passages';
import type { DemoManager } from './people';
import { companyEnds, companyStarts, firstNames, lastNames, lostReasons, services, sources } from './words';

/** An enquiry of the history with its way through the funnel up to now. */
export interface HistoryLead {
	/** Null for an enquiry of somebody who never became a client. */
	readonly client: HistoryClient | null;
	readonly manager: DemoManager;
	readonly clientName: string;
	readonly companyName: string;
	readonly phone: string;
	readonly email: string;
	readonly source: string;
	readonly service: { readonly pipeline: string; readonly title: string; readonly product: string };
	readonly stays: readonly Stay[];
	readonly converted: boolean;
	readonly lostReason: string | null;
}

/** The longer ways; each step with its usual length. */
const calls = ['no_answer', 'call_later'] as const;
const steps: ReadonlyArray<readonly [string, number, number]> = [
	['needs', 4 * HOUR_MS, 1],
	['docs_requested', DAY_MS, 1],
	['docs_received', 4 * DAY_MS, 1],
	['calculation', DAY_MS, 1],
	['offer_sent', DAY_MS, 1],
	['offer_follow_up', 2 * DAY_MS, 0.6],
	['negotiation', 2 * DAY_MS, 0.5],
	['postponed', 3 * DAY_MS, 0.04],
];

/** The way of an enquiry. Who is lost is lost somewhere on it, most often after the offer. */
function walk(chance: Chance, manager: DemoManager, at: number, converts: boolean): Stay[] {
	const way = new Way(chance, manager.calendar, at, 'new').enter('assigned', HOUR_MS / 4).enter('first_call', manager.reactionHours * HOUR_MS);
	for (const call of calls) if (chance.happens(0.18)) way.enter(call, 3 * HOUR_MS);
	const given = converts ? steps.length : chance.weighted([[0, 25], [2, 15], [4, 10], [5, 25], [7, 25]] as const);
	for (const [stage, span, probability] of steps.slice(0, given)) if (chance.happens(probability)) way.enter(stage, span);
	return way.enter(converts ? 'converted' : 'lost', 2 * DAY_MS).stays;
}

function leadOf(chance: Chance, client: HistoryClient | null, manager: DemoManager, at: number, now: number, number: number): HistoryLead {
	const service = chance.pick(services);
	const all = walk(chance, manager, at, chance.happens(client ? manager.conversion : 0));
	const stays = untilNow(all, now);
	const end = stays.at(-1)?.state;
	const stranger = { clientName: `${chance.pick(lastNames)} ${chance.pick(firstNames)}`, companyName: `ООО «${chance.pick(companyStarts)}-${chance.pick(companyEnds)}»`, phone: `+7951${String(1_000_000 + number)}`, email: `enquiry${number}@example.com` };
	return {
		client,
		manager,
		...(client ? { clientName: client.contact.name, companyName: client.name, phone: client.contact.phone, email: client.contact.email } : stranger),
		source: chance.pick(sources),
		service: { pipeline: service.pipeline, title: service.title, product: chance.pick(service.goods) },
		stays,
		converted: end === 'converted',
		lostReason: end === 'lost' ? chance.pick(lostReasons) : null,
	};
}

/** The instants at which a client asked for something, in its own rhythm. */
function requestsOf(chance: Chance, client: HistoryClient, from: number, now: number): number[] {
	const gap = YEAR_MS / (defaultTargets[client.priority] * client.activity);
	const requests: number[] = [];
	let at = Math.max(from, client.knownSince) - Math.floor(gap * chance.next() * 0.7);
	for (;;) {
		at = workingMomentAfter(chance, client.manager.calendar, at, gap);
		if (at >= Math.min(now, client.silentFrom)) return requests;
		if (at >= from) requests.push(at);
	}
}

/** All enquiries in order of time: those of clients, and so many of people who never became one. */
export function makeLeads(chance: Chance, clients: readonly HistoryClient[], managers: readonly DemoManager[], strangers: number, from: number, now: number): HistoryLead[] {
	const known = clients.flatMap((client) => requestsOf(chance, client, from, now).map((at) => ({ client, manager: client.manager, at })));
	const unknown = Array.from({ length: strangers }, () => {
		const manager = chance.pick(managers);
		return { client: null, manager, at: workingMomentAfter(chance, manager.calendar, from + Math.floor(chance.next() * (now - from - 7 * DAY_MS)), HOUR_MS) };
	});
	return [...known, ...unknown].sort((a, b) => a.at - b.at).map(({ client, manager, at }, index) => leadOf(chance, client, manager, at, now, index + 1));
}
