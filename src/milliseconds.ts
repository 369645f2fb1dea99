/** Lengths of time as they are kept and reckoned everywhere: in ms. A day here is 24 hours, not a calendar day of some zone. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
