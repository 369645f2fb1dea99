import type { checks } from './checks';

/** What a broken promise means to whoever relies on it. */
export type Harm = 'lost' | 'doubled' | 'early' | 'numbered wrong';

const harms: Readonly<Record<keyof typeof checks, Harm>> = {
	'accepted requests are kept, once': 'lost',
	'events reach every listener, once': 'lost',
	'deliveries are settled': 'lost',
	'only the overtaken is passed over': 'lost',
	'timers fire once, in order, all of them': 'lost',
	'nothing fires early': 'early',
	'timers and events match': 'lost',
	'what moved on gets nothing': 'doubled',
	'the ledger is complete and closed': 'lost',
	'effects exist once': 'doubled',
	'nothing is said twice': 'doubled',
	'the gate holds': 'doubled',
	'numbers have no gap and no duplicate': 'numbered wrong',
	'deals have their contract, once': 'numbered wrong',
};

/** How many violations of a kind a run ended with. @param broken as the checks say it: "name of the check: words" */
export const countHarm = (broken: readonly string[], harm: Harm): number => broken.filter((words) => Object.entries(harms).some(([check, kind]) => kind === harm && words.startsWith(`${check}: `))).length;
