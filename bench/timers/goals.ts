import type { Goal } from '../entry';
import type { Driver } from './store';

const PEERS = ['pg-boss', 'graphile-worker'] as const;

/** At least half as fast as the bare statement, everything we promise included; on PostgreSQL half as fast again as the better peer. */
export function ourGoals(driver: Driver, size: number): Goal[] {
	const half: Goal = { title: 'Deal Desk ÷ bare statement', reckon: (figure) => figure('Deal Desk', size) / figure('bare statement', size), atLeast: 0.5 };
	const ahead: Goal = { title: 'Deal Desk ÷ the better peer', reckon: (figure) => figure('Deal Desk', size) / Math.max(...PEERS.map((peer) => figure(peer, size))), atLeast: 1.5 };
	return driver === 'sqlite' ? [half] : [half, ahead];
}
