/** Working calendars and the waits counted with them: pure functions of instants (epoch milliseconds) and ISO dates. */
export { InvalidCalendarError, InvalidWaitError, NoWorkingTimeError, UnknownCalendarYearError } from './calendar-errors';
export { calendarWarnings } from './calendar-warnings';
export { InvalidProductionYearError, parseProductionYear, type ProductionYear } from './production-calendar';
export { shippedProductionYears, withProductionYears } from './production-years';
export {
	checkWait,
	deadlineDay,
	deferToWorkingTime,
	describeWait,
	dueAfter,
	dueAfterExplained,
	dueDateOf,
	waitUnits,
	type ExplainedDue,
	type Wait,
	type WaitUnit,
} from './wait';
export {
	createWorkingCalendar,
	defaultWeeklyHours,
	isWorkingDay,
	isWorkingTime,
	nextWorkingTime,
	workingDayOnOrAfter,
	workingDayOnOrBefore,
	workingSpans,
	type UnknownYears,
	type WeeklyHours,
	type WorkingCalendar,
} from './working-calendar';
export { dayOf, startOfDay } from './zone-days';
