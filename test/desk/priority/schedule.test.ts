import { PRIORITY_MONITOR, schedulePriorityMonitor, schedulePriorityMonitors } from '../../../src/desk/priority/priority-schedule';
import { MONTHLY_CLOSE, saveAllReportSettings } from '../../../src/desk/reports/report-settings';
import { pendingTimers } from '../../../src/desk/subjects/pending-timers';
import { listTimers } from '../../../src/timers/timers';
import { at, byHand, done, eventsOf, moneyWorld } from '../payments/money-world';
import type { MoneyWorld } from '../payments/money-world';

let world: MoneyWorld;
beforeEach(async () => {
	world = await moneyWorld();
});
afterEach(async () => await world.close());

const plan = async (time = '09:00') => done(await schedulePriorityMonitors(world.workspace, time, byHand()));
const armed = async (rule: string) => (await world.workspace.read(async (query) => await listTimers(query, { limit: 100 }))).filter((timer) => timer.rule === rule).map(({ subject, dueAt }) => [subject.id, dueAt]);

it('R-PRI-2: mornings are planned for every department with managers, by its own clock, and not for the board', async () => {
	const { nizhny, novosibirsk } = world.people;
	expect(await plan()).toMatchObject([
		{ departmentName: 'Нижний Новгород', nextAt: at('2026-03-03T09:00:00+03:00'), changed: true },
		{ departmentName: 'Новосибирск', nextAt: at('2026-03-03T09:00:00+07:00'), changed: true },
	]);
	expect(await armed(PRIORITY_MONITOR.rule)).toEqual(expect.arrayContaining([[nizhny.department.id, at('2026-03-03T09:00:00+03:00')], [novosibirsk.department.id, at('2026-03-03T09:00:00+07:00')]]));
});

it('R-CORE-4: the periodic work of a department is found with it', async () => {
	await plan();
	done(await saveAllReportSettings(world.workspace, {}, byHand()));
	const { id } = world.people.nizhny.department;
	const pending = await world.workspace.read(async (query) => await pendingTimers(query, { kind: 'department', id }));
	expect(pending.map(({ rule, subject }) => [rule, subject.id]).sort()).toEqual([[MONTHLY_CLOSE.rule, id], [PRIORITY_MONITOR.rule, id]]);
});

it('R-PRI-2: planned again at every start of n8n, nothing doubles, moves or is reported', async () => {
	await plan();
	const before = [await armed(PRIORITY_MONITOR.rule), (await eventsOf(world.workspace, 'OrganisationChanged')).length];
	expect(await plan()).toMatchObject([{ changed: false }, { changed: false }]);
	expect([await armed(PRIORITY_MONITOR.rule), (await eventsOf(world.workspace, 'OrganisationChanged')).length]).toEqual(before);
});

it('R-CORE-3: a morning missed while n8n was down is still to come when n8n starts and plans again', async () => {
	await plan();
	world.clock.set('2026-03-05T14:00:00+03:00');
	expect(await plan()).toMatchObject([{ nextAt: at('2026-03-03T09:00:00+03:00') }, { nextAt: at('2026-03-03T09:00:00+07:00') }]);
});

it('R-PRI-2: another time moves the morning that is planned', async () => {
	await plan();
	const { department } = world.people.nizhny;
	expect(done(await schedulePriorityMonitor(world.workspace, { departmentId: department.id, time: '11:30' }, byHand()))).toMatchObject({ nextAt: at('2026-03-02T11:30:00+03:00'), changed: true });
	expect((await armed(PRIORITY_MONITOR.rule)).filter(([id]) => id === department.id)).toEqual([[department.id, at('2026-03-02T11:30:00+03:00')]]);
});

it('R-PAY-2: all departments with managers report, and declaring it again changes nothing', async () => {
	const save = async () => done(await saveAllReportSettings(world.workspace, { dayOffRule: 'next' }, byHand()));
	expect((await save()).map(({ settings, next, changed }) => [settings.zone, next.month, changed])).toEqual([['Europe/Moscow', '2026-03', true], ['Asia/Novosibirsk', '2026-03', true]]);
	expect(await armed(MONTHLY_CLOSE.rule)).toHaveLength(2);
	const events = (await eventsOf(world.workspace, 'OrganisationChanged')).length;
	expect((await save()).map(({ changed }) => changed)).toEqual([false, false]);
	expect(await eventsOf(world.workspace, 'OrganisationChanged')).toHaveLength(events);
});
