import type { Priority } from '../../../crm/company';
import { defaultPipelines } from '../../../crm/default-pipelines';
import { codesOf } from '../../../crm/pipeline';
import type { Chance } from './chance';
import type { HistoryLead } from './leads';
import { DAY_MS, HOUR_MS } from '../../../milliseconds';
import { untilNow, Way, workingMomentAfter } from './passages';
import type { Stay } from './passages';

/** A deal of the history: its way, its payments, its contract. Money in kopecks. */
export interface HistoryDeal {
	readonly lead: HistoryLead;
	readonly legalEntityId: number;
	readonly amountKopecks: number;
	readonly stays: readonly Stay[];
	readonly payments: ReadonlyArray<{ readonly kopecks: number; readonly paidAt: number; readonly isRefund: boolean }>;
	readonly contract: HistoryContract;
}

export interface HistoryContract {
	readonly stays: readonly Stay[];
	/** When the head confirmed the scan, ms; null when that has not happened. */
	readonly verifiedAt: number | null;
	/** Tasks that were set because nobody reacted, with when they were closed; null is still open. */
	readonly escalations: ReadonlyArray<{ readonly at: number; readonly closedAt: number | null; readonly about: 'signature' | 'original' }>;
}

const roubles: Record<Priority, readonly [number, number]> = { small: [18, 60], medium: [30, 110], large: [50, 190], cool: [70, 260], key: [90, 340] };
const spans: Readonly<Record<string, number>> = { contract: 4, prepayment: 4, samples: 6, tests: 14, draft_approval: 4, issue: 5, documents: 9, submission: 7, inspection: 16, planned: 5 };

function walk(chance: Chance, lead: HistoryLead, startAt: number, fails: boolean): Stay[] {
	const pipeline = defaultPipelines.find((candidate) => candidate.code === lead.service.pipeline);
	const open = pipeline ? codesOf(pipeline, 'open') : [];
	const walked = fails ? open.slice(0, chance.whole(1, 2)) : open;
	const way = new Way(chance, lead.manager.calendar, startAt, walked[0] ?? 'contract');
	for (const [index, stage] of walked.entries()) if (index > 0) way.enter(stage, (spans[walked[index - 1] ?? ''] ?? 5) * DAY_MS);
	return way.enter(fails ? 'failed' : 'completed', 6 * DAY_MS).stays;
}

/** Half in advance and half before the document is handed over; small sums at once. */
function paymentsOf(chance: Chance, lead: HistoryLead, stays: readonly Stay[], amountKopecks: number, fails: boolean, now: number): HistoryDeal['payments'] {
	const { calendar } = lead.manager;
	const bankDay = (at: number) => workingMomentAfter(chance, calendar, at, DAY_MS);
	const advance = amountKopecks < 3_000_000 || chance.happens(0.15) ? amountKopecks : Math.round(amountKopecks / 200) * 100;
	const second = stays[1]?.at;
	if (second === undefined) return [];
	const payments = [{ kopecks: advance, paidAt: bankDay(second), isRefund: false }];
	const beforeLast = stays.at(-2)?.at;
	if (!fails && advance < amountKopecks && beforeLast !== undefined) payments.push({ kopecks: amountKopecks - advance, paidAt: bankDay(beforeLast + DAY_MS), isRefund: false });
	if (fails && stays.length < 3) return [];
	if (fails && chance.happens(0.5)) payments.push({ kopecks: -advance, paidAt: bankDay((stays.at(-1)?.at ?? second) + 3 * DAY_MS), isRefund: true });
	return payments.filter((payment) => payment.paidAt <= now);
}

/** Signed, scanned, confirmed, and at last the original; who is slow gets a task. Terms as shipped: 8 working and 10 calendar days. */
function contractOf(chance: Chance, lead: HistoryLead, startAt: number, fails: boolean, now: number): HistoryContract {
	const { calendar, originalDays } = lead.manager;
	const way = new Way(chance, calendar, startAt + HOUR_MS / 60, 'not_signed');
	const unsigned = way.at;
	if (fails && chance.happens(0.6)) way.enter(chance.happens(0.8) ? 'cancelled' : 'annulled', 9 * DAY_MS);
	else way.enter('signed', chance.happens(0.15) ? 14 * DAY_MS : 5 * DAY_MS).enter('scan', 3 * DAY_MS);
	const scanned = way.stays.find((stay) => stay.state === 'scan');
	const verifiedAt = scanned ? workingMomentAfter(chance, calendar, scanned.at, 8 * HOUR_MS) : null;
	if (verifiedAt !== null && chance.happens(0.985)) way.enter('original', (verifiedAt - way.at) + originalDays * DAY_MS);
	const stays = untilNow(way.stays, now);
	const left = (state: string) => stays[stays.findIndex((stay) => stay.state === state) + 1]?.at ?? null;
	const missed = (since: number, days: number, leftAt: number | null) => (leftAt ?? now) > since + days * DAY_MS && since + days * DAY_MS <= now;
	const signature = missed(unsigned, 11, left('not_signed')) ? [{ at: unsigned + 11 * DAY_MS, closedAt: left('not_signed'), about: 'signature' as const }] : [];
	const original = verifiedAt !== null && missed(verifiedAt, 10, left('scan')) ? [{ at: verifiedAt + 10 * DAY_MS, closedAt: left('scan'), about: 'original' as const }] : [];
	return { stays, verifiedAt: verifiedAt !== null && verifiedAt <= now ? verifiedAt : null, escalations: [...signature, ...original] };
}

/** The deal that a converted enquiry became. */
export function makeDeal(chance: Chance, lead: HistoryLead, now: number): HistoryDeal {
	const startAt = (lead.stays.at(-1) as Stay).at;
	const [from, to] = roubles[lead.client?.priority ?? 'small'];
	const amountKopecks = Math.round(chance.between(from, to) * 2) * 50_000;
	const fails = chance.happens(0.09);
	const all = walk(chance, lead, startAt, fails);
	return {
		lead,
		legalEntityId: lead.manager.legalEntityIds[chance.happens(0.8) ? 0 : 1],
		amountKopecks,
		stays: untilNow(all, now),
		payments: paymentsOf(chance, lead, all, amountKopecks, fails, now),
		contract: contractOf(chance, lead, startAt, fails, now),
	};
}
