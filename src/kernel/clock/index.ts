export { countWorkingDays, seedNotices, type Calendar, type WorkingDayCount } from './calendar.ts'
export { defineClock, versionInForce, type ClockRule, type ClockVersion } from './rule.ts'
export {
  findClock,
  lightOf,
  loadCalendar,
  loadNotices,
  startClock,
  stopClock,
  type Light,
  type RunningClock,
} from './clocks.ts'
