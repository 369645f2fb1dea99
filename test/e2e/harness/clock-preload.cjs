/**
 * Loaded into a process of a test before anything else: its wall clock is off by as many milliseconds as the file says, and
 * follows when the file changes. As on a machine whose clock is set, timers and `performance.now()` take no notice.
 */
const { readFileSync } = require('node:fs');

const file = process.env.DEAL_DESK_TEST_CLOCK;
const RealDate = Date;
// Kept apart: somebody may put what `Date.now` answers back into `Date.now`.
const realNow = RealDate.now.bind(RealDate);
let offMs = 0;

function look() {
	const said = Number(readFileSync(file, 'utf8'));
	if (Number.isFinite(said)) offMs = said;
}

look();
setInterval(look, 50).unref();

const now = () => realNow() + offMs;

globalThis.Date = new Proxy(RealDate, {
	construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
	apply: () => new RealDate(now()).toString(),
	get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
