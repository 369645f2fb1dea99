export const requestsOfDeals: readonly string[] = [
	// A deal without a lead is a request of its client (R-PRI-2).
	`insert into client_requests (company_id, at, source, external_key)
		select company_id, created_at, 'deal', 'deal-desk:deal:' || id from deals where lead_id is null and company_id is not null`,
	// Timers of a record are found by their owners; writing this index was a fifth to a third of what arming a timer cost.
	'drop index timers_subject',
];
